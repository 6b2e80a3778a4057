"""Findings in the ledger."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, or_, select, true, update

from zefdesk.domain.finding import KINDS, Found, Severity
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.store.filters import narrowed
from zefdesk.store.ingest import MultiRow
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import finding, import_, judgement, session

_F, _R = finding.c, judgement.c
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a finding: the text, by whom, and when (an instant)."""

    text: str
    who: str
    at: int


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding with its number; `session_id` is None for what concerns a file or a charger.

    `other_id` is the session that it was found beside. `set_aside` is who set it aside, when and why.
    """

    id: int
    session_id: int | None
    code: str
    message: str
    charger: str | None = None
    import_id: int | None = None
    other_id: int | None = None
    set_aside: Judgement | None = None


Known: TypeAlias = dict[tuple[int | str | None, str, str], tuple[int, str, int | None]]
"""Findings by session (or charger), kind and evidence: number, sentence, the other session."""

_COLUMNS = (_F.id, _F.session_id, _F.code, _F.message, _F.charger, _F.import_id, _F.other_id, _R.text, _R.who, _R.at)


def _stored() -> Select[Any]:
    return select(*_COLUMNS).select_from(finding.outerjoin(judgement, _R.id == _F.aside_id)).order_by(_F.id)


def _finding(row: Row[*tuple[Any, ...]]) -> StoredFinding:
    about = (row.id, row.session_id, row.code, row.message, row.charger, row.import_id, row.other_id)
    return StoredFinding(*about, None if row.at is None else Judgement(row.text, row.who, row.at))


def findings(ledger: Ledger, query: SessionQuery) -> Iterator[StoredFinding]:
    """Give the findings of the sessions that the query lets through, set aside or not; without a filter, all."""
    statement = _stored()
    parts = [part for part in query.conditions if part.column == "findings" and part.test is Test.IS]
    rest = replace(query, conditions=tuple(part for part in query.conditions if part not in parts))
    if rest.filtered:
        statement = statement.where(_F.session_id.in_(narrowed(select(session.c.id), rest)))
    codes = [value for part in parts for value in part.values]
    if codes:
        statement = statement.where(_F.code.in_(codes))
    with ledger.reading() as connection:
        for row in connection.execute(statement):
            yield _finding(row)


def open_count(connection: Connection, query: SessionQuery) -> int:
    """How many findings of the sessions that a query lets through are open: beyond mere information."""
    ask = [code for code, kind in KINDS.items() if kind.severity is not Severity.INFO]
    statement = (
        select(func.count())
        .select_from(finding)
        .where(_F.code.in_(ask), _F.session_id.is_not(None), _F.aside_id.is_(None), inside(query))
    )
    return connection.execute(statement).scalar_one()


def of_session(ledger: Ledger, number: int) -> list[StoredFinding]:
    """Give the findings of one session."""
    with ledger.reading() as connection:
        return [_finding(row) for row in connection.execute(_stored().where(_F.session_id == number))]


def told_of(connection: Connection, numbers: Sequence[int], code: str) -> list[StoredFinding]:
    """Give the findings of one kind in some sessions, within a transaction."""
    mine = and_(_F.session_id.in_(list(numbers)), _F.code == code)
    return [_finding(row) for row in connection.execute(_stored().where(mine))]


def of_numbers(ledger: Ledger, numbers: Sequence[int]) -> list[StoredFinding]:
    """Give findings by their numbers."""
    found: list[StoredFinding] = []
    with ledger.reading() as connection:
        for start in range(0, len(numbers), _AT_ONCE):
            some = _F.id.in_(list(numbers[start : start + _AT_ONCE]))
            found += [_finding(row) for row in connection.execute(_stored().where(some))]
    return found


def inside(query: SessionQuery) -> ColumnElement[bool]:
    """Hold for findings of the sessions that a query lets through; where it lets all through, for all findings."""
    return _F.session_id.in_(narrowed(select(session.c.id), query)) if query.filtered else true()


def of_kind(ledger: Ledger, code: str, query: SessionQuery, limit: int | None = None) -> list[StoredFinding]:
    """Give the findings of one kind `inside` a query, those that are open first, each part by the sessions' Starts."""
    statement = (
        select(*_COLUMNS)
        .select_from(
            finding.outerjoin(judgement, _R.id == _F.aside_id).outerjoin(session, session.c.id == _F.session_id)
        )
        .where(_F.code == code, inside(query))
        .order_by(_F.aside_id.is_not(None), session.c.start.desc().nulls_last(), _F.id)
    )
    with ledger.reading() as connection:
        return [_finding(row) for row in connection.execute(statement.limit(limit))]


