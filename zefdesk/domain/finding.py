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
    Kind(
        "missing-stop",
        "No stop in the log",
        Severity.WARN,
        "The charger may have lost power or its connection; the stop may stand in a later log.",
        "Open the log of the hours after it; the energy is what the meter had told until then.",
    ),
    Kind(
        "still-open",
        "Still open at the end of the log",
        Severity.INFO,
        "The log was saved while the car was charging.",
        "Import a later log of the charger: it completes the session.",
    ),
    Kind(
        "orphan-stop",
        "A stop without a start",
        Severity.WARN,
        "The session began before the log does.",
        "Import an earlier log of the charger.",
    ),
    Kind(
        "meter-reset",
        "The meter's register fell",
        Severity.BAD,
        "The meter was replaced or restarted, or a single reading is wrong.",
        "Look at the meter values around the drop.",
    ),
    Kind(
        "clock-not-set",
        "The charger's clock was not set",
        Severity.WARN,
        "A charger that starts without a connection does not know the time yet.",
        "Compare the times with those of the lines in the log.",
    ),
    Kind(
        "clock-skew",
        "The charger's clock is off",
        Severity.WARN,
        "The log's own clock may be the wrong one, or be written in another zone.",
        "Check the charger's clock and zone; rates by the time of use depend on them.",
    ),
    Kind(
        "offline-replay",
        "Told later, after being offline",
        Severity.INFO,
        "A charger without a connection keeps its messages and sends them when it is back.",
        "Compare with the sessions around it: their order in the log is not that of their times.",
    ),
    Kind(
        "status-meter-disagree",
        "States and meter disagree",
        Severity.WARN,
        "A car that is full may leave the state at Charging; some meters round to 0.1 kWh.",
        "Look at power and energy in the timeline.",
    ),
    Kind(
        "remote-start-not-followed",
        "A remote start without effect",
        Severity.WARN,
        "Nobody plugged in, or the app was closed again.",
        "Look at the charger's messages after the remote start.",
    ),
    Kind(
        "transaction-id-reused",
        "The transaction's id was used before",
        Severity.WARN,
        "The central system was set up anew, or counts from one again.",
        "Compare both sessions: meter values may have been told under the wrong one.",
    ),
    Kind(
        "stop-before-start",
        "The stop is before the start",
        Severity.BAD,
        "The charger's clock was set in the middle of the session.",
        "Compare the times with those of the lines in the log.",
    ),
    Kind(
        "faulted-during-session",
        "A fault during the session",
        Severity.WARN,
        "Some faults clear themselves within seconds.",
        "Read the error code, and the messages around it.",
    ),
    Kind(
        "undecodable-frame",
        "A message that cannot be read",
        Severity.WARN,
        "A pager or a console cut the line; the end of the file cut the last one.",
        "Save the log anew with whole lines, and import it again.",
    ),
    Kind(
        "gap",
        "The charger was silent",
        Severity.INFO,
        "It was offline, switched off, or the log is not whole.",
        "Look at the first messages after the silence.",
    ),
    Kind(
        "report-log-differs",
        "Report and log differ",
        Severity.WARN,
        "The portal rounds, or counts from the authorisation on and not from the plug-in.",
        "Compare both sides; the bill uses the log's meter values.",
    ),
    Kind(
        "ambiguous-match",
        "More than one session may be the same",
        Severity.WARN,
        "Two short sessions followed each other closely.",
        "Compare the candidates; none was joined.",
    ),
)
KINDS = {kind.code: kind for kind in _KINDS}
"""All kinds by their code, in the order in which they are shown."""
