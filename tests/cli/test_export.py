"""`export` and `demo`."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Cli


def test_sessions_are_written_as_the_name_says(filled: Cli, tmp_path: Path) -> None:
    for name in ("may-out.csv", "may-out.XLSX"):
        answer = filled("export", name)
        assert (answer.code, answer.out) == (0, f"{name}: 3 sessions\n")
        assert os.name == "nt" or (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "may-out.csv").read_bytes().count(b"\r\n") == 4
    assert load_workbook(tmp_path / "may-out.XLSX").sheetnames == ["Sessions", "Bill lines", "Totals", "Provenance"]


def test_a_filter_and_an_order_hold_for_the_file(filled: Cli, tmp_path: Path) -> None:
    assert filled("export", "out.csv", "--initiator", "", "--sort", "id").code == 0
    assert len((tmp_path / "out.csv").read_text("utf-8").splitlines()) == 2


def test_a_file_is_replaced_only_with_consent(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    answer = filled("export", "out.csv")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "--force" in answer.err
    assert (tmp_path / "out.csv").read_text() == "mine"
    assert filled("export", "out.csv", "--force", "--json").json == {"path": "out.csv", "report": "sessions", "rows": 3}


@pytest.mark.parametrize(
    "wrong", [("out.pdf",), ("out",), ("nowhere/out.csv",), ("out.csv", "--report", "remittance"), ()]
)
def test_what_cannot_be_written_is_one_line(filled: Cli, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    before = set(tmp_path.iterdir())
    answer = filled("export", *wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert set(tmp_path.iterdir()) - before <= {tmp_path / "test.zefdesk-wal", tmp_path / "test.zefdesk-shm"}


@pytest.mark.parametrize("report", ["bill-details", "findings"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_report_is_written_as_both(filled: Cli, tmp_path: Path, report: str, kind: str) -> None:
    assert filled("export", f"out.{kind}", "--report", report).code == 0
    assert (tmp_path / f"out.{kind}").stat().st_size


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_files_come_back_to_the_letter(filled: Cli, tmp_path: Path, kind: str) -> None:
    filled("export", f"out.{kind}")
    assert filled("import", f"out.{kind}", "--json").json["files"][0]["sessions"]["duplicate"] == 3
    other = str(tmp_path / "other.zefdesk")
    assert filled("--database", other, "import", f"out.{kind}").code == 0
    ours, theirs = (
        filled(*where, "sessions", "--json", "--sort", "start").json["sessions"]
        for where in ((), ("--database", other))
    )
    ours_only = {"id", "source", "sources", "time_zone"}
    for one, again in zip(ours, theirs, strict=True):
        assert {key: value for key, value in one.items() if key not in ours_only} == {
            key: value for key, value in again.items() if key not in ours_only
        }


@pytest.mark.parametrize("name", ["bill-details.xlsx", "findings.csv"])
def test_other_reports_are_not_taken_for_sessions(filled: Cli, name: str) -> None:
    filled("export", name, "--report", name.partition(".")[0])
    assert filled("import", name).code == 2


def test_the_demo_leaves_one_of_each_export_and_its_own_ledger(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZEFDESK_DATABASE")
    assert cli("demo", "out").code == 0
    made = {path.name for path in (tmp_path / "out").iterdir()}
    reports = {f"{report}.{kind}" for report in ("sessions", "bill-details", "findings") for kind in ("csv", "xlsx")}
    assert made - {"sample.zefdesk-wal", "sample.zefdesk-shm"} == reports | {"sample.zefdesk"}
    answer = cli("demo", "out")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert cli("demo", "out", "--force", "--json").json["files"][0]["rows"] > 300


def test_the_demo_fills_the_ledger_that_is_named(cli: Cli, tmp_path: Path) -> None:
    assert cli("demo", "out").code == 0
    assert cli("sessions", "--json", "--limit", "0").json["count"] > 300
    assert not (tmp_path / "out" / "sample.zefdesk").exists()
