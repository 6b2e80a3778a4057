"""A month of a network with thirty faults planted in it: each found by its code, and few other things beside."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from zefdesk.billing.profile_text import write_profile
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.rate import Per
from zefdesk.formats.reading import Settings
from zefdesk.services import configuring, looking, pricing, reviewing
from zefdesk.services.importing import import_paths
from zefdesk.store.ledger import Ledger

HEADER = (
    *("Name", "Sticker", "Serial", "Initiator", "Identity", "Start", "End", "Plug Duration", "Charge Duration"),
    *("Energy", "Cost", "Bill Details"),
)
HOUR = 3600
DAYS, A_DAY = 31, 3


class Row(NamedTuple):
    """One row of the report; `fault` is the code that is planted in it."""

    name: str
    serial: str
    start: datetime
    plug: int = 3 * HOUR
    charge: int = 2 * HOUR
    energy: str = "10"
    cost: str = "3.50"
    initiator: str = "ZEF"
    identity: str = ""
    bill: str = ""
    sticker: str = ""
    end: datetime | None = None
    fault: str = ""

    def cells(self) -> list[str]:
        end = self.end or self.start + timedelta(seconds=self.plug)
        when = (f"{self.start:%Y-%m-%d %H:%M:%S}", f"{end:%Y-%m-%d %H:%M:%S}")
        lasts = tuple(_clock(seconds) for seconds in (self.plug, self.charge))
        cost = f"${self.cost}" if self.cost else ""
        first = (self.name, self.sticker or f"T{self.serial}", self.serial, self.initiator, self.identity)
        return [*first, *when, *lasts, self.energy, cost, self.bill]


def _clock(seconds: int) -> str:
    sign, size = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{size // HOUR}:{size % HOUR // 60:02d}:{size % 60:02d}"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute)  # noqa: DTZ001 -- a report gives no zone


def usual() -> Iterator[Row]:
    """Three sessions a day at each of four chargers: 35 cents a kWh, every car another one."""
    chance = random.Random(5)
    who = 0
    for charger in ("Lobby", "Garage", "Ramp", "Café"):
        serial = f"S{len(charger)}{charger[0]}1"
        for day in range(1, DAYS + 1):
            for visit in range(A_DAY):
                who += 1
                energy = chance.randrange(4_000, 20_000)
                start = at(day, 6 + visit * 5, chance.randrange(60)) + timedelta(seconds=chance.randrange(60))
                charge = energy * 36 // 70 + chance.randrange(600)
                plug = charge + chance.randrange(300, HOUR)
                cents = (energy * 35 + 500) // 1000
                amount = f"{cents // 100}.{cents % 100:02d}"
                row = Row(charger, serial, start, plug, charge, f"{energy / 1000:.3f}", amount, identity=f"z-{who:04d}")
                yield row._replace(bill=_bill(amount)) if charger == "Café" else row


def _bill(amount: str, said: str | None = None) -> str:
    return json.dumps({"lines": [{"item": "Energy", "amount": float(said or amount)}]})


def planted() -> list[Row]:
    """Thirty faults, most at a charger of their own, that nobody else uses."""

    def odd(number: int, fault: str, day: int, **changes: object) -> Row:
        row = Row(f"Odd {number}", f"ODD{number:03d}", at(day, 9), identity=f"odd-{number}", fault=fault)
        return row._replace(**changes)  # type: ignore[arg-type]

    double = odd(1, "duplicate", 4)
    over = odd(2, "overlap", 5)
    twice = odd(3, "conflicting-duplicate", 6)
    shared = odd(4, "shared-identity", 7)
    gaps = [odd(5, "", day, identity=f"gap-{day}") for day in (1, 2, 3, 4, 5, 6)]
    return [
        double,
        double._replace(start=at(4, 9) + timedelta(seconds=40)),
        over,
        over._replace(start=at(5, 11), identity="odd-2b", energy="8", cost="2.80"),
        twice,
        twice._replace(cost="4.50"),
        shared,
        shared._replace(name="Odd 40", serial="ODD040", start=at(7, 10), energy="9", cost="3.15"),
        *gaps,
        odd(5, "gap", 20),
        odd(6, "charge-exceeds-plug", 8, plug=HOUR, charge=2 * HOUR, energy="7", cost="2.45"),
        odd(7, "zero-duration", 8, plug=0, charge=0, energy="0", cost=""),
        odd(8, "negative-duration", 8, plug=-600, charge=300, energy="1", cost="0.35"),
        odd(9, "zero-energy", 9, energy="0", cost=""),
        odd(10, "dcfc-not-started", 9, energy="0", cost="", plug=120, charge=0),
        odd(11, "energy-without-charge-time", 9, charge=0, plug=HOUR),
        odd(12, "power-above-capacity", 10, energy="30", cost="10.50"),
        odd(13, "long-session", 11, plug=60 * HOUR, charge=58 * HOUR),
        odd(14, "unusual-energy", 12, energy="0.2", cost="0.07"),
        odd(15, "unusual-energy", 12, energy="15700", cost="5495.00"),
        odd(16, "future-start", 12, start=datetime(2034, 5, 2, 8)),  # noqa: DTZ001 -- as above
        odd(17, "implausible-date", 12, start=datetime(1970, 1, 1, 0, 4)),  # noqa: DTZ001 -- as above
        odd(18, "cost-without-energy", 13, energy="0"),
        odd(19, "no-cost-with-energy", 13, cost=""),
        odd(20, "free-vend-with-cost", 13, initiator="", identity=""),
        odd(21, "initiator-without-identity", 13, identity=""),
        Row("Lobby", "S5L1", at(14, 22), energy="10", cost="7.90", identity="odd-22", fault="rate-outlier"),
        Row("Café", "S4C1", at(14, 22), bill=_bill("3.50", "3.00"), identity="odd-23", fault="bill-does-not-sum"),
        Row("Café", "S4C1", at(15, 22), bill='{"lines": [{"item"', identity="odd-24", fault="bill-unreadable"),
        Row("Café", "S4C1", at(16, 22), identity="odd-25", fault="bill-missing"),
        Row("Café", "S4C1", at(17, 22), cost="3.60", bill=_bill("3.60"), identity="odd-26", fault="cost-differs"),
        odd(27, "serial-with-two-names", 18),
        odd(27, "", 19, name="Odd 27 again", identity="odd-27b"),
        odd(28, "sticker-on-two-serials", 20, sticker="77777"),
        odd(29, "", 21, sticker="77777"),
        odd(30, "long-idle", 22, plug=9 * HOUR),
        odd(31, "end-differs", 23, end=at(23, 11)),
        odd(32, "nonexistent-local-time", 8, start=datetime(2026, 3, 8, 2, 30)),  # noqa: DTZ001 -- as above
    ]


@pytest.fixture
def month(ledger: Ledger, tmp_path: Path) -> Ledger:
    """The month, imported, its chargers configured, priced and looked at."""
    rows = sorted([*usual(), *planted()], key=lambda row: row.start)
    lines = [",".join(HEADER), *(",".join(map(_quoted, row.cells())) for row in rows)]
    (tmp_path / "may.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = import_paths(ledger, [tmp_path / "may.csv"], Settings(time_zone="America/Chicago", currency="USD"))
    assert made.results[0].rejected == 0
    configuring.set_charger(ledger, "ODD010", {"kind": "DCFC"})
    configuring.set_charger(ledger, "ODD012", {"kind": "L2", "capacity_kw": "7.2"})
    rate = BillingProfile(
        "Café", "USD", "America/Chicago", date(2026, 1, 1), (Cost("Energy", Dimension.ENERGY, Per.KWH, 35 * 10**7),)
    )
    (tmp_path / "p.json").write_text(write_profile(rate), encoding="utf-8")
    configuring.import_profile(ledger, tmp_path / "p.json")
    configuring.assign(ledger, "Café", ["S4C1"])
    pricing.price_sessions(ledger, SessionQuery())
    looking.look(ledger)
    return ledger


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or "," in cell else cell


def test_each_fault_is_found_by_its_code(month: Ledger) -> None:
    stored = reviewing.sessions(month, reviewing.session_ids(month, SessionQuery()))
    by_identity = {(one.session.serial, one.session.identity or ""): one for one in stored}
    of_chargers = {(one.charger, one.code) for one in reviewing.findings(month, SessionQuery()) if one.charger}
    faults = [row for row in planted() if row.fault]
    assert len({row.fault for row in faults}) >= 29
    assert len(faults) >= 30
    for row in faults:
        one = by_identity[row.serial, row.identity]
        assert row.fault in one.findings or (row.serial, row.fault) in of_chargers, row


def test_little_else_is_found_and_all_of_it_explains_itself(month: Ledger) -> None:
    serials = {row.serial for row in planted()}
    found = list(reviewing.findings(month, SessionQuery()))
    sessions = {one.id: one for one in reviewing.sessions(month, reviewing.session_ids(month, SessionQuery()))}
    ordinary = [
        one
        for one in found
        if one.session_id
        and (sessions[one.session_id].session.identity or "").startswith("z-")
        and not (one.other_id and sessions[one.other_id].session.serial in serials)
    ]
    assert ordinary == []
    planted_codes = Counter(row.fault for row in planted() if row.fault)
    beside = Counter(one.code for one in found) - planted_codes
    assert sum(beside.values()) <= 5, beside
