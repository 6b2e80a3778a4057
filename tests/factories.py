"""Small makers of the nouns, with everything usual filled in."""

from typing import Any

from zefdesk.domain.session import Reported, Session
from zefdesk.store.ingest import File, Ingest
from zefdesk.store.ledger import Ledger
from zefdesk.store.ready import make_ready

MAY_2 = 1_777_727_580  # 2026-05-02T13:13:00Z, 08:13 in Chicago
CHICAGO_IN_MAY = -5 * 3600


def a_session(**changes: Any) -> Session:
    """A usual session of Lobby East; `start` moves the wall clock and the end along."""
    values: dict[str, Any] = {
        "name": "Lobby East",
        "sticker": "010983",
        "serial": "HC1C190912849",
        "connector": None,
        "initiator": "ChargeHub",
        "identity": "ch-5521",
        "start": MAY_2,
        "zone": "America/Chicago",
        "zoned": False,
        "plug_duration": 9000,
        "charge_duration": 7200,
        "energy": 15_700_000_000,
        "cost": 6_280_000_000,
        "currency": "USD",
        "bill_details": None,
        "bill_state": "not-itemised",
        "session_id": None,
        "stop_reason": None,
        "site": None,
        "meter_start": None,
        "meter_stop": None,
    }
    values |= changes
    values.setdefault("start_wall", values["start"] + CHICAGO_IN_MAY)
    values.setdefault("end", values["start"] + (values["plug_duration"] or 0))
    return Session(**values)


def told(*sessions: Session, first_line: int = 2) -> list[Reported]:
    """These sessions as the rows of a file."""
    return [Reported(one, first_line + at, f"raw {one.serial} {at}", ()) for at, one in enumerate(sessions)]


def store(ledger: Ledger, *sessions: Session, path: str = "may.csv") -> Ingest:
    """Store sessions as one file."""
    with ledger.writing() as transaction:
        ingest = Ingest(transaction, File(path, "zefnet-session-report", "0" * 64, 1, MAY_2))
        ingest.add(make_ready(told(*sessions)))
        ingest.finish()
    return ingest
