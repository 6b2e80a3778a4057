"""The version of a ledger's schema: new ones are stamped, older ones backed up and migrated, newer ones refused."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from zefdesk.store import schema, sqlite
from zefdesk.store.errors import LedgerDamaged, LedgerNewer, NotALedger


def bring_up_to_date(engine: Engine, location: str, path: Path | None) -> None:
    """Make the tables of a new ledger, or migrate an older one after a backup; raises LedgerNewer or NotALedger."""
    with engine.connect() as connection:
        version = _version(connection, location)
    if version == schema.HEAD:
        return
    if version is None:
        _make(engine, location)
    elif version > schema.HEAD:
        raise LedgerNewer(
            f"{location} was made by a newer version of ZefDesk (schema {version}, this one knows {schema.HEAD}): "
            "it was left untouched; update the program to open it"
        )
    else:
        if path:
            sqlite.copy(path, path.with_name(f"{path.name}.backup-{version}"))
        _migrate(engine)


def _version(connection: Connection, location: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise NotALedger(f"{location} holds tables, but no ledger: choose another file, or a new name")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is None:
        raise LedgerDamaged(f"{location} does not say its version: open a backup or a copy of it")
    return str(version)


def _make(engine: Engine, location: str) -> None:
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if _version(connection, location) is not None:
            return  # another window was quicker
        schema.metadata.create_all(connection)
        if connection.dialect.name == "sqlite":
            sqlite.mark(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.HEAD})


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, schema.HEAD)
