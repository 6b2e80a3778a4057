"""`sessions`, `session`, `findings`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import HEADER, ROWS, Cli

KEYS = (
    *("id", "name", "sticker", "serial", "connector", "initiator", "identity", "start", "end", "plug_duration"),
    *("charge_duration", "energy", "cost", "currency", "bill_details", "bill_state", "computed", "stop_reason"),
    *("findings", "source", "sources", "log"),
)


def ids(cli: Cli, *arguments: str) -> list[int]:
    return [one["id"] for one in cli("sessions", *arguments, "--json").json["sessions"]]


def test_a_session_has_the_names_and_forms_of_the_contract(filled: Cli) -> None:
    document = filled("sessions", "--json", "--id", "1").json
    assert document["count"] == 1
    assert document["totals"] == {
        "energy": "15.7",
        "cost": {"USD": "6.28"},
        "plug_duration": 9000,
        "charge_duration": 7200,
    }
    (one,) = document["sessions"]
    place = {"import_id": 1, "path": "may.csv", "line": 2}
    assert tuple(one)[: len(KEYS)] == KEYS
    assert {key: one[key] for key in KEYS} == {
        "id": 1,
        "name": "Lobby East",
        "sticker": "010983",
        "serial": "HC1C190912849",
        "connector": None,
        "initiator": "ChargeHub",
        "identity": "ch-5521",
        "start": "2026-05-02T08:13:00-05:00",
        "end": "2026-05-02T10:43:00-05:00",
        "plug_duration": 9000,
        "charge_duration": 7200,
        "energy": "15.7",
        "cost": "6.28",
        "currency": "USD",
        "bill_details": None,
        "bill_state": "not-itemised",
        "computed": None,
        "stop_reason": None,
        "findings": [],
        "source": place,
        "sources": [place],
        "log": None,
    }


def test_bill_details_keep_their_digits(filled: Cli) -> None:
    out = filled("sessions", "--json", "--id", "3").out
    assert '"rate": 0.40, "amount": 4.00' in out
    assert json.loads(out)["sessions"][0]["bill_details"][0]["qty"] == 10


def test_a_bill_that_is_no_json_is_text(cli: Cli, tmp_path: Path) -> None:
    rows = [row + bill for row, bill in zip(ROWS[:2], ("15.7 kWh at 0.40", '"{""lines"": ["'), strict=True)]
    (tmp_path / "may.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    cli("import", "may.csv", "--time-zone", "America/Chicago")
    sessions = cli("sessions", "--json", "--sort", "id").json["sessions"]
    assert [one["bill_details"] for one in sessions] == ["15.7 kWh at 0.40", '{"lines": [']
    assert [one["bill_state"] for one in sessions] == ["not-itemised", "unreadable"]


def test_count_and_totals_are_of_the_filter_and_not_of_the_page(filled: Cli) -> None:
    document = filled("sessions", "--json", "--limit", "1", "--offset", "1").json
    assert (document["count"], len(document["sessions"])) == (3, 1)
    assert document["totals"]["energy"] == "29.95"
    assert document["totals"]["cost"] == {"USD": "10.28"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [3, 2, 1]),
        (("--sort", "-start,serial"), [3, 2, 1]),
        (("--sort=-energy,serial",), [1, 3, 2]),
        (("--sort", "cost"), [3, 1, 2]),
        (("--sort", "id"), [1, 2, 3]),
        (("--serial", "S2"), [3]),
        (("--serial", "S2", "--serial", "HC1C190912849", "--sort", "id"), [1, 2, 3]),
        (("--name", "Café Lot"), [3]),
        (("--initiator", ""), [2]),
        (("--initiator=",), [2]),
        (("--identity", "=cmd"), [3]),
        (("--search", "CAFÉ"), [3]),
        (("--search", "energy"), [3]),
        (("--search", "-5521"), [1]),
        (("--bill-state", "itemised"), [3]),
        (("--finding", "end-differs"), []),
        (("--import", "1", "--sort", "id"), [1, 2, 3]),
        (("--import", "99"), []),
        (("--id", "2"), [2]),
        (("--id", "9" * 30), []),
        (("--from", "2026-05-13", "--to", "2026-05-14"), [2]),
        (("--from", "2026-05-02T08:13", "--to", "2026-05-02T08:14"), [1]),
        (("--to", "2026-05-02"), []),
        (("--limit", "0"), []),
        (("--filter", 'energy>4.25 charger:"Café Lot"'), [3]),
        (("--filter", "-initiator:ChargeHub,ZEF"), [2]),
        (("--filter", "month:2026-05 weekday:wed,thu"), [3, 2]),
        (("--filter", "month:2026-06"), []),
        (("--filter", "date:2026-05-02"), [1]),
        (("--filter", '"date:2026-05-02"'), []),
        (("--filter", "hour<9"), [1]),
        (("--filter", "plug>=2h lobby"), [1]),
        (("--filter", "bill:free-vend", "--serial", "S2"), []),
        (("--filter", "finding:none reviewed:no counted:yes", "--limit", "1"), [3]),
        (("--filter", "severity:wrong,look"), []),
        (("--filter", "-month:2026-05"), []),
        (("--filter", "import:1 estimated:yes"), []),
        (("--offset", "2"), [1]),
    ],
)
def test_filters_and_orders(filled: Cli, arguments: tuple[str, ...], expected: list[int]) -> None:
    assert ids(filled, *arguments) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        ("--sort", "colour"),
        ("--sort", "bill_details"),
        ("--sort",),
        ("--from", "yesterday"),
        ("--from", "2026-02-30"),
        ("--bill-state", "paid"),
        ("--finding", "odd"),
        ("--limit", "-1"),
        ("--id", "one"),
        ("--filter", "energy>forty"),
        ("--filter", "lobby", "--search", "east"),
        ("--json", "--csv"),
        ("extra",),
    ],
)
def test_wrong_usage_is_one_line(filled: Cli, wrong: tuple[str, ...]) -> None:
    answer = filled("sessions", *wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_nothing_that_passes_is_no_mistake(cli: Cli) -> None:
    answer = cli("sessions", "--json")
    assert answer.code == 0
    assert answer.json == {
        "count": 0,
        "totals": {"energy": "0", "cost": {}, "plug_duration": 0, "charge_duration": 0},
        "sessions": [],
    }
    assert cli("sessions").out == "0 sessions\n"


def test_people_read_a_table_and_the_sums(filled: Cli) -> None:
    out = filled("sessions", "--limit", "2").out
    assert "(free vend)" in out
    assert "3 sessions, 2 of them shown: 29.95 kWh, 10.28 USD; plugged in 6:30:00, charging 3:30:00" in out


def test_csv_is_the_canonical_one_also_of_a_page(filled: Cli) -> None:
    whole = filled("sessions", "--csv").out
    assert len(whole.splitlines()) == 4
    assert "'=cmd" in whole
    header, _, last = whole.splitlines()[0], *whole.splitlines()[2:4]
    assert filled("sessions", "--csv", "--offset", "2").out.splitlines() == [header, last]


def test_one_session_has_its_source_and_what_was_derived(filled: Cli) -> None:
    document = filled("session", "1", "--json").json
    assert document["raw"] == ROWS[0]
    assert (document["meter_values"], document["events"]) == ([], [])
    assert document["derived"] == {"end": {"rule": "start + plug_duration", "quality": "exact"}}


def test_a_plug_duration_that_no_cell_held_is_derived(cli: Cli, tmp_path: Path) -> None:
    text = "Serial,Start,End,Energy\nS1,2026-05-13 08:00,2026-05-13 09:30,5\n"
    (tmp_path / "may.csv").write_text(text)
    assert cli("import", "may.csv", "--time-zone", "America/Chicago").code == 0
    document = cli("session", "1", "--json").json
    assert document["derived"] == {"plug_duration": {"rule": "end - start", "quality": "exact"}}


def test_people_read_a_session_with_its_bill(filled: Cli) -> None:
    out = filled("session", "3").out
    assert "The lines sum to the cost." in out
    assert "may.csv, line 4" in out


@pytest.mark.parametrize("number", ["99", "-1", "9" * 30])
def test_an_unknown_session_is_not_found(filled: Cli, number: str) -> None:
    answer = filled("session", number)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    answer = filled("session", number, "--json")
    assert answer.code == 1
    assert answer.json["error"]


def test_findings_name_their_session_and_place(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "may.csv").write_text(f"{HEADER}\n{ROWS[0]}\n{ROWS[0].replace('6.28', '7.28')}\n")
    cli("import", "may.csv", "--time-zone", "America/Chicago", "--date-order", "mdy")
    document = cli("findings", "--json").json
    assert document["count"] == len(document["findings"]) == 2
    first = document["findings"][0]
    assert {"id", "session_id", "code", "message", "source", "set_aside"} <= set(first)
    assert (first["code"], first["set_aside"]) == ("conflicting-duplicate", None)
    assert first["source"]["path"] == "may.csv"
    assert cli("findings", "--finding", "end-differs", "--json").json == {"count": 0, "findings": []}
    assert "2 findings" in cli("findings").out
