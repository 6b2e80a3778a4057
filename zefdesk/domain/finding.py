"""Findings: what does not add up. Advisory, each with a stable code, and never changing the data."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How much a finding asks for attention; the value is the word a person reads."""

    INFO = "information"
    WARN = "look at it"
    BAD = "wrong"


class Found(NamedTuple):
    """One finding as it is made: its stable code, and the sentence that says what was seen."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: a short title, its severity, what may be innocent about it, and what to look at next."""

    code: str
    title: str
    severity: Severity
    innocent: str
    look_next: str


_KINDS = (
    Kind(
        "conflicting-duplicate",
        "Told twice, with other values",
        Severity.WARN,
        "A portal that issues a report again may have corrected the row.",
        "Compare the rows in their files and decide which of them stands.",
    ),
    Kind(
        "ambiguous-local-time",
        "In the hour that occurs twice",
        Severity.INFO,
        "Clocks went back that night and the source gives no offset; the first pass is assumed.",
        "If the order of sessions on the charger looks wrong, the second pass is meant.",
    ),
    Kind(
        "nonexistent-local-time",
        "In the hour that does not exist",
        Severity.WARN,
        "Clocks went forward that night; the source may write standard time all year. The offset before is used.",
        "Check the time zone that was given for this file.",
    ),
    Kind(
        "implausible-date",
        "Start before 2010",
        Severity.BAD,
        "A charger whose clock was not set starts at 1970 or at its build date.",
        "Look at the sessions before and after it on the same charger.",
    ),
    Kind(
        "future-start",
        "Start in the future",
        Severity.BAD,
        "The clock of the charger or of this computer, or the time zone or date order of the file, may be wrong.",
        "Check the date order and the time zone with which the file was read.",
    ),
    Kind(
        "end-differs",
        "End is not Start + Plug Duration",
        Severity.WARN,
        "Some portals write the end of charging as the end; the Plug Duration counts.",
        "Compare both with the charge duration.",
    ),
    Kind(
        "bill-unreadable",
        "Bill Details cannot be read",
        Severity.BAD,
        "The export may have cut a long cell.",
        "Open the source row; ask the portal for the bill.",
    ),
    Kind(
        "bill-does-not-sum",
        "The bill's lines do not sum to the cost",
        Severity.BAD,
        "Taxes, a minimum or a cap may be part of the cost without a line of their own.",
        "Read the bill line by line against the cost.",
    ),
)
KINDS = {kind.code: kind for kind in _KINDS}
"""All kinds by their code, in the order in which they are shown."""
