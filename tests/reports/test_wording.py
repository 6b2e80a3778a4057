"""Queries in words."""

from zefdesk.domain.clock import wall_from
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.query import SessionQuery, Sort, Test
from zefdesk.reports.wording import filter_sentence, order_sentence


def test_without_conditions_it_is_all_sessions() -> None:
    assert filter_sentence(SessionQuery()) == "all sessions"


def test_every_kind_of_condition_is_said() -> None:
    query = (
        SessionQuery(search="5521")
        .where("start", Test.AT_LEAST, wall_from(2026, 5, 1))
        .where("start", Test.BELOW, wall_from(2026, 6, 1, 3600))
        .where("initiator", Test.IS, "", "ZEF")
        .where("bill_state", Test.IS_NOT, "itemised")
        .where("identity", Test.IS, None)
        .where("import_id", Test.IS, 7)
    )
    assert filter_sentence(query) == (
        "Start from 2026-05-01; Start before 2026-06-01 01:00:00; Initiator is blank (free vend) or ZEF; "
        "Bill State is not Itemised; Identity is unknown; File is 7; '5521' in any text"
    )


def test_bounds_are_said_by_the_rounder_number() -> None:
    query = read_filter("energy>40 cost<=6.28 plug>=4h weekday:sat")
    assert filter_sentence(query) == "Energy above 40 kWh; Cost up to 6.28; Plug Duration from 4:00:00; Weekday is sat"


def test_the_order_ends_with_the_number() -> None:
    query = SessionQuery(sort=(Sort("cost", descending=True), Sort("serial")))
    assert order_sentence(query) == "Cost descending, then Serial ascending, then No. ascending"
