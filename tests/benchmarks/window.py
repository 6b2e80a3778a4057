"""The window: how soon it is there, how it scrolls, how it selects; beside a bare Qt window in the same run."""

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import measure
from tests.benchmarks.measure import Figure, timed
from tests.benchmarks.queries import ledger_of

STARTS = 5


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Open the window on a large ledger several times, in turn with a bare one."""
    ledger = ledger_of(folder, rows)
    ours, bare = [], []
    for _ in range(STARTS if measure.pairs > 1 else 1):
        ours.append(_probe("ours", str(ledger), str(folder / "window.ini")))
        bare.append(_probe("bare", "-", "-"))
    middle = {name: statistics.median(one[name] for one in ours) for name in ours[0]}
    plain = statistics.median(one["shown"] for one in bare)
    yield Figure(f"window shown, {rows:,}", middle["shown"], 2 * plain + 0.15, 1.0, "2 x a bare window + 150 ms")
    later = middle["first_rows"] - middle["shown"]
    yield Figure(f"first rows after the window, {rows:,}", later, None, 1.0, "behind the window", "s")
    yield Figure(f"wheel step, p95, {rows:,}", middle["wheel_p95"], None, 16, "60 frames a second", "ms")
    yield Figure(f"jump anywhere, filled, {rows:,}", middle["jump"], None, 60, "to the pixels", "ms")
    yield Figure(f"select all with totals, {rows:,}", middle["select_all"], None, 150, "one key", "ms")
    alone = statistics.median(_alone(ledger) for _ in range(STARTS))
    what = "a value of a facet clicked, to the pixels"
    yield Figure(f"{what}, {rows:,}", middle["facet_click"], alone + 0.1, 1.3, "SQLite's own statement and 0.1 s")
    what = "longest time in which the window answers nobody"
    yield Figure(f"{what}, {rows:,}", middle["gap"], None, 50, "facets, charts, filters, sorts, search", "ms")


def _alone(ledger: Path) -> float:
    plain = sqlite3.connect(ledger)
    statement = "SELECT id FROM session WHERE name = 'Garage L3-042' ORDER BY start DESC, id"
    seconds = timed(lambda: plain.execute(statement).fetchall())
    plain.close()
    return seconds


def _probe(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.window_probe", *arguments, str(time.time())]
    environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]
