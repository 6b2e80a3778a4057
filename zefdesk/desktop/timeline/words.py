"""The timeline in words: what happened, how values were derived, what is missing; without Qt."""

from itertools import pairwise
from statistics import median

from zefdesk.domain import clock
from zefdesk.domain.logged import Derived, Event, Logged
from zefdesk.domain.notation import Notation, duration

BANDS = {
    "charging": "Charging",
    "idle": "Idle",
    "withheld": "Held back by the charger",
    "waiting": "Plugged in, waiting",
    "assumed-charging": "Charging (assumed first)",
}
QUANTITIES = {
    "power": ("Power", "kW"),
    "current": ("Current", "A"),
    "voltage": ("Voltage", "V"),
    "soc": ("State of charge", "%"),
    "energy": ("Energy", "kWh"),
}
_EVENTS = {
    "plugged-in": "Plugged in",
    "unplugged": "Unplugged",
    "authorized": "Authorised",
    "remote-start": "Started from afar",
    "start": "Transaction started",
    "charging": "Charging",
    "suspended-ev": "Car takes nothing",
    "suspended-evse": "Charger gives nothing",
    "finishing": "Finishing",
    "stop": "Transaction stopped",
    "faulted": "Fault",
    "boot": "Charger started",
    "offline": "Offline",
    "online": "Online again",
}
_SERIES = {
    "energy": ("Register", "kWh"),
    "export": ("Export register", "kWh"),
    "interval": ("Energy of interval", "kWh"),
    "power": ("Power", "kW"),
    "offered": ("Power offered", "kW"),
    "current": ("Current", "A"),
    "current-offered": ("Current offered", "A"),
    "voltage": ("Voltage", "V"),
    "soc": ("State of charge", "%"),
    "temperature": ("Temperature", "\u00b0C"),
    "frequency": ("Frequency", "Hz"),
}
NO_LOG = (
    "Only a report tells this session: it says how long it charged, not when. Charging is drawn first; import the "
    "charger's log for what really happened."
)


def legend(phases: list[str], *, energy: bool) -> str:
    """Say which line is which."""
    lines = {"L1": "L1 solid", "L2": "L2 dashed", "L3": "L3 dotted"}
    told = [lines.get(phase, phase) for phase in dict.fromkeys(phases)]
    if energy:
        told.append("energy: long dashes, on the right")
    return ", ".join(told).capitalize() if told and not phases else ", ".join(told)


def event_words(event: Event) -> str:
    """Say what happened."""
    return _EVENTS.get(event.event, event.event)


def series_title(name: str) -> str:
    """Give the title of a series with its unit: `Power L1 (kW)`."""
    base, _, phase = name.partition(".")
    word, unit = _SERIES.get(base, (base, ""))
    return f"{word}{f' {phase}' if phase else ''}{f' ({unit})' if unit else ''}"


def moment(at: int, zone: str, notation: Notation, *, seconds: bool = True, dated: bool = False) -> str:
    """Give the time of day of an instant, with its seconds, after its date where it is asked for."""
    wall = clock.wall_of(zone, at)
    day = f"{notation.day(wall)} " if dated else ""
    told = notation.clock(wall)
    if not seconds:
        return f"{day}{told}"
    hours, _, rest = told.partition(":")
    return f"{day}{hours}:{rest[:2]}:{wall % 60:02d}{rest[2:]}"


def spans_midnight(start: int, end: int, zone: str) -> bool:
    """Whether a session ends on another day than it began, so that times of day alone would not tell."""
    return clock.wall_of(zone, start) // clock.DAY != clock.wall_of(zone, end) // clock.DAY


def summary(told: Logged, notation: Notation) -> str:
    """Say how many meter values there are, how energy was derived, and how far the clock is off."""
    return " ".join(filter(None, (_values(told, notation), _energy(told), _skew(told), _end(told))))


def _values(told: Logged, notation: Notation) -> str:
    count = len(told.samples)
    if not count:
        return "The log has no meter values of this session, so there is no curve."
    at = [sample.at for sample in told.samples]
    steps = [after - before for before, after in pairwise(at)]
    every = f", every {_pause(int(median(steps)))}" if steps else ""
    return f"{notation.count(count)} meter value{'s' if count > 1 else ''}{every}."


def _pause(seconds: int) -> str:
    if seconds >= 60 and seconds % 60 < 5:  # noqa: PLR2004 -- as good as whole minutes
        return f"{seconds // 60} min"
    return f"{seconds} s"


def _energy(told: Logged) -> str:
    derived = told.derived.get("energy")
    return f"Energy: {derived_words(derived)}." if derived else ""


def derived_words(derived: Derived) -> str:
    """Say how a value was derived, and how good it is where it is not exact."""
    worse = derived.quality.replace("-", " ")
    return derived.rule if derived.quality == "exact" or worse in derived.rule else f"{derived.rule} ({worse})"


def _skew(told: Logged) -> str:
    skew = int(told.marks.get("clock-skew", "0"))
    if abs(skew) < 2:  # noqa: PLR2004 -- a second is the way of the message
        return ""
    length = f"{abs(skew)} s" if abs(skew) < 120 else duration(abs(skew))  # noqa: PLR2004 -- two minutes
    return f"Clock {length} {'ahead of' if skew > 0 else 'behind'} the log."


def _end(told: Logged) -> str:
    if told.open:
        return "The log ends before the session does: what is shown is until then."
    if told.ended is None:
        return f"The log has no stop: {told.derived['stop'].rule if 'stop' in told.derived else 'closed otherwise'}."
    return ""
