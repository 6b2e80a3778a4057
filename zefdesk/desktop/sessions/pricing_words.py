"""What came of pricing in words: bills made, bills that stood already, and why others have none."""

from collections.abc import Mapping

from zefdesk.domain.notation import Notation
from zefdesk.services.priced import Summary

STOPPED = "Pricing was stopped; the bills made until then are kept, and pricing again goes on from there"
_MOST_REASONS = 3


def label(count: int, notation: Notation) -> str:
    """Name the work: `Pricing 1,180 sessions`."""
    return "Pricing 1 session" if count == 1 else f"Pricing {notation.count(count)} sessions"


def outcome(summary: Summary, notation: Notation) -> str:
    """Say what came of it: `412 bills made, 3 stood already, 20 without a price (15 no rate, 5 free vend)`."""
    if not summary.sessions:
        return "There is no session to price"
    parts = ["1 bill made" if summary.priced == 1 else f"{notation.count(summary.priced)} bills made"]
    if summary.unchanged:
        parts.append(f"{notation.count(summary.unchanged)} stood already")
    if without := sum(summary.without.values()):
        parts.append(f"{notation.count(without)} without a price ({_reasons(summary.without, without, notation)})")
    if summary.held_back:
        parts.append(f"{notation.count(summary.held_back)} of closed months left as they are")
    return ", ".join(parts)


def _reasons(counts: Mapping[str, int], whole: int, notation: Notation) -> str:
    """Give the most frequent reasons, each with its count where there are several."""
    frequent = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    if len(frequent) == 1:
        return frequent[0][0]
    words = [f"{notation.count(count)} {reason}" for reason, count in frequent[:_MOST_REASONS]]
    others = whole - sum(count for _, count in frequent[:_MOST_REASONS])
    return ", ".join([*words, f"{notation.count(others)} for other reasons"] if others else words)
