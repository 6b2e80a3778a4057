"""Stored sessions as rows, as a ledger gives them."""

from collections.abc import Sequence
from typing import Any

from tests.factories import a_session
from zefdesk.domain.stored import Place, Stored
from zefdesk.reports.rows import Row, rows_of


def stored(number: int = 1, **changes: Any) -> Stored:
    """A stored session; `display_zone`, `findings` and `sources` are its own, other changes the session's."""
    zone = changes.pop("display_zone", "America/Chicago")
    findings = changes.pop("findings", ())
    sources = changes.pop("sources", (Place(7, "may.csv", number + 1),))
    return Stored(number, a_session(**changes), zone, findings, sources)


def batches(fields: Sequence[str], *sessions: Stored) -> list[list[Row]]:
    """All of them as one batch."""
    return [rows_of(sessions, fields)]
