"""Rows made ready for the ledger: keys and values worked out, in plain lists that another process can send."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from zefdesk.domain.session import Reported, Session, session_key, value_hash

NAME, STICKER, SERIAL, START, START_WALL, ZONE, ZONED = (
    Session._fields.index(name) for name in ("name", "sticker", "serial", "start", "start_wall", "zone", "zoned")
)
"""Where these fields stand in a session as a tuple."""


class Ready(NamedTuple):
    """Some rows of a file, field by field: keys, hashes of their values, sessions as tuples, lines, raw texts.

    `findings` are what reading found: position of the row, code, sentence.
    """

    keys: list[int]
    hashes: list[int]
    sessions: list[tuple[Any, ...]]
    lines: list[int]
    raws: list[str]
    findings: list[tuple[int, str, str]]


def make_ready(rows: Sequence[Reported]) -> Ready:
    """Work out what the ledger needs to know of each row, without the ledger."""
    sessions = [row[0] for row in rows]
    return Ready(
        list(map(session_key, sessions)),
        list(map(value_hash, sessions)),
        cast("list[tuple[Any, ...]]", sessions),
        [row[1] for row in rows],
        [row[2] for row in rows],
        [(at, one.code, one.message) for at, row in enumerate(rows) if row[3] for one in row[3]],
    )
