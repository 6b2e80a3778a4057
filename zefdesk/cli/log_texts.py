"""What a charger's log tells, as text: of a session, and in sum."""

from zefdesk.cli.streams import say
from zefdesk.domain.clock import iso
from zefdesk.domain.logged import Fragment, Logged, LogSummary
from zefdesk.domain.notation import Notation, duration

_MOST = 20
_counted = Notation().counted


def print_log(told: Logged, zone: str) -> None:
    """Print what a log tells of a session."""
    say()
    say(f"Log of {told.charger}, transaction {told.transaction or 'without an id'}:")
    for name, derived in told.derived.items():
        say(f"  {name.replace('_', ' ') + ':':17}{derived.rule} ({derived.quality})")
    for event in told.events:
        say(f"  {iso(event.at, zone)}  {event.event:15}{event.detail} (line {event.span.line})")
    say(f"  {_counted(len(told.samples), 'meter value')}")


def print_summary(label: str, told: LogSummary) -> None:
    """Print a log in sum."""
    say(f"{label}: {_when(told.first)} to {_when(told.last)}")
    for one in told.chargers:
        serial = f", serial {one.serial}" if one.serial and one.serial != one.id else ""
        skew = "" if one.clock_skew is None else f", clock {one.clock_skew:+} s"
        say(f"  {one.id}{serial}: {_counted(one.sessions, 'session')}, {_counted(one.boots, 'boot')}{skew}")
        counts = sorted(one.messages.items(), key=lambda item: -item[1])
        say("    " + ", ".join(f"{name} {count:,}" for name, count in counts))
    for fragment in told.fragments[:_MOST]:
        say(f"  {_of_fragment(fragment)} (line {fragment.span.line}); an earlier file of this charger completes it")
    _more(len(told.fragments), "transactions without a start")
    for attempt in told.attempts[:_MOST]:
        where = f", connector {attempt.connector}" if attempt.connector else ""
        say(
            f"  {_when(attempt.at)}  {attempt.charger}{where}: {attempt.what}: {attempt.why} (line {attempt.span.line})"
        )
    _more(len(told.attempts), "attempts")
    for error in told.errors[:_MOST]:
        say(f"  {_when(error.at)}  {error.charger}: {error.code} {error.text} (line {error.span.line})")
    _more(len(told.errors), "errors")
    for charger, gaps in told.gaps.items():
        for gap in gaps[:_MOST]:
            say(f"  {charger}: silent for {duration(gap.end - gap.start)} from {_when(gap.start)} on")
        _more(len(gaps), "gaps")
    if told.undecodable:
        say(f"  {_counted(told.undecodable, 'message')} cannot be read")


def _of_fragment(one: Fragment) -> str:
    where = f", connector {one.connector}" if one.connector else ""
    what = f"transaction {one.transaction}" if one.transaction else "a transaction without an id"
    return f"{_when(one.first)}  {one.charger}{where}: {what}: {one.what}"


def _more(count: int, what: str) -> None:
    if count > _MOST:
        say(f"  and {count - _MOST:,} more {what}")


def _when(instant: int | None) -> str:
    return "no time" if instant is None else iso(instant, "UTC")
