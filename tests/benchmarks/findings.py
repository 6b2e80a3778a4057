"""Findings: looking at a million sessions that have just come in, against their import."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import stays
from tests.benchmarks.measure import Figure, cli, fresh, paired, run, timed
from zefdesk.services import looking
from zefdesk.store.ledger import Ledger


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Time the first look at all sessions, and the import before it."""
    report = stays.report(folder / f"stays-{rows}.csv", rows)
    ledger = folder / "findings.zefdesk"
    options = ("--time-zone", "America/Chicago", "--date-order", "mdy")
    imports: list[float] = []

    def come_in() -> float:
        fresh(ledger)
        imports.append(run(cli("--database", str(ledger), "import", str(report), *options))[0])
        return imports[-1]

    def look() -> float:
        come_in()
        opened = Ledger.open(ledger)
        seconds = timed(lambda: looking.look(opened))
        opened.close()
        return seconds

    mine, theirs = paired(look, lambda: imports[-1])
    yield Figure(f"findings over {rows:,} sessions", mine, theirs, 1.0, "their import, by the command line")
