"""Findings: what does not add up. Advisory, each with a stable code, and never changing the data."""

from typing import NamedTuple

from zefdesk.domain.kind import Kind, Severity
from zefdesk.domain.kinds_of_logs import OF_LOGS
from zefdesk.domain.kinds_of_sessions import OF_CLOCKS, OF_DURATIONS, OF_ENERGY, OF_MONEY, OF_PAIRS

__all__ = ["KINDS", "Found", "Kind", "Severity"]


class Found(NamedTuple):
    """One finding as it is made: its stable code, and the sentence that says what was seen.

    `evidence` is what it rests on, as a short text that stays the same as long as the same is seen: with the session
    and the code it tells one finding from another, so that one that was set aside stays so when it is found again.
    `other` is the number of the other session where there is one.
    """

    code: str
    message: str
    evidence: str = ""
    other: int | None = None


KINDS = {kind.code: kind for kind in (*OF_MONEY, *OF_PAIRS, *OF_DURATIONS, *OF_ENERGY, *OF_CLOCKS, *OF_LOGS)}
"""All kinds by their code, in the order in which they are shown."""
