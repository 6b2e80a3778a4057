"""OCPI tariffs of all kinds, and profiles of which most can be said as one."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.billing import strategies_sessions as make
from zefdesk.domain.policy import PRESETS
from zefdesk.domain.profile import (
    BillingProfile,
    Cost,
    DateException,
    Dimension,
    Limit,
    Reservation,
    Tax,
    Variation,
    When,
)
from zefdesk.domain.rate import Per

NANO = 10**9
KINDS = ("ENERGY", "TIME", "PARKING_TIME", "FLAT")
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
PERS = {Dimension.ENERGY: (Per.KWH,), Dimension.SESSION: (Per.SESSION,)}

texts = st.decimals(0, 50, places=4)
numbers = st.one_of(texts, texts.map(str), st.integers(0, 50))
clocks = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda one: f"{one[0]:02d}:{one[1]:02d}")
dates = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str)
restrictions = st.fixed_dictionaries(
    {},
    optional={
        "start_time": clocks,
        "end_time": clocks,
        "start_date": dates,
        "end_date": dates,
        "day_of_week": st.lists(st.sampled_from(DAYS), min_size=1, unique=True),
        "reservation": st.sampled_from(("RESERVATION", "RESERVATION_EXPIRES")),
        **{f"{end}_{name}": numbers for end in ("min", "max") for name in ("kwh", "power", "current")},
        **{f"{end}_duration": st.integers(0, 90_000) for end in ("min", "max")},
    },
)
components = st.fixed_dictionaries(
    {"type": st.sampled_from(KINDS), "price": numbers},
    optional={"vat": st.sampled_from((0, Decimal("6.5"), "21", 20)), "step_size": st.sampled_from((0, 1, 60, "300"))},
)
elements = st.fixed_dictionaries(
    {"price_components": st.lists(components, min_size=1, max_size=4)}, optional={"restrictions": restrictions}
)


def limit(names: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({names[0]: numbers}, optional={names[1]: numbers})


limits = st.one_of(limit(("excl_vat", "incl_vat")), limit(("before_taxes", "after_taxes")), numbers)
tariffs = st.fixed_dictionaries(
    {"id": st.sampled_from(("T1", "T2")), "currency": st.sampled_from(("EUR", "USD", "JPY"))},
    optional={"min_price": limits, "max_price": limits, "tax_included": st.sampled_from(("YES", "NO", "N/A"))},
)


@st.composite
def whole_tariffs(draw: st.DrawFn) -> dict[str, Any]:
    """Tariffs of up to five elements."""
    return draw(tariffs) | {"elements": draw(st.lists(elements, min_size=1, max_size=5))}


@st.composite
def whens(draw: st.DrawFn, place: make.Place) -> When:
    """Conditions such as a tariff has, and now and then one that it has no words for."""
    kinds: tuple[st.SearchStrategy[dict[str, Any]], ...] = (
        st.just({}),
        st.sampled_from([{"from_": 14 * 3600, "to": 20 * 3600}, {"from_": 22 * 3600, "to": 6 * 3600}]),
        st.sampled_from([{"to": 12 * 3600}, {"from_": 43_230}, {"days": (0, 1, 4)}, {"days": (5, 6)}]),
        st.integers(1, 20_000).map(lambda bound: {"min_duration": bound}),
        st.integers(1, 40).map(lambda bound: {"max_kwh": bound * NANO}),
        st.integers(0, 3).map(lambda days: {"start_date": date.fromordinal(place.day.toordinal() - 1 + days)}),
        st.sampled_from([{"reservation": one} for one in Reservation]),
        st.sampled_from([{"min_idle_time": 900}, {"months": (3, 10)}, {"max_power": 11 * NANO}]),
    )
    found = [draw(kind) for kind in draw(st.lists(st.sampled_from(kinds), max_size=2))]
    return When(**{key: value for part in found for key, value in part.items()})


@st.composite
def costs(draw: st.DrawFn, place: make.Place, dimension: Dimension) -> Cost:
    rates = st.integers(0, 300).map(lambda number: number * 6 * 10**6)
    taxes = st.sampled_from(((), ("six",), ("twenty",)))
    steps = make.steps(dimension)
    groups = draw(st.sampled_from(((0, 1, 2), (0, 2, 5), (2, 1, 0), (None, None, None), (1, None, 3))))
    count = draw(st.integers(0, 3))
    variations = [
        Variation(f"V{number}", draw(whens(place)), draw(rates), draw(steps), draw(taxes), group)
        for number, group in enumerate(groups[:count])
    ]
    exception = DateException("Day off", draw(st.one_of(st.none(), rates)), (place.day,))
    return Cost(
        f"Cost of {dimension.value}",
        dimension,
        draw(st.sampled_from(PERS.get(dimension, (Per.HOUR, Per.MINUTE)))),
        draw(st.one_of(st.none(), rates)),
        draw(whens(place)) if draw(make.SELDOM) else When(),
        tuple(variations),
        (exception,) if draw(make.SELDOM) else (),
        draw(steps),
        taxes=draw(taxes),
    )


@st.composite
def profiles(draw: st.DrawFn, place: make.Place) -> BillingProfile:
    """Profiles of at most one cost for each dimension."""
    dimensions = draw(st.lists(st.sampled_from([*Dimension]), min_size=1, max_size=4, unique=True))
    bound = st.integers(1, 20).map(lambda number: Limit(number * NANO))
    return BillingProfile(
        "Ours",
        "EUR",
        place.zone,
        date(2020, 1, 1),
        tuple(draw(costs(place, dimension)) for dimension in dimensions),
        taxes=(Tax("six", 6 * NANO), Tax("twenty", 20 * NANO)),
        prices_include_tax=draw(st.booleans()),
        minimum=draw(bound) if draw(make.SELDOM) else None,
        policy=PRESETS["ocpi"],
    )
