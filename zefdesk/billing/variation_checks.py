"""Warnings about the variations of a cost: those that never win, restrict nothing, are over, or could be one."""

from collections.abc import Iterator, Sequence
from datetime import date

from zefdesk.billing.check_remarks import Mend, Remark, warning
from zefdesk.billing.condition import ANY_TIME, Clock, take_apart
from zefdesk.billing.draft import Draft, items, move, put, remove, value_at
from zefdesk.billing.profile_text import clock_text
from zefdesk.billing.seasons import seasons
from zefdesk.billing.week import day_bands, week
from zefdesk.domain.profile import ALWAYS, END_OF_DAY, BillingProfile, Cost, Variation, When
from zefdesk.domain.quantity import plain

_LAST_MINUTE = END_OF_DAY - 60
_MONDAY = 4
"""The first Monday after 1970-01-01, in days."""


def variation_remarks(profile: BillingProfile, number: int, today: date | None) -> Iterator[Remark]:
    """Give the remarks on the variations of a cost."""
    cost, path = profile.costs[number], f"costs[{number}]"
    seen = _seen(profile, number)
    for place, one in enumerate(cost.variations):
        here = f"{path}.variations[{place}]"
        yield from _never_wins(cost, place, path, seen)
        if one.when == ALWAYS and (cost.rate is not None or place + 1 < len(cost.variations)):
            text = f"'{one.name}' restricts nothing: what comes after it can never win"
            yield warning("restricts-nothing", f"{here}.when", text, _make_base(path, place, one))
        yield from late_minute(one.when, f"{here}.when", f"'{one.name}'")
        if today and one.when.end_date and one.when.end_date <= today:
            text = f"'{one.name}' was over on {one.when.end_date}"
            yield warning("over", f"{here}.when.end_date", text, _take_out(here, one.name))
        if place and _adjacent(cost.variations[place - 1], one):
            before = f"{path}.variations[{place - 1}]"
            text = f"'{cost.variations[place - 1].name}' and '{one.name}' follow each other at the same price"
            yield warning("equal-bands", here, text, _make_one(before, here), rule=before)


def late_minute(when: When, path: str, named: str) -> Iterator[Remark]:
    """Give a warning where hours end a minute before midnight."""
    if when.to is not None and _LAST_MINUTE <= when.to < END_OF_DAY:
        text = f"{named} ends at {clock_text(when.to)}: the last minute of the day is left out"
        mend = Mend("Set to 24:00", lambda draft: put(draft, f"{path}.to", "24:00"))
        yield warning("last-minute", f"{path}.to", text, mend)


def _seen(profile: BillingProfile, number: int) -> set[int]:
    """Give the rules of a cost that win at some hour of some season or date, or may."""
    cost = profile.costs[number]
    dates = {day for one in cost.variations for day in one.when.dates_in}
    bands = [band for season in seasons(profile, number) for band in week(profile, number, season)]
    bands += [band for day in sorted(dates) for band in day_bands(profile, number, day)]
    rulings = [band.ruling for band in bands]
    sure = {ruling.rule for ruling in rulings if ruling.rule is not None}
    return sure | {maybe.rule for ruling in rulings for maybe in ruling.depends}


def _never_wins(cost: Cost, place: int, path: str, seen: set[int]) -> Iterator[Remark]:
    one, here = cost.variations[place], f"{path}.variations[{place}]"
    wins = len(cost.exceptions) + place in seen
    before = _told_before(cost.variations, place) if wins else _hidden_by(cost.variations, place)
    if before is not None:
        winner, there = cost.variations[before], f"{path}.variations[{before}]"
        text = f"'{one.name}' can never win: '{winner.name}' before it holds whenever it does"
        if winner.when in {one.when, ALWAYS}:
            mend = _take_out(here, one.name)
        else:
            mend = Mend(f"Move '{one.name}' before '{winner.name}'", lambda draft: move(draft, here, before))
        yield warning("never-wins", here, text, mend, rule=there)
    elif not wins:
        text = f"'{one.name}' can never win: the rules before it hold at all its hours, or it is never in force"
        yield warning("never-wins", here, text, _take_out(here, one.name))


def _take_out(path: str, name: str) -> Mend:
    return Mend(f"Take out '{name}'", lambda draft: remove(draft, path))


def _make_base(path: str, place: int, one: Variation) -> Mend | str:
    """Make a variation the base rate, with all that comes after it taken out: it never won."""
    if one.step is not None or one.taxes is not None or one.group is not None:
        return "say when it holds"

    def made(draft: Draft) -> Draft:
        kept = items(draft, f"{path}.variations")[:place]
        return put(put(draft, f"{path}.variations", kept), f"{path}.rate", plain(one.rate))

    return Mend("Make it the rate of the cost", made)


def _make_one(before: str, here: str) -> Mend:
    def made(draft: Draft) -> Draft:
        end = value_at(draft, f"{here}.when.to")
        draft = remove(draft, here)
        if end != value_at(draft, f"{before}.when.from"):
            return put(draft, f"{before}.when.to", end)
        return remove(remove(draft, f"{before}.when.to"), f"{before}.when.from")  # the two are the whole day

    return Mend("Make them one", made)


def _told_before(variations: Sequence[Variation], place: int) -> int | None:
    """Give the variation before this one that asks the very same, of the session too."""
    return next((at for at, one in enumerate(variations[:place]) if one.when == variations[place].when), None)


def _hidden_by(variations: Sequence[Variation], place: int) -> int | None:
    """Give the variation before this one that holds whenever it does."""
    mine = variations[place].when
    known = enumerate(variations[:place])
    return next((at for at, one in known if one.when in {ALWAYS, mine} or _covers(one.when, mine)), None)


def _only_hours(when: When) -> bool:
    return when == When(days=when.days, from_=when.from_, to=when.to)


def _covers(outer: When, inner: When) -> bool:
    """Whether hours and days of one condition lie within those of another that asks nothing else."""
    if not _only_hours(outer):
        return False
    clock, other = take_apart(outer).clock, take_apart(inner).clock
    edges = sorted({0, *(edge for one in (clock, other) for edge in (one.from_, one.to) if edge < END_OF_DAY)})
    plain_clock = Clock(other.days, other.from_, other.to)
    moments = [(_MONDAY + day, edge) for day in range(7) for edge in edges]
    return other != ANY_TIME and all(clock.holds(*at) for at in moments if plain_clock.holds(*at))


def _adjacent(one: Variation, other: Variation) -> bool:
    bands = _only_hours(one.when) and _only_hours(other.when) and one.when.days == other.when.days
    meet = one.when.to is not None and one.when.to == other.when.from_
    alike = (one.rate, one.taxes, one.step, one.group) == (other.rate, other.taxes, other.step, other.group)
    return bands and meet and alike
