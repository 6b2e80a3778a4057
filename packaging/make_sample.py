"""Make `resources/sample/`: an invented network's reports, what they leave open, and what is planted in them.

    .venv/bin/python packaging/make_sample.py [FOLDER]

The same bytes every time; the files are committed, and tests hold ZefDesk to what the README there says of them.
"""

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sample import files, logs, more_logs, rates, traps
from sample.network import CHARGERS, DC_FAST_1, GARAGE_3, GARAGE_4, LOBBY_EAST, LOBBY_WEST, RAMP_3
from sample.readme import readme
from sample.sessions import Row, ordinary

FOLDER = Path(*sys.argv[1:2]) if sys.argv[1:] else Path(__file__).parent.parent / "resources" / "sample"
ARCHIVED_ON, OVERLAP, OVERLAP_END = datetime(2026, 4, 18), datetime(2026, 5, 1), datetime(2026, 5, 4)  # noqa: DTZ001
NOVEMBER, MARCH, APRIL, MAY = (
    "charging-sessions-2025-11.csv",
    "charging-sessions-2026-03.xlsx",
    "charging-sessions-2026-04.csv",
    "charging-sessions-2026-05.csv",
)


class Written(NamedTuple):
    """A report that was written: its rows, and the line at which each begins."""

    name: str
    rows: list[Row]
    lines: list[int]


def planted(rows: list[Row], extra: list[Row]) -> list[Row]:
    """Put planted rows among ordinary ones, which make room for them."""
    room = [row for row in rows if not any(_overlap(row, other) for other in extra)]
    return sorted(room + extra, key=lambda row: row.start)


def _overlap(row: Row, other: Row) -> bool:
    pause = timedelta(minutes=5)
    return (
        row.charger == other.charger
        and row.start < other.start + timedelta(seconds=other.plug) + pause
        and other.start < row.start + timedelta(seconds=row.plug) + pause
    )


def november() -> Written:
    """Write a small report whose days all could be months, under a title."""
    chargers = (LOBBY_EAST, LOBBY_WEST, GARAGE_3, GARAGE_4, DC_FAST_1)
    rows = [row for charger in chargers for row in ordinary(charger, date(2025, 11, 1), date(2025, 11, 7))]
    rows = planted(rows, traps.november())
    names = [row.charger.name for row in rows]
    lines = files.write_csv(FOLDER / NOVEMBER, rows, names, "Charging Sessions, 11/1/2025 - 11/7/2025")
    return Written(NOVEMBER, rows, lines)


def march() -> Written:
    """Write a month as a workbook."""
    rows = [row for charger in CHARGERS for row in ordinary(charger, date(2026, 3, 1), date(2026, 3, 31))]
    rows = planted(rows, traps.march())
    names = [row.charger.name for row in rows]
    return Written(MARCH, rows, files.write_workbook(FOLDER / MARCH, rows, names, "Charging Sessions, March 2026"))


def april_and_may() -> tuple[Written, Written]:
    """Write two reports that overlap in the first days of May; the second one knows a charger by a newer name."""
    rows = [row for charger in CHARGERS for row in ordinary(charger, date(2026, 4, 1), date(2026, 5, 31))]
    rows = [row for row in rows if row.charger != RAMP_3 or row.start < ARCHIVED_ON]
    both = planted(planted(rows, traps.spring()), traps.april_only() + traps.may_only())
    may_alone = {row.trap for row in traps.may_only()} - {""}
    april = [row for row in both if row.start < OVERLAP_END and row.trap not in may_alone]
    may = [row for row in both if (row.start >= OVERLAP or row.trap == "1970") and row.trap != "first-issue"]
    named = [row.charger.renamed if row.charger == RAMP_3 else row.charger.name for row in april]
    renamed = [row.charger.renamed or row.charger.name for row in may]
    return (
        Written(APRIL, april, files.write_csv(FOLDER / APRIL, april, named)),
        Written(MAY, may, files.write_csv(FOLDER / MAY, may, renamed)),
    )


def main() -> None:
    """Write the reports, what the chargers cost, `sample.json` and the README."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = [november(), march(), *april_and_may()]
    told = {
        "time_zone": "America/Chicago",
        "currency": "USD",
        "date_order": "mdy",
        "files": [report.name for report in written],
        "logs": [logs.NAME],
        "chargers": "chargers.csv",
        "profiles": list(rates.profiles()),
        "assignments": rates.assignments(),
    }
    (FOLDER / logs.NAME).write_text(logs.log(written[-1].rows), encoding="utf-8", newline="")
    (FOLDER / more_logs.SERVER).write_text(more_logs.server_log(), encoding="utf-8", newline="")
    (FOLDER / more_logs.STATION).write_text(more_logs.station_log(), encoding="utf-8", newline="")
    (FOLDER / "chargers.csv").write_text(rates.chargers_csv(), encoding="utf-8", newline="")
    for name, text in rates.profiles().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    (FOLDER / "sample.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    (FOLDER / "README.md").write_text(readme(written), encoding="utf-8")


if __name__ == "__main__":
    main()
