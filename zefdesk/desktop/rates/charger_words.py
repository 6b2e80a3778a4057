"""A charger in words: what it is, and what prices it now, before and later."""

from typing import NamedTuple

from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain import quantity
from zefdesk.domain.charger import Charger
from zefdesk.domain.clock import DAY
from zefdesk.domain.notation import Notation
from zefdesk.domain.rate import Basis, SimpleRate
from zefdesk.services.charger_changes import Span
from zefdesk.services.charger_overview import Seen

SINCE = "since "
PER = {Basis.ENERGY: "kWh", Basis.PLUGGED_HOUR: "h plugged in", Basis.CHARGING_HOUR: "h charging"}


class Priced(NamedTuple):
    """What prices a charger now: a sign, words, and their tone (a token); and since when, or what comes later."""

    sign: Sign
    words: str
    tone: str
    when: str = ""


def title(charger: Charger) -> str:
    """Give what a charger is called."""
    return charger.name or charger.serial


def build(charger: Charger, notation: Notation) -> str:
    """Say what it is: `L2 · 7.2 kW`."""
    capacity = "" if charger.capacity is None else f"{decimal(charger.capacity, notation)} kW"
    return " \u00b7 ".join(filter(None, (charger.kind.value if charger.kind else "", capacity)))


def decimal(nano: int, notation: Notation) -> str:
    """Write billionths with the decimals that they have."""
    return quantity.plain(nano).replace(".", notation.decimal)


def amount(nano: int, notation: Notation) -> str:
    """Write an amount of money as it is typed: a single decimal as two, `1.20`."""
    text = decimal(nano, notation)
    return f"{text}0" if len(text.partition(notation.decimal)[2]) == 1 else text


def read_decimal(text: str, notation: Notation) -> str | None:
    """Read a decimal as numbers are written here, without thousands, and give it plainly; None where it is none.

    A thousands mark is none: whoever types `0,35` where a comma parts thousands does not mean 35.
    """
    if notation.group.strip() and notation.group in text:
        return None
    number = notation.read_number(text)
    return None if number is None else f"{number:f}"


def priced(seen: Seen, notation: Notation) -> Priced:
    """Say what prices the charger now, and what will."""
    now, later = seen.current, seen.coming
    if now is not None:
        return Priced(Sign.DOT, now.profile, "accent", span_words(now, notation))
    then = f"{later.profile} from {moment(later.start_wall, notation)}" if later else ""
    rate = seen.charger.simple_rate
    if rate is None:
        return Priced(Sign.DASH, "No price", "muted", then)
    return Priced(Sign.RING, f"Simple {rate_words(rate, seen.charger.currency, notation)}", "text", then)


def rate_words(rate: SimpleRate, currency: str | None, notation: Notation) -> str:
    """Write a simple rate: `$0.35 / kWh`."""
    return f"{notation.money(rate.price, currency)} / {PER[rate.basis]}"


def span_words(span: Span, notation: Notation) -> str:
    """Say since when a profile is on a charger, and until when: `since Mar 1, 2026`."""
    since = f"{SINCE}{moment(span.start_wall, notation)}"
    return since if span.end_wall is None else f"{since}, until {moment(span.end_wall, notation)}"


def moment(wall: int, notation: Notation) -> str:
    """Write a wall clock: its day, and its time where it is not midnight."""
    return notation.day(wall) if wall % DAY == 0 else notation.moment(wall)
