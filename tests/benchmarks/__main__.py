"""Run the benchmarks: `python -m tests.benchmarks [--small] [imports|findings|logs|queries|... ...]`."""

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import exports, findings, imports, logs, measure, pricing, queries, window
from tests.benchmarks.measure import Figure

ROWS, SMALL = 1_000_000, 2_000
RESULTS = Path(__file__).with_name("RESULTS.md")
PARTS: dict[str, Callable[[Path, int], Iterator[Figure]]] = {
    "imports": imports.figures,
    "findings": findings.figures,
    "logs": logs.figures,
    "queries": queries.figures,
    "exports": exports.figures,
    "pricing": pricing.figures,
    "window": window.figures,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a figure; write RESULTS.md unless the run is small or partial."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--small", action="store_true", help="a few sessions, to know that the benchmarks run")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the data for another run")
    options = parser.parse_args(arguments)
    rows = SMALL if options.small else ROWS
    measure.pairs = 1 if options.small else measure.PAIRS
    figures = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        for name in options.parts or PARTS:
            for figure in PARTS[name](folder, rows):
                print(figure, flush=True)
                figures.append(figure)
    if not options.small and not options.parts:
        RESULTS.write_text(_page(figures), encoding="utf-8")
    return 0


def _page(figures: list[Figure]) -> str:
    rows = [_row(figure) for figure in figures]
    return "\n".join(
        [
            "# Results",
            "",
            "Made by `python -m tests.benchmarks`: medians of pairs in one run. Compare the ratios, not the seconds.",
            "",
            f"{_processor()}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
            + ", ".join(f"{name} {version(name)}" for name in ("PySide6_Essentials", "SQLAlchemy", "XlsxWriter")),
            "",
            "| what | ours | peer | ratio | goal | against |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            *rows,
            "",
        ]
    )


def _row(figure: Figure) -> str:
    peer = f"{figure.peer:.3f} {figure.unit}" if figure.peer else ""
    ratio = f"{figure.ratio:.2f}x" if figure.ratio else ""
    ours = f"{figure.ours:.3f} {figure.unit}"
    return f"| {figure.what} | {ours} | {peer} | {ratio} | {figure.goal:g} | {figure.against} |"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


if __name__ == "__main__":
    sys.exit(main())
