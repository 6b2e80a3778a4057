"""A charger's log into the ledger: sessions with their meter values, what was tried, what is odd about it."""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from zefdesk.domain.clock import iso
from zefdesk.domain.finding import Found
from zefdesk.domain.logged import LogSummary
from zefdesk.domain.notation import duration
from zefdesk.domain.problem import Problem
from zefdesk.findings.logged import CODES_OF_CHARGERS, of_charger
from zefdesk.formats.logs.secrets import masked
from zefdesk.formats.reading import Facts, Settings, UnreadableFile
from zefdesk.ocpp.course import Setup
from zefdesk.ocpp.message import Message
from zefdesk.ocpp.station import Station
from zefdesk.services import log_sessions
from zefdesk.services.log_apart import open_log
from zefdesk.services.log_files import EXPORT, LOG, LogSet, SetFingerprint, places
from zefdesk.services.log_reading import LogRun
from zefdesk.services.progress import Progress, Report
from zefdesk.services.remaking import remake
from zefdesk.store import chargers, log_messages, log_summaries, logged_sessions, traces
from zefdesk.store.ingest import File, Ingest
from zefdesk.store.log_messages import KeptMessage
from zefdesk.store.transaction import Transaction

_CHUNK = 4_000
_SECRET = re.compile("Key|key|assw|ASSW|ecret|asic|earer|://").search
"""Finds parts of words without which a message holds no secret."""


class LogImported(NamedTuple):
    """What came of a log: number of the import, its facts, sessions it tells, those new, what was not read, the sum."""

    import_id: int
    facts: Facts
    sha256: str
    read: int
    new: int
    problems: tuple[Problem, ...]
    told: LogSummary


def read_log(
    transaction: Transaction, log: LogSet, settings: Settings, setup: Setup, report: Report, first_problems: int
) -> LogImported:
    """Read a log into an open transaction; raises UnreadableFile."""
    fingerprint = _aside(log)
    with closing(open_log([file.path for file in log.files], log.label, settings)) as reading:
        kind = EXPORT if dict(reading.facts).get("Kind", "").startswith("Alfen") else LOG
        about = File(log.label, kind, "", 0, int(time.time()), reading.facts)
        ingest = Ingest(transaction, about, settings.charger_zones)
        kept = _Kept(transaction, ingest.import_id)
        run = LogRun(reading, setup)
        problems: list[Problem] = []
        for part in run:
            for charger, messages in part.messages.items():
                kept.take(charger, messages)
            traces.add(transaction, part.sessions, ingest.import_id)
            ingest.counts.duplicate += sum(one.whole for made in part.sessions.values() for one in made)
            ingest.note(part.problems)
            problems += part.problems[: first_problems - len(problems)]
            report(Progress(log.label, reading.progress()))
        kept.flush()
        facts = Facts(kind, reading.facts, "")
        told = run.summary()
        log_summaries.add(transaction, ingest.import_id, told, places(log.files, reading.parts))
        found = list(_of_file(run))
        before = fingerprint.result()
        about = replace(about, sha256=before.sha256, size=before.size, facts=facts.items)
    before.check_unchanged(log.files)
    logged_sessions.find_of_import(transaction, ingest.import_id, found)
    new = _settle(transaction, run.stations, settings.charger_zones, setup)
    read = ingest.counts.duplicate
    ingest.counts.new = min(new, read)
    ingest.counts.duplicate -= ingest.counts.new
    ingest.finish_log(about)
    chargers.make_known(transaction, ingest.import_id)
    return LogImported(ingest.import_id, facts, before.sha256, read, ingest.counts.new, tuple(problems), told)


def _aside(log: LogSet) -> Future[SetFingerprint]:
    """Take the fingerprint of a log while it is read, which would take a fifth as long again."""
    thread = ThreadPoolExecutor(1, "fingerprint")
    made = thread.submit(SetFingerprint.of_unchanged, log.files, [_seen(file.path) for file in log.files])
    thread.shutdown(wait=False)
    return made


