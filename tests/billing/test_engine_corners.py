"""Corners in which an engine that is quick may differ from one that is obvious."""

from datetime import date

import pytest

from tests.billing.held_against import agree
from tests.oracle import pricing as oracle
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.price import price
from zefdesk.domain.bill import Basis
from zefdesk.domain.policy import Policy, Scope
from zefdesk.domain.profile import (
    BillingProfile,
    Cost,
    Dimension,
    Limit,
    Reservation,
    Tax,
    Variation,
    When,
)
from zefdesk.domain.rate import Per

NANO = 10**9
START = 1_793_721_600
FIRST = Policy("own", scope=Scope.FIRST_ELEMENT)
RESERVED = When(reservation=Reservation.RESERVATION)
ON_SOME_DATE = When(start_date=date(2026, 1, 1))


def check(profile: BillingProfile, *segments: Segment) -> None:
    metered = Metered(Basis.CHARGER_LOG, "UTC", START, segments)
    agree(price(metered, profile), oracle.price(metered, profile))


def terms(*costs: Cost, **rest: object) -> BillingProfile:
    return BillingProfile("W", "USD", "UTC", date(2026, 1, 1), costs, **rest)  # type: ignore[arg-type]


def cost(dimension: Dimension, per: Per, *variations: Variation, **rest: object) -> Cost:
    return Cost("Cost", dimension, per, variations=variations, **rest)  # type: ignore[arg-type]


def rule(when: When, group: int | None = None, rate: int = NANO) -> Variation:
    return Variation("Rule", when, rate, group=group)


def test_energy_that_took_no_time_is_cut_at_its_bounds() -> None:
    tiers = cost(Dimension.ENERGY, Per.KWH, rule(When(max_kwh=8 * NANO), rate=2 * NANO), rate=NANO)
    check(terms(tiers), Segment(START, START, 13 * NANO))


def test_a_segment_that_is_nothing_does_not_start_a_session() -> None:
    check(
        terms(cost(Dimension.SESSION, Per.SESSION, rate=NANO)),
        Segment(START, START),
        Segment(START, START + 600, reserved=600),
    )


def test_a_segment_that_is_nothing_does_not_choose_the_fee() -> None:
    fee = cost(Dimension.SESSION, Per.SESSION, rule(When(max_power=NANO), rate=2 * NANO), rate=NANO)
    check(terms(fee), Segment(START, START), Segment(START, START + 600, idle=600))


def test_the_order_in_which_a_cost_names_its_taxes_is_of_no_matter() -> None:
    taxes = Tax("a", 19 * NANO, 1), Tax("b", 21 * NANO)
    costs = (
        cost(Dimension.SESSION, Per.SESSION, rate=203 * 10**7, taxes=("b", "a")),
        cost(Dimension.SESSION, Per.SESSION, rate=54 * 10**7, taxes=("a", "b")),
    )
    check(terms(*costs, taxes=taxes, prices_include_tax=True), Segment(START, START + 600, idle=600))


@pytest.mark.parametrize("limit", [Limit(before_tax=3 * NANO), Limit(after_tax=31 * 10**8)], ids=["net", "gross"])
def test_the_last_tax_takes_what_rounding_leaves_when_a_limit_moves_the_total(limit: Limit) -> None:
    taxes = Tax("a", 6875 * 10**6), Tax("b", 825 * 10**7)
    fee = cost(Dimension.SESSION, Per.SESSION, rate=1110 * 10**7, taxes=("a", "b"))
    check(terms(fee, taxes=taxes, maximum=limit), Segment(START, START + 600, idle=600))


@pytest.mark.parametrize("when", [When(), ON_SOME_DATE], ids=["always", "by date"])
def test_the_first_element_takes_every_dimension(when: When) -> None:
    costs = (
        cost(Dimension.ENERGY, Per.KWH, rule(when, 0)),
        cost(Dimension.CHARGING_TIME, Per.HOUR, rule(when, 1)),
    )
    check(terms(*costs, policy=FIRST), Segment(START, START + 600, NANO, charging=600))


@pytest.mark.parametrize("policy", [FIRST, Policy()], ids=["first element", "each dimension"])
@pytest.mark.parametrize("when", [When(), ON_SOME_DATE], ids=["always", "by date"])
def test_a_fee_for_a_reservation_is_that_of_the_rule_that_names_reservations(when: When, policy: Policy) -> None:
    fee = cost(Dimension.SESSION, Per.SESSION, rule(when, 0, 2 * NANO), rule(RESERVED, 1))
    check(terms(fee, policy=policy), Segment(START, START + 600, reserved=600))
