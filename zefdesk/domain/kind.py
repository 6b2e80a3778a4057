"""A kind of finding: what it is called, how grave it is, and what a person should know who meets one."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding asks for attention; the value is the word a person reads."""

    INFO = "information"
    WARN = "look at it"
    BAD = "wrong"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: a short title, its severity, what may be innocent about it, and what to look at next.

    `thresholds` are the names of the thresholds that decide it (see `findings.thresholds`).
    """

    code: str
    title: str
    severity: Severity
    innocent: str
    look_next: str
    thresholds: tuple[str, ...] = ()
