"""How findings write amounts, instants and whom a session was for."""

from zefdesk.domain import clock, money
from zefdesk.domain.quantity import plain
from zefdesk.findings.seen import Seen


def kwh(nano: int) -> str:
    """Write an energy."""
    return f"{plain(nano)} kWh"


def amount(nano: int, currency: str | None) -> str:
    """Write an amount of money with its sign."""
    text = f"{money.sign(currency)}{money.plain(abs(nano), currency)}"
    return f"-{text}" if nano < 0 else text


def moment(wall: int) -> str:
    """Write a wall clock to the minute: `2026-05-02 08:13`."""
    return clock.wall_text(wall, " ")[:16]


def told_by(one: Seen) -> str:
    """Say when a session starts and whom it is for: `the session of 2026-05-02 08:13 (ChargeHub, ch-5521)`."""
    who = ", ".join(text for text in (one.initiator, one.identity) if text)
    return f"the session of {moment(one.start_local)}{f' ({who})' if who else ''}"


def mark(key: int) -> str:
    """Write a session's key as evidence."""
    return f"{key:x}"
