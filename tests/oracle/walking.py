"""What each cost of a profile takes of a session, piece by piece."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.conditions import Moment, holds, others_hold
from tests.oracle.cutting import Piece, bounds_of, pieces
from tests.oracle.instants import local_date
from zefdesk.billing.metered import Metered
from zefdesk.domain.policy import Scope
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, DurationBasis, Variation, When

BASE = -1
ZERO = Fraction(0)

Place = tuple[int, int | None]
"""A condition's place in a profile: the cost, and the variation or None for its constraints."""


class Rule(NamedTuple):
    """The rule that a cost follows at a moment; the number counts exceptions first and then variations."""

    number: int
    rate: int
    step: int | None
    taxes: tuple[str, ...]


class Taking(NamedTuple):
    """What one cost took of one piece."""

    cost: int
    rule: Rule
    quantity: Fraction


class Walk(NamedTuple):
    """All that was taken, and what nobody took."""

    takings: list[Taking]
    unpriced: dict[Dimension, Fraction]
    energy: Fraction
    plugged: Fraction


def walk(metered: Metered, profile: BillingProfile) -> Walk:
    """Go through the pieces of a session in order."""
    found = Walk([], {}, ZERO, ZERO)
    windows: dict[Place, Fraction] = {}
    charged: set[int] = set()
    todo = pieces(metered, profile)
    while todo:
        piece = todo.pop(0)
        share = first_window_bound(piece, profile, windows)
        if share and profile.policy.cut:
            piece, rest = piece.split(share)
            todo.insert(0, rest)
        take(piece, profile, windows, charged, found)
        found = found._replace(energy=found.energy + piece.energy, plugged=found.plugged + piece.plugged)
        for place, when in places(profile):
            if others_hold(when, piece.moment, profile):
                windows[place] = windows.get(place, ZERO) + piece.length
    return found


def places(profile: BillingProfile) -> Iterator[tuple[Place, When]]:
    for number, cost in enumerate(profile.costs):
        yield (number, None), cost.constraints
        for which, variation in enumerate(cost.variations):
            yield (number, which), variation.when


def first_window_bound(piece: Piece, profile: BillingProfile, windows: dict[Place, Fraction]) -> Fraction | None:
    """The share of a piece at which the first window of a rule reaches a bound."""
    shares = [
        (bound - windows.get(place, ZERO)) / piece.length
        for place, when in places(profile)
        if when.duration_basis is DurationBasis.WINDOW and piece.length and others_hold(when, piece.moment, profile)
        for bound in bounds_of([when], "duration")
    ]
    return min((share for share in shares if 0 < share < 1), default=None)


def take(
    piece: Piece,
    profile: BillingProfile,
    windows: dict[Place, Fraction],
    charged: set[int],
    found: Walk,
) -> None:
    """Let every cost take its quantity of a piece; a session cost takes one, once."""
    for dimension in Dimension:
        if dimension is Dimension.SESSION:
            for number, cost in enumerate(profile.costs):
                rule = rule_at(number, cost, piece.moment, profile, windows)
                if cost.dimension is dimension and rule and number not in charged:
                    charged.add(number)
                    found.takings.append(Taking(number, rule, Fraction(1)))
            continue
        quantity = quantity_of(piece, dimension)
        if not quantity:
            continue
        costs = [(number, cost) for number, cost in enumerate(profile.costs) if cost.dimension is dimension]
        rules = [(number, rule_at(number, cost, piece.moment, profile, windows)) for number, cost in costs]
        found.takings.extend(Taking(number, rule, quantity) for number, rule in rules if rule)
        if is_told(dimension, profile) and not any(rule for _, rule in rules):
            found.unpriced[dimension] = found.unpriced.get(dimension, ZERO) + quantity


def is_told(dimension: Dimension, profile: BillingProfile) -> bool:
    """Whether a quantity without a price is reported: somebody prices it, or idle time that nobody prices at all."""
    priced = {cost.dimension for cost in profile.costs}
    return dimension in priced or (dimension is Dimension.IDLE_TIME and Dimension.PLUGGED_TIME not in priced)


def quantity_of(piece: Piece, dimension: Dimension) -> Fraction:
    return {
        Dimension.ENERGY: piece.energy,
        Dimension.CHARGING_TIME: piece.charging,
        Dimension.IDLE_TIME: piece.idle,
        Dimension.PLUGGED_TIME: piece.plugged,
        Dimension.RESERVATION_TIME: piece.reserved,
    }[dimension]


def rule_at(
    number: int,
    cost: Cost,
    moment: Moment,
    profile: BillingProfile,
    windows: dict[Place, Fraction],
) -> Rule | None:
    """Constraints, exceptions, variations, base rate: in this order."""
    if not holds(cost.constraints, moment, profile, windows.get((number, None), ZERO)):
        return None
    today = local_date(profile.time_zone, moment.instant)
    holidays = {holiday.date for holiday in profile.holidays}
    for which, exception in enumerate(cost.exceptions):
        if today in exception.dates or (exception.holidays and today in holidays):
            rule = Rule(which, exception.rate or 0, cost.step, cost.taxes)
            return rule if is_meant(cost, None, moment) else None
    element = first_element(moment, profile, windows) if profile.policy.scope is Scope.FIRST_ELEMENT else None
    for which, variation in enumerate(cost.variations):
        if element is not None and variation.group != element:
            continue
        if varies((number, which), moment, profile, windows):
            step = cost.step if variation.step is None else variation.step
            taxes = cost.taxes if variation.taxes is None else variation.taxes
            return Rule(len(cost.exceptions) + which, variation.rate, step, taxes)
    if cost.rate is None or not is_meant(cost, None, moment):
        return None
    return Rule(BASE, cost.rate, cost.step, cost.taxes)


def varies(place: tuple[int, int], moment: Moment, profile: BillingProfile, windows: dict[Place, Fraction]) -> bool:
    """Whether a variation holds at a moment."""
    cost = profile.costs[place[0]]
    variation = cost.variations[place[1]]
    window = windows.get(place, ZERO)
    return is_meant(cost, variation, moment) and holds(variation.when, moment, profile, window)


def is_meant(cost: Cost, variation: Variation | None, moment: Moment) -> bool:
    """A fee is taken for a reservation only by a rule that names reservations."""
    named = cost.constraints.reservation or (variation and variation.when.reservation)
    return bool(named) or cost.dimension is not Dimension.SESSION or not moment.reserved


def first_element(moment: Moment, profile: BillingProfile, windows: dict[Place, Fraction]) -> int | None:
    """The least number of a tariff element that holds at a moment."""
    return min(
        (
            variation.group
            for number, cost in enumerate(profile.costs)
            if holds(cost.constraints, moment, profile, windows.get((number, None), ZERO))
            for which, variation in enumerate(cost.variations)
            if variation.group is not None and varies((number, which), moment, profile, windows)
        ),
        default=None,
    )
