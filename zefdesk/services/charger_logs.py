"""What a person asks of chargers' logs: what one tells of a session, its messages, a log in sum."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from zefdesk.domain.logged import Logged, LogSummary, Span
from zefdesk.domain.samples import Samples
from zefdesk.formats import archive
from zefdesk.formats.reading import Settings, UnreadableFile
from zefdesk.ocpp.course import Setup
from zefdesk.ocpp.instants import SECOND, micros
from zefdesk.services import log_files
from zefdesk.services.log_apart import open_log
from zefdesk.services.log_reading import LogRun
from zefdesk.services.log_text import Lines, line_at, lines_at
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import log_messages, log_summaries, traces
from zefdesk.store.ledger import Ledger
from zefdesk.store.log_messages import KeptMessage
from zefdesk.store.log_summaries import LogPlace

_BEFORE, _AFTER = 600, 900
"""Seconds around a session whose messages are still shown with it."""
_STATION = {"BootNotification"}


@dataclass(frozen=True, slots=True)
class Trace:
    """What logs tell of a session, with all its meter values; and where these logs lie, by their imports."""

    logged: Logged
    places: dict[int, LogPlace]


def trace(ledger: Ledger, number: int) -> Trace | None:
    """Give what logs tell of a session; None for one that no log tells."""
    found = traces.of_session(ledger, number)
    if found is None:
        return None
    told = found.logged
    numbers = {told.span.source, *(event.span.source for event in told.events), *Samples.of(told.samples).sources()}
    return Trace(told, log_summaries.places(ledger, sorted(numbers)))


def lines_of(told: Trace, span: Span) -> Lines | None:
    """Give the lines of a log around a frame, as the file lies on disk; None where nothing tells where it lies."""
    place = told.places.get(span.source)
    return None if place is None else replace(lines_at(place, span), elsewhere=_elsewhere(told.logged, span))


def _elsewhere(told: Logged, span: Span) -> str:
    """Say where a line is that stands before or after all messages of a session; empty where it is among them."""
    lines = [event.span.line for event in told.events if event.span.source == span.source]
    blocks = [block for block in Samples.of(told.samples).blocks if block.source == span.source]
    lines += [line for block in blocks for line in (min(block.lines), max(block.lines))]
    lines += [told.span.line] if told.span.source == span.source else []
    if not lines or min(lines) <= span.line <= max(lines) + 1:
        return ""
    where = "before" if span.line < min(lines) else "after"
    return f"{where} the messages of this session (lines {min(lines):,} to {max(lines):,})"


def lines_of_import(ledger: Ledger, import_id: int, number: int) -> Lines | None:
    """Give the lines of an imported log around one, by its number; None where it is no log."""
    place = log_summaries.places(ledger, [import_id]).get(import_id)
    if place is None:
        return None
    span = line_at(place, number)
    return lines_at(place, span or Span(import_id, 0, 1, 1), before=2, after=3)


def logged_of(ledger: Ledger, numbers: Sequence[int]) -> dict[int, Logged]:
    """Give what logs tell of these sessions, without meter values, by the sessions' numbers."""
    with ledger.reading() as connection:
        return {number: one.logged for number, one in traces.of_sessions(connection, numbers).items()}


def summary(ledger: Ledger, import_id: int) -> LogSummary | None:
    """Give what a log told in sum; None for an import that is no log."""
    return log_summaries.summary(ledger, import_id)


def frames_of(ledger: Ledger, number: int) -> list[KeptMessage]:
    """Give the messages of a session other than meter values, in the order of the logs, with secrets masked."""
    with ledger.reading() as connection:
        found = traces.of_sessions(connection, [number]).get(number)
        if found is None:
            return []
        told, sources = found.logged, {event.span.source for event in found.logged.events}
        charger = traces.charger_of(connection, found.id)
        kept = log_messages.of_charger(connection, charger)
        messages = [one for source in sorted(sources) for one in kept.get(source, ())]
    return list(_of_session(told, messages))


def _of_session(told: Logged, messages: Iterable[KeptMessage]) -> Iterator[KeptMessage]:
    first, last = (told.start - _BEFORE) * SECOND, ((told.end or told.start) + _AFTER) * SECOND
    events = {event.span for event in told.events}
    asked: set[str] = set()
    for one in messages:
        at = one.at if one.at is not None else _stamp(one.text)
        if one.span not in events and (at is None or not first <= at <= last):
            continue
        if one.action:
            if one.span in events or _concerns(told, one):
                asked.add(one.id)
                yield one
        elif one.id in asked:
            yield one


def _stamp(text: str) -> int | None:
    begin = text.find('"timestamp"')
    parts = text[begin + 11 :].split('"', 2) if begin >= 0 else []
    return micros(parts[1]) if len(parts) > 1 else None


def _concerns(told: Logged, one: KeptMessage) -> bool:
    """Whether a message is about the session's connector, transaction or identity, or about the whole station."""
    try:
        payload: Any = msgspec.json.decode(one.text)[3]
    except (msgspec.DecodeError, IndexError, TypeError):
        return False
    if one.action in _STATION or not isinstance(payload, dict):
        return one.action in _STATION
    info, token = payload.get("transactionInfo"), payload.get("idToken")
    number = info.get("transactionId") if isinstance(info, dict) else payload.get("transactionId")
    if number is not None:
        return str(number) == told.transaction
    if "connectorId" in payload or "evseId" in payload:
        return str(payload.get("evseId", payload.get("connectorId"))) in {*(told.connector or "").split("/"), "0"}
    identity = token.get("idToken") if isinstance(token, dict) else payload.get("idTag")
    return identity is not None and identity == told.identity


def summarise(paths: Sequence[Path], settings: Settings, report: Report = ignore) -> list[tuple[str, LogSummary]]:
    """Read logs without a ledger, and give each in sum with its name; raises UnreadableFile."""
    found: list[tuple[str, LogSummary]] = []
    for path in paths:
        with archive.expand(path) as members:
            logs = [members.kept(one) for one in members if log_files.is_log(one.path, settings)]
            if not logs:
                raise UnreadableFile(f"{path}: holds no messages of a charger: name a log")
            for log in log_files.sets(logs):
                with closing(open_log([file.path for file in log.files], log.label, settings)) as reading:
                    run = LogRun(reading, Setup())
                    for _ in run:
                        report(Progress(log.label, reading.progress()))
                    found.append((log.label, run.summary()))
    return found
