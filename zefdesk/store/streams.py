"""All sessions that a query lets through, as bare rows of the asked fields: exports of any length in flat memory."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, null, select

from zefdesk.domain.query import SessionQuery
from zefdesk.domain.remark import ADJUSTMENT, NOTE, REVIEWED
from zefdesk.store.fields import JOINED, WITHOUT_BILLS
from zefdesk.store.filters import counted, narrowed, ordered
from zefdesk.store.schema import bill, finding, import_, remark, session, sighting

_S = session.c
_FETCH = 1_000
_CODES = (
    select(func.aggregate_strings(finding.c.code, ", "))
    .where(finding.c.session_id == _S.id, finding.c.aside_id.is_(None))
    .scalar_subquery()
    .label("findings")
)
_R = remark.c


def _said(value: ColumnElement[Any], kind: str) -> ColumnElement[Any]:
    """Give something of the remarks of a kind on a session."""
    return select(value).where(_R.session_id == _S.id, _R.kind == kind).correlate(session).scalar_subquery()


_NEWEST_NOTE = (
    select(_R.text)
    .where(_R.session_id == _S.id, _R.kind == NOTE)
    .order_by(_R.id.desc())
    .limit(1)
    .correlate(session)
    .scalar_subquery()
)
_SAID: dict[str, ColumnElement[Any]] = {
    "reviewed": _said(func.max(_R.by), REVIEWED),
    "reviewed_at": _said(func.max(_R.at), REVIEWED),
    "adjustment": _said(func.sum(_R.amount), ADJUSTMENT),
    "adjustment_currency": _said(func.max(_R.currency), ADJUSTMENT),
    "adjustment_reason": _said(func.aggregate_strings(_R.text, "; "), ADJUSTMENT),
    "note": _NEWEST_NOTE,
    "counted": counted(),
}
_UNSAID: dict[str, ColumnElement[Any]] = dict.fromkeys(_SAID, null()) | {"counted": literal(value=True)}
_OTHERS: dict[str, ColumnElement[Any]] = {
    "id": _S.id,
    "display_zone": _S.display_zone,
    "findings": _CODES,
    "source_file": import_.c.path,
    "source_line": sighting.c.line,
}


def rows(transaction: Connection, query: SessionQuery, fields: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Give these fields of every session that the query lets through, in its order, some thousand rows at once.

    Fields are those of `Session`; what people said (`reviewed`, `reviewed_at`, `adjustment`, its currency and
    reason, `note`, `counted`);
    `difference` and what begins with `computed` of the bill that stands (see `fields`);
    and `id`, `display_zone`, `findings` (codes, joined by commas, None for none),
    `source_file` and `source_line` (of the first telling). Values are as in `Session`.
    """
    tellings = session.join(sighting, sighting.c.session_id == _S.id).join(
        import_, import_.c.id == sighting.c.import_id
    )
    computed = WITHOUT_BILLS
    if transaction.execute(select(bill.c.session_id).limit(1)).first() is not None:
        computed, tellings = JOINED, tellings.outerjoin(bill, bill.c.session_id == _S.id)
    said = _SAID if transaction.execute(select(_R.id).limit(1)).first() is not None else _UNSAID
    known = _OTHERS | computed | said
    asked = [known[name] if name in known else _S[name] for name in fields]
    statement = ordered(narrowed(select(*asked, _S.id.label("number")).select_from(tellings), query), query)
    cursor: Any = transaction.execute(statement.order_by(sighting.c.import_id, sighting.c.line)).cursor
    last = 0
    while fetched := cursor.fetchmany(_FETCH):
        numbers = [row[-1] for row in fetched]
        if len(set(numbers)) < len(numbers) or numbers[0] == last:
            fetched = _first_tellings(fetched, last)
        last = numbers[-1]
        yield fetched


def _first_tellings(fetched: list[tuple[Any, ...]], last: int) -> list[tuple[Any, ...]]:
    kept = []
    for row in fetched:
        if row[-1] != last:
            kept.append(row)
        last = row[-1]
    return kept


def count(transaction: Connection, query: SessionQuery) -> int:
    """How many sessions the query lets through."""
    number: int = transaction.execute(narrowed(select(func.count()).select_from(session), query)).scalar_one()
    return number


def told_by(transaction: Connection, query: SessionQuery) -> dict[int, int]:
    """How many of the sessions that the query lets through each import tells, by its number."""
    statement = select(sighting.c.import_id, func.count(sighting.c.session_id.distinct())).group_by(
        sighting.c.import_id
    )
    if query.filtered:
        statement = statement.where(sighting.c.session_id.in_(narrowed(select(_S.id), query)))
    return {row[0]: row[1] for row in transaction.execute(statement)}
