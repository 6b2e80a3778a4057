"""Bills beside the sessions: what there is to price, and every bill that was made; none is ever edited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, literal, select

from zefdesk.domain.logged import Logged
from zefdesk.store import traces, unlooked
from zefdesk.store.ingest import MultiRow, take
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import bill, former_bill, profile, session

_S, _B = session.c, bill.c
_AT_ONCE = 500
COMPARED = "cost-differs"
"""The kind of finding that holds a bill against what was reported."""


class ToPrice(NamedTuple):
    """What pricing asks of a stored session, in the units of `Session`; and terms and total of the bill it has.

    `log` is what a charger's log tells of it, with its meter values, and `log_mark` a hash of that.
    """

    id: int
    charger: str
    start: int
    start_wall: int
    zone: str
    plugged: int | None
    charging: int | None
    energy: int | None
    cost: int | None
    currency: str | None
    initiator: str | None
    identity: str | None
    value_hash: int
    terms: int | None
    billed: int | None
    billed_currency: str | None
    log: Logged | None = None
    log_mark: int = 0


class NewBill(NamedTuple):
    """A bill to keep: `rate` of a simple rate, or `profile_id` and `body` of a profile's; amounts in billionths."""

    session_id: int
    terms: int
    rate: str | None
    profile_id: int | None
    currency: str | None
    total_excl: int
    total_incl: int
    low: int | None
    high: int | None
    body: str | None


class StoredBill(NamedTuple):
    """A bill that was kept: its number, when it was made, until when it stood (None: it stands), and the rest."""

    number: int
    priced_at: int
    replaced_at: int | None
    session_id: int
    rate: str | None
    profile_id: int | None
    document: str | None
    version: int | None
    currency: str | None
    total_excl: int
    total_incl: int
    low: int | None
    high: int | None
    body: str | None


_TO_PRICE = select(
    _S.id,
    func.coalesce(_S.serial, _S.name, ""),
    _S.start,
    _S.start_local,
    _S.display_zone,
    _S.plug_duration,
    _S.charge_duration,
    _S.energy,
    _S.cost,
    _S.currency,
    _S.initiator,
    _S.identity,
    _S.value_hash,
    _B.terms,
    _B.total_incl,
    _B.currency,
).select_from(session.outerjoin(bill, _B.session_id == _S.id))
_BETWEEN = _TO_PRICE.where(_S.id >= bindparam("first"), _S.id <= bindparam("last")).order_by(_S.id)
_LISTED = _TO_PRICE.where(_S.id.in_(bindparam("ids", expanding=True))).order_by(_S.id)


def to_price(ledger: Ledger, numbers: Sequence[int]) -> list[ToPrice]:
    """Give what pricing asks of these sessions, whose numbers ascend."""
    with ledger.reading() as connection:
        found = _to_price(connection, numbers)
        return _with_logs(connection, found) if traces.any_there(connection) else found


def _with_logs(connection: Connection, found: Sequence[ToPrice]) -> list[ToPrice]:
    known = traces.of_sessions(connection, [one.id for one in found])
    made = []
    for one in found:
        trace = known.get(one.id)
        if trace:
            logged = replace(trace.logged, samples=traces.samples(connection, trace.id))
            made.append(one._replace(log=logged, log_mark=trace.mark))
        else:
            made.append(one)
    return made


def pages(ledger: Ledger, numbers: Sequence[int], size: int) -> Iterator[list[ToPrice]]:
    """Give the same page by page; between two pages the ledger is free."""
    for start in range(0, len(numbers), size):
        yield to_price(ledger, numbers[start : start + size])


def _to_price(connection: Connection, numbers: Sequence[int]) -> list[ToPrice]:
    if not numbers:
        return []
    if numbers[-1] - numbers[0] < len(numbers):
        cursor: Any = connection.execute(_BETWEEN, {"first": numbers[0], "last": numbers[-1]}).cursor
        return [ToPrice(*row) for row in cursor]
    made: list[ToPrice] = []
    for start in range(0, len(numbers), _AT_ONCE):
        found = connection.execute(_LISTED, {"ids": list(numbers[start : start + _AT_ONCE])})
        made += [ToPrice(*tuple(row)) for row in found]
    return made


def keep(connection: Connection, bills: Sequence[NewBill], now: int) -> None:
    """Keep new bills of sessions for which none stands (any more)."""
    if not bills:
        return
    first = take(connection, "bill", len(bills)) - len(bills) + 1
    rows = [(one[0], first + place, now, *one[1:]) for place, one in enumerate(bills)]
    MultiRow(connection, bill).run(rows)


def retire(connection: Connection, numbers: Iterable[int], now: int) -> None:
    """Let the bills of these sessions stand no longer; they are kept as former ones."""
    wanted = list(numbers)
    if wanted:
        unlooked.touch_kind(connection, (COMPARED,))
    for start in range(0, len(wanted), _AT_ONCE):
        mine = _B.session_id.in_(wanted[start : start + _AT_ONCE])
        names = [column.name for column in bill.columns]
        old = select(*(_B[name] for name in names), literal(now)).where(mine)
        connection.execute(insert(former_bill).from_select([*names, "replaced_at"], old))
        connection.execute(delete(bill).where(mine))


def _bills(table: Any, replaced_at: Any) -> Select[Any]:  # noqa: ANN401 -- a Table and one of its columns
    c = table.c
    return select(
        c.number,
        c.priced_at,
        replaced_at,
        c.session_id,
        c.rate,
        c.profile_id,
        profile.c.document,
        profile.c.version,
        c.currency,
        c.total_excl,
        c.total_incl,
        c.low,
        c.high,
        c.body,
    ).select_from(table.outerjoin(profile, profile.c.id == c.profile_id))


def bills_of(ledger: Ledger, numbers: Sequence[int]) -> dict[int, StoredBill]:
    """Give the bills that stand for these sessions, by the numbers of the sessions."""
    with ledger.reading() as connection:
        found: dict[int, StoredBill] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            mine = _B.session_id.in_(list(numbers[start : start + _AT_ONCE]))
            rows = connection.execute(_bills(bill, literal(None)).where(mine))
            found |= {row.session_id: StoredBill._make(row) for row in rows}
        return found


def totals_of(connection: Connection, numbers: Sequence[int]) -> dict[str | None, int]:
    """Sum up the bills that stand for these sessions, by currency."""
    sums: dict[str | None, int] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        mine = _B.session_id.in_(list(numbers[start : start + _AT_ONCE]))
        for currency, amount in connection.execute(select(_B.currency, _B.total_incl).where(mine)):
            sums[currency] = sums.get(currency, 0) + amount
    return sums


def former_bills(ledger: Ledger, number: int) -> list[StoredBill]:
    """Give the bills that once stood for a session, the newest first."""
    mine = former_bill.c.session_id == number
    with ledger.reading() as connection:
        rows = connection.execute(_bills(former_bill, former_bill.c.replaced_at).where(mine))
        return sorted((StoredBill._make(row) for row in rows), key=lambda one: one.number, reverse=True)
