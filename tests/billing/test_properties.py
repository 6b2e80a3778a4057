"""What holds of every bill, whatever the profile and the session."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.billing import strategies_sessions as make
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.price import price
from zefdesk.domain.bill import Bill, LineKind
from zefdesk.domain.policy import PRESETS, Policy
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, When
from zefdesk.domain.rate import Per

OFTEN = settings(max_examples=35, deadline=None)
NANO = 10**9
CUTTING = st.sampled_from([PRESETS["zefdesk"], PRESETS["ocpi"], Policy("own", decimals=4)])


def drawn(data: st.DataObject, place: make.Place) -> tuple[Metered, BillingProfile]:
    return data.draw(make.sessions(place)), data.draw(make.profiles(place))


def sliced(segment: Segment, ends: list[int]) -> list[Segment]:
    """A segment cut at some seconds of its own, everything in proportion."""
    length = segment.end - segment.start
    edges = [0, *sorted({end for end in ends if 0 < end < length}), length]
    return [
        segment._replace(
            start=segment.start + early,
            end=segment.start + late,
            **{
                name: Fraction(getattr(segment, name)) * (late - early) / length
                for name in ("energy", "charging", "idle", "reserved")
            },
        )
        for early, late in pairwise(edges)
        if length
    ] or [segment]


@OFTEN
@given(st.data(), make.places, st.lists(st.integers(1, 15_000), max_size=8))
def test_a_bill_does_not_depend_on_how_the_session_was_sliced(
    data: st.DataObject, place: make.Place, ends: list[int]
) -> None:
    metered = data.draw(make.sessions(place))
    profile = data.draw(make.profiles(place, CUTTING, electric=False))
    parts = tuple(part for segment in metered.segments for part in sliced(segment, ends))
    whole, cut = price(metered, profile), price(metered._replace(segments=parts), profile)
    assert apart_from_fees(whole) == apart_from_fees(cut)


def apart_from_fees(bill: Bill) -> Bill:
    """A bill without the stretches in which its fees fell due, and without its notes."""
    fees = [line._replace(intervals=()) if line.kind is LineKind.FEE else line for line in bill.lines]
    return bill._replace(lines=tuple(fees), notes=())


@OFTEN
@given(st.data(), make.places)
def test_lines_sum_to_the_total(data: st.DataObject, place: make.Place) -> None:
    metered, profile = drawn(data, place)
    bill = price(metered, profile)
    total = bill.total_incl if profile.prices_include_tax else bill.total_excl
    assert sum(line.amount for line in bill.lines) == total


@OFTEN
@given(st.data(), make.places)
def test_taxes_are_what_lies_between_the_totals(data: st.DataObject, place: make.Place) -> None:
    metered, profile = drawn(data, place)
    bill = price(metered, profile)
    assert sum(tax.amount for tax in bill.taxes) == bill.total_incl - bill.total_excl


@OFTEN
@given(st.data(), make.places)
def test_what_is_measured_and_what_is_unpriced_make_up_the_session(data: st.DataObject, place: make.Place) -> None:
    metered, profile = drawn(data, place)
    bill = price(metered, profile)
    unpriced = dict(bill.unpriced)
    for dimension, quantity in quantities(metered).items():
        numbers = [number for number, cost in enumerate(profile.costs) if cost.dimension is dimension]
        if len(numbers) != 1:
            continue
        found = sum(line.measured for line in bill.lines if is_charge(line.kind) and line.cost == numbers[0])
        assert abs(found + unpriced.get(dimension, 0) - quantity * NANO) <= len(bill.lines) + 1, dimension


def is_charge(kind: LineKind) -> bool:
    return kind in {LineKind.CHARGE, LineKind.FEE}


def quantities(metered: Metered) -> dict[Dimension, Fraction]:
    """What a session comes to: kWh and seconds."""
    segments = metered.segments
    reserved = sum((Fraction(segment.reserved) for segment in segments), Fraction(0))
    length = segments[-1].end - segments[0].start if segments else 0
    return {
        Dimension.ENERGY: sum((Fraction(segment.energy) for segment in segments), Fraction(0)) / NANO,
        Dimension.CHARGING_TIME: sum((Fraction(segment.charging) for segment in segments), Fraction(0)),
        Dimension.IDLE_TIME: sum((Fraction(segment.idle) for segment in segments), Fraction(0)),
        Dimension.PLUGGED_TIME: length - reserved,
        Dimension.RESERVATION_TIME: reserved,
    }


@OFTEN
@given(st.data(), make.places, st.integers(1, 30 * NANO))
def test_more_energy_never_costs_less(data: st.DataObject, place: make.Place, more: int) -> None:
    metered, profile = drawn(data, place)
    assume(metered.segments)
    costs = tuple(energy_cost(cost) for cost in profile.costs)
    terms = replace(profile, costs=costs, minimum=None, maximum=None)
    first, *rest = metered.segments
    richer = metered._replace(segments=(first._replace(energy=first.energy + more), *rest))
    assert price(richer, terms).total_incl >= price(metered, terms).total_incl


def energy_cost(cost: Cost) -> Cost:
    """A cost of energy that has one price."""
    step = cost.step if cost.dimension is Dimension.ENERGY else None
    return replace(
        cost,
        dimension=Dimension.ENERGY,
        per=Per.KWH,
        rate=cost.rate or 0,
        constraints=When(),
        variations=(),
        exceptions=(),
        step=step,
    )


@OFTEN
@given(st.data(), make.places)
def test_the_same_session_gives_the_same_bill(data: st.DataObject, place: make.Place) -> None:
    metered, profile = drawn(data, place)
    assert price(metered, profile) == price(metered, profile)
