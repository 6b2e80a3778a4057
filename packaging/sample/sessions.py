"""Ordinary sessions of the sample network: plausible, deterministic, and priced to the cent."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from sample import bills
from sample.network import Charger

FREQUENT_HOURS = (6, 7, 7, 8, 8, 8, 9, 10, 11, 12, 12, 13, 15, 16, 17, 17, 18, 19, 21)
CHANCE_OF_A_SESSION = 0.36


@dataclass(frozen=True)
class Row:
    """One row of a report. `cells` replace what a column would hold; `trap` names what was planted there."""

    charger: Charger
    start: datetime
    plug: int
    charge: int
    energy: Decimal
    initiator: str
    identity: str
    cost: Decimal | None = None
    bill: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    trap: str = ""


def session(charger: Charger, start: datetime, plug: int, charge: int, energy: Decimal, who: tuple[str, str]) -> Row:
    """Give a session priced as its charger prices; it is lengthened by seconds until no rounding of a line shows."""
    initiator, identity = who
    row = Row(charger, start, plug, charge, energy, initiator, identity)
    if charger.pricing == "free":
        return row
    if charger.pricing == "per-kwh":
        return _priced(row, bills.cents(energy * bills.SIMPLE_PER_KWH))
    if charger.pricing == "per-hour":
        return _priced(row, bills.cents(bills.SIMPLE_PER_HOUR * plug / bills.HOUR))
    bill = bills.bill(charger.pricing, start, plug, charge, energy)
    if not bill.exact:
        return session(charger, start, plug + 1, charge + 1, energy, who)
    return _priced(row, bill.total, bills.written(charger.pricing, bill))


def _priced(row: Row, cost: Decimal, bill: str = "") -> Row:
    return Row(row.charger, row.start, row.plug, row.charge, row.energy, row.initiator, row.identity, cost, bill)


def not_started(charger: Charger, start: datetime, seconds: int, who: tuple[str, str]) -> Row:
    """Give a request of a fast charger after which nothing flowed."""
    return Row(charger, start, seconds, 0, Decimal("0.00"), *who)


def ordinary(charger: Charger, first: date, last: date) -> list[Row]:
    """Give the sessions of a charger from `first` to `last`, none overlapping another."""
    random = Random(f"{charger.serial} {first}")  # noqa: S311 -- invented data, the same every time
    rows: list[Row] = []
    for days in range((last - first).days + 1):
        if random.random() > CHANCE_OF_A_SESSION:
            continue
        clock = time(random.choice(FREQUENT_HOURS), random.randrange(60), random.randrange(60))
        start = datetime.combine(first + timedelta(days=days), clock)
        free = rows[-1].start + timedelta(seconds=rows[-1].plug + 300) if rows else start
        if start >= free:
            rows.append(_drawn(random, charger, start))
    return rows


def _drawn(random: Random, charger: Charger, start: datetime) -> Row:
    who = random.choice(charger.people)
    if charger.fast and random.random() < 0.1:  # noqa: PLR2004 -- one request in ten
        return not_started(charger, start, random.randrange(25, 95), who)
    charge = random.randrange(480, 3000) if charger.fast else random.randrange(1500, 17000)
    idle = random.randrange(20, 240) if charger.fast else random.choice((40, 300, 1500, 4000, 9000, 14000))
    power = Decimal(random.randrange(*charger.kilowatts)) / 10
    energy = bills.cents(power * charge / bills.HOUR)
    return session(charger, start, charge + random.randrange(idle, idle * 2), charge, energy, who)
