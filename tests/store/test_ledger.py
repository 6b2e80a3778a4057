import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from tests.factories import a_session, store
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import Trouble
from zefdesk.store import schema, sessions, sqlite, versions
from zefdesk.store.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerNewer, NotALedger
from zefdesk.store.ledger import Ledger


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not modes there")
def test_a_new_ledger_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new.zefdesk"
    with_data = Ledger.open(path)
    store(with_data, a_session())
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    with_data.close()
    assert modes == {0o600}


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "empty.zefdesk"
    path.touch()
    Ledger.open(path).close()
    Ledger.open(path, create=False).close()


def test_a_ledger_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(tmp_path / "no.zefdesk", create=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["missing/new.zefdesk", "."])
def test_a_folder_that_is_missing_or_meant_is_one_line(tmp_path: Path, place: str) -> None:
    with pytest.raises(Trouble) as caught:
        Ledger.open(tmp_path / place)
    assert "\n" not in str(caught.value)


def test_another_kind_of_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear accountant, this is no database at all.\n" * 20)
    before = path.read_bytes()
    with pytest.raises(NotALedger):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="another program"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused_and_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "newer.zefdesk"
    Ledger.open(path).close()
    newer = sqlite3.connect(path)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.execute("PRAGMA journal_mode=DELETE")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(LedgerNewer, match="newer version"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_an_older_ledger_is_backed_up_and_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.zefdesk"
    sqlite.prepare(path, create=True)
    engine = sqlite.engine_for(path)
    with engine.begin() as connection:
        sqlite.mark(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0000')"))
    monkeypatch.setattr(versions, "_migrate", _migrate_from_nothing)
    versions.bring_up_to_date(engine, str(path), path)
    engine.dispose()
    backup = path.with_name("older.zefdesk.backup-0000")
    assert backup.exists()
    opened = Ledger.open(path)
    store(opened, a_session())
    assert sessions.count(opened) == 1
    opened.close()


def _migrate_from_nothing(engine: object) -> None:
    """There is no version before the first, so the chain begins as if there were none."""
    with engine.begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text("DELETE FROM alembic_version"))
    _REAL_MIGRATE(engine)


_REAL_MIGRATE = versions._migrate


def test_migrations_lead_to_the_schema_of_today(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'chain.db'}")
    versions._migrate(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        indexes = {index["name"] for index in inspect(connection).get_indexes("finding")}
    engine.dispose()
    assert (differences, version) == ([], schema.HEAD)
    assert {"finding_session", "finding_code"} <= indexes


def test_a_damaged_ledger_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "torn.zefdesk"
    opened = Ledger.open(path)
    store(opened, *(a_session(start=1_777_000_000 + at) for at in range(2000)))
    opened.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(LedgerDamaged, match="damaged"):
        sessions.totals(Ledger.open(path), SessionQuery())


def test_a_ledger_in_use_elsewhere_says_so_and_works_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0)
    opened = Ledger.open(tmp_path / "busy.zefdesk")
    other = sqlite3.connect(tmp_path / "busy.zefdesk", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy, match="in use"):
        store(opened, a_session())
    other.close()
    store(opened, a_session())
    assert sessions.count(opened) == 1
    opened.close()


def test_a_copy_is_whole_though_the_ledger_is_open(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session())
    ledger.save_copy(tmp_path / "copy.zefdesk")
    copy = Ledger.open(tmp_path / "copy.zefdesk", create=False)
    assert sessions.count(copy) == 1
    copy.close()
