"""What the Findings screen reads of a ledger, and what it does to it; called in the worker."""

from collections.abc import Sequence
from typing import NamedTuple

from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.stored import Stored
from zefdesk.services import finding_kinds, ledgers, limits, looking, reviewing, setting_aside
from zefdesk.services.finding_kinds import KindSum
from zefdesk.services.limits import Limit
from zefdesk.services.progress import Report
from zefdesk.store.findings import Judgement, StoredFinding
from zefdesk.store.ledger import Ledger

MOST = 2_000
"""So many findings of a kind are listed; all of them are counted, summed and found again in Sessions."""
_AT_ONCE = 500
_MOST_MONTHS = 600


class Overview(NamedTuple):
    """All kinds in sum, how many sessions there are to look at, how many files came in, and the months (`2026-05`)."""

    kinds: list[KindSum]
    sessions: int
    files: int = 0
    months: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is something to show: sessions to look at, or findings about chargers and files."""
        return self.sessions > 0 or any(one.open or one.aside for one in self.kinds)


class Line(NamedTuple):
    """A finding with its session, where it has one, and what is noted at it."""

    finding: StoredFinding
    stored: Stored | None
    note: Judgement | None


class Shown(NamedTuple):
    """A kind with its findings (the first of them) and its thresholds."""

    code: str
    lines: list[Line]
    limits: list[Limit]


def of_month(month: str) -> SessionQuery:
    """Give the query of a month, of all where it is empty."""
    return SessionQuery().where("month", Test.IS, month) if month else SessionQuery()


def overview(ledger: Ledger, month: str = "") -> Overview:
    """Read all kinds, also those of which nothing was found; of a month, where one is named."""
    kinds = finding_kinds.kind_sums(ledger, of_month(month), every=True)
    about = ledgers.describe(ledger)
    named = [str(each) for each, _ in reviewing.values(ledger, "month", SessionQuery(), _MOST_MONTHS)]
    return Overview(kinds, about.sessions, about.files, tuple(sorted(named, reverse=True)))


def shown(ledger: Ledger, code: str, month: str = "") -> Shown:
    """Read the findings of a kind; of a month, where one is named."""
    found = finding_kinds.findings_of_kind(ledger, code, of_month(month), MOST)
    numbers = sorted({one.session_id for one in found if one.session_id is not None})
    stored: dict[int, Stored] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        stored |= {one.id: one for one in reviewing.sessions(ledger, numbers[start : start + _AT_ONCE])}
    notes = setting_aside.notes(ledger, [one.id for one in found])
    lines = [Line(one, stored.get(one.session_id or 0), notes.get(one.id)) for one in found]
    return Shown(code, lines, limits.limits_of(ledger, code))


def set_aside(ledger: Ledger, numbers: Sequence[int], reason: str) -> int:
    """Set findings aside; gives how many. Raises Trouble."""
    setting_aside.set_aside(ledger, numbers, reason)
    return len(numbers)


def bring_back(ledger: Ledger, numbers: Sequence[int]) -> int:
    """Let findings be open again; gives how many. Raises Trouble."""
    setting_aside.bring_back(ledger, numbers)
    return len(numbers)


def note(ledger: Ledger, numbers: Sequence[int], text: str) -> int:
    """Note something at findings; gives at how many. Raises Trouble."""
    setting_aside.note(ledger, numbers, text)
    return len(numbers)


def set_limit(ledger: Ledger, name: str, text: str, report: Report) -> None:
    """Change a threshold and look again at what it decides. Raises Trouble."""
    limits.set_limits(ledger, {name: text})
    looking.look(ledger, report)
