"""Two versions of a profile: what is new, gone or other, in sentences."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.strategies_sessions import Place, places, profiles
from tests.billing.test_profile_text import with_names
from zefdesk.billing.changes import changes
from zefdesk.billing.draft import Draft, draft_of_text, move, put, read, remove
from zefdesk.billing.editing import add_cost, add_holidays, add_variation, set_group
from zefdesk.billing.profile_schema import example
from zefdesk.billing.profile_text import canonical
from zefdesk.domain.profile import BillingProfile

EXAMPLE = draft_of_text(example())


def profile_of(draft: Draft) -> BillingProfile:
    profile = read(draft).profile
    assert profile, read(draft).faults
    return profile


def said(draft: Draft) -> list[str]:
    return [f"{one.path}|{one.text}" for one in changes(profile_of(EXAMPLE), profile_of(draft))]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("name", "Other", "name|name: Other, before Workplace, time of use"),
        ("effective_until", None, "effective_until|in force until: none, before 2027-01-01"),
        ("costs[0].rate", "0.30", "costs[0].rate|'Energy', base rate: $0.30 per kWh, before $0.25 per kWh"),
        ("costs[0].cap", None, "costs[0].cap|'Energy', at most: no bound, before $40.00"),
        ("costs[0].floor", "1", "costs[0].floor|'Energy', at least: $1.00, before no bound"),
        ("costs[1].step", None, "costs[1].step|'Idle', billed in blocks of: what is used, before 1 min"),
        ("costs[3].taxes", [], "costs[3].taxes|'Session fee', taxes: none, before sales tax"),
        (
            "costs[1].constraints.to",
            "20:00",
            (
                "costs[1].constraints|'Idle', holds: 07:00-20:00, on chargers below 25 kW, "
                "before 07:00-19:00, on chargers below 25 kW"
            ),
        ),
        (
            "costs[0].variations[3].rate",
            "0.10",
            (
                "costs[0].variations[3]|'Energy', variation 'Night': $0.10 per kWh 22:00-06:00, "
                "before $0.15 per kWh 22:00-06:00"
            ),
        ),
        (
            "costs[0].exceptions[0].rate",
            "0.20",
            (
                "costs[0].exceptions[0]|'Energy', exception 'Holidays': on holidays $0.20 per kWh, "
                "before on holidays $0.15 per kWh"
            ),
        ),
        ("prices_include_tax", True, "prices_include_tax|prices include tax now"),
        ("minimum", None, "minimum|minimum of a bill: none, before at least $1.00 before tax"),
        (
            "billable_threshold",
            None,
            "billable_threshold|everything is billed, before nothing is billed below 0.1 kWh, 1 min",
        ),
        (
            "policy",
            None,
            "policy|rounding: zefdesk, before zefdesk, step per price",
        ),
        ("holidays[0].name", "Fourth", "holidays|holidays are named otherwise"),
    ],
)
def test_what_is_other_is_said_with_what_it_was(path: str, value: Any, sentence: str) -> None:
    assert said(put(EXAMPLE, path, value)) == [sentence]


def test_what_is_new_and_what_is_gone_is_said_whole() -> None:
    draft = remove(EXAMPLE, "costs[2]")
    draft = put(add_cost(draft, "charging_time", "Time"), "costs[3].rate", "2")
    draft = add_variation(draft, 0, "0.50", "Event", {"dates_in": ["2026-09-01"]})
    draft = set_group(add_holidays(draft, [(date(2026, 11, 26), "Thanksgiving")]), "members", ["ch-5521", "x", "y"])
    draft = put(draft, "taxes[1].percent", "0.75")
    assert said(draft) == [
        "costs[2]|cost 'Garage' is gone: $0.00 per hour plugged in in the first 4 h, $1.50 always",
        "costs[0].variations[4]|'Energy', variation 'Event' is new: $0.50 per kWh on 2026-09-01",
        "costs[3]|cost 'Time' is new: $2.00 per hour of charging",
        "taxes[1]|tax 'city tax': 0.75 %, on the taxes before it too (1), before 0.5 %, on the taxes before it too (1)",
        "holidays|holidays that are new: 2026-11-26",
        "identity_groups.members|group 'members': 2 identities are new, 1 are gone",
    ]


def test_another_order_of_rules_is_said() -> None:
    assert said(move(EXAMPLE, "costs[0].variations[3]", 0)) == [
        "costs[0].variations|the order is another: Night, Members, Summer peak, Beyond 60 kWh"
    ]


def test_nothing_is_said_of_equal_profiles() -> None:
    assert said(EXAMPLE) == []


@settings(max_examples=60, deadline=None)
@given(st.data(), places)
def test_profiles_of_other_content_differ_in_words(data: st.DataObject, place: Place) -> None:
    one, other = (data.draw(profiles(place).map(with_names)) for _ in range(2))
    found = changes(one, other)
    assert bool(found) or canonical(one) == canonical(other)
    assert changes(one, one) == ()
