"""Traces of logs and the sessions of the ledger: each session once, whether a report, a log or both tell it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from zefdesk.domain.bill_state import bill_state
from zefdesk.domain.clock import wall_of
from zefdesk.domain.finding import Found
from zefdesk.domain.logged import Logged
from zefdesk.domain.session import Session
from zefdesk.findings import joined, logged
from zefdesk.findings.joined import Sides
from zefdesk.findings.thresholds import Thresholds
from zefdesk.services import matching
from zefdesk.store import logged_sessions as rows
from zefdesk.store import thresholds, traces
from zefdesk.store.logged_sessions import ReportRow, Sight
from zefdesk.store.traces import Trace
from zefdesk.store.transaction import Transaction

CODES = (*logged.CHECKS, joined.DIFFERS, joined.AMBIGUOUS)
"""The kinds of findings about sessions that logs tell."""


def as_session(told: Logged) -> Session:
    """Give what a log tells of a session in the words of a report; it knows no cost."""
    return Session(
        name=told.charger,
        sticker=None,
        serial=told.serial or told.charger,
        connector=told.connector,
        initiator=told.initiator,
        identity=told.identity,
        start=told.start,
        start_wall=wall_of(told.zone, told.start),
        zone=told.zone,
        zoned=True,
        end=told.end,
        plug_duration=told.plug_duration,
        charge_duration=told.charge_duration,
        energy=told.energy,
        cost=None,
        currency=None,
        bill_details=None,
        bill_state=bill_state(unreadable=False, lines=False, initiator=told.initiator, cost=None),
        session_id=told.transaction,
        stop_reason=told.stop_reason,
        site=None,
        meter_start=told.meter_start,
        meter_stop=told.meter_stop,
    )


def settle(
    transaction: Transaction, charger: str, zones: Mapping[str, str], touched: Iterable[int] | None = None
) -> int:
    """Let the sessions of a charger be what its logs and the reports tell; gives how many sessions are new.

    `touched` are the numbers of the traces that are new or tell something else than before; None for all.
    """
    known = traces.of_charger(transaction, charger)
    _let_go(transaction, [one for one in known if one.session_id is not None and not one.logged.whole])
    every = [one for one in known if one.logged.whole]
    if not every:
        return 0
    looked_at = None if touched is None else set(touched)
    limits = thresholds.limits(transaction)
    reported = _reported(transaction, every)
    joins = matching.joins([one.logged for one in every], list(reported.values()))
    own = {one.session_id for one in every if one.session_id} - rows.told_by_reports(
        transaction, [one.session_id for one in every if one.session_id]
    )
    fresh: list[tuple[Trace, int | None]] = []
    for place, one in enumerate(every):
        wanted = joins.pairs.get(place)
        if one.session_id is None and wanted is None:
            fresh.append((one, joins.doubtful.get(place)))
            continue
        number = _session_of(transaction, one, wanted, own, zones, changed=looked_at is None or one.id in looked_at)
        if number is None:
            continue
        found = _found(one.logged, reported.get(wanted or 0), joins.doubtful.get(place), limits)
        rows.find(transaction, number, CODES, found)
    _add(transaction, fresh, zones, limits)
    _mark_candidates(transaction, joins, reported, every)
    return len(fresh)


def _add(
    transaction: Transaction,
    fresh: Sequence[tuple[Trace, int | None]],
    zones: Mapping[str, str],
    limits: Thresholds,
) -> None:
    """Add the sessions that only logs tell, with what was found in them."""
    told = []
    for one, _ in fresh:
        session = as_session(one.logged)
        told.append((session, _zone(session, one.logged, zones), _places(one.logged)))
    numbers = rows.add_all(transaction, told)
    traces.tell_all(transaction, [(one.id, number) for (one, _), number in zip(fresh, numbers, strict=True)])
    found = [
        (number, each)
        for (one, doubtful), number in zip(fresh, numbers, strict=True)
        for each in _found(one.logged, None, doubtful, limits)
    ]
    rows.find_all(transaction, found)


def _zone(session: Session, told: Logged, zones: Mapping[str, str]) -> str | None:
    return zones.get(session.serial or "") or zones.get(told.charger)


def _reported(transaction: Transaction, every: Sequence[Trace]) -> dict[int, ReportRow]:
    names = sorted({name for one in every for name in (one.logged.serial, one.logged.charger) if name})
    first = min(one.logged.start for one in every) - matching.WITHIN
    last = max(one.logged.start for one in every) + matching.WITHIN
    return {row.id: row for row in rows.reported(transaction, names, first, last)}


def _session_of(
    transaction: Transaction,
    one: Trace,
    wanted: int | None,
    own: set[int],
    zones: Mapping[str, str],
    *,
    changed: bool,
) -> int | None:
    """Give the session of a trace its row, or join it with a report's; None where nothing has changed."""
    session = as_session(one.logged)
    zone = _zone(session, one.logged, zones)
    number = one.session_id
    if wanted is not None:
        if number == wanted and not changed:
            return None
        if number is not None and number != wanted and number in own:
            rows.remove(transaction, [number])
        number = wanted
    elif number is None or number not in own:
        if number is not None and rows.told_by_reports(transaction, [number]):
            rows.unsight(transaction, number)
            number = None
        number = rows.add(transaction, session, zone) if number is None else number
    elif changed:
        rows.renew(transaction, number, session, zone)
    else:
        return None
    if number != one.session_id:
        traces.tell(transaction, one.id, number)
    rows.sight(transaction, number, session, _places(one.logged))
    return number


