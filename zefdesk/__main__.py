"""The front door: arguments, then the window."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import zefdesk


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="zefdesk",
        description="Review electric-vehicle charging sessions offline. What needs no window is in zefdesk-cli.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="reports, folders or archives to import")
    parser.add_argument("--database", metavar="LOCATION", help="the ledger: a file, made if it is not there, or a URL")
    parser.add_argument("--demo", action="store_true", help="sample data in a ledger that is thrown away afterwards")
    parser.add_argument("--version", action="version", version=f"ZefDesk {zefdesk.__version__}")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; gives the exit code: 0, or 2 for wrong usage."""
    asked = _parser().parse_args(arguments)
    from zefdesk.desktop.app import run  # noqa: PLC0415 -- --help and --version need no Qt

    return run(asked.database, tuple(asked.files), demo=asked.demo)


if __name__ == "__main__":
    sys.exit(main())
