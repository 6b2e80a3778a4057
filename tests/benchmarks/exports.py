"""Export: CSV against the sqlite3 shell, workbooks against XlsxWriter writing the same cells."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.benchmarks.measure import Figure, cli, fresh, paired, run, timed
from tests.benchmarks.queries import ledger_of
from zefdesk.domain.query import SessionQuery
from zefdesk.services.exporting import export
from zefdesk.store.ledger import Ledger

_SHELL = """
.headers on
.mode csv
.once {out}
SELECT session.name, session.sticker, serial, initiator, identity,
  strftime('%Y-%m-%dT%H:%M:%S', start_local, 'unixepoch') AS start,
  printf('%d:%02d:%02d', plug_duration / 3600, plug_duration / 60 % 60, plug_duration % 60) AS plug,
  printf('%d:%02d:%02d', charge_duration / 3600, charge_duration / 60 % 60, charge_duration % 60) AS charge,
  energy / 1e9 AS energy, printf('%.2f', cost / 1e9) AS cost, bill_details,
  strftime('%Y-%m-%dT%H:%M:%S', end, 'unixepoch') AS end, currency, connector, bill_state, '' AS computed,
  '' AS difference, stop_reason, (SELECT group_concat(code) FROM finding WHERE session_id = session.id) AS findings,
  session.session_id, path, line
FROM session JOIN sighting ON sighting.session_id = session.id JOIN import ON import.id = import_id
ORDER BY start DESC, session.id;
"""


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Time the export of everything as CSV, and of a tenth as a workbook."""
    ledger = ledger_of(folder, rows)
    out, shell_out = folder / "ours.csv", folder / "shell.csv"

    def ours() -> float:
        fresh(out)
        return run(cli("--database", str(ledger), "export", str(out)))[0]

    def shell() -> float:
        fresh(shell_out)
        return run(["sqlite3", str(ledger)], _SHELL.format(out=shell_out))[0]

    mine, theirs = paired(ours, shell)
    yield Figure(f"export {rows:,} sessions to CSV", mine, theirs, 2.0, "sqlite3 shell, the same columns")
    yield from _workbooks(folder, max(rows // 10, 100))


def _workbooks(folder: Path, rows: int) -> Iterator[Figure]:
    opened = Ledger.open(ledger_of(folder, rows))
    out, plain = folder / "ours.xlsx", folder / "plain.xlsx"

    def ours() -> float:
        fresh(out)
        return timed(lambda: export(opened, out, SessionQuery()))

    ours()
    book = CalamineWorkbook.from_path(str(out))
    cells = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    def writer() -> float:
        fresh(plain)
        return timed(lambda: _write_plainly(plain, cells))

    mine, theirs = paired(ours, writer)
    opened.close()
    yield Figure(f"export {rows:,} sessions to xlsx", mine, theirs, 1.3, "XlsxWriter writing the same cells")


def _write_plainly(target: Path, cells: dict[str, list[list[Any]]]) -> None:
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as out:
        moment = out.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        elapsed = out.add_format({"num_format": "[h]:mm:ss"})
        for name, rows in cells.items():
            sheet = out.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(at, column, value, moment)
                    elif isinstance(value, timedelta):
                        sheet.write_number(at, column, value / timedelta(days=1), elapsed)
                    elif isinstance(value, float):
                        sheet.write_number(at, column, value)
                    elif value != "":
                        sheet.write_string(at, column, str(value))
