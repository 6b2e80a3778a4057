"""Sessions priced and bills kept: the same by one process or several, gone on with after a kill, never edited."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.data import report
from tests.factories import MAY_2, a_session, store
from zefdesk.billing.profile_text import write_profile
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.rate import Per
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import bills, configuring, pricing, pricing_apart
from zefdesk.services.importing import undo_import
from zefdesk.services.progress import Progress
from zefdesk.store.ledger import Ledger

LOBBY = "HC1C190912849"
EVERYTHING = SessionQuery()


def set_rate(ledger: Ledger, rate: str) -> None:
    configuring.set_charger(ledger, LOBBY, {"simple_rate": rate})


def test_a_bill_that_is_made_again_leaves_the_old_one_as_it_was(ledger: Ledger) -> None:
    store(ledger, a_session())
    set_rate(ledger, "0.35/kWh")
    pricing.price_sessions(ledger, EVERYTHING)
    first = bills.bill_of(ledger, 1)
    set_rate(ledger, "0.40/kWh")
    pricing.price_sessions(ledger, EVERYTHING)
    second = bills.bill_of(ledger, 1)
    assert first
    assert second
    assert (first.cost, second.cost) == (5_500_000_000, 6_280_000_000)
    (former,) = bills.former_bills(ledger, 1)
    assert former._replace(replaced_at=None) == first
    assert former.replaced_at is not None
    assert first.number < second.number


def test_the_reason_of_a_difference_is_said(ledger: Ledger) -> None:
    session = a_session()
    store(ledger, session)
    set_rate(ledger, "0.50/kWh")
    pricing.price_sessions(ledger, EVERYTHING)
    bill = bills.bill_of(ledger, 1)
    assert bill
    assert bill.difference(session) == 1_570_000_000
    assert "$1.57 less" in bill.why_differs(session)


def test_what_applies_is_said_of_each_charger(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session(), a_session(serial="S2"), a_session(serial="S3"))
    set_rate(ledger, "0.50/kWh")
    import_profile(ledger, tmp_path, "2026-01-01", 1)
    configuring.set_charger(ledger, "S2", {"site": "Duluth"})
    configuring.assign(ledger, "P", ["S2"])
    assert [bills.what_applies(ledger, number) for number in (1, 2, 3, 4)] == [
        "simple rate 0.5/kWh",
        "billing profile 'P', version 1",
        "no rate",
        "",
    ]


def import_profile(ledger: Ledger, folder: Path, since: str, rate: int) -> None:
    """A version of profile P: so many dollars a kWh since a day."""
    energy = Cost("Energy", Dimension.ENERGY, Per.KWH, rate * 10**9)
    profile = BillingProfile("P", "USD", "UTC", date.fromisoformat(since), (energy,))
    path = folder / f"{since}.json"
    path.write_text(write_profile(profile), encoding="utf-8")
    configuring.import_profile(ledger, path)


def test_a_cancelled_run_keeps_what_it_made_and_is_gone_on_with(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing_apart, "CHUNK", 2)
    store(ledger, *(a_session(start=MAY_2 + at * 9000) for at in range(6)))
    set_rate(ledger, "0.35/kWh")

    def stop(progress: Progress) -> None:
        if progress.done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        pricing.price_sessions(ledger, EVERYTHING, report=stop)
    again = pricing.price_sessions(ledger, EVERYTHING)
    assert (again.sessions, again.priced, again.unchanged) == (6, 2, 4)


def test_several_processes_make_the_same_bills_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = [a_session(start=MAY_2 + at * 9000, energy=(at + 1) * 10**9) for at in range(40)]
    rows = []
    for name, many in (("one", 10_000), ("several", 1)):
        opened = Ledger.open(tmp_path / f"{name}.zefdesk")
        store(opened, *sessions)
        set_rate(opened, "0.35/kWh")
        monkeypatch.setattr(pricing_apart, "MANY", many)
        monkeypatch.setattr(pricing_apart, "CHUNK", 7)
        summary = pricing.price_sessions(opened, EVERYTHING)
        assert (summary.sessions, summary.priced) == (40, 40)
        opened.close()
        plain = sqlite3.connect(tmp_path / f"{name}.zefdesk")
        rows.append(plain.execute("SELECT session_id, number, terms, rate, total_incl, body FROM bill").fetchall())
        plain.close()
    assert rows[0] == rows[1]


def test_an_undone_import_takes_its_bills_along(ledger: Ledger) -> None:
    store(ledger, a_session())
    for rate in ("0.35/kWh", "0.40/kWh"):
        set_rate(ledger, rate)
        pricing.price_sessions(ledger, EVERYTHING)
    undo_import(ledger, 1)
    assert bills.bill_of(ledger, 1) is None
    assert bills.former_bills(ledger, 1) == []


def test_a_changed_zone_moves_the_day_and_so_the_version(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session(start=1_777_611_600, zone="UTC", start_wall=1_777_611_600))  # 2026-05-01T05:00Z
    import_profile(ledger, tmp_path, "2026-01-01", 1)
    import_profile(ledger, tmp_path, "2026-05-01", 2)
    configuring.set_charger(ledger, LOBBY, {"time_zone": "UTC"})
    configuring.assign(ledger, "P", [LOBBY], date(2026, 1, 1))
    pricing.price_sessions(ledger, EVERYTHING)
    assert bills.bill_of(ledger, 1).cost == 31_400_000_000  # type: ignore[union-attr]
    configuring.set_charger(ledger, LOBBY, {"time_zone": "America/Los_Angeles"})
    pricing.price_sessions(ledger, EVERYTHING)
    assert bills.bill_of(ledger, 1).cost == 15_700_000_000  # type: ignore[union-attr]


KILLS = int(os.environ.get("ZEFDESK_KILLS", "3"))
ROWS = 20_000


def test_a_killed_run_is_whole_and_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "killed.zefdesk"
    base = [sys.executable, "-m", "zefdesk.cli", "--database", str(path)]
    zone = ("--time-zone", "America/Chicago", "--date-order", "mdy")
    subprocess.run([*base, "import", str(report(tmp_path / "r.csv", ROWS)), *zone], check=True, capture_output=True)
    chargers = subprocess.run([*base, "chargers", "export", str(tmp_path / "c.csv")], check=False, capture_output=True)
    assert chargers.returncode == 0
    lines = (tmp_path / "c.csv").read_text("utf-8").splitlines()
    header = lines[0].split(",")
    place = header.index("simple_rate")
    rated = [",".join([*line.split(",")[:place], "0.35/kWh"]) for line in lines[1:]]
    (tmp_path / "c.csv").write_text("\n".join([",".join(header), *rated]), encoding="utf-8")
    subprocess.run([*base, "chargers", "import", str(tmp_path / "c.csv")], check=True, capture_output=True)
    chance = random.Random(2)
    kept: set[tuple[int, int]] = set()
    for _ in range(KILLS):
        with subprocess.Popen([*base, "price"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _kill_at(process, path, len(kept) + chance.randint(1, ROWS // (2 * KILLS + 2)))
        _assert_whole(path)
        assert kept < _bills(path) or process.returncode == 0
        kept = _bills(path)
    subprocess.run([*base, "price"], check=True, capture_output=True)
    assert kept
    assert kept <= _bills(path)
    with closing(sqlite3.connect(path)) as plain:
        (free,) = plain.execute("SELECT count(*) FROM session WHERE initiator = ''").fetchone()
    assert _assert_whole(path) == free


def _kill_at(process: subprocess.Popen[bytes], path: Path, bills: int) -> None:
    """Kill a run once so many bills stand, unless it has ended before."""
    with closing(sqlite3.connect(path)) as plain:
        while process.poll() is None and plain.execute("SELECT count(*) FROM bill").fetchone()[0] < bills:
            pass
    process.kill()


def _bills(path: Path) -> set[tuple[int, int]]:
    """The bills that stand, each by its number with its session."""
    with closing(sqlite3.connect(path)) as plain:
        return set(plain.execute("SELECT number, session_id FROM bill"))


def _assert_whole(path: Path) -> int:
    """The ledger is sound and no session has two bills; gives how many sessions have none."""
    plain = sqlite3.connect(path)
    try:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchone() is None
        assert plain.execute("SELECT count(*) FROM former_bill").fetchone() == (0,)
        (without,) = plain.execute(
            "SELECT count(*) FROM session LEFT JOIN bill ON bill.session_id = session.id WHERE bill.number IS NULL"
        ).fetchone()
        return int(without)
    finally:
        plain.close()
