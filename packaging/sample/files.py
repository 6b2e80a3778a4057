"""Reports as files: CSV as a portal downloads it, and a workbook with typed cells."""

import csv
import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from sample.sessions import Row

HEADER = (
    "Name",
    "Sticker",
    "Serial",
    "Initiator",
    "Identity",
    "Start",
    "Plug Duration",
    "Charge Duration",
    "Energy",
    "Cost",
    "Bill Details",
)
DAY = 86_400


def cells(row: Row, name: str) -> dict[str, str]:
    """Give the texts of a row, by column."""
    hour, half = (row.start.hour - 1) % 12 + 1, "AM" if row.start.hour < 12 else "PM"  # noqa: PLR2004 -- noon
    start = f"{row.start.month}/{row.start.day}/{row.start.year} {hour}:{row.start:%M:%S} {half}"
    texts = (
        name,
        row.charger.sticker,
        row.charger.serial,
        row.initiator,
        row.identity,
        start,
        duration(row.plug),
        duration(row.charge),
        str(row.energy),
        "" if row.cost is None else str(row.cost),
        row.bill,
    )
    return dict(zip(HEADER, texts, strict=True)) | row.cells


def duration(seconds: int) -> str:
    """Write seconds as `h:mm:ss`, beyond a day too."""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def write_csv(path: Path, rows: list[Row], names: list[str], title: str = "") -> list[int]:
    """Write a CSV report (UTF-8, CRLF), under a title where there is one; give the physical line of each row."""
    out, lines = io.StringIO(newline=""), []
    writer = csv.writer(out)
    if title:
        writer.writerow([title])
        writer.writerow([])
    writer.writerow(HEADER)
    for row, name in zip(rows, names, strict=True):
        lines.append(out.getvalue().count("\n") + 1)
        writer.writerow(cells(row, name).values())
    path.write_bytes(out.getvalue().encode())
    return lines


def write_workbook(path: Path, rows: list[Row], names: list[str], title: str) -> list[int]:
    """Write a report as a workbook with typed cells; give the row of the sheet for each session."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime(2026, 4, 2, 9, 0)})  # noqa: DTZ001 -- the same bytes every time
    sheet, about = book.add_worksheet("Charging Sessions"), book.add_worksheet("About")
    about.write_string(0, 0, "An invented network, for trying the program.")
    bold = book.add_format({"bold": True})
    formats = {
        "Start": book.add_format({"num_format": "m/d/yyyy h:mm:ss AM/PM"}),
        "Plug Duration": book.add_format({"num_format": "[h]:mm:ss"}),
        "Charge Duration": book.add_format({"num_format": "[h]:mm:ss"}),
        "Energy": book.add_format({"num_format": "0.00"}),
        "Cost": book.add_format({"num_format": '"$"#,##0.00'}),
    }
    sheet.write_string(0, 0, title, bold)
    header = [f"{name} (kWh)" if name == "Energy" else name for name in HEADER]
    sheet.write_row(2, 0, header, bold)
    sheet.set_column(0, len(HEADER) - 1, 18)
    for index, (row, name) in enumerate(zip(rows, names, strict=True), start=3):
        typed = {
            "Start": row.start,
            "Plug Duration": row.plug / DAY,
            "Charge Duration": row.charge / DAY,
            "Energy": float(row.energy),
            "Cost": None if row.cost is None else float(row.cost),
            "Identity": int(row.identity) if row.trap == "digits" else row.identity,
        }
        for column, (key, text) in enumerate(cells(row, name).items()):
            value = typed.get(key, text)
            if isinstance(value, str):
                sheet.write_string(index, column, value)
            elif value is not None:
                sheet.write(index, column, value, formats.get(key))
    book.close()
    return list(range(4, 4 + len(rows)))
