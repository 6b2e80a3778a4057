"""The README of the sample files, with counts and lines as they came out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sample import logs
from sample.bills import SIMPLE_PER_HOUR, SIMPLE_PER_KWH
from sample.network import CHARGERS, Charger
from sample.sessions import Row
from sample.traps import TRAPS

REFUSED = frozenset({"no-start", "bad-start", "bad-energy", "bad-cost", "no-charger"})
PRICES = {
    "workday": "profile *Workday ToU*: $0.45/kWh Monday to Friday 14:00 to 20:00, else $0.25/kWh; "
    "idle after 15 minutes $0.25/h; sales tax 8.875 %. Bill Details: a JSON object, numbers as texts",
    "fast": "profile *DC Fast 2026*: $0.45/kWh and $1.00 a session; sales tax 8.875 %. "
    "Bill Details: another JSON object",
    "ramp": "profile *Mill Ramp*: $0.38/kWh; sales tax 9.025 %. Bill Details: a JSON array",
    "text": "profile *Stone Arch*: $0.45/kWh and $1.00 a session; sales tax 9.025 %. Bill Details: text",
    "per-kwh": f"simple rate ${SIMPLE_PER_KWH}/kWh; no Bill Details",
    "per-hour": f"simple rate ${SIMPLE_PER_HOUR} per hour plugged in; no Bill Details",
    "free": "free vend: no Initiator, no cost",
}
SHAPES = {
    "2025-11.csv": "CSV, a title line and a blank one above the header. Its days all could be months",
    "2026-03.xlsx": "workbook: a title above the header; typed dates, durations and money; "
    "a second sheet that is no report",
    "2026-04.csv": "CSV, downloaded on May 4, so with the first three days of May",
    "2026-05.csv": "CSV, downloaded in June",
}


@dataclass
class Count:
    """What ZefDesk is to count for one file, imported after those before it."""

    read: int = 0
    new: int = 0
    duplicate: int = 0
    rejected: int = 0


class Ledger:
    """Sessions as they add up over the files, by the rule that equal tellings are one session."""

    def __init__(self) -> None:
        self.known: list[Row] = []

    def take(self, rows: Sequence[Row]) -> Count:
        """Count the rows of one more file."""
        count = Count(len(rows), rejected=sum(row.trap in REFUSED for row in rows))
        for row in rows:
            if row.trap in REFUSED:
                continue
            bare = replace(row, trap="", cells={})
            if bare in self.known:
                count.duplicate += 1
            else:
                self.known.append(bare)
                count.new += 1
        return count

    @property
    def energy(self) -> Decimal:
        """Give the energy of all sessions, kWh."""
        return sum((row.energy for row in self.known), Decimal())

    @property
    def cost(self) -> Decimal:
        """Give the cost of all sessions."""
        return sum((row.cost for row in self.known if row.cost), Decimal())


_DIFFERS = "the log of the charger has 0.18 kWh less"
_SAME = "the same session as `{}`, line {}"


def readme(reports: Sequence[tuple[str, list[Row], list[int]]]) -> str:
    """Give the text of the README for reports (file name, rows, line of each)."""
    ledger = Ledger()
    counts = [(name, ledger.take(rows)) for name, rows, _ in reports]
    files = [
        f"| `{name}` | {count.read} | {count.new} | {count.duplicate} | {count.rejected} | {_shape(name)} |"
        for name, count in counts
    ]
    places = [
        f"| `{name}` | {line} | {TRAPS[row.trap][0]} | {TRAPS[row.trap][1]} |"
        for name, rows, lines in reports
        for row, line in zip(rows, lines, strict=True)
        if row.trap
    ]
    differing = [
        (name, line)
        for name, rows, lines in reports
        for row, line in zip(rows, lines, strict=True)
        if logs.differs(row)
    ]
    first = differing[0]
    places += [
        f"| `{name}` | {line} | {_DIFFERS if (name, line) == first else _SAME.format(*first)} | "
        "finding `report-log-differs` |"
        for name, line in differing
    ]
    return _TEXT.format(
        files="\n".join(files),
        chargers="\n".join(_charger(charger) for charger in CHARGERS),
        traps="\n".join(places),
        sessions=len(ledger.known),
        energy=ledger.energy,
        cost=ledger.cost,
    )


def _shape(name: str) -> str:
    return next(text for ending, text in SHAPES.items() if name.endswith(ending))


def _charger(charger: Charger) -> str:
    name = f"{charger.name} (later `{charger.renamed}`)" if charger.renamed else charger.name
    kind = "DCFC" if charger.fast else "L2"
    return f"| {name} | {charger.sticker} | {charger.serial} | {kind} | {charger.site} | {PRICES[charger.pricing]} |"


_TEXT = """# Sample reports

