"""Import: reports into a ledger, against the sqlite3 shell and sqlite-utils doing the like with the same file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.benchmarks import data
from tests.benchmarks.measure import Figure, cli, fresh, paired, run, timed
from zefdesk.formats.reading import Settings
from zefdesk.services.importing import import_paths
from zefdesk.store.ledger import Ledger

SHELL = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
CREATE TABLE raw(name, sticker, serial, initiator, identity, start, plug, charge, energy, cost, bill);
.mode csv
.import --skip 1 {report} raw
CREATE TABLE session(id INTEGER PRIMARY KEY, name TEXT, sticker TEXT, serial TEXT, initiator TEXT, identity TEXT,
  start INTEGER, zone TEXT, "end" INTEGER, plug INTEGER, charge INTEGER, energy INTEGER, cost INTEGER, currency TEXT,
  bill TEXT, bill_state TEXT);
CREATE UNIQUE INDEX same ON session(serial, start, initiator, identity, plug, charge, energy, cost);
CREATE TABLE sighting(line INTEGER PRIMARY KEY, session_id INTEGER, raw TEXT);
CREATE INDEX told ON sighting(session_id);
BEGIN;
INSERT OR IGNORE INTO session
SELECT rowid, name, sticker, serial, initiator, identity, at, 'America/Chicago', at + plugged, plugged,
  substr(charge, 1, instr(charge, ':') - 1) * 3600 + substr(charge, -5, 2) * 60 + substr(charge, -2),
  cast(round(energy * 1000000) AS integer), cents, CASE WHEN cents IS NULL THEN NULL ELSE 'USD' END, nullif(bill, ''),
  CASE WHEN bill LIKE '{{%' THEN 'itemised' WHEN initiator = '' AND coalesce(cents, 0) = 0 THEN 'free-vend'
  WHEN cents IS NULL THEN 'unpriced' ELSE 'not-itemised' END
FROM (SELECT rowid, *,
  unixepoch(substr(start, 7, 4) || '-' || substr(start, 1, 2) || '-' || substr(start, 4, 2)
  || ' ' || substr(start, 12)) AS at,
  substr(plug, 1, instr(plug, ':') - 1) * 3600 + substr(plug, -5, 2) * 60 + substr(plug, -2) AS plugged,
  CASE WHEN cost = '' THEN NULL ELSE cast(round(replace(cost, '$', '') * 100) AS integer) END AS cents FROM raw);
INSERT INTO sighting
SELECT raw.rowid + 1, session.id, raw.name || ',' || raw.sticker || ',' || raw.serial || ',' || raw.initiator || ','
  || raw.identity || ',' || raw.start || ',' || raw.plug || ',' || raw.charge || ',' || raw.energy || ',' || raw.cost
  || ',' || raw.bill FROM raw LEFT JOIN session ON session.id = raw.rowid;
COMMIT;
DROP TABLE raw;
"""


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Time the import of a report as CSV and as a workbook."""
    report = data.report(folder / f"report-{rows}.csv", rows)
    ledger, shell_db, utils_db = (folder / name for name in ("import.zefdesk", "shell.db", "utils.db"))
    memory: list[float] = []

    def ours() -> float:
        fresh(ledger)
        options = ("--time-zone", "America/Chicago", "--date-order", "mdy")
        seconds, megabytes = run(cli("--database", str(ledger), "import", str(report), *options))
        memory.append(megabytes)
        return seconds

    def shell() -> float:
        fresh(shell_db)
        return run(["sqlite3", str(shell_db)], SHELL.format(report=report))[0]

    mine, theirs = paired(ours, shell)
    yield Figure(
        f"import {rows:,} sessions from CSV",
        mine,
        theirs,
        1.0,
        "sqlite3 shell doing the same: typed, de-duplicated, each telling kept",
    )
    yield Figure(f"memory of that import ({rows:,})", max(memory), None, 500, "greatest resident set", "MB")
    if shutil.which("sqlite-utils"):
        fresh(utils_db)
        utils = run(["sqlite-utils", "insert", str(utils_db), "raw", str(report), "--csv"])[0]
        yield Figure(f"the same, {rows:,}", mine, utils, 0.25, "sqlite-utils insert --csv")
    yield from _workbooks(folder, max(rows // 10, 100))


def _workbooks(folder: Path, rows: int) -> Iterator[Figure]:
    book = data.workbook(folder / f"report-{rows}.xlsx", rows)
    ledger = folder / "import-xlsx.zefdesk"

    def ours() -> float:
        fresh(ledger)
        opened = Ledger.open(ledger)
        seconds = timed(lambda: import_paths(opened, [book], Settings(time_zone="America/Chicago")))
        opened.close()
        return seconds

    def calamine() -> float:
        return timed(lambda: CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python())

    mine, theirs = paired(ours, calamine)
    yield Figure(f"import {rows:,} sessions from xlsx", mine, theirs, 2.5, "python-calamine merely reading it")
