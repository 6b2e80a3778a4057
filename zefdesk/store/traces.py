"""What chargers' logs tell of sessions, kept: traces, and the meter values of each as one packed column a log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from zefdesk.domain.logged import Logged, Span
from zefdesk.domain.samples import Samples
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import trace, trace_samples

_T, _S = trace.c, trace_samples.c
_AT_ONCE = 500
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Logged).decode


@dataclass(frozen=True, slots=True)
class Trace:
    """A stored trace: its number, its session (None: a fragment, or not told yet), a hash of all it tells.

    `logged` has no samples until they are asked for.
    """

    id: int
    session_id: int | None
    mark: int
    logged: Logged


def any_there(connection: Connection) -> bool:
    """Whether the ledger holds anything of chargers' logs."""
    return connection.execute(select(_T.id).limit(1)).first() is not None


def add(connection: Connection, logged: Mapping[str, Sequence[Logged]], import_id: int) -> list[Trace]:
    """Keep what logs tell of sessions, by charger, with meter values; places without an import are this one's."""
    told = [(charger, one) for charger, many in logged.items() for one in many]
    if not told:
        return []
    last = connection.execute(select(func.max(_T.id))).scalar() or 0
    made = [
        Trace(last + place, None, mark_of(one), _placed(one, import_id)) for place, (_, one) in enumerate(told, start=1)
    ]
    connection.execute(
        insert(trace),
        [
            {"id": one.id, "charger": charger} | _values(one.logged, one.mark)
            for one, (charger, _) in zip(made, told, strict=True)
        ],
    )
    rows = [row for one, (_, whole) in zip(made, told, strict=True) for row in _sample_rows(one.id, whole, import_id)]
    if rows:
        connection.execute(insert(trace_samples), rows)
    return made


def _keep_samples(connection: Connection, number: int, logged: Logged, import_id: int) -> None:
    rows = _sample_rows(number, logged, import_id)
    if rows:
        connection.execute(insert(trace_samples), rows)


def _sample_rows(number: int, logged: Logged, import_id: int) -> list[dict[str, object]]:
    samples = Samples.of(logged.samples)
    return [
        {"trace_id": number, "import_id": source or import_id, "body": samples.packed(source)}
        for source in samples.sources()
    ]


def renew(connection: Connection, before: Trace, logged: Logged) -> Trace:
    """Let a trace tell something else."""
    after = Trace(before.id, before.session_id, mark_of(logged), replace(logged, samples=()))
    connection.execute(update(trace).where(_T.id == before.id).values(**_values(after.logged, after.mark)))
    connection.execute(delete(trace_samples).where(_S.trace_id == before.id))
    _keep_samples(connection, before.id, logged, 0)
    return after


def tell(connection: Connection, number: int, session_id: int | None) -> None:
    """Say which session a trace tells of."""
    connection.execute(update(trace).where(_T.id == number).values(session_id=session_id))


def tell_all(connection: Connection, told: Sequence[tuple[int, int]]) -> None:
    """Say of which sessions traces tell: pairs of trace and session."""
    if told:
        statement = update(trace).where(_T.id == bindparam("number")).values(session_id=bindparam("told"))
        connection.execute(statement, [{"number": number, "told": session} for number, session in told])


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take traces out."""
    for start in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[start : start + _AT_ONCE])
        connection.execute(delete(trace_samples).where(_S.trace_id.in_(some)))
        connection.execute(delete(trace).where(_T.id.in_(some)))


def of_charger(connection: Connection, charger: str) -> list[Trace]:
    """Give all traces of a charger, in the order of their beginnings."""
    rows = connection.execute(select(trace).where(_T.charger == charger).order_by(_T.began, _T.id))
    return [_trace(row) for row in rows]


def serials(connection: Connection) -> set[str]:
    """Give all names and serials of chargers that have traces."""
    rows = connection.execute(select(_T.called, _T.serial).distinct())
    return {name for row in rows for name in row if name}


def of_sessions(connection: Connection, numbers: Sequence[int]) -> dict[int, Trace]:
    """Give the traces of these sessions, by the sessions' numbers."""
    found: dict[int, Trace] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[start : start + _AT_ONCE])
        for row in connection.execute(select(trace).where(_T.session_id.in_(some))):
            found[row.session_id] = _trace(row)
    return found


def of_session(ledger: Ledger, number: int) -> Trace | None:
    """Give the trace of a session with all its meter values; None for one that no log tells."""
    with ledger.reading() as connection:
        found = of_sessions(connection, [number]).get(number)
        return found and replace(found, logged=replace(found.logged, samples=samples(connection, found.id)))


def charger_of(connection: Connection, number: int) -> str:
    """Give the charger of a trace, under which its messages are kept."""
    return str(connection.execute(select(_T.charger).where(_T.id == number)).scalar_one())


def samples(connection: Connection, number: int) -> Samples:
    """Give the meter values of a trace, of all logs that told them."""
    rows = connection.execute(select(_S.import_id, _S.body).where(_S.trace_id == number).order_by(_S.import_id))
    return Samples([block for row in rows for block in Samples.unpacked(row.body, row.import_id).blocks])


def chargers_of(connection: Connection, import_id: int) -> list[str]:
    """Give the chargers of whose sessions an import told meter values."""
    statement = select(_T.charger).join(trace_samples, _S.trace_id == _T.id).where(_S.import_id == import_id)
    return list(connection.execute(statement.distinct()).scalars())


def rename(connection: Connection, before: str, after: str) -> None:
    """Let the traces of a charger be those of another: its serial has become known."""
    connection.execute(update(trace).where(_T.charger == before).values(charger=after))


def named(connection: Connection, names: Sequence[str]) -> list[str]:
    """Give the chargers that have one of these serials, or are called so in their logs."""
    wanted = or_(_T.serial.in_(names), _T.called.in_(names))
    return list(connection.execute(select(_T.charger).where(wanted).distinct().order_by(_T.charger)).scalars())


def serial_of(connection: Connection, name: str) -> str | None:
    """Give the serial of a charger that logs call so, where one told it."""
    mine = select(_T.serial).where(_T.called == name, _T.serial.is_not(None))
    return connection.execute(mine.limit(1)).scalar()


def forget_samples(connection: Connection, import_id: int) -> None:
    """Take out the meter values that an import told."""
    connection.execute(delete(trace_samples).where(_S.import_id == import_id))


def mark_of(logged: Logged) -> int:
    """Give a hash of all that a log tells of a session."""
    body = _encode(replace(_placed(logged, 0, anew=True), samples=(), raw=""))
    digest = blake2b(body, digest_size=8)
    digest.update(Samples.of(logged.samples).digest())
    return int.from_bytes(digest.digest(), signed=True)


def _placed(logged: Logged, import_id: int, *, anew: bool = False) -> Logged:
    """Give it without samples, and with its places those of an import."""

    def put(span: Span) -> Span:
        return span._replace(source=import_id) if anew or not span.source else span

    events = tuple(event._replace(span=put(event.span)) for event in logged.events)
    return replace(logged, span=put(logged.span), events=events, samples=())


def _values(logged: Logged, mark: int) -> dict[str, object]:
    return {
        "called": logged.charger,
        "serial": logged.serial,
        "connector": logged.connector,
        "transaction_id": logged.transaction,
        "began": logged.began,
        "whole": logged.whole,
        "mark": mark,
        "body": _encode(logged),
    }


def _trace(row: object) -> Trace:
    return Trace(row.id, row.session_id, row.mark, _decode(row.body))  # type: ignore[attr-defined]