def _places(told: Logged) -> list[Sight]:
    """Give the places of logs that tell a session: its start, and the first event that each further log tells."""
    found = {told.span.source: Sight(told.span.source, told.span.line, told.raw)}
    for event in told.events:
        found.setdefault(event.span.source, Sight(event.span.source, event.span.line, event.detail))
    return list(found.values())


def _found(told: Logged, row: ReportRow | None, doubtful: int | None, limits: Thresholds) -> list[Found]:
    found = list(logged.found(told, limits))
    if row is not None:
        return [*found, *_differs(told, row, limits)]
    return [*found, joined.ambiguous(doubtful, "report")] if doubtful else found


def _differs(told: Logged, row: ReportRow, limits: Thresholds) -> Iterator[Found]:
    ours = Sides(told.start, told.energy, told.plug_duration, told.charge_duration)
    return joined.differs(ours, Sides(row.start, row.energy, row.plug_duration, row.charge_duration), limits)


def find_again(transaction: Transaction, limits: Thresholds) -> None:
    """Look again, by other thresholds, at what logs tell of sessions, and at where reports tell them otherwise."""
    codes = ("clock-skew", joined.DIFFERS)
    for name in traces.named(transaction, sorted(traces.serials(transaction))):
        known = [one for one in traces.of_charger(transaction, name) if one.session_id is not None]
        by_report = rows.told_by_reports(transaction, [one.session_id for one in known if one.session_id])
        reported = _reported(transaction, known) if by_report else {}
        for one in known:
            number = one.session_id or 0
            row = reported.get(number) if number in by_report else None
            found = [each for each in _found(one.logged, row, None, limits) if each.code in codes]
            rows.find(transaction, number, codes, found)


def _mark_candidates(
    transaction: Transaction, joins: matching.Joins, reported: Mapping[int, ReportRow], every: Sequence[Trace]
) -> None:
    taken = set(joins.pairs.values()) | {one.session_id for one in every}
    for number in reported:
        if number not in taken:
            candidates = joins.candidates.get(number, 0)
            found = [joined.ambiguous(candidates, "log")] if candidates > 1 else []
            rows.find(transaction, number, CODES, found)


def withdraw(transaction: Transaction, gone: Sequence[Trace]) -> None:
    """Take out traces that no log tells any more, and the sessions that only they told."""
    _let_go(transaction, [one for one in gone if one.session_id is not None])
    traces.remove(transaction, [one.id for one in gone])


def _let_go(transaction: Transaction, gone: Sequence[Trace]) -> None:
    """Take out the sessions of these traces, but for those that reports tell."""
    numbers = [one.session_id for one in gone if one.session_id is not None]
    by_reports = rows.told_by_reports(transaction, numbers)
    for number in numbers:
        if number in by_reports:
            rows.unsight(transaction, number)
            rows.find(transaction, number, CODES, [])
    for one in gone:
        traces.tell(transaction, one.id, None)
    rows.remove(transaction, [number for number in numbers if number not in by_reports])
