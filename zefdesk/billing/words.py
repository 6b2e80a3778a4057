"""Profiles and bills in plain words: when a rule holds, what a cost takes, why a line is there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from zefdesk.billing.profile_text import clock_text
from zefdesk.domain import clock, money, quantity
from zefdesk.domain.bill import BASE, Bill, Line, LineKind
from zefdesk.domain.profile import DAYS, END_OF_DAY, Cost, Dimension, DurationBasis, Threshold, When
from zefdesk.domain.rate import Per

_SHORT = tuple(day[:3].capitalize() for day in DAYS)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MOST_SPANS = 3
_SECOND_DAY = date.min + timedelta(days=1)


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
        " ".join(part for part in (day_words(when.days), hours_words(when), month_words(when.months)) if part),
        _dates(when),
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


def day_words(days: Sequence[int]) -> str:
    """Write days as runs: `Mon-Fri`, `Mon, Wed`, `Sat-Sun`."""
    runs = [(_SHORT[first], _SHORT[last]) for first, last in _runs(days)]
    return ", ".join(first if first == last else f"{first}-{last}" for first, last in runs)


def month_words(months: Sequence[int]) -> str:
    """Write months as runs, over the end of the year where they go on: `June to September`, `October to May`."""
    runs = list(_runs(months))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][1] == len(MONTHS):
        runs = [*runs[1:-1], (runs[-1][0], runs[0][1])]
    named = [(MONTHS[first - 1], MONTHS[last - 1]) for first, last in runs]
    return ", ".join(first if first == last else f"{first} to {last}" for first, last in named)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each run of numbers that follow each other."""
    ends = [one for place, one in enumerate(numbers) if place + 1 == len(numbers) or numbers[place + 1] != one + 1]
    begins = [one for place, one in enumerate(numbers) if not place or numbers[place - 1] != one - 1]
    yield from zip(begins, ends, strict=True)


def hours_words(when: When) -> str:
    """Write the hours of a condition: `14:00-20:00`; nothing where it asks none."""
    if when.from_ is None and when.to is None:
        return ""
    return f"{clock_text(when.from_ or 0)}-{clock_text(when.to or END_OF_DAY)}"


def _dates(when: When) -> str:
    last = when.end_date and max(when.end_date, _SECOND_DAY) - timedelta(days=1)
    if when.start_date and last:
        return str(last) if when.start_date == last else f"{when.start_date} to {last}"
    return f"from {when.start_date}" if when.start_date else f"until {last}" if last else ""


def _listed(word: str, names: Iterable[str]) -> str:
    text = ", ".join(names)
    return f"{word} {text}" if text else ""


def _range(low: int | None, high: int | None, write: Callable[[int], str], least: str, most: str) -> str:
    if low is None:
        return "" if high is None else f"{most} {write(high)}"
    more = " or more" if least in {"at", "on chargers of"} and high is None else ""
    return f"{least} {write(low)}{more}" + ("" if high is None else f", below {write(high)}")


def block_words(step: int, dimension: Dimension) -> str:
    """Write a step: `0.5 kWh`, `15 min`."""
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


def times_words(line: Line, bill: Bill) -> str:
    """Write the times of a line by the bill's clock, without dates: `14:00-16:00, 20:00-21:00`; none for a fee."""
    if line.kind is LineKind.FEE:
        return ""
    spans = [
        tuple(clock.wall_text(clock.wall_of(bill.zone, each), " ")[11:16] for each in one) for one in line.intervals
    ]
    shown = [f"{first}-{past}" for first, past in spans if first != past]
    return ", ".join(shown) if len(shown) <= _MOST_SPANS else f"{shown[0]} and {len(shown) - 1} more times"


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
    counted, billed = amount_words(line.measured, cost), amount_words(line.billed, cost)
    return f" {counted} was counted; {billed} is billed, in whole blocks."


def amount_words(nano: int, cost: Cost) -> str:
    """Write what was counted for a cost: `15.7 kWh`, `1 h 30 min`, `1 session`."""
    if cost.dimension is Dimension.ENERGY:
        return f"{quantity.plain(nano)} kWh"
    if cost.dimension is Dimension.SESSION:
        return f"{quantity.plain(nano)} session"
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
        return f"The session stays below what is billed at all ({threshold_words(profile.billable_threshold)})."
    limit = profile.minimum if line.kind is LineKind.MINIMUM else profile.maximum
    bounds = ((limit.before_tax, "before"), (limit.after_tax, "after")) if limit else ()
    given = [f"{money_words(nano, code)} {word} tax" for nano, word in bounds if nano is not None]
    return f"The {line.kind.value} is {' and '.join(given)}."


def threshold_words(threshold: Threshold | None) -> str:
    """Write what a session must reach to be billed: `0.5 kWh, 2 min`; nothing where nothing is asked."""
    if threshold is None:
        return ""
    energy = "" if threshold.min_energy is None else f"{quantity.plain(threshold.min_energy)} kWh"
    time = "" if threshold.min_duration is None else span_words(threshold.min_duration)
    return ", ".join(part for part in (energy, time) if part)
