"""What is wrong with a profile, and what may be: hours without a price, rules that never win, slips of the pen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zefdesk.billing.check_remarks import ERROR, WARNING, Mend, Remark, warning
from zefdesk.billing.condition import ANY_TIME, take_apart
from zefdesk.billing.draft import Draft, items, put, read, remove
from zefdesk.billing.fault_mends import mend_of
from zefdesk.billing.free_hours import free_hours, hours_words
from zefdesk.billing.reading import Fault
from zefdesk.billing.variation_checks import late_minute, variation_remarks
from zefdesk.billing.words import money_words, rate_words
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.profile import ALWAYS, BillingProfile, Cost, Dimension
from zefdesk.domain.quantity import plain

_LOW, _HIGH = 5 * 10**7, 150 * 10**7
_CENTS = 100
_ONE_WATT_HOUR, _ONE_SECOND = 10**6, 1
_CALIFORNIA = ("America/Los_Angeles",)
_YEARS_AHEAD = 2
HOLIDAYS_END = "holidays-end"
"""The code of the warning that an exception is for holidays, of which the profile names too few years."""
_TIMES = frozenset({Dimension.CHARGING_TIME, Dimension.PLUGGED_TIME})


class InForce(NamedTuple):
    """A version of the same profile: in force for Starts in [first, past)."""

    version: int
    first: date
    past: date | None


def check(
    profile: BillingProfile, *, chargers: Sequence[Charger] = (), rows: bool = False, today: date | None = None
) -> tuple[Remark, ...]:
    """Look through a profile that could be read.

    With the chargers it is on, kinds and zones are looked at; `rows` says that their sessions come as rows of reports;
    `today` lets rules that are over be named.
    """
    found: list[Remark] = []
    for number, cost in enumerate(profile.costs):
        path = f"costs[{number}]"
        found += _of_cost(cost, path, profile)
        found += _gaps(number, path, profile)
        found += variation_remarks(profile, number, today)
        if rows and _depends_on_time(cost):
            text = "depends on when energy flowed, which rows of reports do not say: bills will be estimates"
            found.append(warning("estimates", path, text))
        found += _of_chargers(cost, path, chargers)
    found += _holidays_end(profile, today)
    if profile.effective_until and today and profile.effective_until <= today:
        text = f"the profile was in force until {profile.effective_until} only"
        mend = Mend("Leave the end open", lambda draft: remove(draft, "effective_until"))
        found.append(warning("over", "effective_until", text, mend))
    return tuple(found)


def _holidays_end(profile: BillingProfile, today: date | None) -> Iterator[Remark]:
    """Say that holidays run out while the profile is in force, as far as two years ahead."""
    if not profile.holidays or not any(one.holidays for cost in profile.costs for one in cost.exceptions):
        return
    last = max(one.date.year for one in profile.holidays)
    ahead = max(profile.effective_from, today or date.min).year + _YEARS_AHEAD
    until = profile.effective_until.year if profile.effective_until else ahead
    if last < min(until, ahead):
        text = f"the holidays end with {last}: those of {last + 1} and later cost as any other day"
        yield warning(HOLIDAYS_END, "holidays", text, "add those of the years after")


def check_draft(
    draft: Draft,
    *,
    chargers: Sequence[Charger] = (),
    rows: bool = False,
    today: date | None = None,
    versions: Iterable[InForce] = (),
) -> tuple[Remark, ...]:
    """Look through a draft, whatever stands in it; errors first. Never raises.

    Errors keep it from becoming a version; parts without an error have their warnings already. `versions` are those of
    the same name.
    """
    found = read(draft)
    empty = tuple(_empty_bounds(draft))
    errors = [_error(draft, fault) for fault in found.faults]
    wrong = [fault.path for fault in found.faults]
    errors += _overlaps(found.guess, versions) if "effective_from" not in wrong else []
    warnings = check(found.guess, chargers=chargers, rows=rows, today=today) if found.guess.costs else ()
    return (*errors, *empty, *(one for one in warnings if not any(_touches(one.path, path) for path in wrong)))


def _empty_bounds(draft: Draft) -> Iterator[Remark]:
    """Name caps and floors that were added and say no amount: they bound nothing."""
    for number, cost in enumerate(items(draft, "costs")):
        for key, word in (("cap", "Cost Cap"), ("floor", "Cost Floor")):
            if isinstance(cost, dict) and key in cost and cost[key] is None:
                path = f"costs[{number}].{key}"
                mend = Mend("Take it out", lambda old, path=path: remove(old, path))  # type: ignore[misc]
                name = cost.get("name") or f"Cost {number + 1}"
                yield warning("empty-bound", path, f"the {word} of '{name}' says no amount: it bounds nothing", mend)


def _error(draft: Draft, fault: Fault) -> Remark:
    mend = mend_of(draft, fault)
    text = f"{fault.value} {fault.message}".strip()
    return Remark(ERROR, "wrong", fault.path, text, mend.text if mend else None, mend)


def _touches(path: str, fault: str) -> bool:
    """Whether a warning is about what is wrong anyway, or about a cost of which a part is."""
    return path == fault or path.startswith((f"{fault}.", f"{fault}[")) or fault.startswith((f"{path}.", f"{path}["))


def _overlaps(profile: BillingProfile, versions: Iterable[InForce]) -> Iterator[Remark]:
    for one in versions:
        begins, path = profile.effective_from, "effective_from"
        if begins == one.first:
            text = f"{begins} is the day on which version {one.version} begins too: only one can hold from then on"
            yield Remark(ERROR, "overlap", path, text, "let it begin on another day")
        elif one.first < begins and one.past is not None and begins < one.past:
            text = f"version {one.version} was to hold until {one.past}; from {begins} on this one holds instead"
            yield warning("overlap", path, text)


def _of_cost(cost: Cost, path: str, profile: BillingProfile) -> Iterator[Remark]:
    step = cost.step or 0
    if step > (_ONE_WATT_HOUR if cost.dimension is Dimension.ENERGY else _ONE_SECOND):
        text = "whole blocks are billed: a session pays for more than it took"
        mend = Mend("Bill what is used", lambda draft: remove(draft, f"{path}.step"))
        yield warning("step", f"{path}.step", text, mend)
    yield from _odd_prices(cost, path, profile)
    if cost.dimension is Dimension.IDLE_TIME and _without_grace(cost):
        grace = Mend("Add 15 minutes of grace", lambda draft: put(draft, f"{path}.constraints.min_idle_time", "15m"))
        yield warning("no-grace", path, "idle time costs from its first second: no grace to unplug", grace)
    if cost.dimension in _TIMES and profile.time_zone in _CALIFORNIA:
        yield warning("sold-by-time", path, "energy is sold by time; California asks for a price per kWh")
    yield from late_minute(cost.constraints, f"{path}.constraints", f"'{cost.name}'")
    for number, one in enumerate(cost.exceptions):
        if one.holidays and not one.dates and not profile.holidays:
            text = f"'{one.name}' is for holidays, but the profile names none"
            yield warning("never-wins", f"{path}.exceptions[{number}]", text, "name the holidays of the profile")


def _odd_prices(cost: Cost, path: str, profile: BillingProfile) -> Iterator[Remark]:
    rates = [("rate", cost.rate), *((f"variations[{at}].rate", one.rate) for at, one in enumerate(cost.variations))]
    for key, rate in rates:
        if cost.dimension is Dimension.ENERGY and rate and not _LOW <= rate <= _HIGH:
            shown = rate_words(rate, cost.per, profile.currency)
            text = f"{shown} is outside 0.05 to 1.50: a slip of the pen?"
            yield warning("odd-price", f"{path}.{key}", text, _as_cents(rate, f"{path}.{key}"))


def _as_cents(rate: int, path: str) -> Mend | None:
    """Take a price as cents, where that makes it a usual one."""
    cents, rest = divmod(rate, _CENTS)
    if rest or not _LOW <= cents <= _HIGH:
        return None
    return Mend(f"Set to {plain(cents)}", lambda draft: put(draft, path, plain(cents)))


def _without_grace(cost: Cost) -> bool:
    graces = [cost.constraints.min_idle_time, cost.constraints.min_duration]
    if any(graces):
        return False
    return bool(cost.rate) or any(one.rate and not one.when.min_idle_time for one in cost.variations)


def _gaps(number: int, path: str, profile: BillingProfile) -> Iterator[Remark]:
    """Name the hours without a price at the first cost of a dimension; those of one dimension add up."""
    cost = profile.costs[number]
    if any(one.dimension is cost.dimension for one in profile.costs[:number]):
        return
    hours = free_hours(profile, cost.dimension)
    if hours:
        lowest = min((one.rate for one in cost.variations), default=0)
        mend = Mend(
            f"Let them cost {money_words(lowest, profile.currency)}",
            lambda draft: put(draft, f"{path}.rate", plain(lowest)),
        )
        yield warning("no-price", path, f"'{cost.name}' has no price {hours_words(hours)}", mend, hours)


def _depends_on_time(cost: Cost) -> bool:
    whens = [cost.constraints, *(one.when for one in cost.variations)]
    parts = [take_apart(when) for when in whens if when != ALWAYS]
    return bool(cost.exceptions) or any(part.clock != ANY_TIME or part.strengths or part.window for part in parts)


def _of_chargers(cost: Cost, path: str, chargers: Sequence[Charger]) -> Iterator[Remark]:
    fast = [one.serial for one in chargers if one.kind is Kind.DCFC]
    if cost.dimension in _TIMES and fast:
        yield warning(
            "time-on-dc", path, f"a price for time on DC chargers ({', '.join(fast)}): slow cars pay more per kWh"
        )


def has_errors(remarks: Iterable[Remark]) -> bool:
    """Whether a draft with these remarks may not become a version; warnings do not keep it."""
    return any(one.severity != WARNING for one in remarks)
