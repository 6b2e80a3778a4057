"""What is SQLite's own: how a file is made, recognised, tuned, copied; the seam where another server would differ."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from zefdesk.store.errors import LedgerDamaged, LedgerError, NotALedger
from zefdesk.store.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_BUSY_SECONDS = 5
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock: well under a millisecond."""


def engine_for(path: Path) -> Engine:
    """Give an engine whose transactions begin as they are told to, not when the driver thinks best."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _begin)
    return engine


def _tune(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 -- SQLAlchemy's own record
    connection.isolation_level = None
    connection.execute("PRAGMA page_size=8192")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA temp_store=FILE")
    connection.execute("PRAGMA wal_autocheckpoint=4000")
    connection.create_function("fold", 1, _fold, deterministic=True)


def _fold(text: str | None) -> str | None:
    return None if text is None else str(text).casefold()


def _begin(connection: Connection) -> None:
    """Begin; a large cache serves an import, a small one a sort, which then works in the processor's own cache."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql(f"PRAGMA cache_size={-16_000 if writing else -2_000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class OutOfTime(Exception):
    """A statement that was given a time did not end within it."""


@contextmanager
def within(connection: Connection, seconds: float) -> Iterator[None]:
    """Give statements so many seconds together; raises OutOfTime where they need more."""
    raw: Any = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(int(seconds * 1000), 1)}")
    deadline = time.monotonic() + seconds
    late = False

    def check() -> bool:
        nonlocal late
        late = time.monotonic() > deadline
        return late

    if isinstance(raw, sqlite3.Connection):
        raw.set_progress_handler(check, _STEPS)
    try:
        yield
    except DBAPIError as error:
        if late or "statement timeout" in str(error.orig):
            raise OutOfTime from error
        raise
    finally:
        if isinstance(raw, sqlite3.Connection):
            raw.set_progress_handler(None, 0)


def prepare(path: Path, *, create: bool) -> None:
    """Make the file (readable by its owner only) or recognise it; raises LedgerError for anything but a ledger."""
    if path.is_dir():
        raise NotALedger(f"{path} is a folder: name a file in it")
    if not path.exists():
        if not create:
            raise LedgerError(f"{path} does not exist: check the name, or make a new ledger there")
        _create(path)
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}") from error
    if not head:
        return
    if not head.startswith(_MAGIC):
        raise NotALedger(f"{path} is not a ledger: choose another file, or a new name")
    if len(head) < 100:  # noqa: PLR2004 -- SQLite's header
        raise LedgerDamaged(f"{path} is damaged: it ends within its header; open a backup or a copy of it")
    if int.from_bytes(head[68:72]) != APPLICATION_ID and _has_tables(path):
        raise NotALedger(f"{path} is a database of another program: choose another file, or a new name")


def _create(path: Path) -> None:
    if not path.parent.is_dir():
        raise LedgerError(f"{path.parent} does not exist: make the folder first, or name another place")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise LedgerError(f"{path} cannot be made: {error.strerror}") from error


def _has_tables(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise LedgerDamaged(f"{path} is damaged: {error}; open a backup or a copy of it") from error
    finally:
        connection.close()


def mark(connection: Connection) -> None:
    """Write into the file's header that it is a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def keep_log(engine: Engine) -> None:
    """Let readers go on while one writes: the write-ahead log, which stays set in the file."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL").fetchone()
    finally:
        raw.close()


def copy(source: Path, target: Path) -> None:
    """Write a consistent copy, also while the source is in use, readable by its owner only."""
    os.close(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    reader, writer = sqlite3.connect(source, timeout=_BUSY_SECONDS), sqlite3.connect(target)
    try:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.close()
        reader.close()
