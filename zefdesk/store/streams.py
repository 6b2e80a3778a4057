"""All sessions that a query lets through, as bare rows of the asked fields: exports of any length in flat memory."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from zefdesk.domain.query import SessionQuery
from zefdesk.store.fields import JOINED, WITHOUT_BILLS
from zefdesk.store.filters import narrowed, ordered
from zefdesk.store.schema import bill, finding, import_, session, sighting

_S = session.c
_FETCH = 1_000
_CODES = (
    select(func.aggregate_strings(finding.c.code, ", "))
    .where(finding.c.session_id == _S.id)
    .scalar_subquery()
    .label("findings")
)
_OTHERS: dict[str, ColumnElement[Any]] = {
    "id": _S.id,
    "display_zone": _S.display_zone,
    "findings": _CODES,
    "source_file": import_.c.path,
    "source_line": sighting.c.line,
}


def rows(transaction: Connection, query: SessionQuery, fields: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Give these fields of every session that the query lets through, in its order, some thousand rows at once.

    Fields are those of `Session`; `difference` and what begins with `computed` of the bill that stands (see `fields`);
    and `id`, `display_zone`, `findings` (codes, joined by commas, None for none),
    `source_file` and `source_line` (of the first telling). Values are as in `Session`.
    """
    tellings = session.join(sighting, sighting.c.session_id == _S.id).join(
        import_, import_.c.id == sighting.c.import_id
    )
    computed = WITHOUT_BILLS
    if transaction.execute(select(bill.c.session_id).limit(1)).first() is not None:
        computed, tellings = JOINED, tellings.outerjoin(bill, bill.c.session_id == _S.id)
    known = _OTHERS | computed
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
