"""How far long work is, for a person at a terminal; scripts hear nothing."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from zefdesk.cli.streams import one_line
from zefdesk.services.progress import Progress, Report

_PAUSE = 0.2
_LONGEST = 70


@contextmanager
def reporting() -> Iterator[Report]:
    """Give what long work reports to: one line on standard error that is wiped at the end."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    last = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last > _PAUSE:
            last = time.monotonic()
            text = f"{progress.done:4.0%} {one_line(progress.what)[:_LONGEST]}"
            print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)

    try:
        yield report
    finally:
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