def _seen(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from error
    return about.st_size, about.st_mtime_ns


def _of_file(run: LogRun) -> Iterable[Found]:
    if run.undecodable:
        first = run.first_problem
        where = f", {'the first ' if run.undecodable > 1 else ''}at line {first.line}" if first else ""
        count = f"{run.undecodable:,} messages" if run.undecodable > 1 else "One message"
        yield Found("undecodable-frame", f"{count} of the log cannot be read{where}.")
    for charger, station in run.stations.items():
        gaps = [f"for {duration(gap.end - gap.start)} from {iso(gap.start, 'UTC')} on" for gap in station.gaps]
        yield from of_charger(charger, {"gap": gaps})


def _masked(text: str) -> str:
    return masked(text) if _SECRET(text) else text


class _Kept:
    """Messages on their way into the ledger, some thousand at a time."""

    def __init__(self, transaction: Transaction, import_id: int) -> None:
        self._transaction, self._import_id = transaction, import_id
        self._waiting: dict[str, list[KeptMessage]] = {}

    def take(self, charger: str, messages: Iterable[Message]) -> None:
        """Take messages of a charger on."""
        waiting = self._waiting.setdefault(charger, [])
        waiting += [
            KeptMessage(one.kind, one.id, one.action, _masked(one.text), one.at, one.span)
            for one in messages
            if one.text
        ]
        if len(waiting) >= _CHUNK:
            log_messages.add(self._transaction, self._import_id, charger, waiting)
            waiting.clear()

    def flush(self) -> None:
        """Keep what waits."""
        for charger, waiting in self._waiting.items():
            log_messages.add(self._transaction, self._import_id, charger, waiting)
            waiting.clear()


def _settle(transaction: Transaction, stations: Mapping[str, Station], zones: Mapping[str, str], setup: Setup) -> int:
    """Bring what the log tells together with what is known; gives how many sessions are new."""
    known: dict[str, list[Station]] = {}
    called: dict[str, str] = {}
    for name, station in stations.items():
        charger = _charger(transaction, name, station)
        known.setdefault(charger, []).append(station)
        called[charger] = name
    new = 0
    for charger, told in known.items():
        if log_messages.logs_of(transaction, charger) > 1 or len(told) > 1:
            new += remade(transaction, charger, zones, setup)
        else:
            new += log_sessions.settle(transaction, charger, zones)
            mark_charger(transaction, charger, told[0])
    chargers.make_known_by_logs(transaction, called)
    return new


def _charger(transaction: Transaction, name: str, station: Station) -> str:
    """Give the serial of a charger, where this log or an earlier one told it, else the name that the log has."""
    serial = station.course.serial or traces.serial_of(transaction, name)
    if serial and serial != name:
        traces.rename(transaction, name, serial)
        log_messages.rename(transaction, name, serial)
    return serial or name


def remade(transaction: Transaction, charger: str, zones: Mapping[str, str], setup: Setup) -> int:
    """Make the sessions of a charger anew of all its logs; gives how many are new."""
    touched, gone, station = remake(transaction, charger, setup)
    log_sessions.withdraw(transaction, gone)
    new = log_sessions.settle(transaction, charger, zones, touched)
    mark_charger(transaction, charger, station)
    return new


def mark_charger(transaction: Transaction, charger: str, station: Station) -> None:
    """Keep the findings about a charger that its logs give."""
    found = of_charger(station.course.charger, station.marks)
    logged_sessions.find_of_charger(transaction, charger, CODES_OF_CHARGERS, found)


def undo(transaction: Transaction, import_id: int, zones: Mapping[str, str], setup: Setup) -> None:
    """Take out what an import told of logs; sessions are made anew of the logs that are left."""
    told = {*log_messages.chargers_of(transaction, import_id), *traces.chargers_of(transaction, import_id)}
    log_messages.forget(transaction, import_id)
    traces.forget_samples(transaction, import_id)
    log_summaries.forget(transaction, import_id)
    logged_sessions.find_of_import(transaction, import_id, [])
    for charger in sorted(told):
        remade(transaction, charger, zones, setup)


def meet(transaction: Transaction, import_id: int, zones: Mapping[str, str]) -> int:
    """Join what a report has told with what logs have; gives how many sessions were known from a log."""
    names = logged_sessions.serials_since(transaction, import_id) & traces.serials(transaction)
    return meet_again(transaction, sorted(names), zones)


def meet_again(transaction: Transaction, names: Sequence[str], zones: Mapping[str, str]) -> int:
    """Bring reports and logs of these chargers together; gives how many sessions are one now that were two."""
    joined = 0
    for charger in traces.named(transaction, names):
        before = {one.session_id for one in traces.of_charger(transaction, charger)}
        log_sessions.settle(transaction, charger, zones)
        after = {one.session_id for one in traces.of_charger(transaction, charger)}
        joined += len(after - before)
    return joined
