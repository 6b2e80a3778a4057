from typing import Any

import pytest

from tests.factories import MAY_2, a_session
from zefdesk.desktop.sessions import (
    by_value,
    cells,
    drill_words,
    filter_words,
    ordering,
    raw_rows,
    remembering,
    tips,
    totals_words,
)
from zefdesk.desktop.sessions.cells import NUMBER, Writing
from zefdesk.desktop.sessions.totals_words import Counted
from zefdesk.domain.clock import DAY, wall_from
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import NEWEST_FIRST, Condition, SessionQuery, Sort, Test
from zefdesk.domain.stored import Place, Stored, Totals

US = Notation(date="MMM d, yyyy", time="h:mm AP")
WRITING = Writing(US, "USD")


def stored(findings: tuple[str, ...] = (), **changes: Any) -> Stored:
    return Stored(7, a_session(**changes), "America/Chicago", findings, (Place(3, "/home/me/may.csv", 12),))


def texts(one: Stored, writing: Writing = WRITING) -> dict[str, str]:
    row = cells.rows([one], writing)[0]
    return {key: row.texts[at] for key, at in NUMBER.items()}


def test_cells_are_written_in_the_chargers_zone_and_the_local_notation() -> None:
    found = texts(stored())
    assert found["start"] == "May 2, 2026 8:13 AM"
    assert found["plug_duration"] == "2:30:00"
    assert found["energy"] == "15.70"
    assert found["cost"] == "$6.28"
    assert found["bill_state"] == "Not itemised"
    assert found["source_line"] == "12"


def test_other_currencies_bear_their_code() -> None:
    assert texts(stored(currency="CAD"))["cost"] == "CAD 6.28"
    assert texts(stored(currency=None))["cost"] == "6.28"


def test_hidden_columns_are_not_written() -> None:
    found = texts(stored(), Writing(US, "USD", shown=frozenset({"name"})))
    assert (found["name"], found["cost"]) == ("Lobby East", "")


def test_a_text_of_several_lines_is_one_line_in_a_cell() -> None:
    assert texts(stored(bill_details="a\n  b\tc"))["bill_details"] == "a b c"
    assert len(texts(stored(bill_details="x" * 100_000))["bill_details"]) < 300


def test_the_worst_finding_gives_the_flag() -> None:
    row = cells.rows([stored(("ambiguous-local-time", "bill-unreadable"))], WRITING)[0]
    assert row.severity is cells.severity(("bill-unreadable",))
    assert tips.findings(row.stored).count("\n") == 1


def test_decimals_of_energy_are_two_or_three() -> None:
    assert cells.places_for([stored()]) == 2
    assert cells.places_for([stored(), stored(energy=15_705_000_000)]) == 3
    assert cells.places_for([stored(energy=None)]) == 2


@pytest.mark.parametrize(
    ("key", "changes", "words"),
    [
        ("initiator", {"initiator": None}, "no such column"),
        ("initiator", {"initiator": ""}, "free vend"),
        ("end", {"end": None}, "no Plug Duration"),
        ("bill_details", {}, "set-up window"),
        ("connector", {}, "no such field"),
        ("currency", {"currency": None}, "Nothing tells the currency"),
    ],
)
def test_an_empty_value_says_why(key: str, changes: dict[str, Any], words: str) -> None:
    row = cells.rows([stored(**changes)], WRITING)[0]
    assert words in tips.tip(row, key, WRITING, cut=False)


def test_a_cut_text_is_whole_on_hover() -> None:
    row = cells.rows([stored(name="A very long name")], WRITING)[0]
    assert tips.tip(row, "name", WRITING, cut=True) == "A very long name"
    assert tips.tip(row, "name", WRITING, cut=False) == ""


def test_a_period_is_said_as_month_day_or_range() -> None:
    may, june = wall_from(2026, 5, 1), wall_from(2026, 6, 1)
    query = SessionQuery()

    def words(begin: int | None, end: int | None) -> str:
        return filter_words.sentence(filter_words.with_period(query, begin, end), US)

    assert words(may, june) == "May 2026"
    assert words(may, may + DAY) == "May 1, 2026"
    assert words(may, may + 9 * DAY) == "May 1, 2026 \u2013 May 9, 2026"
    assert words(may, None) == "From May 1, 2026"
    assert words(None, june) == "Until May 31, 2026"
    assert words(None, None) == ""


def test_months_go_back_over_the_turn_of_the_year() -> None:
    months = filter_words.months_back(wall_from(2026, 2, 10), wall_from(2025, 12, 3), 9)
    assert [filter_words.month_words(begin, US) for begin, _ in months] == ["Feb 2026", "Jan 2026", "Dec 2025"]


def test_parts_of_a_filter_leave_the_others() -> None:
    query = (
        SessionQuery(search="east").where("initiator", Test.IS, "ZEF", "", None).where("cost", Test.AT_LEAST, 10**10)
    )
    found = filter_words.parts(query, US)
    assert [part.words for part in found] == [
        "ZEF, blank (free vend), initiator unknown",
        "Cost from 10.00",
        "\u201ceast\u201d",
    ]
    assert found[-1].without == SessionQuery(query.conditions)
    assert filter_words.words(Condition("import_id", Test.IS, (3,)), US, {3: "may.csv"}) == "File: may.csv"
    assert filter_words.words(Condition("name", Test.IS_NOT, tuple("abcd")), US, {}) == "not a, b, c and 1 more"


