"""A ledger: one database of charging sessions, opened; reads and writes as transactions."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from zefdesk.domain.trouble import Trouble
from zefdesk.store import sqlite, versions
from zefdesk.store.errors import LedgerError, told_plainly

_PASSWORD = re.compile(r"(://[^:@/]*:)[^@/]*@")


class Ledger:
    """An open ledger. It may be used from several threads; each transaction has its own connection."""

    def __init__(self, engine: Engine, location: str, path: Path | None) -> None:
        self.location = location
        self.path = path
        self.person = ""
        """Who works with it, for the log of what was done."""
        self._engine = engine
        self._lock = threading.Lock()
        self._reads: set[Any] = set()

    @classmethod
    def open(cls, location: str | Path, *, create: bool = True) -> "Ledger":
        """Open a ledger: a file, made if it is not there and `create` says so, or a SQLAlchemy URL.

        An older ledger is backed up beside itself, then migrated. Raises LedgerError for one that is newer,
        damaged, in use, or no ledger at all; it is left untouched then.
        """
        text = str(location)
        path = _path_of(text)
        shown = _PASSWORD.sub(r"\1***@", text) if path is None else str(path)
        ledger = cls(_engine(text, shown, path, create=create), shown, path)
        try:
            with told_plainly(ledger.location):
                versions.bring_up_to_date(ledger._engine, ledger.location, path)
                if path:
                    sqlite.keep_log(ledger._engine)
        except Trouble:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose statements all see one state of the ledger."""
        with told_plainly(self.location), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            with self._lock:
                self._reads.add(raw)
            try:
                yield connection
            finally:
                with self._lock:
                    self._reads.discard(raw)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are stored together at the end, or not at all if anything is raised."""
        with told_plainly(self.location), self._engine.connect() as connection:
            connection = connection.execution_options(writing=True, person=self.person)  # noqa: PLW2901 -- the same connection
            with connection.begin():
                yield connection

    def interrupt(self) -> None:
        """End the reading statements that run now; they raise `Cancelled` in their threads."""
        with self._lock:
            for raw in self._reads:
                if hasattr(raw, "interrupt"):
                    raw.interrupt()

    @property
    def size(self) -> int:
        """Bytes that the ledger takes on this disk, its log included; 0 for one on a server."""
        if self.path is None:
            return 0
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def save_copy(self, target: Path) -> None:
        """Write a consistent copy to a file, also while the ledger is in use; LedgerError for one on a server."""
        if self.path is None:
            raise LedgerError(f"{self.location} is on a server: copy it with the server's own tools")
        with told_plainly(self.location):
            sqlite.copy(self.path, target)


def _path_of(location: str) -> Path | None:
    if "://" not in location:
        return Path(location).absolute()
    if location.rstrip("/") == "sqlite:":
        raise LedgerError(f"{location} names no file: write sqlite:/// and the path, or the path alone")
    if location.startswith("sqlite:///"):
        return Path(location.removeprefix("sqlite:///")).absolute()
    return None


def _engine(location: str, shown: str, path: Path | None, *, create: bool) -> Engine:
    if path is not None:
        sqlite.prepare(path, create=create)
        return sqlite.engine_for(path)
    try:
        return create_engine(make_url(location), paramstyle="format")
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise LedgerError(f"cannot open {shown}: {error}") from error
