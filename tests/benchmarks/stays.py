"""Reports of a network as it may be: cars follow each other at each charger, and one session in thirty is odd."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heapify, heappushpop
from pathlib import Path

from tests.benchmarks.data import CHARGERS, HEADER, PARTNERS

_ODD = 30
_RATE = 0.35


def report(path: Path, rows: int) -> Path:
    """Write a charging session report as CSV, 99 bytes a row, unless it is there."""
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as out:
            out.write(",".join(HEADER) + "\r\n")
            out.writelines(",".join(row) + "\r\n" for row in _rows(rows))
    return path


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(11)
    begin = datetime(2024, 1, 1)  # noqa: DTZ001 -- a report gives no zone
    free = [(chance.randrange(20_000), at) for at in range(len(CHARGERS))]
    heapify(free)
    following = free[0]
    for _ in range(count):
        start, at = following
        plugged = chance.randrange(600, 20_000)
        energy = plugged * chance.randrange(40, 60) / 40_000
        yield _row(chance, at, begin + timedelta(seconds=start), plugged, energy)
        early = chance.randrange(_ODD * 3) == 0
        following = heappushpop(free, (start + (plugged // 2 if early else plugged + chance.randrange(30_000)), at))


def _row(chance: random.Random, at: int, start: datetime, plugged: int, energy: float) -> tuple[str, ...]:
    name, sticker, serial = CHARGERS[at]
    partner = chance.choice(PARTNERS)
    charging = plugged - chance.randrange(plugged // 2)
    odd = chance.randrange(_ODD) == 0
    cost = energy * _RATE * (1.6 if odd else 1)
    energy = 0 if odd and chance.randrange(3) == 0 else energy
    identity = f"{partner.lower()[:2]}-{chance.randrange(30_000):05d}" if partner else ""
    paid = f"${cost:.2f}" if partner else ""
    times = (f"{start:%m/%d/%Y %H:%M:%S}", _clock(plugged), _clock(charging))
    return (name, sticker, serial, partner, identity, *times, f"{energy:.3f}", paid, "")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
