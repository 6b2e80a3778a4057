"""Which mark is the decimal one: by the values of a column, then of the others, then by size, then by the delimiter."""

from collections.abc import Iterable

from zefdesk.formats.amount import core_of
from zefdesk.formats.number import open_mark

_LONG_WHOLE = 4


def witness(core: str) -> str:
    """Say what one number shows: `.` or `,` is its decimal mark, `open.` or `open,`, or nothing."""
    comma, dot = core.rfind(","), core.rfind(".")
    if comma < 0 and dot < 0:
        return ""
    if comma >= 0 and dot >= 0:
        return "," if comma > dot else "."
    mark, other = (",", ".") if comma >= 0 else (".", ",")
    if core.count(mark) > 1:
        return other
    return f"open{mark}" if open_mark(core, mark) else mark


def evidence(cells: Iterable[object]) -> dict[str, int]:
    """Count what the numbers of a column show."""
    counts = {".": 0, ",": 0, "open.": 0, "open,": 0}
    long = {"open.": 0, "open,": 0}
    for cell in cells:
        core = core_of(cell) if isinstance(cell, str) else None
        if core and (shown := witness(core)):
            counts[shown] += 1
        elif core and core.isdigit() and len(core) >= _LONG_WHOLE:
            long["open."] += 1
    return counts


def decided(counts: dict[str, int]) -> str | None:
    """Give the mark that the most numbers show; None where they leave it open."""
    if counts["."] == counts[","]:
        return None
    return "." if counts["."] > counts[","] else ","


def is_open(counts: dict[str, int]) -> str | None:
    """Give the mark of the numbers that could be read both ways; None where there are none."""
    if not counts["open."] and not counts["open,"]:
        return None
    return "." if counts["open."] >= counts["open,"] else ","
