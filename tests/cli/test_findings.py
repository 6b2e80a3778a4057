"""`findings`, its thresholds, `set-aside`."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import HEADER, ROWS, Cli

LONG = "Lobby East,010983,HC1C190912849,ChargeHub,ch-5521,5/20/2026 8:13,60:30:00,2:00:00,15.7,$6.28,"


@pytest.fixture
def june(cli: Cli, tmp_path: Path) -> Cli:
    """A ledger with one session of more than two days."""
    (tmp_path / "june.csv").write_text("\n".join((HEADER, ROWS[0], LONG)) + "\n", encoding="utf-8")
    assert cli("import", "june.csv", "--time-zone", "America/Chicago", "--date-order", "mdy").code == 0
    return cli


def number(cli: Cli, code: str = "long-session") -> str:
    return str(next(one["id"] for one in cli("findings", "--json").json["findings"] if one["code"] == code))


def test_what_came_in_is_looked_at_before_it_is_shown(june: Cli) -> None:
    told = june("findings", "--finding", "long-session", "--json").json
    (one,) = told["findings"]
    assert (told["count"], one["session_id"], one["set_aside"], one["severity"]) == (1, 2, None, "warn")
    assert "60:30:00" in one["message"]
    assert one["innocent"]
    assert one["look_next"]
    assert june("sessions", "--json", "--id", "2").json["sessions"][0]["findings"] == ["long-session", "long-idle"]
    assert "long-session" in june("session", "2").out


def test_set_aside_with_a_reason_is_told_with_who_and_when_and_undone(
    june: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZEFDESK_PERSON", "Ann")
    finding = number(june)
    done = june("set-aside", finding, "--reason", "our own test car", "--json").json["findings"][0]
    assert (done["set_aside"]["reason"], done["set_aside"]["by"]) == ("our own test car", "Ann")
    assert done["set_aside"]["at"].endswith("+00:00")
    told = june("findings", "--set-aside").out
    assert re.search(r"Set aside by Ann, 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \S+: our own test car", told)
    assert "1 finding: 0 to look at, 0 information, 1 set aside" in told
    assert june("findings", "--open", "--finding", "long-session", "--json").json["count"] == 0
    assert june("findings", "--set-aside", "--json").json["count"] == 1
    session = june("sessions", "--json", "--id", "2").json["sessions"][0]
    assert (session["findings"], session["set_aside"]) == (["long-idle"], ["long-session"])
    assert june("sessions", "--finding", "long-session", "--json").json["count"] == 0
    assert "open" in june("set-aside", finding, "--undo").out
    assert "our own test car" in june("activity").out
    assert june("findings", "--open", "--finding", "long-session", "--json").json["count"] == 1


def test_a_finding_tells_charger_and_cost_and_how_many_there_are_to_look_at(june: Cli) -> None:
    told = june("findings", "--finding", "long-session", "--json").json
    one = told["findings"][0]
    assert (one["charger"], one["name"], one["cost"], one["currency"]) == ("HC1C190912849", "Lobby East", "6.28", "USD")
    every = june("findings", "--json").json["findings"]
    grave = sum(one["severity"] != "info" for one in every)
    assert f"{len(every)} findings: {grave} to look at, {len(every) - grave} information" in june("findings").out
    assert june("months", "--json").json["months"][0]["findings"] == grave


def test_a_note_stands_at_a_finding_that_stays_open(june: Cli) -> None:
    finding = number(june)
    assert "noted: the driver was ill" in june("set-aside", finding, "--note", "the driver was ill").out
    (one,) = june("findings", "--finding", "long-session", "--json").json["findings"]
    assert (one["note"]["text"], one["set_aside"]) == ("the driver was ill", None)
    assert "the driver was ill" in june("findings").out
    assert june("set-aside", finding, "--note", "", "--json").json["findings"][0]["note"] is None


def test_an_export_tells_what_is_set_aside_by_whom_and_why(june: Cli, tmp_path: Path) -> None:
    june("set-aside", number(june), "--reason", "our own test car")
    for name in ("findings.csv", "findings.xlsx"):
        assert june("export", name, "--report", "findings").code == 0
    lines = (tmp_path / "findings.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].endswith("Set Aside By,Set Aside At,Set Aside Because")
    assert [line.endswith(",our own test car") for line in lines[1:]] == [True, False]


def test_set_aside_wants_a_reason_and_a_finding(june: Cli) -> None:
    answer = june("set-aside", number(june))
    assert (answer.code, answer.out) == (2, "")
    assert "--reason" in answer.err
    missing = june("set-aside", "999", "--reason", "none", "--json")
    assert missing.code == 1
    assert "999" in missing.json["error"]


def test_thresholds_are_shown_with_their_source_and_changed(june: Cli) -> None:
    shown = {one["name"]: one for one in june("findings", "thresholds", "--json").json["thresholds"]}
    assert (shown["long-plug"]["value"], shown["long-plug"]["unit"]) == ("48", "h")
    assert shown["long-plug"]["codes"] == ["long-session"]
    assert shown["long-plug"]["source"]
    changed = june("findings", "thresholds", "long-plug=72", "long-idle=100")
    assert changed.code == 0
    assert "72" in changed.out
    assert june("findings", "--json").json["count"] == 0
    assert june("findings", "thresholds", "long-plug=", "--json").code == 0
    assert june("findings", "--finding", "long-session", "--json").json["count"] == 1
    for wrong in ("long-plug=soon", "no-such=1", "long-plug"):
        answer = june("findings", "thresholds", wrong)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err


def test_a_ledger_that_cannot_be_written_shows_what_was_found_before(june: Cli, tmp_path: Path) -> None:
    assert june("findings", "--json").json["count"] == 2
    june("findings", "thresholds", "long-plug=72")
    (tmp_path / "test.zefdesk").chmod(0o400)
    try:
        assert june("findings", "--json").code == 0
    finally:
        (tmp_path / "test.zefdesk").chmod(0o600)