def test_a_cell_stands_for_its_value_its_day_or_its_file() -> None:
    query, one = SessionQuery(), stored(("end-differs",))
    day = wall_from(2026, 5, 2)
    start = by_value.narrowed(query, one, "start")
    assert start is not None
    assert {(c.test, c.values) for c in start.conditions} == {(Test.AT_LEAST, (day,)), (Test.BELOW, (day + DAY,))}
    assert by_value.narrowed(query, one, "source_line") == query.where("import_id", Test.IS, 3)
    assert by_value.narrowed(query, one, "findings") == query.where("findings", Test.IS, "end-differs")
    assert by_value.narrowed(query, one, "energy") == query.where("energy", Test.IS, 15_700_000_000)
    assert by_value.narrowed(query, stored(), "findings") is None
    assert by_value.narrowed(query, one, "bill_details") is None
    assert by_value.narrowed(query, stored(end=None), "end") == query.where("end", Test.IS, None)
    assert len((by_value.narrowed(query, one, "end") or query).conditions) == 2


def test_clicks_build_an_order() -> None:
    order = ordering.by_click(NEWEST_FIRST, "name", more=False)
    assert order == (Sort("name"),)
    assert ordering.by_click(order, "name", more=False) == (Sort("name", descending=True),)
    both = ordering.by_click(order, "cost", more=True)
    assert both == (Sort("name"), Sort("cost", descending=True))
    turned = ordering.by_click(both, "cost", more=True)
    assert turned[1] == Sort("cost")
    assert ordering.by_click(turned, "cost", more=True) == order
    assert ordering.words("cost", descending=True) == "largest first"
    assert ordering.words("start", descending=False) == "oldest first"
    assert ordering.words("name", descending=False) == "A to Z"


def test_what_was_asked_is_remembered_for_its_ledger_only() -> None:
    query = SessionQuery(search="x", sort=(Sort("cost", descending=True),)).where("initiator", Test.IS, "", None)
    text = remembering.to_text("/a.zefdesk", query)
    assert remembering.from_text(text, "/a.zefdesk") == query
    assert remembering.from_text(text, "/b.zefdesk") == SessionQuery()
    for broken in ("", "{", "[]", text.replace("cost", "no-such"), text.replace('"IS"', '"WAS"')):
        assert remembering.from_text(broken, "/a.zefdesk") == SessionQuery()


def test_totals_say_how_many_are_in_none_of_them() -> None:
    assert totals_words.not_counted(Totals(2, 0, 0, 0, {}, passed_over=1), US) == " (1 not counted)"
    assert totals_words.not_counted(Totals(2, 0, 0, 0, {}), US) == ""
    assert totals_words.not_counted(None, US) == ""


def test_counts_say_of_what_they_are() -> None:
    assert totals_words.counts(Counted(0, 1180, 4212), US, filtered=True) == "1,180 of 4,212 let through by the filter"
    assert totals_words.counts(Counted(3, 1180, 4212), US, filtered=True) == "3 of 1,180 selected \u00b7 4,212 in all"
    assert totals_words.counts(Counted(1, 4212, 4212), US, filtered=False) == "4,212 sessions"
    assert totals_words.counts(Counted(0, 1, 1), US, filtered=False) == "1 session"
    assert totals_words.of_what(Counted(1, 1180, 4212), US, filtered=True) == "Totals of the 1,180 filtered"


def test_sums_are_exact_and_by_currency() -> None:
    totals = Totals(3, 31_400_500_000, 90_061, 61, {"EUR": 10**9, "USD": 12_560_000_000, None: 5 * 10**8})
    assert totals_words.energy(totals, US, 2) == "31.4005 kWh"
    assert totals_words.cost(totals, US, "USD") == "$12.56 + EUR 1.00 + 0.50 (currency unknown)"
    assert totals_words.plugged(totals, US) == "25:01:01"
    assert totals_words.plugged(Totals(1, 0, 4_000_000_000, 0, {}), US) == "1,111,111:06:40"
    assert totals_words.charging(totals, US) == "0:01:01"


def test_the_head_of_a_session_over_midnight_has_both_days() -> None:
    lines = drill_words.head(stored(start=MAY_2 + 15 * 3600), US).lines
    assert lines[0] == "May 2, 2026 11:13 PM \u2013 May 3, 2026 1:43 AM CDT"
    assert "sticker 010983" in lines[1]
    assert drill_words.head(stored(initiator="", identity=None), US).lines[2] == "No initiator (free vend)"
    assert drill_words.head(stored(name=None, end=None), US).name == "HC1C190912849"


def test_a_raw_row_is_taken_apart_by_its_header() -> None:
    assert raw_rows.fields("Name;Cost", '"a;b";1,5') == [("Name", "a;b"), ("Cost", "1,5")]
    assert raw_rows.fields("Name,Cost,Note", "a,1") == [("Name", "a"), ("Cost", "1"), ("Note", "")]
    assert raw_rows.fields("", "a,b") == []
    assert raw_rows.fields("Name,Cost", "a,b,c") == []
