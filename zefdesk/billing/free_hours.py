"""Hours of a week in which a quantity has no price, though others of the same kind have one."""

from collections.abc import Iterable, Iterator, Sequence

from zefdesk.billing.check_remarks import Hours
from zefdesk.billing.profile_text import clock_text
from zefdesk.billing.seasons import ALL_YEAR, seasons
from zefdesk.billing.week import Band, dimension_week
from zefdesk.billing.words import day_words
from zefdesk.domain.profile import BillingProfile, Dimension

_Span = tuple[int, int]


def free_hours(profile: BillingProfile, dimension: Dimension) -> tuple[Hours, ...]:
    """Give the hours in which no cost of a dimension has a price, whatever the session is.

    None, where a base rate holds always, or where no hour has a sure price: then it is not the clock that leaves a gap.
    """
    costs = [cost for cost in profile.costs if cost.dimension is dimension]
    if not costs or any(cost.rate is not None for cost in costs) or dimension is Dimension.SESSION:
        return ()
    bands = [(season, band) for season in seasons(profile) for band in dimension_week(profile, dimension, season)]
    if not any(ruling.rule is not None for _, band in bands for ruling in band.rulings):
        return ()
    return tuple(Hours(season, band.day, band.from_, band.to) for season, band in bands if _is_free(band))


def _is_free(band: Band) -> bool:
    applying = [ruling for ruling in band.rulings if ruling.applies]
    return bool(applying) and all(ruling.rule is None and not ruling.depends for ruling in applying)


def hours_words(hours: Sequence[Hours]) -> str:
    """Write hours, equal days together: `Sat-Sun 20:00-24:00`, by season where there are several."""
    parts = []
    for season in dict.fromkeys(one.season for one in hours):
        text = ", ".join(_by_day([one for one in hours if one.season == season]))
        parts.append(text if season == ALL_YEAR else f"{season.name}: {text}")
    return "; ".join(parts)


def _by_day(hours: Sequence[Hours]) -> Iterator[str]:
    spans: dict[tuple[_Span, ...], list[int]] = {}
    for day in range(7):
        mine = tuple(_joined((one.from_, one.to) for one in hours if one.day == day))
        if mine:
            spans.setdefault(mine, []).append(day)
    for mine, days in spans.items():
        text = ", ".join(f"{clock_text(first)}-{clock_text(past)}" for first, past in mine)
        yield f"{day_words(days)} {text}"


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for first, past in spans:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], past)
        else:
            joined.append((first, past))
    return joined
