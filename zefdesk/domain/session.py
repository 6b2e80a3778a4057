"""A charging session as its source told it, and by what two tellings are one and the same session."""

import json
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from zlib import crc32

from zefdesk.domain.finding import Found

ORDERED = range(-3_790_000_000, 4_780_000_000)
"""The clocks, from 1849 to 2121, in whose order the keys of sessions are."""

_EPOCH, _QUARTERS, _SPREAD = 950_000_000, 2**31 - 1, 0x9E3779B1


class Session(NamedTuple):
    """One charging session, in the words of the ZEFNET charging session report.

    Texts are to the letter; an absent value is None. `initiator` is None where the source has no such
    column (unknown) and empty where it is blank (free vend). Instants and wall clocks are as in `clock`,
    durations whole seconds, `energy` and the meter readings billionths of a kWh, `cost` billionths of
    `currency` (see `quantity`). `zone` is the zone the Start was read in; `zoned` says that the source
    itself gave it with the Start (an offset or a zone column). `end` is the source's, else Start + Plug Duration.
    """

    name: str | None
    sticker: str | None
    serial: str | None
    connector: str | None
    initiator: str | None
    identity: str | None
    start: int
    start_wall: int
    zone: str
    zoned: bool
    end: int | None
    plug_duration: int | None
    charge_duration: int | None
    energy: int | None
    cost: int | None
    currency: str | None
    bill_details: str | None
    bill_state: str
    session_id: str | None
    stop_reason: str | None
    site: str | None
    meter_start: int | None
    meter_stop: int | None


class Reported(NamedTuple):
    """A session with the place that told it: physical line, raw text, and what reading alone finds odd in it."""

    session: Session
    line: int
    raw: str
    findings: tuple[Found, ...]


COMPARED = (
    "initiator",
    "identity",
    "plug_duration",
    "charge_duration",
    "energy",
    "cost",
    "currency",
    "bill_details",
)
"""The fields whose values make two tellings of a session equal; Name and Sticker are mutable and do not count."""


def session_key(session: Session) -> int:
    """Give the 63-bit key by which two tellings are the same session.

    It is made of charger (serial, else name), connector, start and the source's own session id. Where the
    source gave no offset the start is the wall clock, so that a zone which is configured later doubles
    nothing. The start leads, so that keys of one file lie close together in an index.
    """
    who = _who(session.serial or session.name or "", session.connector or "", session.zoned)
    if session.session_id:
        who = crc32(session.session_id.encode("utf-8", "surrogatepass"), who)
    clock = session.start if session.zoned else session.start_wall
    return start_key(clock) | (who + (clock & 3) * _SPREAD & 0xFFFFFFFF)


def start_key(clock: int) -> int:
    """Give the least key of sessions that start within four seconds of this instant or wall clock.

    Keys are in the order of their clocks within `ORDERED`; beyond that they are keys all the same.
    """
    return ((clock >> 2) + _EPOCH & _QUARTERS) << 32


@lru_cache(maxsize=1 << 14)
def _who(charger: str, connector: str, zoned: bool) -> int:  # noqa: FBT001 -- a key of the cache
    return crc32(f"{charger}\x1f{connector}".encode("utf-8", "surrogatepass"), int(zoned))


def value_hash(session: Session) -> int:
    """Give the 64-bit hash of the values that make two tellings equal.

    They are initiator, identity, durations, energy, cost, currency and Bill Details: as values, not as text.
    Name and Sticker are mutable in the portal and do not count.
    """
    bill = session.bill_details
    values = (
        f"{session.initiator!r}\x1f{session.identity}\x1f{session.plug_duration}\x1f{session.charge_duration}\x1f"
        f"{session.energy}\x1f{session.cost}\x1f{session.currency}\x1f{canonical_bill(bill) if bill else ''}"
    )
    return int.from_bytes(blake2b(values.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def _canonical_number(text: str) -> str:
    return format(Decimal(text).normalize(), "f") if len(text) < 40 else text  # noqa: PLR2004 -- 1e999999 stays as typed


def canonical_bill(text: str) -> str:
    """Give Bill Details as a value: JSON with sorted keys and plain numbers, other text without outer blanks."""
    text = text.strip()
    if text[:1] not in {"{", "["}:
        return text
    try:
        value: Any = json.loads(text, parse_float=_canonical_number, parse_int=_canonical_number)
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except (ValueError, RecursionError, ArithmeticError):
        return text
