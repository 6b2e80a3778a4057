"""What every reader of files takes and gives: settings in, sessions and problems out, and the troubles between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Reported
from zefdesk.domain.trouble import Trouble


class UnreadableFile(Trouble):
    """Nothing can be read of a file; the text is one line that names it and says why."""


class UnknownFormat(UnreadableFile):
    """No reader knows the file; in a folder it is passed over and named."""


class NeedsAnswer(UnreadableFile):
    """A file leaves something open that a person must say; `option` is the option that says it."""

    def __init__(self, message: str, option: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.option = option
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person told, and what is configured.

    `date_order` is "mdy", "dmy" or "ymd"; the mappings go by serial, else by name of the charger; `now` is the
    instant that counts as now (the clock's where None).
    """

    format: str = "auto"
    time_zone: str | None = None
    currency: str | None = None
    date_order: str | None = None
    sheet: str | None = None
    charger_zones: Mapping[str, str] = field(default_factory=dict)
    charger_currencies: Mapping[str, str] = field(default_factory=dict)
    now: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found of a file, as texts for a person, in order.

    `header` is the raw text of the header row. `asks` names what the file leaves open ("time_zone", "currency",
    "date_order"), whether the settings answered it or not.
    """

    format: str
    items: tuple[tuple[str, str], ...]
    header: str
    asks: tuple[str, ...] = ()


class Reading(Protocol):
    """One opened file. Iterating gives its rows in their order, once; `facts` may grow meanwhile."""

    @property
    def facts(self) -> Facts:
        """What was found up to now."""

    def __iter__(self) -> Iterator[Reported | Problem]:
        """Give each row that is not empty: a session, or the problem for which it is refused."""

    def progress(self) -> float:
        """How much of the file has been read, from 0 to 1."""

    def close(self) -> None:
        """Let go of the file."""
