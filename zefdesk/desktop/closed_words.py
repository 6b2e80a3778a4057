"""Closed months in the words of the window, where something was asked for that would change one."""

from collections.abc import Sequence

from zefdesk.domain.notation import Notation


def month(name: str, notation: Notation) -> str:
    """Write a month that is named as `2026-05`: `May 2026`."""
    year, number = name.split("-")
    return f"{notation.months[int(number) - 1]} {year}"


def are_closed(names: Sequence[str], notation: Notation) -> str:
    """Say which months are closed: `May 2026 is closed`."""
    *more, last = [month(name, notation) for name in names]
    return f"{', '.join(more)} and {last} are closed" if more else f"{last} is closed"
