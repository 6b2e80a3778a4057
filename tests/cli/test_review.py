"""`review`, `months`, `views`, `facets`, `compare`, `activity`."""

from pathlib import Path

import pytest

from tests.cli.conftest import HEADER, ROWS, Cli


def test_sessions_are_marked_noted_and_unmarked(filled: Cli) -> None:
    assert filled("review", "1", "2", "--note", "seen").out == "2 sessions are marked reviewed.\n"
    document = filled("review", "1", "--json").json["sessions"][0]
    assert (document["id"], document["counted"]) == (1, True)
    assert [(one["kind"], one["text"]) for one in document["remarks"]] == [("reviewed", None), ("note", "seen")]
    assert filled("sessions", "--filter", "reviewed:yes", "--json").json["count"] == 2
    assert "Note by" in filled("session", "1").out
    filled("review", "1", "2", "--undo")
    assert filled("sessions", "--filter", "reviewed:yes", "--json").json["count"] == 0


def test_an_adjustment_is_shown_apart(filled: Cli) -> None:
    assert filled("review", "1", "--adjust", "-4.00", "--reason", "agreed").code == 0
    totals = filled("sessions", "--json").json["totals"]
    assert (totals["cost"], totals["adjusted"]) == ({"USD": "10.28"}, {"USD": "-4.00"})
    assert "adjusted by -4.00 USD" in filled("sessions").out
    number = filled("session", "1", "--json").json["remarks"][0]["number"]
    assert filled("review", "--withdraw", str(number)).out == "Withdrawn: agreed\n"
    assert "adjusted" not in filled("sessions", "--json").json["totals"]


def test_of_two_tellings_one_stands(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "may.csv").write_text(f"{HEADER}\n{ROWS[0]}\n{ROWS[0].replace('6.28', '7.28')}\n")
    cli("import", "may.csv", "--time-zone", "America/Chicago", "--date-order", "mdy")
    assert cli("review", "2", "--stands", "--reason", "issued again").out == "Session 2 stands; not counted: 1.\n"
    totals = cli("sessions", "--json").json["totals"]
    assert (totals["cost"], totals["not_counted"]) == ({"USD": "7.28"}, 1)
    assert "1 not counted" in cli("sessions").out
    assert cli("review", "1", "--stands", "--undo").out == "1 session counts again.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("1", "2", "--adjust", "1", "--reason", "x"), 2),
        (("1", "--adjust", "much"), 2),
        (("1", "--adjust", "1"), 2),
        (("1", "--stands", "--reason", "x"), 2),
        (("9",), 1),
        (("--withdraw", "9"), 1),
        (("9", "--json"), 1),
    ],
)
def test_wrong_reviews_are_one_line(filled: Cli, arguments: tuple[str, ...], code: int) -> None:
    answer = filled("review", *arguments)
    assert (answer.code, answer.err.count("\n")) == (code, 1)


def test_a_closed_month_refuses_with_a_line_that_names_the_option(filled: Cli, tmp_path: Path) -> None:
    may = filled("months", "--close", "2026-05", "--json").json["months"][0]
    assert (may["month"], may["sessions"], may["reviewed"], bool(may["closed"])) == ("2026-05", 3, 0, True)
    (tmp_path / "late.csv").write_text(f"{HEADER}\n{ROWS[0].replace('8:13', '9:13')}\n")
    options = ("--time-zone", "America/Chicago", "--date-order", "mdy")
    for refused in (("undo-import", "1"), ("import", "late.csv", *options), ("review", "1", "--adjust", "1")):
        answer = filled(*refused, *(("--reason", "x") if refused[0] == "review" else ()))
        assert (answer.code, answer.err.count("\n"), "--closed-too" in answer.err) == (1, 1, True)
    assert filled("import", "late.csv", *options, "--closed-too").code == 0
    assert "by" in filled("months").out
    assert filled("undo-import", "1", "--closed-too").code == 0
    assert filled("months", "--reopen", "2026-05", "--json").json["months"][0]["closed"] is None
    assert filled("months", "--close", "May").code == 2


def test_pricing_keeps_the_bills_of_a_closed_month(filled: Cli) -> None:
    filled("chargers", "set", "HC1C190912849", "simple_rate=0.40/kWh")
    filled("months", "--close", "2026-05")
    answer = filled("price")
    assert (answer.code, "--closed-too" in answer.err) == (1, True)
    assert filled("price", "--json").code == 1
    assert filled("price", "--closed-too").code == 0


def test_views_are_filters_everywhere(filled: Cli) -> None:
    assert filled("views", "--save", "Lot", "--filter", "charger:Café*", "--serial", "S2").code == 0
    names = [one["name"] for one in filled("views", "--json").json["views"]]
    assert names[0] == "This month"
    assert names[-1] == "Lot"
    filled("views", "--save", "Lot", "--serial", "S2", "--sort", "cost", "--replace")
    assert filled("sessions", "--view", "lot", "--json").json["count"] == 1
    assert filled("sessions", "--view", "free VEND", "--json").json["sessions"][0]["id"] == 2
    assert filled("sessions", "--view", "lot", "--initiator", "AmpUp", "--json").json["count"] == 0
    assert filled("findings", "--view", "lot", "--json").json["count"] == 0
    assert filled("price", "--view", "lot", "--json").json["count"] == 1
    assert filled("export", "lot.csv", "--view", "lot", "--json").json["rows"] == 1
    assert filled("sessions", "--view", "nothing").code == 2
    assert "Lot" in filled("views").out
    assert "Lot" not in filled("views", "--remove", "lot").out


def test_facets_count_under_the_filter(filled: Cli) -> None:
    facet = filled("facets", "--of", "charger", "--filter", "energy>5", "--json").json["facets"][0]
    assert facet == {
        "field": "charger",
        "values": [{"value": "Café Lot", "count": 1}, {"value": "Lobby East", "count": 1}],
        "more": False,
        "complete": True,
    }
    out = filled("facets").out
    assert 'initiator:""' in out
    assert "bill:free-vend" in out
    assert "more values" in filled("facets", "--of", "initiator", "--values", "1").out
    assert filled("facets", "--of", "colour").code == 2


def test_two_sessions_are_compared_field_by_field(filled: Cli) -> None:
    document = filled("compare", "1", "3", "--json").json
    fields = {one["field"]: (one["left"], one["right"], one["same"]) for one in document["fields"]}
    assert fields["cost"] == ("6.28", "4.00", False)
    assert fields["currency"] == ("USD", "USD", True)
    assert fields["start"][0] == "2026-05-02T08:13:00-05:00"
    assert "fields differ" in filled("compare", "1", "2").out
    assert (filled("compare", "1").code, filled("compare", "1", "9").code) == (1, 1)


def test_what_was_done_is_listed_and_written_to_a_file(filled: Cli, tmp_path: Path) -> None:
    filled("review", "1")
    done = filled("activity", "--json").json["activity"]
    assert [one["what"] for one in done] == ["reviewed", "imported"]
    assert done[1]["after"] == "3 new, 0 known, 1 refused"
    assert "Marked reviewed" in filled("activity", "--limit", "1").out
    assert filled("activity", "--export", "log.csv").code == 0
    assert filled("activity", "--export", "log.csv").code == 2
    assert (tmp_path / "log.csv").read_text().count("\n") == 3


def test_the_person_can_be_named(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZEFDESK_PERSON", "Ana")
    filled("review", "1")
    assert filled("activity", "--json").json["activity"][0]["by"] == "Ana"
