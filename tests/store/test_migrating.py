"""A ledger of the first schema, with sessions in it, becomes one of today, and is backed up first."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from zefdesk import store as store_package
from zefdesk.domain.charger import Charger
from zefdesk.domain.rate import parse_rate
from zefdesk.store import chargers, schema, sqlite
from zefdesk.store.ledger import Ledger

MIGRATIONS = Path(store_package.__file__).parent / "migrations"


def older(path: Path) -> None:
    """A ledger as the first version of the program made it, with one charger that was given a zone."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        sqlite.mark(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    plain = sqlite3.connect(path)
    with plain:
        plain.execute("INSERT INTO charger VALUES ('S1', 'America/Chicago', 'USD')")
        plain.execute(
            "INSERT INTO session (id, key, value_hash, display_zone, start_local, serial, start, start_wall, zone, "
            "zoned, bill_state) VALUES (1, 1, 1, 'UTC', 0, 'S1', 0, 0, 'UTC', 0, 'unpriced')"
        )
    plain.close()


def test_chargers_and_sessions_of_an_older_ledger_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "older.zefdesk"
    older(path)
    opened = Ledger.open(path)
    before = Charger("S1", time_zone="America/Chicago", currency="USD")
    assert chargers.chargers(opened) == [before]
    with opened.writing() as connection:
        chargers.save(connection, Charger("S1", simple_rate=parse_rate("2/h"), free_vend=False), before)
    assert chargers.chargers(opened) == [Charger("S1", simple_rate=parse_rate("2/h"), free_vend=False)]
    opened.close()
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == (schema.HEAD,)
    assert plain.execute("SELECT count(*) FROM session").fetchone() == (1,)
    plain.close()
    assert (tmp_path / "older.zefdesk.backup-0001").exists()
