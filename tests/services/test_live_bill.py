"""The bill of a session under a draft: each line leads to its rule, and what is wrong is said, not raised."""

from datetime import date

import pytest

from tests.factories import a_session, store
from zefdesk.billing.draft import Draft, draft_of_text, put, value_at
from zefdesk.billing.editing import add_cost, add_exception, add_tax, add_variation, new_draft
from zefdesk.billing.profile_schema import example
from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.row import Row, price_row
from zefdesk.services import configuring
from zefdesk.services.live_bill import Sample, live_bill, stored_session
from zefdesk.store.ledger import Ledger

AFTERNOON = Sample("2026-07-15T13:00", 4 * 3600, 2 * 3600, 20 * 10**9)


def a_draft() -> Draft:
    draft = put(add_cost(new_draft(date(2026, 1, 1), "Lobby")), "costs[0].rate", "0.25")
    draft = add_variation(draft, 0, "0.45", "Peak", {"from": "14:00", "to": "20:00"})
    draft = put(put(add_cost(draft, "idle_time"), "costs[1].rate", "0.20"), "costs[1].cap", "5")
    return add_tax(put(draft, "minimum.before_tax", "50"), "sales", "8")


def test_every_line_leads_to_its_rule() -> None:
    found = live_bill(a_draft(), AFTERNOON)
    assert [(one.path, one.what, one.quantity, one.rate, one.amount) for one in found.lines] == [
        ("costs[0].rate", "Energy", "10 kWh", "$0.25 per kWh", "$2.50"),
        ("costs[0].variations[0]", "Energy: Peak", "10 kWh", "$0.45 per kWh", "$4.50"),
        ("costs[1].rate", "Idle time", "2 h", "$0.20 per minute", "$24.00"),
        ("costs[1].cap", "Idle time: cap", "", "", "-$19.00"),
        ("minimum", "Minimum", "", "", "$38.00"),
        ("taxes[0]", "sales 8 %", "", "", "$4.00"),
    ]
    assert (found.total, found.problem, found.faults) == ("$54.00", "", ())
    assert all(value_at(a_draft(), one.path) is not None for one in found.lines)
    assert "14:00 to 15:00" in found.lines[1].why


def test_an_estimate_has_its_range() -> None:
    draft = put(a_draft(), "minimum", None)
    found = live_bill(draft, AFTERNOON)
    assert found.bill
    assert found.bill.range
    assert found.range.startswith("$")


def test_exceptions_and_limits_lead_to_where_they_stand() -> None:
    draft = add_exception(a_draft(), 0, dates=["2026-07-15"], rate="0.10")
    draft = put(put(draft, "maximum.after_tax", "1"), "billable_threshold.min_energy_kwh", "30")
    paths = [one.path for one in live_bill(draft, AFTERNOON).lines]
    assert paths[0] == "costs[0].exceptions[0]"
    assert paths[-3:] == ["maximum", "billable_threshold", "taxes[0]"]
    once = put(draft_of_text(example()), "policy", "ocpi")
    assert "policy" in [one.path for one in live_bill(put(once, "costs[0].rate", "0.123457"), AFTERNOON).lines]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("costs[0].rate", "0.2x", "costs[0].rate: '0.2x' is no decimal"),
        ("currency", "XXQ", "currency: 'XXQ' is no currency"),
        ("costs", [], "costs: needs at least one cost"),
    ],
)
def test_a_draft_that_cannot_be_priced_says_why(path: str, value: object, said: str) -> None:
    found = live_bill(put(a_draft(), path, value), AFTERNOON)
    assert found.bill is None
    assert found.problem.startswith(said)
    assert found.faults


def test_a_name_or_date_that_is_missing_is_no_matter() -> None:
    draft = put(put(a_draft(), "name", ""), "effective_from", "")
    found = live_bill(draft, AFTERNOON)
    assert found.total == "$54.00"
    assert len(found.faults) == 2


def test_a_sample_that_is_wrong_says_so() -> None:
    assert live_bill(a_draft(), Sample("tomorrow", 0, 0, 0)).problem == "the start of the session is no date and time"
    assert "negative energy" in live_bill(a_draft(), Sample("2026-07-15T13:00", 60, 60, -1)).problem


def test_a_stored_session_is_priced_as_any(ledger: Ledger) -> None:
    session = a_session()
    store(ledger, session)
    configuring.set_charger(ledger, session.serial or "", {"capacity_kw": "7.2"})
    found = stored_session(ledger, 1)
    assert found
    assert found.capacity == 7_200_000_000
    assert found.words == "2026-05-02 08:13, HC1C190912849, 15.7 kWh, by its report"
    whole = read_profile(example())
    row = Row(
        session.zone,
        session.start,
        session.plug_duration,
        session.charge_duration,
        session.energy,
        session.initiator,
        session.identity,
        found.capacity,
    )
    assert live_bill(whole, found).bill == price_row(row, whole)
    assert stored_session(ledger, 7) is None