def of_code(connection: Connection, code: str) -> dict[int, tuple[int, str]]:
    """Give number and message of each session's finding of one code, by session."""
    statement = select(_F.session_id, _F.id, _F.message).where(_F.code == code, _F.session_id.is_not(None))
    return {row.session_id: (row.id, row.message) for row in connection.execute(statement)}


def known(connection: Connection, codes: Collection[str], about: ColumnElement[bool]) -> Known:
    """Give the findings of these kinds for which a condition holds."""
    columns = (_F.id, _F.session_id, _F.charger, _F.code, _F.evidence, _F.message, _F.other_id)
    statement = select(*columns).where(_F.code.in_(list(codes)), about)
    return {
        (row.charger if row.session_id is None else row.session_id, row.code, row.evidence): (
            row.id,
            row.message,
            row.other_id,
        )
        for row in connection.execute(statement)
    }


def known_of_kind(connection: Connection, code: str) -> Known:
    """Give all findings of one kind about sessions."""
    return known(connection, (code,), _F.session_id.is_not(None))


def any_of(connection: Connection, codes: Collection[str]) -> bool:
    """Whether the ledger holds any finding of these kinds."""
    return connection.execute(select(_F.id).where(_F.code.in_(list(codes))).limit(1)).first() is not None


def known_of_session(connection: Connection, number: int, codes: Collection[str]) -> Known:
    """Give the findings of these kinds about one session."""
    return known(connection, codes, _F.session_id == number)


def known_of_chargers(connection: Connection, codes: Collection[str], chargers: Collection[str] | None = None) -> Known:
    """Give the findings of these kinds about chargers, or about some of them."""
    mine = _F.charger.is_not(None) if chargers is None else _F.charger.in_(list(chargers))
    return known(connection, codes, and_(_F.session_id.is_(None), mine))


def known_of_import(connection: Connection, import_id: int) -> Known:
    """Give the findings about a file; in the place of a session they have the number of the import as a text."""
    columns = (_F.id, _F.code, _F.evidence, _F.message)
    rows = connection.execute(select(*columns).where(_F.import_id == import_id))
    return {(str(import_id), row.code, row.evidence): (row.id, row.message, None) for row in rows}


def settle(
    connection: Connection, before: Known, found: Iterable[tuple[int | str, Found]], import_id: int | None = None
) -> tuple[int, int]:
    """Let the findings be these instead of those before; one that stays keeps its number. Gives how many came and went.

    They are about sessions (by number), chargers (by name), or all about one import.
    """
    left = dict(before)
    new: list[tuple[Any, ...]] = []
    fresh: set[tuple[int | str, str, str]] = set()
    for about, one in found:
        key = (about, one.code, one.evidence)
        stands = left.pop(key, None)
        if stands is None:
            if key not in before and key not in fresh:
                fresh.add(key)
                new.append(_row(about, one, import_id))
        elif stands[1:] != (one.message, one.other):
            changed = update(finding).where(_F.id == stands[0])
            connection.execute(changed.values(message=one.message, other_id=one.other))
    remove(connection, [number for number, _, _ in left.values()])
    MultiRow(connection, finding).run(new)
    return len(new), len(left)


def _row(about: int | str, one: Found, import_id: int | None) -> tuple[Any, ...]:
    number = about if isinstance(about, int) else None
    charger = about if isinstance(about, str) and import_id is None else None
    return (None, number, one.code, one.message, charger, import_id, one.evidence, one.other, None)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take findings of these numbers away."""
    for start in range(0, len(numbers), _AT_ONCE):
        connection.execute(delete(finding).where(_F.id.in_(list(numbers[start : start + _AT_ONCE]))))


def attach(connection: Connection) -> None:
    """Let judgements that set a finding aside hold for the findings that they tell of, which may be new."""
    if connection.execute(select(_R.id).limit(1)).first() is None:
        return
    same = and_(_F.code == _R.code, _F.evidence == _R.evidence, _F.aside_id.is_(None))
    of_sessions = (
        select(_F.id, _R.id)
        .select_from(judgement.join(session, session.c.key == _R.key).join(finding, _F.session_id == session.c.id))
        .where(_R.aside, same)
    )
    of_others = (
        select(_F.id, _R.id)
        .select_from(judgement.join(finding, _F.code == _R.code).outerjoin(import_, import_.c.id == _F.import_id))
        .where(
            _R.aside,
            same,
            _F.session_id.is_(None),
            or_(and_(_F.charger == _R.charger, _F.import_id.is_(None)), import_.c.sha256 == _R.sha256),
        )
    )
    pairs = [tuple(row) for statement in (of_sessions, of_others) for row in connection.execute(statement)]
    for number, said in pairs:
        connection.execute(update(finding).where(_F.id == number).values(aside_id=said))
