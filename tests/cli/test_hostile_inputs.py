"""Inputs that are out to break something: one line, the right exit code, and the other files come in."""

import gzip
import json
import os
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zefdesk.cli.__main__ import main

HEADER = ["Serial", "Start", "Energy", "Initiator"]
ROW = ["A", "2026-05-13T08:00:00Z", "1", "ZEF"]
GOOD = ",".join(HEADER) + "\n" + ",".join(ROW) + "\n"


class Told:
    """What an import said: exit code, its files, standard error."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.err = status, err
        self.files: list[dict[str, Any]] = json.loads(out)["files"] if out else []


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*paths: Path | str) -> Told:
        status = main(["--database", str(tmp_path / "x.zefdesk"), "import", "--json", *map(str, paths)])
        return Told(status, *capsys.readouterr())

    return ask


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD)
    return path


@pytest.mark.parametrize(("row", "column"), [(1_000_000, 1_000), (1_048_576, 16_384), (100_000, 1_000)])
def test_a_stray_cell_far_away_is_one_line_and_the_others_come_in(
    told: Any, good: Path, tmp_path: Path, row: int, column: int
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.cell(row, column, "x")
    book.save(tmp_path / "far.xlsx")
    said = told(tmp_path / "far.xlsx", good)
    assert said.status == 1
    assert "stray cells" in said.files[0]["error"]
    assert said.files[1]["sessions"]["new"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_devices_and_pipes_are_passed_over_not_waited_for(told: Any, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "zero.csv").symlink_to("/dev/zero")
    good.rename(folder / "good.csv")
    assert told("/dev/zero").status == 2
    assert told(folder).status == 0


@pytest.mark.parametrize("text", ["[%s]\n[%s]", "[%s] garbage", "[%s]]", "[%s,]"])
def test_nothing_behind_a_json_list_is_lost_without_a_word(told: Any, tmp_path: Path, text: str) -> None:
    one = json.dumps(dict(zip(HEADER, ROW, strict=True)))
    (tmp_path / "list.json").write_text(text.replace("%s", one))
    assert told(tmp_path / "list.json").status == 2


@pytest.mark.parametrize("serial", ["\\ud800", "a\\u0000b"])
def test_half_a_character_or_a_nul_refuses_its_row_only(told: Any, tmp_path: Path, serial: str) -> None:
    one = json.dumps(dict(zip(HEADER, ROW, strict=True)))
    (tmp_path / "list.json").write_text(f"[{one}, {one.replace('A', serial, 1)}]")
    said = told(tmp_path / "list.json")
    assert said.status == 1
    assert said.files[0]["sessions"] == {"read": 2, "new": 1, "duplicate": 0, "rejected": 1}


def test_a_damaged_workbook_is_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ole.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    main(["--database", str(tmp_path / "x.zefdesk"), "import", str(tmp_path / "ole.xls")])
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_what_is_in_an_archive_is_named_as_it_was_given(told: Any, tmp_path: Path) -> None:
    packed = tmp_path / "notes.csv.gz"
    packed.write_bytes(gzip.compress(b"nothing of interest\n"))
    said = told(packed)
    assert said.status == 2
    assert said.files[0]["error"].startswith(f"{packed}: ")


def test_an_empty_path_is_not_the_folder_one_stands_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", str(tmp_path / "x.zefdesk"), "import", ""]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_ledger_is_never_the_target_of_an_export(told: Any, good: Path, tmp_path: Path) -> None:
    told(good)
    ledger = tmp_path / "x.zefdesk"
    (tmp_path / "link.csv").symlink_to(ledger)
    assert main(["--database", str(ledger), "export", str(tmp_path / "link.csv"), "--force"]) == 2
    assert ledger.read_bytes().startswith(b"SQLite")


def test_a_password_of_a_server_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", "nosuch+driver://u:SECRET@127.0.0.1:1/x", "sessions"]) == 2
    assert "SECRET" not in capsys.readouterr().err
