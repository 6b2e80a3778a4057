"""Reports of any length, always the same ones."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

HEADER = (
    *("Name", "Sticker", "Serial", "Initiator", "Identity", "Start", "Plug Duration", "Charge Duration"),
    *("Energy", "Cost", "Bill Details"),
)
CHARGERS = [(f"Garage L{n % 4 + 1}-{n:03d}", f"{n + 1200:06d}", f"HC1C{190900000 + n}") for n in range(400)]
PARTNERS = ("ZEF", "ChargeHub", "AmpUp", "")


def report(path: Path, rows: int) -> Path:
    """Write a charging session report as CSV, 99 bytes a row, unless it is there."""
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as out:
            out.write(",".join(HEADER) + "\r\n")
            out.writelines(",".join(row) + "\r\n" for row in _rows(rows))
    return path


def workbook(path: Path, rows: int) -> Path:
    """Write the same as a workbook with real dates, durations and numbers, unless it is there."""
    if path.exists():
        return path
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Report")
        moment = book.add_format({"num_format": "mm/dd/yyyy hh:mm:ss"})
        elapsed = book.add_format({"num_format": "[h]:mm:ss"})
        dollars = book.add_format({"num_format": "$#,##0.00"})
        sheet.write_row(0, 0, HEADER)
        for at, row in enumerate(_rows(rows), 1):
            for column in range(5):
                sheet.write_string(at, column, row[column])
            sheet.write_datetime(at, 5, datetime.strptime(row[5], "%m/%d/%Y %H:%M:%S"), moment)  # noqa: DTZ007
            for column in (6, 7):
                hours, minutes, seconds = map(int, row[column].split(":"))
                sheet.write_number(at, column, (hours * 3600 + minutes * 60 + seconds) / 86_400, elapsed)
            sheet.write_number(at, 8, float(row[8]))
            if row[9]:
                sheet.write_number(at, 9, float(row[9][1:]), dollars)
    return path


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(7)
    start = datetime(2024, 1, 1)  # noqa: DTZ001 -- a report gives no zone
    for _ in range(count):
        start += timedelta(seconds=chance.randrange(120))
        name, sticker, serial = chance.choice(CHARGERS)
        partner = chance.choice(PARTNERS)
        plugged = chance.randrange(60, 40_000)
        charging = chance.randrange(plugged)
        energy = f"{chance.randrange(60_000) / 1000:.3f}"
        cost = f"${chance.randrange(3_000) / 100:.2f}" if partner else ""
        identity = f"{partner.lower()[:2]}-{chance.randrange(30_000):05d}"
        when = f"{start:%m/%d/%Y %H:%M:%S}"
        yield (name, sticker, serial, partner, identity, when, _clock(plugged), _clock(charging), energy, cost, "")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
