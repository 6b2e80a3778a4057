"""How a session passed, for the bar over its bill: charging and idle, in the sources' own durations."""

from zefdesk.desktop.widgets.activity_bar import CHARGE, IDLE, PLUG, Activity
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Stored

CAVEAT = "The report says how long it charged, not when: charging is drawn first."
LOGGED = "Durations only: the tab Timeline shows when it charged."


def activities(session: Session) -> tuple[Activity, ...]:
    """Give the stretches of a session; none where the source gives no Plug Duration."""
    plug, charge = session.plug_duration, session.charge_duration
    if not plug:
        return (Activity(CHARGE, charge, f"Charging {duration(charge)}"),) if charge else ()
    if charge is None:
        return (Activity(PLUG, plug, f"Plugged in {duration(plug)}"),)
    idle = max(plug - charge, 0)
    return tuple(
        Activity(kind, seconds, f"{word} {duration(seconds)}")
        for kind, seconds, word in ((CHARGE, charge, "Charging"), (IDLE, idle, "Idle"))
        if seconds > 0
    )


def moments(stored: Stored, notation: Notation, count: int) -> tuple[str, ...]:
    """Give the moments under the bar, dated over midnight: start and end only, as nothing says when charging ended."""
    session, zone = stored.session, stored.display_zone
    if session.end is None or not count:
        return ()
    start, end = (clock.wall_of(zone, at) for at in (session.start, session.end))
    write = notation.clock if start // clock.DAY == end // clock.DAY else notation.moment
    first, last = write(start), write(end)
    return (first, *("" for _ in range(count - 1)), last)