An invented network of ten chargers at two sites in Minnesota, for trying ZefDesk, for its tests and its pictures.
Names, numbers and people are made up. `.venv/bin/python packaging/make_sample.py` makes these files, the same every
time; change it, not them.

Like the reports of the portal, the CSV files say neither time zone nor currency, and one of them leaves open which
number is the month. `sample.json` holds the answers that the demo gives: America/Chicago, USD, month/day/year.

## The files

Imported in this order, each row of a file is new, a duplicate of one that is known, or refused:

| file | rows | new | duplicate | refused | what it is |
| --- | --- | --- | --- | --- | --- |
{files}

In all: {sessions} sessions, {energy} kWh, {cost} USD. The order of the files changes nothing of that.

The reports of April and May overlap: what both say in the same words is one session. The charger `Café Lot` had become
`Café Lot North` by the time of the May report; that makes no session another one: a charger is known by its serial.

`lobby-east-2026-05.log` is what the central system wrote of the charger Lobby East in May: OCPP 1.6, the lines by the
clock of Chicago without saying so, the messages in UTC. Each session of it is told by the May report too, and those of
the first three days by April's: counted once, with all its sources, its meter values and what happened when. The car
that was left over a long weekend has some two thousand meter values. Besides there are a card that was blocked, a
remote start after which nothing came, a message that was cut off, a clock that is three seconds behind, and a session
with 0.18 kWh less than the report says (finding `report-log-differs`).

`server-2026-06.log` and `dc-fast-1-2026-06.log` are of the week after the reports. The demo does not import them; drop
one on the window, or ask `zefdesk-cli log-summary` for it.

- `server-2026-06.log`: a server's log of Garage L1-03 and L1-04 at once, its lines by the clock of Chicago. Eight
  sessions. At L1-03: a blocked card (an attempt), a stop that never came (`missing-stop`) and an error line that
  repeats its start, a boot in mid-transaction that ends nothing, a remote start that nothing followed (an attempt)
  and one that a session followed (Initiator `Remote`). At L1-04, all free vend: a fault (`faulted-during-session`), a
  stop that was told three hours late (`offline-replay`), a start before the clock was set (`clock-not-set`) of a
  session that the log does not see the end of (`still-open`).
- `dc-fast-1-2026-06.log`: what DC Fast 1 wrote itself, OCPP 2.0.1. Four sessions: one paid at its card reader
  (`Credit card`; the station counted 32 minutes of charging), a remote start that began before the plug was in, after
  one that nothing followed, one whose end was never told (`missing-stop`) and whose card came later than its cable,
  one that was told hours later (`offline-replay`).

## The chargers

`chargers.csv` and the `profile-*.json` files say the same to ZefDesk, so that it can price the sessions itself.

| name | sticker | serial | kind | site | price |
| --- | --- | --- | --- | --- | --- |
{chargers}

Each line of a bill is quantity times rate, rounded half up to the cent; the lines and the tax sum to the cost, but
where the table below says otherwise. `CCR-010984`, `CCR-000042` and `CCR-000043` are what the card readers send:
always the same identity, whoever swiped a card.

## What is planted, and what ZefDesk says of it

`line` is the line of the file at which the row begins (in the workbook, the row of the sheet).

| file | line | what it is | what ZefDesk says |
| --- | --- | --- | --- |
{traps}
"""
