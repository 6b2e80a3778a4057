"""What people said of a session, in words: who and when, amounts, what tellings differ in."""

import time
from collections.abc import Sequence

from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.domain import columns
from zefdesk.domain.notation import Notation
from zefdesk.domain.remark import ADJUSTMENT, LABELS, PASSED_OVER, Remark
from zefdesk.domain.session import COMPARED
from zefdesk.domain.stored import Stored
from zefdesk.services.remarking import ReviewState


def state(mark: Remark | None, notation: Notation) -> str:
    """Say whether a session is reviewed, and by whom."""
    return "Not reviewed yet" if mark is None else f"Reviewed by {by(mark, notation)}"


def by(one: Remark, notation: Notation) -> str:
    """Say who said something, and when by the clock of this machine."""
    return f"{one.by}, {moment(one.at, notation)}"


def moment(instant: int, notation: Notation) -> str:
    """Write an instant by the clock of this machine."""
    at = time.localtime(instant)
    return notation.moment(instant + at.tm_gmtoff)


def remark(one: Remark, notation: Notation) -> str:
    """Write what was said."""
    if one.kind == ADJUSTMENT:
        return f"{signed(one.amount or 0, one.currency, notation)}: {one.text}"
    return f"{LABELS[one.kind]}: {one.text}"


def signed(nano: int, currency: str | None, notation: Notation) -> str:
    """Write an amount with its sign, also where it is positive."""
    return f"{'+' if nano > 0 else ''}{notation.money(nano, currency)}"


def adjusted(stored: Stored, notation: Notation) -> str:
    """Say what was reported, by how much it is adjusted, and what that comes to."""
    cost, sum_ = stored.session.cost, stored.adjustment
    code = stored.session.currency or (stored.computed.currency if stored.computed else None)
    reported = "No cost is reported" if cost is None else f"Reported {notation.money(cost, code)}"
    if sum_ is None:
        return f"{reported}; nothing is adjusted. The reported cost stays as it is."
    comes_to = "" if cost is None else f": {notation.money(cost + sum_, code)}"
    return f"{reported}, adjusted by {signed(sum_, code, notation)}{comes_to}. Totals show both apart."


def telling(one: Stored, shown: Stored, notation: Notation) -> str:
    """Say in what a telling differs from the one that is shown, and where it stands."""
    writing = Writing(notation)
    differs = [
        f"{columns.column(key).title} {cells.text(one, columns.column(key), writing) or 'empty'}"
        for key in COMPARED
        if one.id == shown.id or getattr(one.session, key) != getattr(shown.session, key)
    ]
    place = one.sources[0] if one.sources else None
    where = f"{place.path.replace(chr(92), '/').rsplit('/', 1)[-1]}, line {place.line}" if place else ""
    said = differs[:0] if one.id == shown.id else differs
    return "\n".join(filter(None, (where, "; ".join(said))))


def decision(one: Stored, group: Sequence[Stored], notation: Notation) -> str:
    """Say of a telling whether it stands, who decided that, when and why; empty where nothing is decided."""
    found = [each for other in group for each in other.remarks if each.kind == PASSED_OVER]
    if not found:
        return ""
    said = f"{by(found[0], notation)}: {found[0].text}"
    return f"Stands, decided by {said}" if one.counted else f"Not counted, decided by {said}"


def progress(state_: ReviewState, notation: Notation) -> str:
    """Say how far the review is: `812 of 1,180 reviewed, 14 to look at`; empty while there is nothing to say.

    Counted are open findings of these sessions; information, and what was found of chargers and files, is not.
    """
    parts = []
    if state_.reviewed:
        parts.append(f"{notation.count(state_.reviewed)} of {notation.count(state_.sessions)} reviewed")
    if state_.findings:
        parts.append(f"{notation.count(state_.findings)} to look at")
    return ", ".join(parts)


def not_done(state_: ReviewState, notation: Notation) -> str:
    """Say what is left to do: `0 of 101 reviewed, 12 to look at`; empty where all is reviewed and settled."""
    parts = []
    if state_.reviewed < state_.sessions:
        parts.append(f"{notation.count(state_.reviewed)} of {notation.count(state_.sessions)} reviewed")
    if state_.findings:
        parts.append(f"{notation.count(state_.findings)} to look at")
    return ", ".join(parts)


def marked(count: int, *, back: bool) -> str:
    """Say what came of marking."""
    sessions = "1 session" if count == 1 else f"{count:,} sessions"
    return f"The mark of {sessions} is taken back" if back else f"{sessions} marked reviewed"
