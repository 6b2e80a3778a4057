"""`import`, `imports`, `undo-import`, `formats`."""

import hashlib
import os
from pathlib import Path

import pytest

from tests.cli.conftest import HEADER, ROWS, Cli

CHICAGO = ("--time-zone", "America/Chicago")


def test_json_says_what_came_of_each_file(cli: Cli, may: Path) -> None:
    answer = cli("import", "may.csv", *CHICAGO, "--json")
    (file,) = answer.json["files"]
    assert answer.code == 1
    assert not answer.err
    assert file["path"] == "may.csv"
    assert file["format"] == "zefnet-session-report"
    assert file["sha256"] == hashlib.sha256(may.read_bytes()).hexdigest()
    assert file["import_id"] == 1
    assert file["sessions"] == {"read": 4, "new": 3, "duplicate": 0, "rejected": 1}
    (problem,) = file["problems"]
    assert (problem["line"], problem["code"], problem["raw"]) == (5, "unreadable-energy", ROWS[3])
    assert problem["message"]


def test_the_path_is_shown_as_it_was_given(cli: Cli, may: Path) -> None:
    assert may.exists()
    assert cli("import", "./may.csv", *CHICAGO, "--json").json["files"][0]["path"] == "./may.csv"


def test_the_same_file_again_is_all_duplicates(filled: Cli) -> None:
    (file,) = filled("import", "may.csv", *CHICAGO, "--json").json["files"]
    assert file["sessions"] == {"read": 4, "new": 0, "duplicate": 3, "rejected": 1}


def test_a_dry_run_stores_nothing(cli: Cli, may: Path) -> None:
    (file,) = cli("import", may.name, *CHICAGO, "--dry-run", "--json").json["files"]
    assert (file["import_id"], file["sessions"]["new"]) == (None, 3)
    assert cli("sessions", "--json").json["count"] == 0


def test_without_a_zone_nothing_is_stored_and_the_option_is_named(cli: Cli, may: Path) -> None:
    answer = cli("import", may.name)
    assert (answer.code, answer.out) == (2, "")
    assert "--time-zone" in answer.err
    assert answer.err.count("\n") == 1
    assert cli("sessions", "--json").json["count"] == 0


def test_a_file_that_cannot_be_read_has_an_error_instead_of_counts(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing of the kind\n")
    answer = cli("import", "notes.txt", "--json")
    (file,) = answer.json["files"]
    assert answer.code == 2
    assert file["error"]
    assert "sessions" not in file
    assert answer.err.count("\n") == 1


def test_each_of_several_files_stands_alone(cli: Cli, may: Path) -> None:
    answer = cli("import", "nowhere.csv", may.name, *CHICAGO, "--json")
    assert answer.code == 1
    assert ["error" in file for file in answer.json["files"]] == [True, False]
    assert cli("sessions", "--json").json["count"] == 3


def test_a_header_without_rows_is_no_mistake(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text(f"{HEADER}\n")
    assert cli("import", "empty.csv", *CHICAGO).code == 0


def test_a_folder_is_read_whole_and_what_is_passed_over_is_named(cli: Cli, may: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    may.rename(folder / "may.csv")
    (folder / "notes.txt").write_text("no report")
    (folder / ".hidden").write_text("x")
    document = cli("import", "in", *CHICAGO, "--json").json
    assert [file["path"] for file in document["files"]] == [str(Path("in", "may.csv"))]
    assert {Path(one["path"]).name for one in document["skipped"]} == {"notes.txt", ".hidden"}


@pytest.mark.parametrize("content", [{}, {"notes.txt": "no report"}])
def test_a_folder_with_nothing_to_read_is_an_error(cli: Cli, tmp_path: Path, content: dict[str, str]) -> None:
    (tmp_path / "in").mkdir()
    for name, text in content.items():
        (tmp_path / "in" / name).write_text(text)
    answer = cli("import", "in", "--json")
    assert answer.code == 2
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("--time-zone", "Mars/Base"),
        ("--currency", "XYZ"),
        ("--date-order", "ydm"),
        ("--format", "unheard-of"),
        ("--unheard-of",),
    ],
)
def test_settings_that_do_not_exist_are_one_line(cli: Cli, may: Path, wrong: tuple[str, ...]) -> None:
    answer = cli("import", may.name, *wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text_is_one_line(cli: Cli, may: Path) -> None:
    name = os.fsdecode(b"may\xff.csv")
    may.rename(may.with_name(name))
    answer = cli("import", name, *CHICAGO)
    assert answer.err.count("\n") <= 1
    assert answer.code in {1, 2}


def test_people_read_counts_and_refused_rows(cli: Cli, may: Path) -> None:
    answer = cli("import", may.name, *CHICAGO)
    assert "4 read, 3 new, 0 known already, 1 refused" in answer.out
    assert "line 5: unreadable-energy" in answer.out


def test_imports_are_listed_and_taken_back(filled: Cli) -> None:
    (one,) = filled("imports", "--json").json["imports"]
    assert (one["import_id"], one["path"], one["sessions"]["new"], one["stored"]) == (1, "may.csv", 3, 3)
    assert "may.csv" in filled("imports").out
    answer = filled("undo-import", "1", "--json")
    assert (answer.code, answer.json) == (0, {"import_id": 1, "removed": 3, "kept_elsewhere": 0})
    assert filled("imports", "--json").json["count"] == 0
    assert filled("sessions", "--json").json["count"] == 0


@pytest.mark.parametrize("number", ["99", "-1", "9" * 30])
def test_an_unknown_import_is_not_found(filled: Cli, number: str) -> None:
    answer = filled("undo-import", number)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert number in answer.err


def test_formats_are_listed_by_name(cli: Cli) -> None:
    names = [one["name"] for one in cli("formats", "--json").json["formats"]]
    assert {"zefnet-session-report", "zefdesk-sessions"} <= set(names)
    assert "zefnet-session-report" in cli("formats").out
