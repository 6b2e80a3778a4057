# ruff: noqa: E501 -- one session a line
"""A few sessions as values, and as the cells of a report; what a reading of them must give."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Reported, Session
from zefdesk.formats.reading import Settings
from zefdesk.formats.registry import open_file

CHICAGO = ZoneInfo("America/Chicago")
GIVEN = Settings(time_zone="America/Chicago", currency="USD", now=1_800_000_000)
TITLES = {
    "name": "Name",
    "sticker": "Sticker",
    "serial": "Serial",
    "initiator": "Initiator",
    "identity": "Identity",
    "start": "Start",
    "plug": "Plug Duration",
    "charge": "Charge Duration",
    "energy": "Energy",
    "cost": "Cost",
    "bill": "Bill Details",
}


class Told(NamedTuple):
    """A session as the portal knows it."""

    name: str
    sticker: str
    serial: str
    initiator: str
    identity: str
    start: datetime
    plug: timedelta
    charge: timedelta
    energy: Decimal
    cost: Decimal | None
    bill: str


def _at(month: int, day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=CHICAGO)


def _span(hours: int, minutes: int, seconds: int = 0) -> timedelta:
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


BILL = '{"lines": [{"description": "Energy", "quantity": "15.7", "rate": "0.40", "amount": "6.28"}], "total": "6.28"}'
SESSIONS = (
    Told("Lobby East", "010983", "HC1C190912849", "ChargeHub", "ch-5521", _at(5, 2, 8, 13), _span(2, 30), _span(2, 0), Decimal("15.7"), Decimal("6.28"), BILL),
    Told("Lobby East", "010983", "HC1C190912849", "ZEF", "73928e05", _at(5, 2, 20, 17, 41), _span(61, 12, 9), _span(4, 0, 1), Decimal("30.125"), Decimal("1234.5"), ""),
    Told("Café Lot, P2", "004417", "HC1C200304417", "", "104512345678901", _at(5, 13, 0, 0), _span(0, 45, 22), _span(0, 44, 0), Decimal("5.25"), None, "[]"),
    Told("DC Fast 1", "000042", "ZEFDC50-0042", "AmpUp", 'amp, "x"', _at(6, 30, 12, 5, 9), _span(1, 0), _span(0, 30), Decimal(22), Decimal(-1), "flat fee\nof one"),
    Told("Lobby West", "10984", "HC1C190912851", "ZEF", "00042", _at(7, 4, 13, 59, 59), _span(10, 5, 30), _span(3, 15), Decimal("23.75"), Decimal(0), ""),
    Told("Lobby West", "10984", "HC1C190912851", "ZEF", "00042", _at(7, 29, 23, 30), _span(8, 0), _span(3, 20), Decimal("19.5"), Decimal("7.8"), "null"),
)  # fmt: skip


def read(path: Path, settings: Settings = GIVEN) -> list[Reported | Problem]:
    """Read all of a file."""
    reading = open_file(path, settings)
    try:
        return list(reading)
    finally:
        reading.close()


def sessions(path: Path, settings: Settings = GIVEN) -> list[Session]:
    """Read a file all of whose rows are sessions."""
    rows = read(path, settings)
    refused = [row for row in rows if isinstance(row, Problem)]
    assert not refused
    return [row.session for row in rows if isinstance(row, Reported)]


def seen(session: Session) -> tuple[Any, ...]:
    """Give the eleven fields of a session as plain values."""
    return (
        *(session.name, session.sticker, session.serial, session.initiator, session.identity, session.start),
        *(session.plug_duration, session.charge_duration, session.energy, session.cost, session.bill_details),
    )


def wanted(told: Told) -> tuple[Any, ...]:
    """Give what a reading must see of a session."""
    bill = None if told.bill in {"", "[]", "{}", "null"} else told.bill
    return (
        *(told.name, told.sticker, told.serial, told.initiator, told.identity, int(told.start.timestamp())),
        *(int(told.plug.total_seconds()), int(told.charge.total_seconds()), int(told.energy * 10**9)),
        *(None if told.cost is None else int(told.cost * 10**9), bill),
    )


def utc(at: datetime) -> datetime:
    """Give the same instant in UTC."""
    return at.astimezone(UTC)
