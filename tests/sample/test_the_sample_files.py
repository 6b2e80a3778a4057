"""The sample files are what their script makes, and their bills add up but where the README says otherwise."""

import csv
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from tests.sample.readme import FOLDER, planted
from zefdesk.billing.reported import read_bill

SCRIPT = Path(__file__).parents[2] / "packaging" / "make_sample.py"


def test_the_script_makes_the_committed_files_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {path.name for path in FOLDER.iterdir()}
    for name in made:
        if not name.endswith(".xlsx"):
            assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def rows_with_their_lines(name: str) -> list[tuple[int, dict[str, str]]]:
    text = (FOLDER / name).read_text("utf-8")
    reader = csv.reader(io.StringIO(text, newline=""))
    lines = [(reader.line_num, cells) for cells in reader if len(cells) > 1]
    starts = [end + 1 for end, _ in lines]
    header = lines[0][1]
    return [(line, dict(zip(header, cells, strict=True))) for line, (_, cells) in zip(starts, lines[1:], strict=False)]


def test_bills_sum_to_their_cost_but_for_the_planted_ones() -> None:
    off = set()
    for name in sorted(path.name for path in FOLDER.glob("charging-*.csv")):
        for line, row in rows_with_their_lines(name):
            bill = read_bill(row["Bill Details"])
            if bill and bill.lines and bill.sums_to(Decimal(row["Cost"])) is not True:
                off.add((name, line))
    assert off == {(one.file, one.line) for one in planted() if "`bill-does-not-sum`" in one.says}


def test_stickers_are_six_digits_with_their_zeros() -> None:
    stickers = {row["Sticker"] for _, row in rows_with_their_lines("charging-sessions-2026-04.csv")}
    assert all(len(sticker) == 6 and sticker.startswith("0") for sticker in stickers)
