"""Whatever stands in a draft, everything that a person sees of it can be made: nothing raises while it is typed."""

from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.test_draft import paths
from zefdesk.billing.changes import changes
from zefdesk.billing.checks import check_draft
from zefdesk.billing.condition_rows import WORDS, add_row, rows_of, words_for
from zefdesk.billing.draft import Draft, draft_of_text, items, put, read, remove
from zefdesk.billing.painting import CannotPaint, Selection, copy_day, paint
from zefdesk.billing.profile_schema import example
from zefdesk.billing.seasons import ALL_YEAR, months_season, seasons
from zefdesk.billing.sentences import draft_sentences
from zefdesk.billing.week import day_bands, dimension_week, label, rate_of, special_dates, week, why
from zefdesk.billing.winning import At, on
from zefdesk.domain.profile import Dimension
from zefdesk.services.live_bill import Sample, live_bill

TYPED: tuple[Any, ...] = (
    "",
    "x",
    "0",
    "0.30",
    "-1",
    "9" * 40,
    "1e5",
    "24:00",
    "00:00",
    "7:5",
    "0001-01-01",
    "9999-12-31",
    "2026-07-04",
    [],
    ["mon", "x"],
    [13],
    [6, 7],
    ["0001-01-01", "9999-12-31"],
    {},
    {"a": {}},
    [{}],
    [None],
    True,
    7,
    "session",
    "idle_time",
    "sap",
    "JPY",
    "Asia/Kathmandu",
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A whole profile after some edits, of any part to anything."""
    draft = draft_of_text(example())
    for _ in range(draw(st.integers(1, 6))):
        path = draw(st.sampled_from([one for one in paths(draft) if "groups." not in one]))
        value = draw(st.sampled_from(TYPED))
        draft = draw(st.sampled_from((put(draft, path, value), put(draft, path, value), remove(draft, path))))
    costs = items(draft, "costs")
    if costs and draw(st.booleans()):
        place = f"costs[{draw(st.integers(0, len(costs) - 1))}]"
        with suppress(AttributeError):
            draft = add_row(draft, place, draw(st.sampled_from(WORDS)).word)
    return draft


@settings(max_examples=150, deadline=None)
@given(drafts(), st.sampled_from((None, "0.45", "x", "")))
def test_everything_that_is_shown_of_a_draft_can_be_made(draft: Draft, rate: str | None) -> None:
    draft_sentences(draft)
    check_draft(draft, today=date(2026, 8, 1), rows=True)
    live_bill(draft, Sample("2026-07-03T13:00", 30_000, 20_000, 30 * 10**9, identity="ch-5521"))
    found = read(draft).guess
    for number in range(len(found.costs)):
        for season in seasons(found, number, extra=[months_season((6, 7))]):
            for band in week(found, number, season):
                label(band.ruling, found)
            why(found, number, At(3, 50_000, season))
        special_dates(found, number, 2026)
        day_bands(found, number, date(2026, 7, 4))
        why(found, number, on(date(2026, 12, 25), 3600))
        for place in (f"costs[{number}]", f"costs[{number}].variations[0]"):
            rows_of(draft, place)
            words_for(draft, place)
        with suppress(CannotPaint):
            paint(draft, number, Selection((0, 1), 3600, 7200), rate)
        copy_day(draft, number, ALL_YEAR, 0, (5,))
    for dimension in Dimension:
        for season in seasons(found):
            for band in dimension_week(found, dimension, season):
                rate_of(band, found)
    changes(read(draft_of_text(example())).guess, found)
