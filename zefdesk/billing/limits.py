"""The least and the greatest total, and the threshold below which nothing is billed: each movement its own line."""

from collections.abc import Callable

from zefdesk.billing.taxing import Totals, scaled
from zefdesk.domain.bill import Line, LineKind, movement
from zefdesk.domain.profile import BillingProfile, Limit, Threshold


def limited(totals: Totals, profile: BillingProfile, unit: int) -> tuple[Totals, list[Line]]:
    """Raise the totals to the minimum, then lower them to the maximum; give the lines of both movements."""
    lines = []
    for kind, limit, choose in (
        (LineKind.MINIMUM, profile.minimum, max),
        (LineKind.MAXIMUM, profile.maximum, min),
    ):
        if limit is None:
            continue
        moved = _moved(totals, limit, choose, unit)
        if (moved.excl, moved.incl) != (totals.excl, totals.incl):
            lines.append(_between(kind, totals, moved, profile))
            totals = moved
    return totals, lines


def _moved(totals: Totals, limit: Limit, choose: Callable[[int, int], int], unit: int) -> Totals:
    """Move the net total to its bound with its tax in proportion, then the gross total to its own."""
    excl, incl, _ = totals
    if limit.before_tax is not None and (net := choose(excl, limit.before_tax)) != excl:
        totals = totals.moved(net, net + scaled(incl - excl, net, excl, unit), net, excl, unit)
    excl, incl, _ = totals
    if limit.after_tax is not None and (gross := choose(incl, limit.after_tax)) != incl:
        totals = totals.moved(gross - scaled(incl - excl, gross, incl, unit), gross, gross, incl, unit)
    return totals


def _between(kind: LineKind, before: Totals, after: Totals, profile: BillingProfile) -> Line:
    """Give the line of a movement, in the terms in which the profile's prices are."""
    return movement(kind, after.incl - before.incl if profile.prices_include_tax else after.excl - before.excl)


def below(threshold: Threshold | None, energy: int, plugged: int, parts: int) -> bool:
    """Whether a session does not reach all that the threshold asks; energy and plugged time in parts."""
    if threshold is None:
        return False
    short = threshold.min_energy is not None and energy < threshold.min_energy * parts
    return short or (threshold.min_duration is not None and plugged < threshold.min_duration * parts)


def waived(totals: Totals, profile: BillingProfile) -> tuple[Totals, list[Line]]:
    """Bring the total to nothing by one line; every other line stays."""
    after = totals.without()
    return after, [_between(LineKind.THRESHOLD, totals, after, profile)]
