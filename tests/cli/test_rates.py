"""`chargers`, `profiles` and `price`."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

LOBBY, CAFE = "HC1C190912849", "S2"
PROFILE: dict[str, Any] = {
    "name": "Lobby",
    "currency": "USD",
    "time_zone": "America/Chicago",
    "effective_from": "2026-01-01",
    "costs": [
        {"name": "Energy", "dimension": "energy", "rate": "0.30", "per": "kWh", "taxes": ["sales"]},
        {"name": "Fee", "dimension": "session", "rate": "1.00"},
    ],
    "taxes": [{"name": "sales", "percent": "10"}],
}


def write(path: Path, document: Any) -> str:
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


@pytest.fixture
def priced(filled: Cli, tmp_path: Path) -> Cli:
    """A profile on Lobby East, a simple rate on the café, everything priced."""
    filled("profiles", "import", write(tmp_path / "lobby.json", PROFILE))
    filled("profiles", "assign", "Lobby", LOBBY)
    filled("chargers", "set", CAFE, "simple_rate=0.35/kWh", "currency=USD")
    filled("price")
    return filled


def sessions(cli: Cli, *arguments: str) -> dict[int, Any]:
    return {one["id"]: one for one in cli("sessions", "--json", *arguments).json["sessions"]}


def test_a_report_makes_its_chargers_known(filled: Cli) -> None:
    found = filled("chargers", "--json").json["chargers"]
    assert [(one["serial"], one["name"], one["sessions"]) for one in found] == [
        (LOBBY, "Lobby East", 2),
        (CAFE, "Café Lot", 1),
    ]
    assert (found[0]["time_zone"], found[0]["simple_rate"], found[0]["profile"]) == (None, None, None)


def test_an_undone_import_takes_along_what_only_it_made_known(filled: Cli) -> None:
    filled("chargers", "set", CAFE, "simple_rate=1/h")
    filled("undo-import", "1")
    assert [one["serial"] for one in filled("chargers", "--json").json["chargers"]] == [CAFE]


def test_a_profile_gives_cost_and_lines_a_rate_a_cost_and_nothing_neither(priced: Cli) -> None:
    found = sessions(priced)
    bill = found[1]["computed"]["bill"]
    assert found[1]["computed"]["cost"] == "6.18"
    assert [(line["cost"], line["billed"], line["unit_price"], line["amount"]) for line in bill["lines"]] == [
        ("Energy", "15.7", "0.30", "4.71"),
        ("Fee", "1", "1.00", "1.00"),
    ]
    assert found[1]["computed"]["difference"] == "-0.10"
    assert found[1]["bill_state"] == "itemised"
    assert (found[2]["computed"], found[2]["bill_state"]) == (None, "free-vend")
    assert (found[3]["computed"]["cost"], found[3]["computed"]["bill"]) == ("3.50", None)
    assert found[3]["computed"]["rate"] == "0.35/kWh"


def test_the_bill_state_is_filtered_with_the_computed_bill(priced: Cli) -> None:
    assert set(sessions(priced, "--bill-state", "itemised")) == {1, 3}
    assert set(sessions(priced, "--bill-state", "free-vend")) == {2}
    assert list(sessions(priced, "--sort", "-computed")) == [1, 3, 2]
    assert list(sessions(priced, "--sort", "difference")) == [3, 1, 2]


def test_pricing_again_changes_nothing(priced: Cli) -> None:
    numbers = [one["computed"]["number"] for one in sessions(priced).values() if one["computed"]]
    answer = priced("price", "--json").json
    assert (answer["count"], answer["priced"], answer["unchanged"]) == (3, 0, 2)
    assert answer["without_price"] == {"free vend": 1}
    assert [one["computed"]["number"] for one in sessions(priced).values() if one["computed"]] == numbers


def test_another_rate_makes_another_bill_and_none_takes_it_away(priced: Cli) -> None:
    priced("chargers", "set", CAFE, "simple_rate=2/h")
    priced("price")
    assert sessions(priced)[3]["computed"]["cost"] == "6.00"
    priced("chargers", "set", CAFE, "simple_rate=")
    assert priced("price", "--json").json["without_price"] == {"free vend": 1, "no rate": 1}
    assert sessions(priced)[3]["computed"] is None


def test_a_dry_run_keeps_nothing(filled: Cli) -> None:
    filled("chargers", "set", CAFE, "simple_rate=0.35/kWh")
    answer = filled("price", "--dry-run", "--json").json
    assert (answer["stored"], answer["priced"]) == (False, 1)
    assert [one["cost"] for one in answer["sessions"]] == [None, None, "3.50"]
    assert sessions(filled)[3]["computed"] is None


def test_only_what_the_filter_lets_through_is_priced(filled: Cli) -> None:
    filled("chargers", "set", CAFE, "simple_rate=0.35/kWh")
    filled("chargers", "set", LOBBY, "simple_rate=0.35/kWh", "free_vend=no")
    assert filled("price", "--id", "3", "--json").json["count"] == 1
    assert [number for number, one in sessions(filled).items() if one["computed"]] == [3]


def test_members_and_free_vend_cost_nothing(filled: Cli) -> None:
    filled("chargers", "set", LOBBY, "simple_rate=0.35/kWh", "members=ch-5521;ch-1")
    assert filled("price", "--json").json["without_price"] == {"free vend": 1, "member": 1, "no rate": 1}
    filled("chargers", "set", LOBBY, "members=", "free_vend=no")
    assert filled("price", "--json").json["priced"] == 2


def test_the_canonical_csv_has_computed_cost_and_difference(priced: Cli) -> None:
    rows = list(csv.DictReader(priced("sessions", "--csv", "--sort", "id").out.splitlines()))
    assert [(row["Computed Cost"], row["Difference"], row["Bill State"]) for row in rows] == [
        ("6.18", "-0.10", "itemised"),
        ("", "", "free-vend"),
        ("3.50", "-0.50", "itemised"),
    ]


def test_a_session_shows_its_computed_bill(priced: Cli) -> None:
    shown = priced("session", "1").out
    assert "The base rate of 'Energy' held from 2026-05-02 08:13 to 10:13." in shown
    assert "sales 10 % on 4.71 USD: 0.47 USD" in shown
    assert "Computed by the simple rate 0.35/kWh: 3.50 USD" in priced("session", "3").out


def test_a_known_profile_with_another_content_is_a_new_version(priced: Cli, tmp_path: Path) -> None:
    again = priced("profiles", "import", write(tmp_path / "same.json", PROFILE | {"notes": "the same"}), "--json").json
    assert (again["version"], again["new"]) == (1, False)
    dearer = PROFILE | {"effective_from": "2026-05-10", "costs": [PROFILE["costs"][0] | {"rate": "0.50"}]}
    new = priced("profiles", "import", write(tmp_path / "new.json", dearer), "--json").json
    assert (new["version"], new["new"]) == (2, True)
    priced("chargers", "set", LOBBY, "free_vend=no")
    priced("price")
    found = sessions(priced)
    assert found[1]["computed"]["bill"]["profile"]["version"] == 1
    assert found[2]["computed"]["bill"]["profile"]["version"] == 2


def test_an_assignment_ends_the_one_before_and_overlaps_are_refused(priced: Cli, tmp_path: Path) -> None:
    priced("profiles", "import", write(tmp_path / "b.json", PROFILE | {"name": "B", "effective_from": "2026-05-10"}))
    assert priced("profiles", "assign", "B", LOBBY).code == 0
    spans = priced("chargers", "--json").json["chargers"][0]["assignments"]
    assert [(one["profile"], one["from"], one["until"]) for one in spans] == [
        ("Lobby", "2026-01-01T00:00:00", "2026-05-10T00:00:00"),
        ("B", "2026-05-10T00:00:00", None),
    ]
    refused = priced("profiles", "assign", "Lobby", LOBBY, "--from", "2026-02-01")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "overlap" in refused.err
    assert priced("chargers", "--json").json["chargers"][0]["assignments"] == spans


def test_unassigning_leaves_the_past(priced: Cli) -> None:
    priced("profiles", "unassign", LOBBY, "--from", "2026-05-10")
    priced("chargers", "set", LOBBY, "free_vend=no")
    assert priced("price", "--json").json["without_price"] == {"no rate": 1}
    assert priced("profiles", "unassign", LOBBY, "--from", "2026-05-10", "--json").json == {"chargers": []}


def test_assigned_but_not_in_force_is_said(filled: Cli, tmp_path: Path) -> None:
    filled("profiles", "import", write(tmp_path / "l.json", PROFILE | {"effective_until": "2026-05-01"}))
    filled("profiles", "assign", "Lobby", LOBBY)
    (reason, *_) = filled("price", "--id", "1", "--json").json["without_price"]
    assert "no version of it is in force" in reason


def test_chargers_go_out_and_come_in_as_csv(priced: Cli, tmp_path: Path) -> None:
    priced("chargers", "set", LOBBY, "kind=L2", "capacity_kw=7.2", "card_reader_identity=CCR-1;CCR-2", "site=Duluth")
    before = priced("chargers", "--json").json
    assert priced("chargers", "export", "out.csv").code == 0
    assert priced("chargers", "export", "out.csv").code == 2
    priced("chargers", "set", LOBBY, "kind=DCFC", "site=", "card_reader_identity=")
    assert priced("chargers", "import", "out.csv").code == 0
    assert priced("chargers", "--json").json == before
    (tmp_path / "de.csv").write_text("serial;name;capacity_kw\nX-1;Süd;11\n", encoding="utf-8-sig")
    assert priced("chargers", "import", "de.csv").code == 0
    assert priced("chargers", "--json").json["chargers"][-1]["name"] == "Süd"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nx\n", "no column 'serial'"),
        ("serial,colour\na,red\n", "unknown column 'colour'"),
        ("serial,name\n,x\n", "line 2: the serial is missing"),
        ("serial,simple_rate\na,free\n", "line 2: 'free' is no simple rate"),
        ("serial,time_zone\na,UTC\nb,Mars/Olympus\n", "line 3: unknown time zone"),
        ("serial,currency\na,XXQ\n", "unknown currency"),
        ("serial,kind\na,AC\n", "kind 'AC'"),
    ],
)
def test_a_list_of_chargers_that_is_wrong_changes_nothing(filled: Cli, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "wrong.csv").write_text(text, encoding="utf-8")
    before = filled("chargers", "--json").out
    answer = filled("chargers", "import", "wrong.csv")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert filled("chargers", "--json").out == before


@pytest.mark.parametrize(
    "wrong",
    [
        ("chargers", "set", LOBBY),
        ("chargers", "set", LOBBY, "colour=red"),
        ("chargers", "set", LOBBY, "capacity_kw=-1"),
        ("chargers", "set", LOBBY, "simple_rate=2/day"),
        ("chargers", "import", "nowhere.csv"),
        ("chargers", "import"),
        ("profiles", "import", "nowhere.json"),
        ("profiles", "export", "Nobody", "x.json"),
        ("profiles", "assign", "Nobody", LOBBY),
        ("profiles", "assign", "Lobby"),
        ("profiles", "unassign", "nobody"),
        ("profiles", "assign", "Lobby", LOBBY, "--from", "soon"),
        ("price", "--profile", "x.json"),
        ("price", "--profile", "x.json", "--session", "y.json"),
        ("price", "--compare", "nothing of that name"),
        ("price", "--ocpi-tariff", "x.json"),
        ("price", "--as-ocpi-cdr"),
    ],
)
def test_what_cannot_be_done_is_one_line(filled: Cli, wrong: tuple[str, ...]) -> None:
    answer = filled(*wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_checking_tells_errors_and_warnings(filled: Cli, tmp_path: Path) -> None:
    good = filled("profiles", "check", write(tmp_path / "good.json", PROFILE))
    assert (good.code, good.out) == (0, "0 errors, 0 warnings\n")
    dear = write(tmp_path / "dear.json", PROFILE | {"costs": [PROFILE["costs"][0] | {"rate": "25"}]})
    assert filled("profiles", "check", dear).code == 0
    bad = filled("profiles", "check", write(tmp_path / "bad.json", PROFILE | {"currency": "XXQ"}), "--json")
    assert bad.code == 1
    assert [one["path"] for one in bad.json["remarks"]] == ["currency"]
    (tmp_path / "none.json").write_text("{", encoding="utf-8")
    assert filled("profiles", "check", "none.json").code == 2
    assert filled("profiles", "import", "bad.json").code == 2
    assert filled("profiles", "--json").json["count"] == 0


def test_the_example_is_a_profile_that_can_be_taken_in(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "example.json").write_text(filled("profiles", "schema", "--example").out, encoding="utf-8")
    assert filled("profiles", "import", "example.json").code == 0
    assert filled("profiles", "export", "Workplace, time of use", "again.json").code == 0
    assert filled("profiles", "import", "again.json", "--json").json["new"] is False
    assert filled("profiles", "schema").json["title"] == "Billing profile"


def test_one_session_is_priced_by_itself(filled: Cli, tmp_path: Path) -> None:
    row = {"start": "2026-05-02T08:13:00-05:00", "plug_duration": 9000, "charge_duration": 7200, "energy": "15.7"}
    arguments = ("--profile", write(tmp_path / "p.json", PROFILE), "--session", write(tmp_path / "s.json", row))
    bill = filled("price", *arguments, "--json").json
    assert (bill["total_excl"], bill["total_incl"], bill["assumptions"]) == ("5.71", "6.18", ["CHARGE_FIRST"])
    assert "Total 6.18 USD" in filled("price", *arguments).out
    stored = filled("session", "1", "--json").out
    (tmp_path / "stored.json").write_text(stored, encoding="utf-8")
    assert filled("price", *arguments[:2], "--session", "stored.json", "--json").json["total_incl"] == "6.18"


TARIFF: dict[str, Any] = {
    "id": "T",
    "currency": "EUR",
    "elements": [{"price_components": [{"type": "ENERGY", "price": 0.25, "vat": 10, "step_size": 1}]}],
}
CDR: dict[str, Any] = {
    "start_date_time": "2026-05-02T08:00:00Z",
    "end_date_time": "2026-05-02T09:00:00Z",
    "charging_periods": [
        {"start_date_time": "2026-05-02T08:00:00Z", "dimensions": [{"type": "ENERGY", "volume": 20}]},
    ],
}


def test_an_ocpi_record_is_priced_by_an_ocpi_tariff(filled: Cli, tmp_path: Path) -> None:
    arguments = ("--ocpi-tariff", write(tmp_path / "t.json", TARIFF), "--ocpi-cdr", write(tmp_path / "c.json", CDR))
    assert "--time-zone" in filled("price", *arguments, "--json").err
    bill = filled("price", *arguments, "--time-zone", "Europe/Brussels", "--json").json
    assert (bill["basis"], bill["total_excl"], bill["total_incl"]) == ("cdr", "5.00", "5.50")


@pytest.mark.parametrize(("told", "number"), [({"id": "C-7"}, "C-7"), ({}, "c")])
def test_the_bill_of_an_ocpi_record_comes_out_as_one(
    filled: Cli, tmp_path: Path, told: dict[str, str], number: str
) -> None:
    arguments = (
        "--ocpi-tariff",
        write(tmp_path / "t.json", TARIFF),
        "--ocpi-cdr",
        write(tmp_path / "c.json", CDR | told),
    )
    answer = filled("price", *arguments, "--time-zone", "Europe/Brussels", "--as-ocpi-cdr")
    assert (answer.code, answer.err) == (0, "")
    assert {key: answer.json[key] for key in ("id", *CDR, "total_cost", "total_energy")} == CDR | {
        "id": number,
        "total_cost": {"excl_vat": 5, "incl_vat": 5.5},
        "total_energy": 20,
    }


def test_the_bill_of_a_session_comes_out_as_an_ocpi_record_that_costs_the_same_before_tax(
    filled: Cli, tmp_path: Path
) -> None:
    profile = ("--profile", write(tmp_path / "p.json", PROFILE))
    (tmp_path / "stored.json").write_text(filled("session", "1", "--json").out, encoding="utf-8")
    record = filled("price", *profile, "--session", "stored.json", "--as-ocpi-cdr").json
    assert (record["id"], record["cdr_token"], record["total_cost"]["incl_vat"]) == ("1", {"uid": "ch-5521"}, 6.18)
    (tariff,) = record["tariffs"]
    arguments = ("--ocpi-tariff", write(tmp_path / "t.json", tariff), "--ocpi-cdr", write(tmp_path / "c.json", record))
    assert filled("price", *arguments, "--json").json["total_excl"] == "5.71"


def test_what_an_ocpi_record_cannot_say_is_refused_or_left_out_by_name(filled: Cli, tmp_path: Path) -> None:
    row = {"start": "2026-05-02T08:13:00-05:00", "plug_duration": 9000, "charge_duration": 7200, "energy": "15.7"}
    capped = PROFILE | {"costs": [PROFILE["costs"][0] | {"cap": "20"}]}
    arguments = ("--profile", write(tmp_path / "p.json", capped), "--session", write(tmp_path / "s.json", row))
    refused = filled("price", *arguments, "--as-ocpi-cdr")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "at most $20.00 is left out: it could cost more. To leave that out: --lossy" in refused.err
    agreed = filled("price", *arguments, "--as-ocpi-cdr", "--lossy")
    assert (agreed.code, agreed.json["id"], agreed.err.count("\n")) == (0, "s", 1)
    assert "That 'Energy' costs at most $20.00 is left out" in agreed.err


def test_an_ocpi_tariff_becomes_a_profile_and_a_profile_a_tariff(filled: Cli, tmp_path: Path) -> None:
    element = {"price_components": [{"type": "ENERGY", "price": 0.25, "vat": 10, "step_size": 1}]}
    tariff = write(tmp_path / "t.json", {"id": "T", "currency": "EUR", "elements": [element]})
    assert "--time-zone" in filled("profiles", "import", tariff, "--ocpi").err
    taken = filled("profiles", "import", tariff, "--ocpi", "--time-zone", "Europe/Brussels", "--json").json
    assert (taken["name"], taken["new"], taken["time_zone"]) == ("T", True, "Europe/Brussels")
    assert filled("profiles", "export", "T", "out.json", "--ocpi").code == 0
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert written["elements"][0]["price_components"] == [{"type": "ENERGY", "price": 0.25, "step_size": 1, "vat": 10}]
    capped = PROFILE | {"costs": [PROFILE["costs"][0] | {"cap": "20"}]}
    filled("profiles", "import", write(tmp_path / "c.json", capped))
    refused = filled("profiles", "export", "Lobby", "lobby.json", "--ocpi")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "That 'Energy' costs at most $20.00 is left out" in refused.err
    assert not (tmp_path / "lobby.json").exists()
    agreed = filled("profiles", "export", "Lobby", "lobby.json", "--ocpi", "--lossy")
    assert agreed.code == 0
    assert "OCPI cannot say all of it. " in agreed.err


def test_cases_are_run(filled: Cli) -> None:
    folder = Path(__file__).parents[1] / "data" / "pricing" / "worked"
    answer = filled("price", "--case", str(folder / "W01.json"), str(folder / "W02.json"), "--json").json
    assert [(one["id"], one["total_incl"], one["skipped"]) for one in answer["cases"]] == [
        ("W01", "4.35", None),
        ("W02", "5.26", None),
    ]


def test_a_draft_is_compared_with_what_is_in_force(priced: Cli, tmp_path: Path) -> None:
    dearer = PROFILE | {"name": "Draft", "costs": [PROFILE["costs"][0] | {"rate": "0.60", "taxes": []}]}
    path = write(tmp_path / "draft.json", dearer)
    found = priced("price", "--compare", path, "--json").json
    assert (found["sessions"], found["in_force"], found["draft"]) == (3, {"USD": "9.68"}, {"USD": "15.42"})
    assert [(one["serial"], one["difference"]) for one in found["by_charger"]] == [(LOBBY, "3.24"), (CAFE, "2.50")]
    assert [one["session_id"] for one in found["largest"]] == [1, 3]
    assert priced("price", "--compare", "Lobby", "--json").json["sessions"] == 3
    assert "9.68 USD in force" in priced("price", "--compare", path).out


def test_bill_details_go_out_with_the_lines_of_both_bills(priced: Cli, tmp_path: Path) -> None:
    assert priced("export", "bills.csv", "--report", "bill-details").code == 0
    with (tmp_path / "bills.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Session No."], row["Bill"], row["Kind"], row["Line Amount"]) for row in rows] == [
        ("3", "reported", "charge", "4.00"),
        ("1", "computed", "charge", "4.71"),
        ("1", "computed", "fee", "1.00"),
        ("1", "computed", "tax", "0.47"),
    ]
    assert rows[1]["Why"].startswith("The base rate of 'Energy' held from 2026-05-02 08:13")
    assert (rows[1]["Quantity"], rows[1]["Unit"], rows[1]["Rate"]) == ("15.7", "kWh", "0.30")


def test_a_comparison_counts_and_is_written(priced: Cli, tmp_path: Path) -> None:
    dearer = PROFILE | {"name": "Draft", "costs": [PROFILE["costs"][0] | {"rate": "0.60", "taxes": []}]}
    path = write(tmp_path / "draft.json", dearer)
    found = priced("price", "--compare", path, "--output", "compared.csv", "--json").json
    assert (found["dearer"], found["cheaper"], found["same"], found["without_cost"]) == (2, 0, 0, 1)
    with (tmp_path / "compared.csv").open(encoding="utf-8", newline="") as file:
        assert [row["Difference"] for row in csv.DictReader(file)] == ["3.24", "", "2.50"]
    assert priced("price", "--compare", path, "--output", "compared.csv").code == 2
    assert "2 become dearer" in priced("price", "--compare", path, "--output", "compared.csv", "--force").out
    same = priced("price", "--compare", path, "--against", path, "--json").json
    assert (same["dearer"], same["same"]) == (0, 2)
    assert priced("price", "--output", "compared.csv").code == 2


def test_templates_are_listed_and_printed_as_files(filled: Cli, tmp_path: Path) -> None:
    listed = filled("profiles", "templates", "--json").json["templates"]
    assert len(listed) == 7
    assert listed[0] == {
        "key": "flat-per-kwh",
        "title": "Flat price per kWh",
        "when_to_use": "The usual choice: everybody pays for the energy that was drawn, at any hour.",
        "costs": ["$0.30 per kWh"],
    }
    assert "members-free: Members free, guests pay." in filled("profiles", "templates").out
    (tmp_path / "t.json").write_text(filled("profiles", "templates", "members-free").out, encoding="utf-8")
    assert filled("profiles", "import", "t.json").code == 0
    unknown = filled("profiles", "templates", "free")
    assert (unknown.code, unknown.err.count("\n")) == (2, 1)


def test_versions_are_compared_and_one_that_was_never_used_is_withdrawn(priced: Cli, tmp_path: Path) -> None:
    dearer = PROFILE | {"effective_from": "2027-01-01", "costs": [PROFILE["costs"][0] | {"rate": "0.50"}]}
    priced("profiles", "import", write(tmp_path / "new.json", dearer))
    found = priced("profiles", "changes", "Lobby", "--json")
    assert (found.code, found.json["from"], found.json["to"]) == (1, 1, 2)
    assert [one["text"] for one in found.json["changes"]] == [
        "in force from: 2027-01-01, before 2026-01-01",
        "cost 'Fee' is gone: $1.00 per session",
        "'Energy', base rate: $0.50 per kWh, before $0.30 per kWh",
    ]
    assert "before $0.50 per kWh" in priced("profiles", "changes", "Lobby", "2", "1").out
    assert priced("profiles", "changes", "Lobby", "1", "1").code == 0
    assert priced("profiles", "withdraw", "Lobby", "1").code == 2
    assert priced("profiles", "withdraw", "Lobby", "2", "--json").json == {"profile": "Lobby", "withdrawn": 2}
    assert [one["version"] for one in priced("profiles", "--json").json["profiles"]] == [1]


@pytest.mark.parametrize(
    "wrong",
    [
        ("changes",),
        ("changes", "Nobody"),
        ("changes", "Lobby", "1"),
        ("changes", "Lobby", "1", "x"),
        ("changes", "Lobby", "1", "9"),
        ("withdraw", "Lobby"),
        ("withdraw", "Lobby", "first"),
        ("withdraw", "Nobody", "1"),
    ],
)
def test_versions_that_are_not_there_are_one_line(priced: Cli, wrong: tuple[str, ...]) -> None:
    answer = priced("profiles", *wrong)
    assert (answer.out, answer.err.count("\n")) == ("", 1)
    assert answer.code in {1, 2}
