"""Pricing cases: a tariff, a session and a policy in one document, by which engines are held against each other.

`expected` need not be there and is never read.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from zefdesk.billing.compiled import compiled
from zefdesk.billing.exact import rounded, whole
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.ocpi.fields import amount, maybe, moment, nano, number, thing, things, wrong
from zefdesk.billing.ocpi.restrictions import KNOWN
from zefdesk.billing.ocpi.tariff import read_tariff
from zefdesk.billing.price import price
from zefdesk.billing.row import Row, price_row
from zefdesk.domain import clock, money
from zefdesk.domain.bill import Basis, Bill, Line
from zefdesk.domain.policy import Direction, Lines, Policy, Rounding, Scope, Step
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, Variation, When
from zefdesk.domain.quantity import NANO, PLACES, plain
from zefdesk.domain.rate import HOUR, MINUTE, Per
from zefdesk.domain.trouble import Trouble

DIMENSIONS = {
    Dimension.ENERGY: "ENERGY",
    Dimension.CHARGING_TIME: "TIME",
    Dimension.IDLE_TIME: "PARKING_TIME",
    Dimension.PLUGGED_TIME: "plugged_time",
    Dimension.SESSION: "FLAT",
    Dimension.RESERVATION_TIME: "RESERVATION_TIME",
}
"""What a case calls each dimension; ours where OCPI has no name."""
_SUBTOTALS = {
    "total_energy_cost": (Dimension.ENERGY,),
    "total_time_cost": (Dimension.CHARGING_TIME,),
    "total_parking_cost": (Dimension.IDLE_TIME,),
    "total_fixed_cost": (Dimension.SESSION,),
    "total_reservation_cost": (Dimension.RESERVATION_TIME,),
}
_STEPS = {
    "ocpi": (Step.OCPI, Direction.UP),
    "none": (Step.NONE, Direction.UP),
    "per_price_group": (Step.PER_PRICE, Direction.UP),
    "per_price_group_floor": (Step.PER_PRICE, Direction.DOWN),
}
_ROUNDINGS = {"HALF_UP": Rounding.HALF_UP, "DOWN": Rounding.DOWN}
_SCOPES = {"per_dimension": Scope.PER_DIMENSION, "first_element": Scope.FIRST_ELEMENT}
_LINES = {"PER_LINE": Lines.PER_LINE, "TOTAL_ONCE": Lines.TOTAL_ONCE}
_WORKED, _SERIES = "zefdesk-worked/1", "zefdesk-rate-series/1"
_EPOCH = date(1970, 1, 1)
_NEVER = {"max_duration": 0}
"""A restriction that holds at no instant."""
_NOTHING = {"price_components": [{"type": "FLAT", "price": 0}], "restrictions": _NEVER}
"""An element that prices nothing."""


def run_case(document: Any) -> dict[str, Any]:  # noqa: ANN401 -- any JSON
    """Price a case; one that cannot be read or priced says why under `skipped`."""
    name = document.get("id") if isinstance(document, dict) else None
    try:
        case = thing(document, "the case")
        bill = _series(case) if case.get("format") == _SERIES else _priced(case)
    except Trouble as error:
        return {"id": name, "skipped": str(error)}
    return {"id": name, **_document(bill), "skipped": None}


def _priced(case: dict[str, Any]) -> Bill:
    worked = case.get("format") == _WORKED or case.get("portal_row") is not None
    policy = _policy(thing(case.get("policy") or {}, "policy"), worked=worked)
    profile = read_tariff(_tariff(thing(case.get("profile"), "profile")), time_zone=_zone(case), policy=policy)
    if case.get("portal_row") is not None:
        return price_row(_row(thing(case["portal_row"], "portal_row"), profile), profile)
    return price(_metered(thing(case.get("session"), "session"), profile), profile)


def _tariff(tariff: dict[str, Any]) -> dict[str, Any]:
    """Give a tariff as engines take it: a restriction that nobody knows never holds; without elements all is free."""
    given = tariff.get("elements") or []
    if not isinstance(given, list):
        return tariff
    elements = [_element(one) for one in given if not isinstance(one, dict) or one.get("price_components")]
    return tariff | {"elements": elements or [_NOTHING]}


def _element(element: Any) -> Any:  # noqa: ANN401 -- any JSON
    restrictions = element.get("restrictions") if isinstance(element, dict) else None
    known = not isinstance(restrictions, dict) or KNOWN.issuperset(restrictions)
    return element if known else element | {"restrictions": _NEVER}


def _zone(case: dict[str, Any]) -> str | None:
    places = (case.get("session"), case.get("portal_row"), case)
    named = (place.get("time_zone") for place in places if isinstance(place, dict))
    return next((str(name) for name in named if name), None)


def _policy(policy: dict[str, Any], *, worked: bool) -> Policy:
    """Read the rules of a case; what is not said is as the form of the case has it.

    A row, and an example worked by hand, are billed as the product bills; of any other a total that nobody says how
    to round is exact.
    """
    step, direction = _chosen(policy, "step", _STEPS, "ocpi")
    decimals, component = (maybe(policy, key, "policy", _places) for key in ("total_decimals", "component_decimals"))
    lines = _chosen(policy, "line_mode", _LINES, "PER_LINE" if worked else "TOTAL_ONCE")
    rounding = _chosen(policy, "rounding", _ROUNDINGS, "HALF_UP")
    if decimals is None and lines is Lines.TOTAL_ONCE and rounding is Rounding.HALF_UP:
        decimals = PLACES
    return Policy(
        "case",
        cut=policy.get("cut") is not False,
        step=step,
        direction=direction,
        scope=_chosen(policy, "scope", _SCOPES, "per_dimension"),
        lines=lines,
        rounding=rounding,
        decimals=decimals,
        component_decimals=component,
    )


def _places(value: object, path: str) -> int:
    found = number(value, path)
    if found.denominator != 1 or not 0 <= found <= PLACES:
        raise wrong(path, value, f"is no number of decimals; write 0 to {PLACES}")
    return int(found)


def _chosen(policy: dict[str, Any], key: str, values: dict[str, Any], usual: str) -> Any:  # noqa: ANN401
    given = policy.get(key)
    name = usual if given is None else str(given)
    if name not in values:
        raise wrong(f"policy.{key}", name, f"is unknown; one of {', '.join(values)}")
    return values[name]


def _row(row: dict[str, Any], profile: BillingProfile) -> Row:
    """Read a row; energy that it does not name is none, as in a period."""
    plugged, charging = (maybe(row, key, "portal_row", _whole) for key in ("plug_s", "charge_s"))
    energy = maybe(row, "energy_kwh", "portal_row", _billionths) or 0
    zone = profile.time_zone
    initiator, identity = (maybe(row, key, "portal_row", _word) for key in ("initiator", "identity"))
    capacity = maybe(row, "capacity_kw", "portal_row", nano)
    return Row(zone, _local(row.get("start"), zone), plugged, charging, energy, initiator, identity, capacity)


def _word(value: object, _path: str) -> str:
    return str(value)


def _whole(value: object, path: str) -> int:
    return rounded(number(value, path), 1, 1)


def _billionths(value: object, path: str) -> int:
    return rounded(number(value, path) * NANO, 1, 1)


def _local(value: object, zone: str) -> int:
    """Read a start by the clock of a zone; in the hour that occurs twice it is the first pass."""
    try:
        return clock.read_instant(str(value), zone)
    except ValueError:
        raise wrong("portal_row.start", value, "is no time; write 2026-05-02T08:13:00") from None


def _metered(session: dict[str, Any], profile: BillingProfile) -> Metered:
    periods = [] if session.get("periods") == [] else things(session, "periods", "session")
    starts = [moment(period.get("start"), f"{path}.start") for path, period in periods]
    last = maybe(session, "end", "session", moment)
    following = [*starts[1:], last if last is not None else max(starts, default=0)]
    segments = tuple(
        _segment(path, period, start, after)
        for (path, period), start, after in zip(periods, starts, following, strict=False)
    )
    initiator, identity = (maybe(session, key, "session", _word) for key in ("initiator", "identity"))
    capacity = maybe(session, "capacity_kw", "session", nano)
    start = maybe(session, "start", "session", moment)
    begun = min(starts, default=0) if start is None else start
    return Metered(Basis.CDR, profile.time_zone, begun, segments, initiator, identity, capacity)


def _segment(path: str, period: dict[str, Any], start: int, after: int) -> Segment:
    end = maybe(period, "end", path, moment)
    strengths = ("min_power_kw", "max_power_kw", "min_current_a", "max_current_a")
    return Segment(
        start,
        after if end is None else end,
        maybe(period, "energy_kwh", path, amount) or 0,
        *(_time(period, name, path) for name in ("charging", "parking", "reservation")),
        *(maybe(period, key, path, amount) for key in strengths),
    )


def _time(period: dict[str, Any], name: str, path: str) -> Any:  # noqa: ANN401 -- a whole number or a Fraction
    seconds, hours = (maybe(period, f"{name}_{unit}", path, number) for unit in ("s", "h"))
    return whole(seconds if seconds is not None else (hours or Fraction(0)) * HOUR)


def _series(case: dict[str, Any]) -> Bill:
    """Price increments of energy, each at the price that is in force up to its end; a step back adds nothing."""
    tiers: list[Variation] = []
    reached = 0
    for path, step in things(case, "steps", ""):
        bound = _billionths(step.get("cumulative_kwh"), f"{path}.cumulative_kwh")
        rate = maybe(step, "price_per_kwh", path, nano)
        if rate is not None and bound > reached:
            when = When(min_kwh=reached or None, max_kwh=bound)
            tiers.append(Variation(f"up to {plain(bound)} kWh", when, rate))
        reached = max(reached, bound)
    policy = _policy(thing(case.get("policy") or {}, "policy"), worked=False)
    cost = Cost("Energy", Dimension.ENERGY, Per.KWH, variations=tuple(tiers))
    profile = BillingProfile("Series", str(case.get("currency") or "EUR"), "UTC", _EPOCH, (cost,), policy=policy)
    return price(Metered(Basis.CDR, "UTC", 0, (Segment(0, HOUR, reached, HOUR),)), profile)


def _document(bill: Bill) -> dict[str, Any]:
    decimals = bill.profile.policy.decimals
    places = money.decimals(bill.currency) if decimals in {None, PLACES} else decimals
    lines = [line for line in bill.lines if line.rule is not None]
    return {
        "total_excl": plain(bill.total_excl, places),
        "total_incl": plain(bill.total_incl, places),
        "lines": [_line(line, bill) for line in lines],
        "subtotals": _subtotals(bill),
        "billed": _billed(lines),
        "unpriced": {DIMENSIONS[dimension]: plain(quantity) for dimension, quantity in bill.unpriced},
    }


def _line(line: Line, bill: Bill) -> dict[str, Any]:
    per_minute = line.cost is not None and bill.profile.costs[line.cost].per is Per.MINUTE
    return {
        "dimension": DIMENSIONS[line.dimension] if line.dimension else None,
        "unit_price": plain(line.rate * (HOUR // MINUTE) if per_minute else line.rate),
        "billed": plain(line.billed),
        "amount": plain(line.amount),
    }


def _subtotals(bill: Bill) -> dict[str, dict[str, str]]:
    """Give what each dimension comes to without and with its taxes, before limits."""
    terms, made = compiled(bill.profile), {}
    for name, dimensions in _SUBTOTALS.items():
        excl = incl = Fraction(0)
        lines = [line for line in bill.lines if line.dimension in dimensions]
        for line in lines:
            part = terms.stack(line.taxes).whole
            excl += Fraction(line.amount) / part if bill.profile.prices_include_tax else line.amount
            incl += line.amount if bill.profile.prices_include_tax else Fraction(line.amount) * part
        if lines:
            made[name] = {"excl": plain(rounded(excl, 1, 1)), "incl": plain(rounded(incl, 1, 1))}
    return made


def _billed(lines: list[Line]) -> dict[str, str]:
    sums = dict.fromkeys(Dimension, 0)
    for line in lines:
        if line.dimension:
            sums[line.dimension] += line.billed
    hours = {"charging_h": Dimension.CHARGING_TIME, "parking_h": Dimension.IDLE_TIME}
    return {"energy_kwh": plain(sums[Dimension.ENERGY])} | {
        key: plain(rounded(sums[dimension], HOUR, 1)) for key, dimension in hours.items()
    }
