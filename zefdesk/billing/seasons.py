"""The seasons of a profile: parts of the year, by months and date ranges, in which the same rules are in play."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from zefdesk.billing.words import when_words
from zefdesk.domain.profile import BillingProfile, When

ALL_MONTHS = tuple(range(1, 13))
_ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Some months of every year (none: all of them), from a day on and before another, where these are given."""

    months: tuple[int, ...] = ()
    first: date | None = None
    past: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        in_months = not self.months or day.month in self.months
        return in_months and (self.first is None or day >= self.first) and (self.past is None or day < self.past)

    def lies_in(self, when: When) -> bool:
        """Whether a condition's months and date range hold on every day of it; single dates do not count."""
        return (
            (not when.months or set(self.months or ALL_MONTHS) <= set(when.months))
            and (when.start_date is None or (self.first is not None and self.first >= when.start_date))
            and (when.end_date is None or (self.past is not None and self.past <= when.end_date))
        )


class Season(NamedTuple):
    """A season by its name, such as `June to September`."""

    name: str
    spans: tuple[Span, ...]

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return any(span.holds(day) for span in self.spans)

    def lies_in(self, when: When) -> bool:
        """Whether a condition's months and date range hold on every day of it."""
        return all(span.lies_in(when) for span in self.spans)


ALL_YEAR = Season("All year", (Span(),))


def season_of(*spans: Span) -> Season:
    """Give the season of these spans, with its name."""
    names = [when_words(_when(span)) for span in spans]
    return ALL_YEAR if names == ["always"] else Season(" and ".join(names), spans)


def months_season(months: Iterable[int]) -> Season:
    """Give the season of some months of every year."""
    chosen = tuple(sorted(set(months)))
    return season_of(Span(() if chosen == ALL_MONTHS else chosen))


def _when(span: Span) -> When:
    return When(months=span.months, start_date=span.first, end_date=span.past)


def seasons(profile: BillingProfile, cost: int | None = None, extra: Iterable[Season] = ()) -> tuple[Season, ...]:
    """Give the seasons of a cost, or of all costs, which part the time in which the profile is in force.

    Those of `extra` are kept apart from the others even where no rule tells them from each other yet.
    """
    costs = profile.costs if cost is None else profile.costs[cost : cost + 1]
    whens = [when for one in costs for when in (one.constraints, *(variation.when for variation in one.variations))]
    wanted = [*whens, *(_when(span) for season in extra for span in season.spans)]
    groups: dict[tuple[bool, ...], list[Span]] = {}
    for atom in atoms(wanted):
        groups.setdefault(tuple(atom.lies_in(when) for when in wanted), []).append(atom)
    met = (found for found in groups.values() if any(_in_force(atom, profile) for atom in found))
    return tuple(season_of(*joined([one for one in found if _meets(one, profile)])) for found in met)


def atoms(whens: Iterable[When]) -> Iterator[Span]:
    """Give the smallest spans that these conditions tell apart: single months between the dates that they name.

    They part the whole of time; where no condition names a month or a date, each month is still one.
    """
    dates = sorted({day for when in whens for day in (when.start_date, when.end_date) if day})
    for first, past in pairwise([None, *dates, None]):
        for month in ALL_MONTHS:
            if _occurs(month, first, past):
                yield Span((month,), first, past)


def _occurs(month: int, first: date | None, past: date | None) -> bool:
    """Whether a month has a day in [first, past)."""
    if first is None or past is None or (past - first).days >= 366:  # noqa: PLR2004 -- a year
        return True
    last = past - _ONE_DAY
    return (
        first.month <= month <= last.month if first.year == last.year else month >= first.month or month <= last.month
    )


def _in_force(atom: Span, profile: BillingProfile) -> bool:
    """Whether the profile is in force on a day of a span of one month."""
    first, past = _common(atom, profile)
    return _meets(atom, profile) and _occurs(atom.months[0], first, past)


def _meets(atom: Span, profile: BillingProfile) -> bool:
    first, past = _common(atom, profile)
    return past is None or first < past


def _common(atom: Span, profile: BillingProfile) -> tuple[date, date | None]:
    ends = [day for day in (atom.past, profile.effective_until) if day]
    return max(atom.first or profile.effective_from, profile.effective_from), min(ends, default=None)


def joined(found: Sequence[Span]) -> tuple[Span, ...]:
    """Join spans of single months: months between the same dates, then date ranges of the same months that meet."""
    by_dates: dict[tuple[date | None, date | None], set[int]] = {}
    for span in found:
        by_dates.setdefault((span.first, span.past), set()).update(span.months or ALL_MONTHS)
    made: list[Span] = []
    for (first, past), months in by_dates.items():
        possible = {month for month in ALL_MONTHS if _occurs(month, first, past)}
        chosen = () if months >= possible else tuple(sorted(months))
        if made and made[-1].past == first and first is not None and made[-1].months == chosen:
            made[-1] = made[-1]._replace(past=past)
        else:
            made.append(Span(chosen, first, past))
    return tuple(made)
