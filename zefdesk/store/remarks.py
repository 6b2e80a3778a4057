"""Remarks of people on sessions; they outlive a session, and find it again when a file tells it again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, delete, exists, func, insert, literal, or_, select, update

from zefdesk.domain.query import SessionQuery
from zefdesk.domain.remark import ADJUSTMENT, NOTE, PASSED_OVER, Remark
from zefdesk.store.filters import counted, narrowed, remarked
from zefdesk.store.schema import import_, remark, session, sighting, trace

_R, _S = remark.c, session.c
_COLUMNS = (_R.id, _R.session_id, _R.kind, _R.by, _R.at, _R.text, _R.amount, _R.currency)
_AT_ONCE = 500


def _without_number(values: ColumnElement[Any]) -> ColumnElement[Any]:
    """Take the number of a session out of the hash of its values, of which it is a part where only logs tell it."""
    return values.bitwise_or(_S.id) - values.bitwise_and(_S.id)


_BY_REPORT = exists().where(
    sighting.c.session_id == _S.id, sighting.c.import_id == import_.c.id, import_.c.parts.is_(None)
)
_BY_LOG = exists().where(trace.c.session_id == _S.id)
_VALUES = case((and_(_BY_LOG, ~_BY_REPORT), _without_number(_S.value_hash)), else_=_S.value_hash)


class NewRemark(NamedTuple):
    """A remark to add, as in `domain.remark.Remark`."""

    kind: str
    by: str
    at: int
    text: str = ""
    amount: int | None = None
    currency: str | None = None


def add(connection: Connection, numbers: Sequence[int], new: NewRemark, *, once: bool = False) -> int:
    """Say something of sessions, `once` only where it has not been said; gives of how many."""
    said = 0
    for some in _chunks(numbers):
        wanted: ColumnElement[bool] = _S.id.in_(some)
        if once:
            wanted = and_(wanted, ~exists().where(_R.session_id == _S.id, _R.kind == new.kind))
        columns = ("session_id", "key", "value_hash", *NewRemark._fields)
        said_of_each = [literal(value, _R[name].type) for name, value in new._asdict().items()]
        rows = select(_S.id, _S.key, _VALUES, *said_of_each).where(wanted)
        said += connection.execute(select(func.count()).select_from(session).where(wanted)).scalar_one()
        connection.execute(insert(remark).from_select(columns, rows))
    return said


def take_back(connection: Connection, numbers: Sequence[int], kind: str) -> int:
    """Take back what was said of sessions; gives how many remarks went."""
    return sum(
        connection.execute(delete(remark).where(_R.session_id.in_(some), _R.kind == kind)).rowcount
        for some in _chunks(numbers)
    )


def find(connection: Connection, number: int) -> Remark | None:
    """Give a remark by its own number; None where there is none."""
    row = connection.execute(select(*_COLUMNS).where(_R.id == number)).first()
    return None if row is None else Remark._make(row)


def remove(connection: Connection, number: int) -> None:
    """Take one remark out by its own number."""
    connection.execute(delete(remark).where(_R.id == number))


def of_sessions(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Remark, ...]]:
    """Give the remarks on sessions, in the order in which they were made."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for some in _chunks(numbers):
        for row in connection.execute(select(*_COLUMNS).where(_R.session_id.in_(some)).order_by(_R.id)):
            found[row.session_id].append(Remark._make(row))
    return {number: tuple(told) for number, told in found.items()}


def said(connection: Connection, query: SessionQuery) -> Iterator[Remark]:
    """Give the remarks on the sessions that a query lets through, by session, in the order in which they were made."""
    statement = select(*_COLUMNS).where(_R.session_id.is_not(None)).order_by(_R.session_id, _R.id)
    if query.filtered:
        statement = statement.where(_R.session_id.in_(narrowed(select(_S.id), query)))
    for row in connection.execute(statement):
        yield Remark._make(row)


def adjusted(connection: Connection, query: SessionQuery) -> dict[str | None, int]:
    """Sum up the adjustments of the sessions that a query lets through, by currency; of those that count in sums."""
    sums: dict[str | None, int] = {}
    statement = select(_R.currency, _R.amount).where(_R.kind == ADJUSTMENT, _R.session_id.is_not(None))
    if query.filtered:
        statement = statement.where(_R.session_id.in_(narrowed(select(_S.id).where(counted()), query)))
    else:
        over = remark.alias().c
        passed = select(over.session_id).where(over.kind == PASSED_OVER, over.session_id.is_not(None))
        statement = statement.where(_R.session_id.not_in(passed))
    for currency, amount in connection.execute(statement):
        sums[currency] = sums.get(currency, 0) + amount
    return sums


def count(connection: Connection, query: SessionQuery, kind: str) -> int:
    """How many sessions that a query lets through have a remark of this kind."""
    if not any_there(connection, kind):
        return 0
    statement = narrowed(select(func.count()).select_from(session).where(remarked(kind)), query)
    number: int = connection.execute(statement).scalar_one()
    return number


def any_there(connection: Connection, kind: str) -> bool:
    """Whether any session has a remark of this kind."""
    return connection.execute(select(_R.id).where(_R.kind == kind).limit(1)).first() is not None


def settle(connection: Connection) -> None:
    """Let remarks go of sessions that are gone, and find those that are back, after an import or an undo.

    A session is found by key and values; a note or an adjustment also by the key alone where only one session has it,
    so that it is not lost when a portal corrects a row. What was reviewed or decided holds for its values only.
    """
    if connection.execute(select(_R.id).limit(1)).first() is None:
        return
    gone = and_(_R.session_id.is_not(None), ~exists().where(_S.id == _R.session_id))
    connection.execute(update(remark).where(gone).values(session_id=None))
    same = and_(_S.key == _R.key, or_(_S.value_hash == _R.value_hash, _without_number(_S.value_hash) == _R.value_hash))
    back = select(func.min(_S.id)).where(same).scalar_subquery()
    connection.execute(update(remark).where(_R.session_id.is_(None), exists().where(same)).values(session_id=back))
    alone = select(func.min(_S.id)).where(_S.key == _R.key).having(func.count() == 1).scalar_subquery()
    lost = _lost()
    connection.execute(update(remark).where(lost).values(session_id=alone))
    connection.execute(
        update(remark)
        .where(_R.session_id.is_not(None))
        .where(exists().where(_S.id == _R.session_id, _S.key != _R.key))
        .values(key=select(_S.key).where(_S.id == _R.session_id).scalar_subquery())
    )


def _lost() -> ColumnElement[bool]:
    return and_(_R.session_id.is_(None), _R.kind.in_([NOTE, ADJUSTMENT]), exists().where(_S.key == _R.key))


def _chunks(numbers: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield list(numbers[start : start + _AT_ONCE])
