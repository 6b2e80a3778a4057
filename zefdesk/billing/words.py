"""Profiles and bills in plain words: when a rule holds, what a cost takes, why a line is there."""

from collections.abc import Callable, Iterable

from zefdesk.billing.profile_text import clock_text
from zefdesk.domain import clock, money, quantity
from zefdesk.domain.bill import BASE, Bill, Line, LineKind
from zefdesk.domain.profile import DAYS, END_OF_DAY, BillingProfile, Cost, Dimension, DurationBasis, Threshold, When
from zefdesk.domain.rate import Per

_SHORT = tuple(day[:3].capitalize() for day in DAYS)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_OF = {
    Dimension.CHARGING_TIME: " of charging",
    Dimension.IDLE_TIME: " of idle time",
    Dimension.PLUGGED_TIME: " plugged in",
    Dimension.RESERVATION_TIME: " reserved",
}
_MOST_SPANS = 3


def rate_words(rate: int, per: Per, currency: str) -> str:
    """Write a rate: `$0.45 per kWh`."""
    return f"{money_words(rate, currency)} per {per.value}"


def money_words(nano: int, currency: str | None) -> str:
    """Write an amount with its sign: `$20.00`, `-$1.50`."""
    text = f"{money.sign(currency)}{money.plain(abs(nano), currency)}"
    return f"-{text}" if nano < 0 else text


