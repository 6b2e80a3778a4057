"""The head of the drill-down in words: the charger, when with zone and length, which one, who."""

from typing import NamedTuple

from zefdesk.domain import clock
from zefdesk.domain.clock import DAY
from zefdesk.domain.notation import Notation
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Stored

_DOT = "  \u00b7  "


class Head(NamedTuple):
    """The name of the charger; when, which and who, each on a line, empty where nothing is known."""

    name: str
    lines: tuple[str, str, str]


def head(stored: Stored, notation: Notation) -> Head:
    """Write the head of a session."""
    session = stored.session
    which = _DOT.join(filter(None, (session.serial, session.sticker and f"sticker {session.sticker}", _plug(session))))
    return Head(
        session.name or session.serial or "Charger without a name", (_when(stored, notation), which, _who(session))
    )


def _plug(session: Session) -> str:
    return f"connector {session.connector}" if session.connector else ""


def _when(stored: Stored, notation: Notation) -> str:
    session, zone = stored.session, stored.display_zone
    begin = clock.wall_of(zone, session.start)
    short = clock.short_name(zone, session.start)
    if session.end is None or session.end == session.start:
        return f"{notation.moment(begin)} {short}"
    end = clock.wall_of(zone, session.end)
    same_day = begin // DAY == end // DAY
    return f"{notation.moment(begin)} \u2013 {notation.clock(end) if same_day else notation.moment(end)} {short}"


def _who(session: Session) -> str:
    if session.initiator == "":
        return _DOT.join(filter(None, ("No initiator (free vend)", session.identity)))
    return _DOT.join(filter(None, (session.initiator, session.identity)))
