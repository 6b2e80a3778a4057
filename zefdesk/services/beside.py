"""Two sessions side by side, or what a report and a log tell of one: field by field, and where they differ."""

from typing import Any, NamedTuple

from zefdesk.domain import columns
from zefdesk.domain.columns import Column
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import NotFound
from zefdesk.services import charger_logs, reviewing, timeline
from zefdesk.services.log_sessions import as_session
from zefdesk.services.timeline import Curve
from zefdesk.store.ledger import Ledger

_OF_A_SESSION = tuple(key for key in columns.COLUMNS if key in Session._fields)
_OF_THE_LEDGER = ("computed", "difference", "findings", "reviewed", "adjustment", "note", "source_file", "source_line")

_NEVER_LOGGED = frozenset({"sticker", "cost", "currency", "bill_details", "bill_state", "site"})


class Pair(NamedTuple):
    """One field on both sides, in the units of `Session`; None where it is unknown.

    `comparable` is not so where a side never has such a field: a log knows no cost.
    """

    column: Column
    left: Any
    right: Any
    comparable: bool = True

    @property
    def same(self) -> bool:
        """Whether both sides say the same, or cannot differ since one of them never has such a field."""
        return not self.comparable or bool(self.left == self.right)


class Beside(NamedTuple):
    """Two sides with their names and their fields in the catalogue's order, but for those that both leave empty.

    `curves` are the power of both (kW), by seconds since their starts, where logs tell it of both; of a report's row
    and its log that of the log alone.
    """

    names: tuple[str, str]
    sides: tuple[Stored, Stored]
    pairs: tuple[Pair, ...]
    curves: tuple[Curve, ...] = ()


def two_sessions(ledger: Ledger, left: int, right: int) -> Beside:
    """Put two sessions beside each other. Raises NotFound."""
    sides = reviewing.session(ledger, left), reviewing.session(ledger, right)
    found = _beside((f"Session {left}", f"Session {right}"), sides, (*_OF_A_SESSION, *_OF_THE_LEDGER))
    curves = [curve for number in (left, right) if (curve := _power(ledger, number))]
    return found._replace(curves=tuple(curves) if len(curves) == len(sides) else ())


def _power(ledger: Ledger, number: int) -> Curve | None:
    """Give the power of a session by its log, from its start; None where no log tells it."""
    trace = charger_logs.trace(ledger, number)
    found = timeline.curves(trace.logged, "power") if trace else []
    if trace is None or not found:
        return None
    return found[0]._replace(at=[at - trace.logged.start for at in found[0].at])


def report_and_log(ledger: Ledger, number: int) -> Beside:
    """Put what a report tells of a session beside what its log does. Raises NotFound where there is no log."""
    stored = reviewing.session(ledger, number)
    trace = charger_logs.trace(ledger, number)
    if trace is None:
        raise NotFound(f"no log tells of session {number}: name another session to compare it with")
    logged = stored._replace(session=as_session(trace.logged), findings=(), sources=(), computed=None, remarks=())
    found = _beside(("As stored", "The log"), (stored, logged), _OF_A_SESSION)
    pairs = tuple(pair._replace(comparable=pair.column.key not in _NEVER_LOGGED) for pair in found.pairs)
    power = _power(ledger, number)
    return found._replace(pairs=pairs, curves=(power,) if power else ())


def _beside(names: tuple[str, str], sides: tuple[Stored, Stored], keys: tuple[str, ...]) -> Beside:
    pairs = [Pair(columns.column(key), *(columns.value_of(side, key) for side in sides)) for key in keys]
    told = tuple(pair for pair in pairs if pair.left not in {None, ""} or pair.right not in {None, ""})
    return Beside(names, sides, told)
