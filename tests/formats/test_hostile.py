"""Files that are broken, of the wrong kind, or made to hurt: one clear line, good rows in, never a crash or a hang."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.formats.sessions import GIVEN, read
from tests.formats.test_presentations import table, text
from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Reported
from zefdesk.formats import archive, package
from zefdesk.formats.reading import NeedsAnswer, Settings, UnknownFormat, UnreadableFile

HEADER = "Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost,Bill Details"
GOOD = "Lobby East,010983,HC1,ZEF,z-1,05/13/2026 08:13:00,2:30:00,2:00:00,15.7,6.28,"


def row(**changes: str) -> str:
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | {
        key.replace("_", " "): value for key, value in changes.items()
    }
    return ",".join(cells.values())


def write(folder: Path, content: bytes | str, name: str = "report.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows_of(folder: Path, *lines: str) -> list[Reported | Problem]:
    return read(write(folder, "\n".join([HEADER, *lines, ""])))


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package_file:
        for name, content in parts.items():
            package_file.writestr(name, content)
    return out.getvalue()


def book(folder: Path) -> Path:
    made = openpyxl.Workbook()
    made.active.append(HEADER.split(","))
    made.active.append(GOOD.split(","))
    path = folder / "book.xlsx"
    made.save(path)
    return path


UNREADABLE = {
    "empty": b"",
    "blanks": b" \n\n\t\r\n",
    "only a BOM": b"\xef\xbb\xbf",
    "NULs": b"\0" * 100_000,
    "NULs throughout": HEADER.encode().replace(b",", b"\0,\0") * 3 + b"\0" * 5000,
    "random bytes": bytes(range(256)) * 400,
    "PDF": b"%PDF-1.7\n1 0 obj\n<<>>\n",
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "plain text": b"Dear Sir,\nplease find attached nothing.\n",
    "another table": b"Fruit,Price\napple,1\n",
    "no Start": (HEADER.replace("Start", "Colour") + "\n" + GOOD + "\n").encode(),
    "no charger": b"Start,Energy,Cost\n05/13/2026 08:13,1,2\n",
    "no amount": b"Name,Serial,Start,Identity\nA,B,05/13/2026 08:13,c\n",
    "a line of 17 MiB": (HEADER + "\n").encode() + b"x" * (17 * 2**20),
    "an open quote of 17 MiB": (HEADER + "\n").encode() + b'"' + b"x,y\n" * (17 * 2**18),
    "10,000 columns": (",".join(f"c{n}" for n in range(10_000)) + "," + HEADER + "\n").encode(),
    "half JSON": b'[{"Name": "a", "Start": ',
    "deep JSON": b"[" * 200_000,
    "JSON without objects": b"[1, 2, 3]",
    "empty JSON list": b"[]",
    "no workbook": zipped(**{"a/b.bin": b"x"}),
    "workbook of junk": zipped(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<workbook"}),
    "OLE2 junk": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    "locked workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") * 3,
    "HTML": b"<html><body><table><tr><td>Name</td></tr></table></body></html>",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_one_clear_line(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, UNREADABLE[name])
    with pytest.raises(UnreadableFile) as trouble:
        read(path)
    assert str(path) in str(trouble.value)
    assert "\n" not in str(trouble.value)
    assert len(str(trouble.value)) < 400


@pytest.mark.parametrize("cut", [30, 500, -30, -400])
def test_a_cut_off_workbook_is_named_as_such(cut: int, tmp_path: Path) -> None:
    path = write(tmp_path, book(tmp_path).read_bytes()[:cut], "cut.xlsx")
    with pytest.raises(UnreadableFile, match=r"damaged|cut off"):
        read(path)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)
    bomb = write(tmp_path, zipped(**parts), "bomb.xlsx")
    with pytest.raises(UnreadableFile, match="entities"):
        read(bomb)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_FREE", 2**20)
    parts = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 2**24}
    bomb = write(tmp_path, zipped(**parts), "bomb.xlsx")
    with pytest.raises(UnreadableFile, match="bomb"):
        read(bomb)


def test_folders_devices_and_missing_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv", Path("/dev/zero")):
        with pytest.raises(UnreadableFile):
            read(path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile, match="pipe"):
        read(pipe)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Start": ""}, "missing-start"),
        ({"Start": "yesterday"}, "unreadable-start"),
        ({"Start": "02/30/2026 08:00"}, "unreadable-start"),
        ({"Start": "05/13/0000 08:00"}, "unreadable-start"),
        ({"Start": "05/13/2026 25:00"}, "unreadable-start"),
        ({"Start": "99999-01-01"}, "unreadable-start"),
        ({"Plug_Duration": "a while"}, "unreadable-plug-duration"),
        ({"Plug_Duration": "1:75:00"}, "unreadable-plug-duration"),
        ({"Start": "9999-12-31 23:59:59"}, "unreadable-start"),
        ({"Start": "0001-01-01"}, "unreadable-start"),
        ({"Plug_Duration": "999999999:00:00"}, "unreadable-plug-duration"),
        ({"Cost": "--5"}, "unreadable-cost"),
        ({"Charge_Duration": "NaN"}, "unreadable-charge-duration"),
        ({"Charge_Duration": "9" * 30}, "unreadable-charge-duration"),
        ({"Energy": "NaN"}, "unreadable-energy"),
        ({"Energy": "Infinity"}, "unreadable-energy"),
        ({"Energy": "1e999999"}, "unreadable-energy"),
        ({"Energy": "1" * 40}, "unreadable-energy"),
        ({"Energy": "99999999999"}, "unreadable-energy"),
        ({"Energy": "15.7 apples"}, "unreadable-energy"),
        ({"Energy": "1.2.3"}, "unreadable-energy"),
        ({"Energy": "0x10"}, "unreadable-energy"),
        ({"Energy": "\u0661\u0662"}, "unreadable-energy"),
        ({"Cost": "see invoice"}, "unreadable-cost"),
        ({"Cost": "XYZ 5"}, "unreadable-cost"),
        ({"Cost": "inf"}, "unreadable-cost"),
        ({"Name": "", "Serial": " "}, "missing-charger"),
        ({"Name": "a\0b"}, "unreadable-start"),
        ({"Energy": "1\0"}, "unreadable-energy"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_come_in(change: dict[str, str], code: str, tmp_path: Path) -> None:
    bad = row(**change)
    got = rows_of(tmp_path, GOOD, bad, GOOD)
    assert [row.line for row in got] == [2, 3, 4]
    problem = got[1]
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert problem.raw == bad
    assert "\n" not in problem.message
    assert isinstance(got[0], Reported)
    assert isinstance(got[2], Reported)


def test_empty_rows_are_not_counted(tmp_path: Path) -> None:
    got = rows_of(tmp_path, "", GOOD, ",,,,,,,,,,", "#N/A,#N/A,,,,,,,,,", "   ", GOOD, *([","] * 43_000))
    assert [row.line for row in got] == [3, 7]


def test_a_header_without_rows_is_fine(tmp_path: Path) -> None:
    assert rows_of(tmp_path) == []
    assert read(write(tmp_path, HEADER), Settings()) == []


def test_a_header_that_stands_again_is_no_row(tmp_path: Path) -> None:
    assert [row.line for row in rows_of(tmp_path, GOOD, HEADER, GOOD)] == [2, 4]


def test_a_total_is_refused(tmp_path: Path) -> None:
    got = rows_of(tmp_path, GOOD, "Total,,,,,,,,15.7,6.28,")
    assert [row.code for row in got if isinstance(row, Problem)] == ["missing-start"]


def test_rows_that_are_too_short_or_too_long(tmp_path: Path) -> None:
    short = "Lobby East,010983,HC1,ZEF,z-1,05/13/2026 08:13:00"
    got = rows_of(tmp_path, short, GOOD + ",more,and more")
    assert all(isinstance(row, Reported) for row in got)


def test_lines_are_physical_ones(tmp_path: Path) -> None:
    long = row(Bill_Details='"one\r\ntwo\n\nthree"')
    got = rows_of(tmp_path, "", long, "", GOOD)
    assert [(row.line, row.raw) for row in got] == [(3, long), (8, GOOD)]


def test_a_quote_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    bad = row(Identity='"z-1')
    got = rows_of(tmp_path, GOOD, bad, GOOD, GOOD)
    assert [(row.line, type(row)) for row in got] == [(2, Reported), (3, Problem), (4, Reported), (5, Reported)]
    assert got[1].raw == bad


def test_a_quote_that_closes_rows_later_swallows_nothing(tmp_path: Path) -> None:
    later = row(Bill_Details='"{""total"": ""6.28""}"')
    got = rows_of(tmp_path, row(Identity='"z-1'), GOOD, later, GOOD)
    assert [row.line for row in got] == [2, 3, 4, 5]
    assert [type(row) for row in got] == [Problem, Reported, Reported, Reported]


def test_quotes_within_a_cell(tmp_path: Path) -> None:
    got = rows_of(tmp_path, row(Name='The "Lobby"'), row(Name='"Lobby" East'))
    assert [one.session.name for one in got if isinstance(one, Reported)] == ['The "Lobby"', "Lobby East"]


def test_very_long_cells_are_read(tmp_path: Path) -> None:
    (got,) = rows_of(tmp_path, row(Bill_Details='"' + "x" * 500_000 + '"'))
    assert isinstance(got, Reported)
    assert len(got.session.bill_details or "") == 500_000


def test_one_late_byte_that_is_no_utf_8_changes_nothing_else(tmp_path: Path) -> None:
    lines = "\n".join([HEADER, *([row(Name="Café")] * 20_000)]).encode() + b"\n" + row(Name="x").encode() + b"\xe9\n"
    got = read(write(tmp_path, lines))
    assert len(got) == 20_001
    assert {one.session.name for one in got[:-1] if isinstance(one, Reported)} == {"Café"}


def test_an_open_date_order_asks(tmp_path: Path) -> None:
    path = write(tmp_path, "\n".join([HEADER, row(Start="05/02/2026 08:13"), ""]))
    with pytest.raises(NeedsAnswer, match="--date-order"):
        read(path)
    given = Settings(time_zone="America/Chicago", date_order="dmy", now=GIVEN.now)
    (got,) = read(path, given)
    assert isinstance(got, Reported)
    assert got.session.start_wall == 1_770_279_180


def test_a_date_far_down_decides(tmp_path: Path) -> None:
    lines = [row(Start="05/02/2026 08:13")] * 3_000 + [row(Start="13/05/2026 08:13")]
    got = rows_of(tmp_path, *lines)
    assert all(isinstance(one, Reported) for one in got)


def test_dates_that_do_not_fit_the_order_are_refused(tmp_path: Path) -> None:
    got = rows_of(tmp_path, *([row(Start="13/05/2026 08:13")] * 8), row(Start="05/13/2026 08:13"))
    assert [one.code for one in got if isinstance(one, Problem)] == ["unreadable-start"]
    assert got[-1].line == 10


def test_a_zone_that_nothing_tells_asks_before_the_first_row(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{GOOD}\n")
    with pytest.raises(NeedsAnswer, match="--time-zone"):
        read(path, Settings())


def members(path: Path) -> tuple[list[str], list[str]]:
    with archive.expand(path) as expansion:
        labels = [member.label for member in expansion if member.path.is_file()]
    return labels, [f"{one.label}: {one.why}" for one in expansion.skipped]


def test_archives(tmp_path: Path) -> None:
    report = text(table()).encode()
    packed = write(tmp_path, zipped(**{"may.csv": report, "../../etc/june.csv": report, "in.zip": b"x"}), "a.zip")
    labels, skipped = members(packed)
    assert labels == [f"{packed}/may.csv", f"{packed}/../../etc/june.csv"]
    assert skipped == [f"{packed}/in.zip: an archive within an archive"]
    single = write(tmp_path, gzip.compress(report), "may.csv.gz")
    with archive.expand(single) as expansion:
        (member,) = expansion
        assert member.named
        assert len(read(member.path)) == 6
    assert not member.path.exists()


def test_a_folder_is_walked_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.csv", "a/c.csv", ".hidden.csv", ".git/x.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    labels, skipped = members(tmp_path)
    assert labels == [str(tmp_path / "b.csv"), str(tmp_path / "a" / "c.csv")]
    assert len(skipped) == 2


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\x1f\x8b broken", gzip.compress(b"x" * 9999)[:-9]])
def test_broken_archives(content: bytes, tmp_path: Path) -> None:
    path = write(tmp_path, content, "a.zip")
    with pytest.raises(UnreadableFile, match="damaged"):
        members(path)


def test_archives_that_grow_like_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_FREE", 2**20)
    for name, content in (("b.gz", gzip.compress(bytes(2**23))), ("b.zip", zipped(**{"b.csv": bytes(2**23)}))):
        with pytest.raises(UnreadableFile, match="unpacks to"):
            members(write(tmp_path, content, name))


def test_an_empty_folder_and_an_empty_archive(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", write(tmp_path, zipped(), "e.zip")):
        with pytest.raises(UnreadableFile):
            members(path)


def test_what_no_reader_knows_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat):
        read(write(tmp_path, UNREADABLE["plain text"]))
