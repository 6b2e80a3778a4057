"""Rules, costs and lines in plain words."""

from datetime import date
from typing import Any

import pytest

from tests.billing.profiles import energy, fee, idle, nano, profile, row, variation
from zefdesk.billing.row import price_row
from zefdesk.billing.words import rate_words, span_words, when_words, why
from zefdesk.domain.policy import PRESETS
from zefdesk.domain.profile import DateException, DurationBasis, Limit, Threshold, When
from zefdesk.domain.rate import Per

NINE = "2026-11-03T15:00:00"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({}, "always"),
        ({"days": (0, 1, 2, 3, 4), "from_": 14 * 3600, "to": 20 * 3600}, "Mon-Fri 14:00-20:00"),
        ({"days": (0, 2, 5, 6)}, "Mon, Wed, Sat-Sun"),
        ({"min_duration": 7200}, "after 2 h"),
        ({"max_duration": 7200}, "in the first 2 h"),
        ({"max_duration": 7200, "duration_basis": DurationBasis.WINDOW}, "in the first 2 h of that"),
        ({"min_idle_time": 900}, "after 15 min idle"),
        ({"min_kwh": 10**10, "max_kwh": 2 * 10**10}, "from 10 kWh, below 20 kWh"),
        ({"months": (6, 7, 8, 9)}, "June to September"),
        ({"months": (1, 2, 5, 10, 11, 12)}, "May, October to February"),
        ({"days": (0,), "to": 21_600, "months": (3,)}, "Mon 00:00-06:00 March"),
        ({"start_date": date(2026, 6, 1), "end_date": date(2026, 10, 1)}, "2026-06-01 to 2026-09-30"),
        ({"end_date": date(2026, 10, 1)}, "until 2026-09-30"),
        ({"end_date": date.min}, "until 0001-01-01"),
        ({"start_date": date(2026, 6, 1), "end_date": date(2026, 6, 2)}, "2026-06-01"),
        ({"initiator": ("ZEF", "")}, "for ZEF, free vend"),
        ({"start_date": date(2026, 5, 1)}, "from 2026-05-01"),
        ({"min_power": 11 * 10**9}, "at 11 kW or more"),
    ],
)
def test_a_condition_in_words(when: dict[str, Any], words: str) -> None:
    assert when_words(When(**when)) == words


def test_amounts_and_spans() -> None:
    assert rate_words(nano("0.45"), Per.KWH, "USD") == "$0.45 per kWh"
    assert rate_words(nano("0.4567"), Per.HOUR, "SEK") == "SEK 0.4567 per hour"
    assert [span_words(seconds) for seconds in (0, 45, 900, 5400, 7201)] == [
        "0 s",
        "45 s",
        "15 min",
        "1 h 30 min",
        "2 h 1 s",
    ]


def reasons(*costs: Any, start: str = NINE, hours: str = "2", **more: Any) -> list[str]:
    bill = price_row(row(start, hours, "1", "10"), profile(*costs, **more))
    return [why(line, bill) for line in bill.lines]


def test_each_line_says_why_it_is_there() -> None:
    peak = variation("0.45", from_=9 * 3600 + 1800, to=20 * 3600)
    assert reasons(energy("0.25", peak), fee("1")) == [
        "The base rate of 'Energy' held from 2026-11-03 09:00 to 09:30.",
        "Variation 'Other' (09:30-20:00) held from 2026-11-03 09:30 to 10:00.",
        "The base rate of 'Fee' held; a fee, once, due at 2026-11-03 09:00.",
    ]


def test_movements_say_what_moved_them() -> None:
    assert reasons(energy("0.25", cap=nano("1")))[1] == "'Energy' comes to at most $1.00."
    assert reasons(energy("0.25", floor=nano("9")))[1] == "'Energy' comes to at least $9.00."
    assert reasons(energy("0.25"), minimum=Limit(nano("5")))[1] == "The minimum is $5.00 before tax."
    assert reasons(energy("0.25"), maximum=Limit(None, nano("1")))[1] == "The maximum is $1.00 after tax."
    below = reasons(energy("0.25"), billable_threshold=Threshold(nano("99"), None))[1]
    assert below == "The session stays below what is billed at all (99 kWh)."
    assert reasons(energy("0.123456"), policy=PRESETS["ocpi"])[1] == "The total is rounded once, not each line."


def test_steps_and_waived_exceptions_are_told() -> None:
    assert reasons(energy("0.25", step=nano("3")))[0].endswith(
        " 10 kWh was counted; 12 kWh is billed, in whole blocks."
    )
    free = energy("0.25", exceptions=(DateException("Election", None, dates=(date(2026, 11, 3),)),))
    assert reasons(free)[0] == "Exception 'Election' waived it from 2026-11-03 09:00 to 10:00."


def test_the_hour_that_occurs_twice_is_named_by_its_zone() -> None:
    late = idle("1")
    (reason,) = reasons(late, start="2026-11-01T05:30:00")
    assert reason == "The base rate of 'Idle' held from 2026-11-01 01:30 CDT to 01:30 CST."
