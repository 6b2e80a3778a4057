"""What comes of logs in a ledger, by the command line: imported file by file, then asked for."""

import contextlib
import io
import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tests.fleet.fleet import Log
from zefdesk.cli.__main__ import main

_NANO = 10**9
MARKS = {
    "missing-stop",
    "still-open",
    "meter-reset",
    "clock-not-set",
    "offline-replay",
    "status-meter-disagree",
    "transaction-id-reused",
    "stop-before-start",
    "faulted-during-session",
}


class Told(NamedTuple):
    """A session as the command line tells it, with the names of what a log tells."""

    charger: str
    serial: str
    connector: str | None
    transaction: str | None
    identity: str | None
    initiator: str
    start: int
    end: int
    plug_duration: int | None
    charge_duration: int | None
    energy: int | None
    stop_reason: str | None
    began: int
    marks: set[str]
    samples: None = None


def told(log: Log, paths: Sequence[Path], folder: Path) -> list[Told]:
    """Import files one after the other into a new ledger, and give the sessions that it has."""
    database = folder / "ledger.db"
    for one in log.chargers:
        run(database, "chargers", "set", one.serial, f"card_reader_identity={one.card_reader}")
    for path in paths:
        run(database, "import", str(path), "--json")
    found = json.loads(run(database, "sessions", "--json", "--limit", "100000"))
    return [_told(one) for one in found["sessions"]]


def run(database: Path, *arguments: str) -> str:
    """Run a command; gives what it prints."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()) as errors:
        code = main(["--database", str(database), *arguments])
    if code > 1:
        raise RuntimeError(f"{arguments[0]} ends with {code}: {errors.getvalue()}")
    out.seek(0)
    return out.read()


def _told(one: dict[str, Any]) -> Told:
    log = one["log"] or one
    return Told(
        one["name"] or one["serial"],
        one["serial"],
        one["connector"],
        one["session_id"],
        one["identity"],
        one["initiator"] or "",
        _second(one["start"]),
        _second(one["end"]),
        one["plug_duration"],
        one["charge_duration"],
        None if one["energy"] is None else int(Decimal(one["energy"]) * _NANO),
        one["stop_reason"],
        _second(log.get("began") or one["start"]),
        set(one["findings"]) & MARKS,
    )


def _second(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
