"""Profiles of all kinds, and sessions around the days on which clocks are changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from zefdesk.billing.metered import Metered, Segment
from zefdesk.domain import money
from zefdesk.domain.bill import Basis
from zefdesk.domain.policy import PRESETS, Direction, Lines, Policy, Rounding, Scope, Step
from zefdesk.domain.profile import (
    BillingProfile,
    Cost,
    DateException,
    Dimension,
    DurationBasis,
    Holiday,
    Limit,
    Reservation,
    Tax,
    Threshold,
    Variation,
    When,
)
from zefdesk.domain.rate import Per

NANO = 10**9
DAY = 86_400
PEOPLE = ("", "RFID", "App", "Card Reader")
MEMBERS = ("ann@example.org", "bob@example.org")
CHANGES = {
    "America/Chicago": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Asia/Kolkata": (date(2026, 2, 28), date(2026, 12, 31)),
    "America/St_Johns": (date(2026, 3, 8), date(2026, 11, 1)),
    "UTC": (date(2028, 2, 28), date(2026, 12, 31)),
}
SOME = st.integers(0, 3).map(bool)
SELDOM = st.integers(0, 5).map(lambda number: number == 5)


class Place(NamedTuple):
    """A zone and a day in it around which something happens."""

    zone: str
    day: date


class RowCase(NamedTuple):
    """The figures of a portal row."""

    zone: str
    start: int
    plugged: int | None
    charging: int | None
    energy: int | None
    initiator: str | None
    identity: str | None
    capacity: int | None


places = st.sampled_from([Place(zone, day) for zone, days in CHANGES.items() for day in days])


def starts(place: Place) -> st.SearchStrategy[int]:
    """Instants within a day and a half of the midnight of a day."""
    midnight = datetime(place.day.year, place.day.month, place.day.day, tzinfo=ZoneInfo(place.zone))
    middle = int(midnight.timestamp())
    return st.one_of(st.integers(-96, 144).map(lambda quarter: quarter * 900), st.integers(-DAY, DAY + DAY // 2)).map(
        lambda offset: middle + offset
    )


def near(place: Place) -> st.SearchStrategy[date]:
    return st.integers(-2, 3).map(lambda days: place.day + timedelta(days=days))


times = st.one_of(st.integers(0, 96).map(lambda quarter: quarter * 900), st.integers(0, DAY))
durations = st.one_of(st.integers(1, 48).map(lambda number: number * 600), st.integers(1, 40_000))
energies = st.one_of(
    st.integers(0, 40).map(lambda kwh: kwh * NANO),
    st.integers(0, 60_000).map(lambda wh: wh * 10**6),
    st.integers(NANO, 40 * NANO),
)
powers = st.one_of(st.integers(0, 22).map(lambda kw: kw * NANO), st.integers(0, 22 * NANO))
cents = st.integers(0, 100).map(lambda number: number * 10**7)
rates = st.one_of(cents, cents, st.integers(10**6, 5 * NANO))


@st.composite
def ranges(draw: st.DrawFn, name: str, values: st.SearchStrategy[int]) -> dict[str, Any]:
    low, high = sorted(draw(st.lists(values, min_size=2, max_size=2, unique=True)))
    return draw(
        st.sampled_from([{f"min_{name}": low}, {f"max_{name}": high}, {f"min_{name}": low, f"max_{name}": high}])
    )


@st.composite
def clocks(draw: st.DrawFn) -> dict[str, Any]:
    early, late = draw(
        st.lists(times, min_size=2, max_size=2, unique=True).filter(lambda two: two[0] % DAY != two[1] % DAY)
    )
    parts: dict[str, Any] = draw(
        st.sampled_from([{"from_": early % DAY}, {"to": late}, {"from_": early % DAY, "to": late}])
    )
    return parts | draw(st.sampled_from([{}, {}, {"days": draw(days)}]))


days = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
months = st.sets(st.sampled_from((2, 3, 4, 10, 11, 12)), min_size=1).map(lambda found: tuple(sorted(found)))


@st.composite
def date_parts(draw: st.DrawFn, place: Place) -> dict[str, Any]:
    early, late = sorted(draw(st.lists(near(place), min_size=2, max_size=2, unique=True)))
    some = draw(st.sets(near(place), min_size=1, max_size=2).map(lambda found: tuple(sorted(found))))
    kinds = [{"start_date": early}, {"end_date": late}, {"start_date": early, "end_date": late}]
    return draw(st.sampled_from([*kinds, {"dates_in": some}, {"dates_not_in": some}, {"months": draw(months)}]))


@st.composite
def duration_parts(draw: st.DrawFn) -> dict[str, Any]:
    basis = draw(st.sampled_from(DurationBasis))
    return draw(ranges("duration", durations)) | {"duration_basis": basis}


def parts(place: Place, *, electric: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """One kind of condition; power and current only where asked for."""
    who = [
        ranges("capacity", powers),
        st.sets(st.sampled_from(PEOPLE), min_size=1).map(lambda found: {"initiator": tuple(sorted(found))}),
        st.just({"identity_group": "members"}),
        st.sampled_from(Reservation).map(lambda found: {"reservation": found}),
    ]
    kinds: list[st.SearchStrategy[dict[str, Any]]] = [
        clocks(),
        clocks(),
        clocks(),
        days.map(lambda found: {"days": found}),
        date_parts(place),
        ranges("kwh", energies),
        duration_parts(),
        ranges("charging_time", durations),
        ranges("idle_time", durations),
        st.one_of(who),
    ]
    return st.one_of(*kinds, *([ranges("power", powers), ranges("current", powers)] if electric else []))


def whens(place: Place, *, electric: bool = True) -> st.SearchStrategy[When]:
    """Conditions of one or two kinds that both must hold, or of none."""

    def merged(found: list[dict[str, Any]]) -> When:
        return When(**{key: value for part in found for key, value in part.items()})

    part = parts(place, electric=electric)
    one, two = part.map(lambda found: [found]), st.tuples(part, part).map(list)
    return st.one_of(one, one, two, two, st.just([])).map(merged).filter(clock_is_sound)


def clock_is_sound(when: When) -> bool:
    """Two clocks that were merged may have come to be equal: no profile has that."""
    return when.from_ is None or when.to is None or when.from_ != when.to % DAY


def steps(dimension: Dimension) -> st.SearchStrategy[int | None]:
    sizes = st.sampled_from((1, 60, 300, 900, 1800, 3600))
    if dimension is Dimension.ENERGY:
        sizes = st.sampled_from((1, 10, 250, 500, 1000, 5000)).map(lambda wh: wh * 10**6)
    return st.none() if dimension is Dimension.SESSION else st.one_of(st.none(), sizes)


PERS: dict[Dimension, tuple[Per, ...]] = {Dimension.ENERGY: (Per.KWH,), Dimension.SESSION: (Per.SESSION,)}


OFTEN = (Dimension.ENERGY, Dimension.ENERGY, Dimension.CHARGING_TIME, Dimension.IDLE_TIME, *Dimension)


@st.composite
def costs(draw: st.DrawFn, place: Place, taxes: Sequence[str], unit: int, *, electric: bool = True) -> Cost:
    dimension = draw(st.sampled_from(OFTEN))
    some_taxes = st.lists(st.sampled_from(taxes), unique=True, max_size=2).map(tuple) if taxes else st.just(())
    exceptions = st.builds(
        DateException,
        st.just("Exception"),
        st.one_of(st.none(), rates),
        st.lists(near(place), min_size=1, max_size=2, unique=True).map(tuple),
        st.booleans(),
    )
    variations = st.builds(Variation, st.just("Variation"), whens(place, electric=electric), rates, steps(dimension))
    bound = st.integers(0, 3000).map(lambda number: number * unit)
    low, high = sorted(draw(st.lists(bound, min_size=2, max_size=2)))
    return Cost(
        "Cost",
        dimension,
        draw(st.sampled_from(PERS.get(dimension, (Per.HOUR, Per.MINUTE)))),
        draw(rates) if draw(st.integers(0, 3)) else None,
        draw(whens(place, electric=electric)) if draw(SELDOM) else When(),
        tuple(draw(variations) for _ in range(draw(st.sampled_from((0, 1, 1, 2, 3))))),
        tuple(draw(st.lists(exceptions, max_size=1))) if draw(SELDOM) else (),
        draw(steps(dimension)),
        high if draw(SELDOM) else None,
        low if draw(SELDOM) else None,
        draw(some_taxes),
    )


def without_windows(cost: Cost) -> Cost:
    """The cost with durations of the session only: where nothing is cut, nobody says when a window opened."""

    def plain(when: When) -> When:
        return replace(when, duration_basis=DurationBasis.SESSION)

    variations = tuple(replace(variation, when=plain(variation.when)) for variation in cost.variations)
    return replace(cost, constraints=plain(cost.constraints), variations=variations)


percents = st.sampled_from(("0", "5", "6.875", "8.25", "19", "21")).map(lambda text: int(Fraction(text) * NANO))

policies = st.one_of(
    st.sampled_from([policy for policy in PRESETS.values() if policy.scope is Scope.PER_DIMENSION]),
    st.builds(
        Policy,
        st.just("own"),
        st.booleans(),
        st.sampled_from(Step),
        st.sampled_from(Direction),
        st.just(Scope.PER_DIMENSION),
        st.sampled_from(Lines),
        st.sampled_from(Rounding),
        st.one_of(st.none(), st.integers(0, 4)),
        st.one_of(st.none(), st.integers(4, 6)),
    ),
)


@st.composite
def limits(draw: st.DrawFn, unit: int) -> tuple[Limit, Limit]:
    bound = st.integers(0, 5000).map(lambda number: number * unit)
    net_low, gross_low, net_high, gross_high = sorted(draw(st.lists(bound, min_size=4, max_size=4)))
    pick = st.tuples(SOME, SOME)
    chosen = [draw(pick), draw(pick)]
    return (
        Limit(net_low if chosen[0][0] else None, gross_low if chosen[0][1] else None),
        Limit(net_high if chosen[1][0] else None, gross_high if chosen[1][1] else None),
    )


@st.composite
def profiles(
    draw: st.DrawFn,
    place: Place,
    policy: st.SearchStrategy[Policy] = policies,
    *,
    electric: bool = True,
) -> BillingProfile:
    """Profiles in which everything may occur, for sessions at a place."""
    currency = draw(st.sampled_from(("USD", "USD", "EUR", "JPY", "KWD")))
    chosen = draw(policy)
    decimals = money.decimals(currency) if chosen.decimals is None else chosen.decimals
    unit = 10 ** (9 - decimals)
    taxes = draw(st.lists(st.tuples(percents, st.integers(0, 1)), max_size=3))
    named = tuple(Tax(f"tax {number}", percent, stack) for number, (percent, stack) in enumerate(taxes))
    names = [tax.name for tax in named]
    least, greatest = draw(limits(unit))
    found = [draw(costs(place, names, unit, electric=electric)) for _ in range(draw(st.sampled_from((1, 2, 2, 3, 4))))]
    threshold = st.builds(Threshold, st.one_of(st.none(), energies), st.one_of(st.none(), durations))
    return BillingProfile(
        name="Profile",
        currency=currency,
        time_zone=place.zone,
        effective_from=date(2020, 1, 1),
        costs=tuple(found if chosen.cut else map(without_windows, found)),
        taxes=named,
        prices_include_tax=draw(st.booleans()),
        minimum=least if draw(SELDOM) else None,
        maximum=greatest if draw(SELDOM) else None,
        billable_threshold=draw(threshold) if draw(SELDOM) else None,
        holidays=tuple(Holiday(day) for day in draw(st.lists(near(place), max_size=2, unique=True))),
        identity_groups={"members": MEMBERS},
        policy=chosen,
    )


@st.composite
def element_profiles(draw: st.DrawFn, place: Place) -> BillingProfile:
    """Profiles as a tariff of elements gives them: a cost for each dimension, its variations from elements."""
    dimensions = draw(st.lists(st.sampled_from(Dimension), min_size=1, max_size=4, unique=True))
    found: dict[Dimension, list[Variation]] = {dimension: [] for dimension in dimensions}
    for number in range(draw(st.integers(1, 4))):
        when = draw(whens(place))
        for dimension in draw(st.sets(st.sampled_from(dimensions), min_size=1)):
            step = draw(steps(dimension))
            found[dimension].append(Variation(f"Element {number}", when, draw(rates), step, ("vat",), number))
    per = {Dimension.ENERGY: Per.KWH, Dimension.SESSION: Per.SESSION}
    return BillingProfile(
        "Tariff",
        "EUR",
        place.zone,
        date(2020, 1, 1),
        tuple(
            Cost(dimension.value, dimension, per.get(dimension, Per.HOUR), variations=tuple(found[dimension]))
            for dimension in dimensions
        ),
        taxes=(Tax("vat", 21 * NANO),),
        identity_groups={"members": MEMBERS},
        policy=draw(
            st.sampled_from(
                [PRESETS["sap"], PRESETS["zefdesk"], PRESETS["ocpi"], Policy("own", scope=Scope.FIRST_ELEMENT)]
            )
        ),
    )


ACTIVITIES = ("charging", "charging", "charging", "idle", "both", "neither")
initiators = st.one_of(st.none(), st.sampled_from(PEOPLE))
identities = st.one_of(st.none(), st.sampled_from((*MEMBERS, "eve@example.org")))
capacities = st.one_of(st.none(), powers)


@st.composite
def rows(draw: st.DrawFn, place: Place) -> RowCase:
    """Rows of all kinds; mostly such as have both charging and idle time."""
    plugged = draw(st.one_of(st.integers(1, 60).map(lambda number: number * 600), st.integers(1, 40_000)))
    charging = plugged * draw(st.integers(1, 15)) // 16
    odd = [(0, 0), (None, charging), (plugged, None), (plugged, 0), (plugged, plugged), (charging, plugged)]
    plug, charge = draw(st.sampled_from([*[(plugged, charging)] * 8, *odd]))
    return RowCase(
        place.zone,
        draw(starts(place)),
        plug,
        charge,
        draw(energies) if draw(st.integers(0, 9)) else draw(st.sampled_from((None, 0))),
        draw(initiators),
        draw(identities),
        draw(capacities),
    )


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    """The lowest and the highest power and current of a segment, or nothing."""
    found: dict[str, Any] = {}
    for name in ("power", "current"):
        if draw(SOME):
            low, high = sorted(draw(st.lists(powers, min_size=2, max_size=2)))
            found |= {f"min_{name}": low, f"max_{name}": high}
    return found


@st.composite
def segments(draw: st.DrawFn, start: int, *, reserved: bool) -> Segment:
    """A segment that charges, idles, waits, does some of each, or is reserved."""
    length = draw(st.one_of(st.integers(1, 12).map(lambda number: number * 600), st.integers(0, 15_000)))
    activity = "reserved" if reserved else draw(st.sampled_from(ACTIVITIES))
    known = draw(figures())
    if activity == "reserved":
        return Segment(start, start + length, reserved=length)
    if activity == "both":
        part = Fraction(draw(st.integers(0, 7)), 7) * length
        return Segment(start, start + length, draw(energies), part, length - part, **known)
    if activity == "charging":
        energy = Fraction(draw(energies)) / draw(st.sampled_from((1, 1, 3, 7)))
        return Segment(start, start + length, energy, length, **known)
    return Segment(start, start + length, idle=length if activity == "idle" else 0, **known)


@st.composite
def sessions(draw: st.DrawFn, place: Place) -> Metered:
    """A session of up to five segments, some with gaps between them, some reserved before."""
    start = instant = draw(starts(place))
    found: list[Segment] = []
    booked = draw(st.sampled_from((0, 0, 0, 1, 2)))
    for number in range(draw(st.sampled_from((0, 1, 2, 2, 3, 3, 4, 5)))):
        segment = draw(segments(instant, reserved=number < booked))
        found.append(segment)
        instant = segment.end + draw(st.sampled_from((0, 0, 0, 600, 5000)))
    initiator, identity, capacity = draw(initiators), draw(identities), draw(capacities)
    return Metered(Basis.CHARGER_LOG, place.zone, start, tuple(found), initiator, identity, capacity)
