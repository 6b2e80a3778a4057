"""Changes to chargers that can be taken back: what they were and what they became, their profiles included."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.domain.trouble import Trouble, UnknownName
from zefdesk.services import charger_file, configuring
from zefdesk.services.activity import record
from zefdesk.services.closing import watched
from zefdesk.store import chargers as stored_chargers
from zefdesk.store import profiles as stored_profiles
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction


class ChangedMeanwhile(Trouble):
    """A change that cannot be taken back, as something else has changed the same charger since."""


class NotChanged(Trouble):
    """A change that a charger cannot take."""


class Span(NamedTuple):
    """A profile on a charger for Starts in [start_wall, end_wall) of the charger's clock; None: it has no end."""

    profile: str
    start_wall: int
    end_wall: int | None


class State(NamedTuple):
    """A charger as it is at one moment; without `charger` it is not configured at all."""

    serial: str
    charger: Charger | None
    spans: tuple[Span, ...]


class Change(NamedTuple):
    """What some chargers were and what they became; chargers that stayed the same are left out."""

    before: tuple[State, ...]
    after: tuple[State, ...]

    @property
    def serials(self) -> tuple[str, ...]:
        """The chargers that are another than before."""
        return tuple(state.serial for state in self.after)

    def backwards(self) -> "Change":
        """Give the change that takes this one back."""
        return Change(self.after, self.before)


def set_values(ledger: Ledger, serials: Sequence[str], values: Mapping[str, str]) -> Change:
    """Set these keys of chargers, as the texts of `charger_file`; raises UnknownName, and nothing is changed then."""
    return _changed(ledger, serials, lambda at: [configuring.set_in(at, serial, values) for serial in serials])


def add(ledger: Ledger, serial: str, values: Mapping[str, str] | None = None) -> Change:
    """Add a charger; raises NotChanged for a serial that is missing or taken."""
    wanted = serial.strip()

    def work(transaction: Transaction) -> None:
        _refuse_taken(transaction, wanted)
        configuring.set_in(transaction, wanted, values or {})

    return _changed(ledger, [wanted], work)


def rename(ledger: Ledger, serial: str, to: str) -> Change:
    """Give a charger another serial; raises NotChanged for one that sessions know, and for a serial that is taken."""
    wanted = to.strip()

    def work(transaction: Transaction) -> None:
        _refuse_taken(transaction, wanted)
        state = _state(transaction, serial)
        _put(transaction, State(serial, None, ()))
        _put(transaction, State(wanted, replace(state.charger or Charger(wanted), serial=wanted), state.spans))

    return _changed(ledger, [serial, wanted], work)


def remove(ledger: Ledger, serials: Sequence[str]) -> Change:
    """Take chargers out that no session names; raises NotChanged for others."""

    def work(transaction: Transaction) -> None:
        for serial in serials:
            _put(transaction, State(serial, None, ()))

    return _changed(ledger, serials, work)


def attach(ledger: Ledger, name: str, serials: Sequence[str], since: date | None = None) -> Change:
    """Put a profile on chargers from a day on, as `configuring.assign` does; raises Overlap."""
    day = since or date.fromisoformat(configuring.stored_since(ledger, name))
    return _changed(ledger, serials, lambda at: configuring.assign_in(at, name, serials, day))


def detach(
    ledger: Ledger, serials: Sequence[str], since: date | None = None, values: Mapping[str, str] | None = None
) -> Change:
    """End what is assigned to chargers from a day on (by default: now), and set these keys of theirs too."""

    def work(transaction: Transaction) -> None:
        configuring.unassign_in(transaction, serials, since)
        for serial in serials if values else ():
            configuring.set_in(transaction, serial, values or {})

    return _changed(ledger, serials, work)


def import_file(ledger: Ledger, path: Path) -> Change:
    """Set chargers from a CSV file, as `configuring.import_chargers` does."""
    rows = charger_file.read(path)
    serials = list(dict.fromkeys(serial for _, serial, _ in rows))
    return _changed(ledger, serials, lambda at: configuring.set_rows(at, path, rows))


def put(ledger: Ledger, change: Change) -> Change:
    """Make a change again, or one backwards; raises ChangedMeanwhile where its chargers are not as it found them."""

    def work(transaction: Transaction) -> None:
        for state in change.before:
            if _state(transaction, state.serial) != state:
                raise ChangedMeanwhile(f"charger {state.serial} was changed otherwise since; it stays as it is now")
        for state in change.after:
            _put(transaction, state)

    return _changed(ledger, change.serials, work)


def _changed(ledger: Ledger, serials: Iterable[str], work: Callable[[Transaction], object]) -> Change:
    with ledger.writing() as transaction, watched(transaction, configuring.WATCHED, closed_too=False):
        before = [_state(transaction, serial) for serial in serials]
        work(transaction)
        pairs = [(old, new) for old in before if old != (new := _state(transaction, old.serial))]
    return Change(tuple(old for old, _ in pairs), tuple(new for _, new in pairs))


def _state(transaction: Transaction, serial: str) -> State:
    spans = stored_profiles.assignments_in(transaction, serial)
    found = stored_chargers.find(transaction, serial)
    return State(serial, found, tuple(Span(one.profile, one.start_wall, one.end_wall) for one in spans))


def _put(transaction: Transaction, state: State) -> None:
    earlier = _state(transaction, state.serial)
    before = earlier.charger
    if state.charger is not None:
        stored_chargers.save(transaction, state.charger, before)
        if before != state.charger:
            record(transaction, "charger-set", state.serial, *charger_file.differences(before, state.charger))
    elif stored_chargers.has_sessions(transaction, state.serial):
        raise NotChanged(f"sessions name the charger {state.serial}: it stays while they do")
    else:
        stored_chargers.remove(transaction, state.serial)
        record(transaction, "charger-removed", state.serial)
    if earlier.spans != state.spans:
        record(transaction, "assigned", state.serial, _told(earlier), _told(state))
    stored_profiles.put_assignments(transaction, state.serial, state.spans)


def _told(state: State) -> str:
    """Name the profiles that are on a charger, with the days on which they begin."""
    return ", ".join(f"{one.profile} from {clock.wall_text(one.start_wall)[:10]}" for one in state.spans)


def _refuse_taken(transaction: Transaction, serial: str) -> None:
    if not serial:
        raise NotChanged("a charger needs a serial: sessions are told apart by it")
    if stored_chargers.find(transaction, serial) is not None:
        raise NotChanged(f"a charger with the serial {serial} is known already")


def check(key: str, text: str) -> str:
    """Say what is wrong with the text of a key, as one sentence; empty where it can be taken."""
    try:
        charger_file.changed(Charger(""), {key: text})
    except UnknownName as error:
        return str(error)
    return ""