def span_words(seconds: int) -> str:
    """Write a duration: `2 h`, `15 min`, `1 h 30 min`, `45 s`."""
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "min"), (seconds % 60, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def when_words(when: When) -> str:
    """Say when a condition holds: `Mon-Fri 14:00-20:00, after 2 h`; `always` where it restricts nothing."""
    parts = [
        " ".join(part for part in (_days(when.days), _hours(when)) if part),
        _dates(when),
        ", ".join(_MONTHS[month - 1] for month in when.months),
        _listed("on", (day.isoformat() for day in when.dates_in)),
        _listed("not on", (day.isoformat() for day in when.dates_not_in)),
        _range(when.min_kwh, when.max_kwh, lambda nano: f"{quantity.plain(nano)} kWh", "from", "up to"),
        _range(when.min_duration, when.max_duration, span_words, "after", "in the first") + _window(when),
        _range(when.min_charging_time, when.max_charging_time, _charged, "after", "in the first"),
        _range(when.min_idle_time, when.max_idle_time, _idled, "after", "in the first"),
        _range(when.min_power, when.max_power, lambda nano: f"{quantity.plain(nano)} kW", "at", "below"),
        _range(when.min_current, when.max_current, lambda nano: f"{quantity.plain(nano)} A", "at", "below"),
        _range(when.min_capacity, when.max_capacity, _capacity, "on chargers of", "on chargers below"),
        _listed("for", (name or "free vend" for name in when.initiator)),
        f"for the group {when.identity_group}" if when.identity_group else "",
        "for reservations" if when.reservation else "",
    ]
    return ", ".join(part for part in parts if part) or "always"


def _charged(seconds: int) -> str:
    return f"{span_words(seconds)} of charging"


def _idled(seconds: int) -> str:
    return f"{span_words(seconds)} idle"


def _capacity(nano: int) -> str:
    return f"{quantity.plain(nano)} kW"


def _window(when: When) -> str:
    bounded = when.min_duration is not None or when.max_duration is not None
    return " of that" if bounded and when.duration_basis is DurationBasis.WINDOW else ""


def _days(days: tuple[int, ...]) -> str:
    """Write days as runs: `Mon-Fri`, `Mon, Wed`, `Sat-Sun`."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_SHORT[run[0]] if len(run) == 1 else f"{_SHORT[run[0]]}-{_SHORT[run[-1]]}" for run in runs)


def _hours(when: When) -> str:
    if when.from_ is None and when.to is None:
        return ""
    return f"{clock_text(when.from_ or 0)}-{clock_text(when.to or END_OF_DAY)}"


def _dates(when: When) -> str:
    first = f"from {when.start_date}" if when.start_date else ""
    past = f"before {when.end_date}" if when.end_date else ""
    return f"{first} {past}".strip()


def _listed(word: str, names: Iterable[str]) -> str:
    text = ", ".join(names)
    return f"{word} {text}" if text else ""


def _range(low: int | None, high: int | None, write: Callable[[int], str], least: str, most: str) -> str:
    if low is None:
        return "" if high is None else f"{most} {write(high)}"
    more = " or more" if least in {"at", "on chargers of"} and high is None else ""
    return f"{least} {write(low)}{more}" + ("" if high is None else f", below {write(high)}")


def cost_sentence(cost: Cost, profile: BillingProfile) -> str:
    """Say what a cost takes: `$0.45 per kWh Mon-Fri 14:00-20:00, otherwise $0.25 per kWh; at most $20.00`."""
    code, unit = profile.currency, _OF.get(cost.dimension, "")
    named = [f"{rate_words(one.rate, cost.per, code)}{unit} {when_words(one.when)}" for one in cost.variations]
    if cost.rate is not None:
        base = rate_words(cost.rate, cost.per, code) + unit
        named.append(f"otherwise {base}" if named else base)
    elif named:
        named.append("otherwise nothing")
    text = ", ".join(named) or "nothing"
    for one in cost.exceptions:
        on = "holidays" if one.holidays else ", ".join(day.isoformat() for day in one.dates)
        text += f"; on {on} {'waived' if one.rate is None else rate_words(one.rate, cost.per, code)}"
    if (limits := when_words(cost.constraints)) != "always":
        text += f"; only {limits}"
    if cost.step:
        text += f"; in blocks of {_block(cost.step, cost.dimension)}"
    text += f"; at least {money_words(cost.floor, code)}" if cost.floor is not None else ""
    return text + (f"; at most {money_words(cost.cap, code)}" if cost.cap is not None else "")


def _block(step: int, dimension: Dimension) -> str:
    return f"{quantity.plain(step)} kWh" if dimension is Dimension.ENERGY else span_words(step)


def why(line: Line, bill: Bill) -> str:
    """Say why a line is there, in one sentence with the times by the bill's clock."""
    if line.cost is None or line.rule is None:
        return _why_moved(line, bill)
    cost = bill.profile.costs[line.cost]
    return _ruled(line, cost) + _when(line, bill) + "." + _stepped(line, cost)


def _ruled(line: Line, cost: Cost) -> str:
    if line.rule == BASE:
        return f"The base rate of '{cost.name}' held"
    exceptions = len(cost.exceptions)
    if line.rule is not None and line.rule >= exceptions:
        one = cost.variations[line.rule - exceptions]
        return f"Variation '{one.name}' ({when_words(one.when)}) held"
    exception = cost.exceptions[line.rule or 0]
    return f"Exception '{exception.name}' {'waived it' if exception.rate is None else 'held'}"


def _when(line: Line, bill: Bill) -> str:
    spans = [_span(start, end, bill.zone) for start, end in line.intervals]
    if line.kind is LineKind.FEE:
        return f"; a fee, once, due at {_moment(line.intervals[0][0], bill.zone)}" if line.intervals else ""
    shown = (
        spans if len(spans) <= _MOST_SPANS else [*spans[: _MOST_SPANS - 1], f"{len(spans) - 2} more times", spans[-1]]
    )
    return " " + " and ".join(shown) if shown else ""


def _span(start: int, end: int, zone: str) -> str:
    if start == end:
        return f"at {_moment(start, zone)}"
    same_day = clock.wall_of(zone, start) // 86_400 == clock.wall_of(zone, end) // 86_400
    until = _moment(end, zone)[11:] if same_day else _moment(end, zone)
    return f"from {_moment(start, zone)} to {until}"


def _moment(instant: int, zone: str) -> str:
    """Write date and time of the zone; with its offset in the hour that occurs twice."""
    wall = clock.wall_of(zone, instant)
    text = clock.wall_text(wall, " ")
    text = text.removesuffix(":00") if text.count(":") == 2 and text.endswith(":00") else text  # noqa: PLR2004
    return text if clock.instant_of(zone, wall)[1] is None else f"{text} {clock.short_name(zone, instant)}"


def _stepped(line: Line, cost: Cost) -> str:
    if line.billed == line.measured:
        return ""
    return f" {_amount(line.measured, cost)} was counted; {_amount(line.billed, cost)} is billed, in whole blocks."


def _amount(nano: int, cost: Cost) -> str:
    if cost.dimension is Dimension.ENERGY:
        return f"{quantity.plain(nano)} kWh"
    return span_words(nano // quantity.NANO)


def _why_moved(line: Line, bill: Bill) -> str:
    profile, code = bill.profile, bill.currency
    if line.cost is not None:
        cost = profile.costs[line.cost]
        bound = cost.cap if line.kind is LineKind.CAP else cost.floor
        word = "at most" if line.kind is LineKind.CAP else "at least"
        return f"'{cost.name}' comes to {word} {money_words(bound or 0, code)}."
    if line.kind is LineKind.ROUNDING:
        return "The total is rounded once, not each line."
    if line.kind is LineKind.THRESHOLD:
        return f"The session stays below what is billed at all ({_threshold(profile.billable_threshold)})."
    limit = profile.minimum if line.kind is LineKind.MINIMUM else profile.maximum
    bounds = ((limit.before_tax, "before"), (limit.after_tax, "after")) if limit else ()
    given = [f"{money_words(nano, code)} {word} tax" for nano, word in bounds if nano is not None]
    return f"The {line.kind.value} is {' and '.join(given)}."


def _threshold(threshold: Threshold | None) -> str:
    if threshold is None:
        return ""
    energy = "" if threshold.min_energy is None else f"{quantity.plain(threshold.min_energy)} kWh"
    time = "" if threshold.min_duration is None else span_words(threshold.min_duration)
    return ", ".join(part for part in (energy, time) if part)
