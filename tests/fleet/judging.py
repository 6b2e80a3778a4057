"""The judge: reads logs as the program does, holds what comes out against the truth, field by field."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.fleet import ledger
from tests.fleet.fleet import Log
from tests.fleet.truth import ANY, FIELDS, Truth
from zefdesk.domain.logged import Attempt, Logged
from zefdesk.formats import archive
from zefdesk.formats.logs.reading import LogReading
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.course import Setup
from zefdesk.services import log_files
from zefdesk.services.log_reading import LogRun

WH = 10**6
_FAR = 900
_UNTIMED = 3 * 3600
"""Seconds within which a log without clocks tells when a message came that has no time of its own."""
_CLOCK_SKEW = {"clock-skew"}


@dataclass
class Wrong:
    """One field that is not as it should be."""

    where: str
    field: str
    wanted: object
    got: object


@dataclass
class Verdict:
    """What came of the sessions of one log. Tuples: charger's manner, trap, what is wrong."""

    log: Log
    right: list[Truth] = field(default_factory=list)
    wrong: list[tuple[Truth, list[Wrong]]] = field(default_factory=list)
    missing: list[Truth] = field(default_factory=list)
    extra: list[Logged] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    crash: str = ""


@dataclass
class Read:
    """What the program makes of a log."""

    sessions: list[Logged]
    attempts: list[Attempt]
    problems: list[str]
    kept: list[str]


def read(paths: Sequence[Path], setup: Setup) -> Read:
    """Read files as an import does."""
    found = Read([], [], [], [])
    for path in paths:
        with archive.expand(path) as members:
            logs = [members.kept(one) for one in members if log_files.is_log(one.path, Settings())]
            for log in log_files.sets(logs):
                _read_set(log, setup, found)
    return found


def _read_set(log: log_files.LogSet, setup: Setup, found: Read) -> None:
    with closing(LogReading([one.path for one in log.files], log.label, Settings(), gather=True)) as reading:
        run = LogRun(reading, setup)
        for part in run:
            found.sessions += [one for many in part.sessions.values() for one in many if one.whole]
            found.problems += [f"{one.line}: {one.raw}" for one in part.problems]
            found.kept += [one.text for many in part.messages.values() for one in many]
        found.attempts += run.summary().attempts


def judge_ledger(log: Log, paths: Sequence[Path], folder: Path) -> Verdict:
    """Hold what a ledger has of a log against the truth; that its files came one by one changes nothing."""
    verdict = Verdict(log)
    by_charger: dict[str, list[Any]] = defaultdict(list)
    try:
        for one in ledger.told(log, paths, folder):
            by_charger[_owner(log, one.charger, one.serial)].append(one)
    except Exception as crash:  # noqa: BLE001 -- whatever it is, it is the verdict
        verdict.crash = f"{type(crash).__name__}: {crash}"
    for charger in log.chargers:
        _match(verdict, charger.truths, by_charger.pop(charger.name, []))
    verdict.extra += [one for many in by_charger.values() for one in many]
    return verdict


def judge(log: Log, paths: Sequence[Path]) -> Verdict:
    """Hold a log's sessions against the truth."""
    verdict = Verdict(log)
    setup = Setup({one.serial: frozenset({one.card_reader}) for one in log.chargers})
    try:
        told = read(paths, setup)
    except Exception as crash:  # noqa: BLE001 -- whatever it is, it is the verdict
        verdict.crash = f"{type(crash).__name__}: {crash}"
        verdict.missing = [truth for charger in log.chargers for truth in charger.truths]
        return verdict
    cuts = sum(one.cut for charger in log.chargers for one in charger.in_order())
    if len(told.problems) != cuts:
        verdict.problems = [f"{len(told.problems)} problems for {cuts} cut frames", *told.problems[:2]]
    names = {name for one in log.chargers for name in (one.name, one.serial)}
    if log.kind.named and (strange := {one.charger for one in told.sessions} - names):
        verdict.problems.append(f"chargers named {sorted(strange)}")
    by_charger: dict[str, list[Logged]] = defaultdict(list)
    for one in told.sessions:
        by_charger[_owner(log, one.charger, one.serial)].append(one)
    for charger in log.chargers:
        _match(verdict, charger.truths, by_charger.pop(charger.name, []))
        _tried(verdict, charger, [one for one in told.attempts if _owner(log, one.charger, None) == charger.name])
    verdict.extra += [one for many in by_charger.values() for one in many]
    return verdict


def _owner(log: Log, name: str, serial: str | None) -> str:
    if len(log.chargers) == 1:
        return log.chargers[0].name
    return next((one.name for one in log.chargers if name in {one.name, one.serial} or serial == one.serial), name)


def _match(verdict: Verdict, truths: Sequence[Truth], sessions: Sequence[Logged]) -> None:
    left = list(sessions)
    for truth in sorted(truths, key=lambda one: one.began):
        place = min(
            (one for one in left if _distance(truth, one) < _FAR),
            key=lambda one: _distance(truth, one),
            default=None,
        )
        if place is None:
            verdict.missing.append(truth)
            continue
        left.remove(place)
        wrong = list(_compare(truth, place))
        if wrong:
            verdict.wrong.append((truth, wrong))
        else:
            verdict.right.append(truth)
    verdict.extra += left


def _distance(truth: Truth, one: Logged) -> int:
    if truth.values["transaction"] == one.transaction and "transaction-id-reused" not in one.marks:
        return 0 if "clock-not-set" in one.marks else min(abs(one.began - truth.began) // 100, _FAR - 1)
    start = truth.values["start"]
    own = abs(one.start - start) if isinstance(start, int) else _FAR
    elsewhere = 0 if truth.values["connector"] == one.connector else 60
    return min(own, abs(one.began - truth.began)) + elsewhere


def _compare(truth: Truth, one: Logged) -> Iterator[Wrong]:
    got = {
        "connector": one.connector,
        "transaction": one.transaction,
        "identity": one.identity,
        "initiator": one.initiator,
        "start": one.start,
        "end": one.end,
        "plug": one.plug_duration,
        "charge": one.charge_duration,
        "energy": None if one.energy is None else float(Decimal(one.energy) / WH),
        "stop_reason": one.stop_reason,
        "samples": len({sample.at for sample in one.samples or ()}),
        "marks": set(one.marks) - _CLOCK_SKEW,
    }
    for name in FIELDS:
        wanted = truth.values[name]
        if wanted is ANY or (name == "samples" and one.samples is None):
            continue
        if not _equal(wanted, got[name], truth.near.get(name, 0)):
            yield Wrong(f"{truth.charger} {truth.trap}", name, wanted, got[name])


def _equal(wanted: Any, got: Any, near: float) -> bool:
    if isinstance(wanted, int | float) and isinstance(got, int | float):
        return abs(wanted - got) <= max(near, 0.0005)
    return wanted == got


def _tried(verdict: Verdict, charger: Any, attempts: Sequence[Attempt]) -> None:
    left = [one for one in attempts if one.what != "authorize"]
    near = 3 if verdict.log.kind.clock else _UNTIMED
    for tried in charger.tried:
        found = next((one for one in left if one.what == tried.what and abs(one.at - tried.at) <= near), None)
        if found is None:
            verdict.attempts.append(f"{charger.name} {tried.trap}: no attempt {tried.what} at {tried.at}")
        else:
            left.remove(found)
    verdict.attempts += [f"{charger.name}: attempt {one.what} at {one.at} ({one.why}) came of nothing" for one in left]
