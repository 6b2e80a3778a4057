"""Pairs of runs, their medians, and a line for each."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PAIRS = 3
pairs = PAIRS
"""How many pairs this run makes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, ours and the peer's (seconds, or as `unit` says), and the goal."""

    what: str
    ours: float
    peer: float | None
    goal: float
    against: str
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """Ours over the peer's; None where the goal is a figure of its own."""
        return self.ours / self.peer if self.peer else None

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return (self.ratio if self.ratio is not None else self.ours) <= self.goal

    def __str__(self) -> str:
        mark = "ok  " if self.reached else "over"
        ours = f"{self.ours:.3f} {self.unit}" if self.unit == "s" else f"{self.ours:.1f} {self.unit}"
        if self.ratio is None:
            return f"{mark}  {self.what}: {ours} (goal <= {self.goal:g} {self.unit}; {self.against})"
        peer = f"{self.peer:.3f} {self.unit}"
        return f"{mark}  {self.what}: {ours} / {peer} = {self.ratio:.2f}x (goal <= {self.goal:g}x; {self.against})"


def paired(ours: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float]:
    """Run both in turn, so that a change of the machine's speed meets both; gives the medians."""
    mine, theirs = [], []
    for _ in range(pairs):
        mine.append(ours())
        theirs.append(peer())
    return statistics.median(mine), statistics.median(theirs)


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def run(command: Sequence[str], stdin: str = "", **environment: str) -> tuple[float, float]:
    """Run a program to its end; gives its seconds and its greatest memory in MB."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=os.environ | environment, text=True
    ) as process:
        assert process.stdin
        process.stdin.write(stdin)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def cli(*arguments: str) -> list[str]:
    """Our command line, as a program of its own."""
    return [sys.executable, "-m", "zefdesk.cli", *arguments]


def fresh(*files: Path) -> None:
    """Remove files, with the logs beside them."""
    for file in files:
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            file.with_name(name).unlink(missing_ok=True)
