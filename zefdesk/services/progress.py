"""How far long work is, told while it runs; the telling is also where it can be cancelled."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Progress(NamedTuple):
    """What is done just now, and how much of it (0 to 1)."""

    what: str
    done: float


Report: TypeAlias = Callable[[Progress], None]
"""Called now and then by long work; it may raise `domain.trouble.Cancelled`, which rolls the work back."""


def ignore(_progress: Progress) -> None:
    """Hear a report and do nothing with it."""
