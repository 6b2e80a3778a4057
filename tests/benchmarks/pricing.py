"""Pricing: a million bills kept, against SQLite inserting the same rows; time of use, against the plain oracle."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import data
from tests.benchmarks.measure import Figure, cli, fresh, paired, run, timed
from tests.benchmarks.queries import ledger_of
from tests.oracle.rows import price_row as oracle_price_row
from zefdesk.billing.document import bill_document
from zefdesk.billing.profile_text import write_profile
from zefdesk.billing.row import Row, price_row
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, Tax, Variation, When
from zefdesk.domain.rate import Per
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

_CENT = 10**7
_SINCE = date(2020, 1, 1)
PLAIN = BillingProfile(
    "Energy and fee",
    "USD",
    "America/Chicago",
    _SINCE,
    (
        Cost("Energy", Dimension.ENERGY, Per.KWH, 35 * _CENT),
        Cost("Session fee", Dimension.SESSION, Per.SESSION, 100 * _CENT),
    ),
)
TIME_OF_USE = BillingProfile(
    "Time of use, idle, tax",
    "USD",
    "America/Chicago",
    _SINCE,
    (
        Cost(
            "Energy",
            Dimension.ENERGY,
            Per.KWH,
            25 * _CENT,
            variations=(
                Variation("Peak", When(days=(0, 1, 2, 3, 4), from_=14 * 3600, to=20 * 3600), 45 * _CENT),
                Variation("Night", When(from_=22 * 3600, to=6 * 3600), 15 * _CENT),
            ),
            taxes=("sales",),
        ),
        Cost(
            "Idle",
            Dimension.IDLE_TIME,
            Per.HOUR,
            variations=(Variation("after 15 minutes", When(min_idle_time=900), 600 * _CENT),),
        ),
    ),
    taxes=(Tax("sales", 6_875_000_000),),
)
_ORACLES_SHARE = 100
"""The oracle prices one in so many: all of them would take an hour."""


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Time both runs of the command line, and one live bill."""
    yield _kept(folder, rows)
    yield _against_oracle(folder, max(rows // 10, 200))
    sessions = _rows(Ledger.open(ledger_of(folder, max(rows // 10, 200))), 200)
    alone = [timed(lambda row=row: bill_document(price_row(row, _copy(TIME_OF_USE)))) for row in sessions]
    yield Figure("one live bill, profile read anew", median(alone) * 1000, None, 5, "one call, to its document", "ms")


def _kept(folder: Path, rows: int) -> Figure:
    ledger = _assigned(folder, rows, PLAIN)

    def ours() -> float:
        _forget(ledger)
        return run(cli("--database", str(ledger), "price"))[0]

    _forget(ledger)
    _, memory = run(cli("--database", str(ledger), "price"))  # before this process itself holds the rows
    made = _table(ledger)

    def peer() -> float:
        return _insert(folder, *made)

    mine, theirs = paired(ours, peer)
    what = f"price {rows:,} sessions, energy and fee, bills kept ({memory:.0f} MB)"
    return Figure(what, mine, theirs, 6.0, "sqlite3.executemany of the same finished rows")


def _against_oracle(folder: Path, rows: int) -> Figure:
    ledger = _assigned(folder, rows, TIME_OF_USE)
    opened = Ledger.open(ledger)
    some = _rows(opened, max(rows // _ORACLES_SHARE, 20))
    opened.close()

    def ours() -> float:
        _forget(ledger)
        return run(cli("--database", str(ledger), "price"))[0]

    def oracle() -> float:
        return timed(lambda: [_by_oracle(row) for row in some]) * rows / len(some)

    mine, theirs = paired(ours, oracle)
    what = f"price {rows:,} sessions, time of use, idle and tax, bills kept"
    return Figure(what, mine, theirs, 0.1, f"the Fraction oracle, from {len(some):,} of them")


def _by_oracle(row: Row) -> object:
    return oracle_price_row(row.zone, row.start, row.plugged, row.charging, row.energy, TIME_OF_USE)


def _copy(profile: BillingProfile) -> BillingProfile:
    """Give the same profile as a new one, as an edit makes it: nothing that was made ready of it can be used."""
    return BillingProfile(**{name: getattr(profile, name) for name in BillingProfile.__dataclass_fields__})


def _assigned(folder: Path, rows: int, profile: BillingProfile) -> Path:
    """Give a ledger whose chargers all have a profile, and no free vend."""
    ledger = ledger_of(folder, rows)
    file = folder / "profile.json"
    file.write_text(write_profile(profile), encoding="utf-8")
    opened = Ledger.open(ledger)
    serials = [serial for _, _, serial in data.CHARGERS]
    for serial in serials:
        configuring.set_charger(opened, serial, {"free_vend": "no"})
    configuring.import_profile(opened, file)
    with_it = {assignment.charger for assignment in configuring.assignments(opened)}
    configuring.assign(opened, profile.name, [one for one in serials if one not in with_it], None)
    opened.close()
    return ledger


def _rows(opened: Ledger, count: int) -> list[Row]:
    with opened.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT display_zone, start, plug_duration, charge_duration, energy FROM session ORDER BY id LIMIT ?",
            (count,),
        )
        return [Row(*row) for row in found]


def _forget(ledger: Path) -> None:
    """Take all bills out, so that pricing begins anew."""
    plain = sqlite3.connect(ledger)
    with plain:
        plain.execute("DELETE FROM bill")
    plain.close()


def _table(ledger: Path) -> tuple[str, list[Any]]:
    plain = sqlite3.connect(ledger)
    made = plain.execute("SELECT sql FROM sqlite_master WHERE name = 'bill'").fetchone()[0]
    rows = plain.execute("SELECT * FROM bill").fetchall()
    plain.close()
    return made, rows


def _insert(folder: Path, table: str, rows: Sequence[Any]) -> float:
    target = folder / "peer.db"
    for name in (target, folder / "peer.db-wal", folder / "peer.db-shm"):
        fresh(name)
    plain = sqlite3.connect(target)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute(table)
    marks = ", ".join("?" * len(rows[0]))

    def insert() -> None:
        with plain:
            plain.executemany(f"INSERT INTO bill VALUES ({marks})", rows)  # noqa: S608

    seconds = timed(insert)
    plain.close()
    return seconds
