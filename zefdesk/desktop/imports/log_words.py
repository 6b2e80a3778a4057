"""What a charger's log tells besides its sessions, in words: attempts, errors, silences, what cannot be read."""

from collections.abc import Iterator, Sequence
from itertools import chain

from zefdesk.desktop.widgets.text_table import Row
from zefdesk.domain import clock
from zefdesk.domain.logged import LogSummary
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.problem import Problem

_MOST = 5_000
_ATTEMPTS = {
    "plug-in": "Plugged in, no transaction",
    "remote-start": "Remote start without effect",
    "start": "Start refused",
    "authorize": "Not authorised",
}


def rows(told: LogSummary, problems: Sequence[Problem], notation: Notation, *, stored: bool = True) -> tuple[Row, ...]:
    """Give a row for all that a log tells besides its sessions, by line; of a stored one Enter leads to its lines."""
    besides = (_fragments(told, notation), _attempts(told, notation), _errors(told, notation), _unread(problems))
    found = sorted(chain.from_iterable(besides), key=lambda one: one[0])
    silent = [Row(("", "Silence", text, charger)) for charger, text in _gaps(told, notation)]
    return (*(_row(*one, notation, stored=stored) for one in found[:_MOST]), *silent)


def _row(line: int, kind: str, what: str, where: str, notation: Notation, *, stored: bool) -> Row:
    enter = f"\nEnter shows line {notation.count(line)} of the log." if stored else ""
    tip = f"{what}\n{where}{enter}"
    return Row((notation.count(line), kind, what, where), tip=tip, state=str(line))


def sentence(told: LogSummary, notation: Notation) -> str:
    """Say of a log in which no session begins what it tells all the same."""
    messages = sum(count for one in told.chargers for count in one.messages.values())
    names = ", ".join(one.id for one in told.chargers[:3])
    said = f"It has {notation.counted(messages, 'message')} of {names}." if names else ""
    if not told.fragments:
        return f"{said} None of them starts a charging session.".strip()
    waiting = notation.counted(len(told.fragments), "transaction")
    them = "it" if len(told.fragments) == 1 else "them"
    return (
        f"{said} Of {waiting} it tells a part, but not the start. Nothing is lost: what is told is kept, and an "
        f"earlier file of this charger makes {'a session' if them == 'it' else 'sessions'} of {them}."
    ).strip()


def _fragments(told: LogSummary, notation: Notation) -> Iterator[tuple[int, str, str, str]]:
    for one in told.fragments:
        who = f"Transaction {one.transaction}" if one.transaction else "A transaction without an id"
        where = f", connector {one.connector}" if one.connector else ""
        what = f"{who}{where}: {one.what}. An earlier file of this charger completes it."
        yield one.span.line, "No start", what, f"{one.charger}, {_when(one.first, notation)}"


def _attempts(told: LogSummary, notation: Notation) -> Iterator[tuple[int, str, str, str]]:
    for one in told.attempts:
        where = f", connector {one.connector}" if one.connector else ""
        what = f"{_ATTEMPTS.get(one.what, one.what)}{where}: {one.why}"
        yield one.span.line, "Attempt", what, f"{one.charger}, {_when(one.at, notation)}"


def _errors(told: LogSummary, notation: Notation) -> Iterator[tuple[int, str, str, str]]:
    for one in told.errors:
        when = _when(one.at, notation) if one.at is not None else ""
        yield one.span.line, "Error", f"{one.code} {one.text}".strip(), ", ".join(filter(None, (one.charger, when)))


def _unread(problems: Sequence[Problem]) -> Iterator[tuple[int, str, str, str]]:
    for one in problems:
        yield one.line, "Not read", one.message, one.raw


def _gaps(told: LogSummary, notation: Notation) -> Iterator[tuple[str, str]]:
    for charger, gaps in told.gaps.items():
        for gap in gaps:
            yield charger, f"Nothing said for {duration(gap.end - gap.start)}, from {_when(gap.start, notation)} on"


def chargers(told: LogSummary, notation: Notation) -> tuple[tuple[str, str], ...]:
    """Give what a log tells of each charger, and the time that it spans."""
    found = []
    for one in told.chargers:
        counts = sorted(one.messages.items(), key=lambda item: -item[1])
        skew = "" if not one.clock_skew else f"; clock {one.clock_skew:+} s"
        serial = f"serial {one.serial}; " if one.serial and one.serial != one.id else ""
        messages = ", ".join(f"{name} {notation.count(count)}" for name, count in counts)
        counts_of = f"{notation.counted(one.sessions, 'session')}; {notation.counted(one.boots, 'boot')}"
        text = f"{serial}{counts_of}{skew}; {messages}"
        found.append((one.id, text))
    if told.first is not None and told.last is not None:
        found.append(("Span", f"{_when(told.first, notation)} to {_when(told.last, notation)}"))
    return tuple(found)


def _when(at: int, notation: Notation) -> str:
    return f"{notation.moment(clock.wall_of('UTC', at))} UTC"
