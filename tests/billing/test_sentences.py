"""Profiles in sentences that a person would say."""

from datetime import date

from tests.billing.profiles import energy, fee, idle, nano, profile, variation
from zefdesk.billing.draft import draft_of_text, put
from zefdesk.billing.editing import add_cost, add_tax, add_variation, new_draft
from zefdesk.billing.profile_schema import example
from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.sentences import cost_sentence, draft_sentences, profile_sentences
from zefdesk.domain.profile import BillingProfile, DateException, Holiday, Limit, Tax, Threshold, Variation, When

PEAK = {"days": (0, 1, 2, 3, 4), "from_": 14 * 3600, "to": 20 * 3600}


def test_a_cost_in_a_sentence() -> None:
    cost = energy("0.25", variation("0.45", **PEAK, months=(6, 7, 8, 9)), cap=nano("20"))
    assert cost_sentence(cost, profile(cost)) == (
        "$0.45 per kWh Mon-Fri 14:00-20:00 June to September, otherwise $0.25; at most $20.00"
    )


def test_exceptions_constraints_blocks_and_floors_are_said() -> None:
    free = DateException("Free", None, holidays=True)
    open_day = DateException("Open day", nano("0.10"), (date(2026, 5, 16),))
    limited = When(max_duration=4 * 3600)
    cost = energy("0.25", exceptions=(free, open_day), constraints=limited, step=nano("0.5"), floor=nano("1"))
    assert cost_sentence(cost, profile(cost)) == (
        "$0.25 per kWh; on holidays waived; on 2026-05-16 $0.10; only in the first 4 h; in blocks of 0.5 kWh; "
        "at least $1.00"
    )


def test_what_nothing_prices_is_said() -> None:
    cost = idle(None, variation("12", min_idle_time=900))
    assert cost_sentence(cost, profile(cost)) == ("$12.00 per hour of idle time after 15 min idle, otherwise nothing")
    assert cost_sentence(energy(None), profile()) == "nothing"
    assert cost_sentence(energy(None, variation("1")), profile()) == "$1.00 per kWh always"


def test_a_whole_profile_is_said_part_by_part() -> None:
    one = profile(
        energy("0.25", taxes=("sales",)),
        fee("1", taxes=("sales", "city")),
        taxes=(Tax("sales", nano("8")), Tax("city", nano("0.5"), 1), Tax("idle", nano("1"))),
        minimum=Limit(before_tax=nano("1")),
        maximum=Limit(nano("50"), nano("60")),
        billable_threshold=Threshold(nano("0.1"), 60),
        holidays=(Holiday(date(2026, 7, 4), "Independence Day"), Holiday(date(2026, 12, 25))),
        prices_include_tax=True,
        effective_until=date(2027, 1, 1),
    )
    assert [f"{path}|{text}" for path, text in profile_sentences(one)] == [
        "|in USD, tax included, by the clock of America/Chicago, from 2020-01-01 until 2027-01-01",
        "costs[0]|Energy: $0.25 per kWh",
        "costs[1]|Fee: $1.00 per session",
        "taxes[0]|8 % sales on every cost",
        "taxes[1]|0.5 % city on Fee, and on the taxes before it",
        "taxes[2]|1 % idle on nothing yet",
        "minimum|at least $1.00 before tax",
        "maximum|at most $50.00 before tax and $60.00 after tax",
        "billable_threshold|nothing is billed below 0.1 kWh, 1 min",
        "holidays|holidays: 2026-07-04 Independence Day, 2026-12-25",
    ]


def test_a_draft_says_what_is_missing_where_it_is_missing() -> None:
    draft = add_tax(add_cost(new_draft(date(2026, 6, 1))), "sales")
    draft = add_cost(draft, "session")
    draft = put(draft, "costs[1].rate", "1.50")
    draft = add_variation(put(draft, "costs[0].rate", "0.2x"), 0, when={"from": "14:00", "to": "14:00"})
    said = draft_sentences(draft)
    assert said["costs[1]"] == "$1.50 per session"
    assert said["costs[0]"] == "Not complete yet: rate '0.2x' is no decimal; write it as \"0.35\""
    assert said["costs[0].variations[0]"].startswith("Not complete yet: ")
    assert said["taxes[0]"] == "Not complete yet: percent is missing"


def test_every_part_of_the_example_has_its_sentence() -> None:
    said = draft_sentences(draft_of_text(example()))
    whole: BillingProfile = read_profile(example())
    assert {path for path in said if path.count("[") == 1 and path.startswith("costs")} == {
        f"costs[{at}]" for at in range(len(whole.costs))
    }
    assert said["costs[0].variations[1]"] == "$0.45 per kWh Mon-Fri 14:00-20:00 June to September"
    assert said["costs[0].exceptions[0]"] == "on holidays $0.15 per kWh"
    assert not any("Not complete" in text for text in said.values())


def test_a_tax_on_a_cost_and_a_variation_of_it_is_not_on_every_cost() -> None:
    night = Variation("Night", When(from_=22 * 3600, to=6 * 3600), nano("0.15"), taxes=("sales",))
    one = profile(energy("0.25", night, taxes=("sales",)), fee("1"), taxes=(Tax("sales", nano("8")),))
    assert dict(profile_sentences(one))["taxes[0]"] == "8 % sales on Energy, Energy (Night)"
