"""What is planted among the ordinary sessions: rows as real reports hold them, each with what ZefDesk says of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from sample.network import (
    CAFE,
    DC_FAST_1,
    GARAGE_3,
    GARAGE_4,
    LOBBY_EAST,
    LOBBY_WEST,
    RAMP_1,
    RAMP_2,
    RAMP_3,
    STONE_ARCH,
    Charger,
)
from sample.sessions import Row, not_started, session

TRAPS = {
    "autumn": (
        "starts in the hour that occurs twice (clocks go back at 2:00)",
        "reads the first pass, finding `ambiguous-local-time`",
    ),
    "spring": (
        "starts in the hour that does not exist (clocks go forward at 2:00)",
        "reads it by the offset before the change, finding `nonexistent-local-time`",
    ),
    "digits": ("a 15-digit identity that the workbook holds as a number", "identity `104512345678901`, to the letter"),
    "member": (
        "energy and no cost: a member who charges free",
        (
            "bill state `unpriced` (until its simple rate prices it: then not itemised), "
            "finding `no-cost-with-energy` with the innocent causes"
        ),
    ),
    "offline": (
        "energy and no cost: the charger was offline in a storm, started anyway, took nothing",
        (
            "bill state `unpriced` (until its profile prices it: then itemised), "
            "finding `no-cost-with-energy` with the innocent causes"
        ),
    ),
    "no-price": (
        "energy and no cost: after it was renamed, the charger had no price for a day",
        (
            "bill state `unpriced` (until its simple rate prices it: then not itemised), "
            "finding `no-cost-with-energy` with the innocent causes"
        ),
    ),
    "zero": ("free vend, with a cost of 0.00 instead of none", "bill state `free-vend`"),
    "empty": ("Bill Details are `{}`", "empty, so bill state `not-itemised`"),
    "lines": ("Bill Details are text over two lines of the file", "bill state `not-itemised`, the text whole"),
    "cut": ("Bill Details cut off in the middle", "bill state `unreadable`, finding `bill-unreadable`"),
    "sum": ("one line of the bill is 1.00 too much", "finding `bill-does-not-sum`"),
    "fee": ("the cost holds a fee of 2.50 that no line of the bill names", "finding `bill-does-not-sum`"),
    "phone": ("an identity that begins with `+`", "kept as it is; guarded when it is exported as CSV"),
    "exponent": ("an identity that looks like a number with an exponent", "identity `73928e05`, to the letter"),
    "request": (
        "a fast charger was asked to start and nothing flowed",
        "bill state `unpriced` (until its profile prices it: then itemised), finding `dcfc-not-started`: not an error",
    ),
    "long": (
        "plugged in for more than two days",
        "a Plug Duration of 61:12:09, sorted as a number, finding `long-session`",
    ),
    "dearest": (
        "a car left over a long weekend: the dearest session of all",
        "bill state `itemised`: more than half of it is the line `Idle after 15 min`; finding `long-session`",
    ),
    "first-issue": (
        "the same session as in the May report, with another cost",
        "both are kept, finding `conflicting-duplicate`",
    ),
    "reissue": (
        "the same session as in the April report, with another cost",
        "both are kept, finding `conflicting-duplicate`",
    ),
    "twin": ("the row before, once more", "a duplicate: counted, not stored"),
    "1970": ("a charger whose clock was not set", "kept, finding `implausible-date`"),
    "no-start": ("no Start", "refused, `missing-start`"),
    "bad-start": ("a Start that is no date", "refused, `unreadable-start`"),
    "bad-energy": ("`ERR` for Energy", "refused, `unreadable-energy`"),
    "bad-cost": ("`see invoice` for Cost", "refused, `unreadable-cost`"),
    "no-charger": ("neither Name nor Serial", "refused, `missing-charger`"),
}


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _marked(row: Row, trap: str, **cells: str) -> Row:
    return replace(row, trap=trap, cells=cells)


def _l2(charger: Charger, start: str, charge: int, energy: str, who: tuple[str, str], plug: int = 0) -> Row:
    return session(charger, _at(start), plug or charge + 900, charge, Decimal(energy), who)


def november() -> list[Row]:
    """Give what is planted in the report of November 2025."""
    return [_marked(_l2(LOBBY_EAST, "2025-11-02T01:17:20", 7200, "13.10", ("ChargeHub", "ch-5521")), "autumn")]


def march() -> list[Row]:
    """Give what is planted in the workbook of March 2026."""
    return [
        _marked(_l2(LOBBY_WEST, "2026-03-08T02:24:10", 5400, "9.75", ("ZEF", "z-20377")), "spring"),
        _marked(_l2(CAFE, "2026-03-12T08:02:55", 9000, "16.40", ("ZEF", "104512345678901")), "digits"),
        _marked(not_started(DC_FAST_1, _at("2026-03-19T17:40:02"), 38, ("ChargeHub", "ch-9046")), "request"),
    ]


def spring() -> list[Row]:
    """Give what is planted in April and May 2026 as both reports have it."""
    sum_off = _l2(LOBBY_EAST, "2026-04-14T13:05:30", 7500, "14.20", ("ZEF", "z-20114"))
    first = sum_off.bill.index('"amount": "') + len('"amount": "')
    amount = sum_off.bill[first : sum_off.bill.index('"', first)]
    cut = _l2(LOBBY_EAST, "2026-04-22T15:20:11", 10800, "20.15", ("ChargeHub", "ch-7710"), 16200)
    text = session(STONE_ARCH, _at("2026-04-11T12:31:45"), 1890, 1800, Decimal("18.62"), ("ChargeHub", "ch-8125"))
    fee = session(DC_FAST_1, _at("2026-05-20T11:02:40"), 1700, 1620, Decimal("17.30"), ("ChargeHub", "ch-3321"))
    free = _l2(GARAGE_4, "2026-04-06T09:12:00", 6900, "12.88", ("", ""))
    return [
        _marked(_unpriced(_l2(CAFE, "2026-04-08T08:11:20", 10200, "18.90", ("ZEF", "z-31555"))), "member"),
        _marked(_unpriced(_l2(RAMP_1, "2026-04-21T18:44:03", 8100, "15.02", ("ZEF", "z-31007"))), "offline"),
        _marked(_unpriced(_l2(CAFE, "2026-05-21T09:30:00", 7800, "14.05", ("AmpUp", "amp-4870"))), "no-price"),
        _marked(replace(free, cost=Decimal("0.00")), "zero"),
        _marked(
            replace(_l2(LOBBY_WEST, "2026-04-09T16:50:31", 4500, "8.14", ("ZEF", "CCR-010984")), bill="{}"), "empty"
        ),
        _marked(replace(text, bill=text.bill.replace("; tax", "\ntax")), "lines"),
        _marked(replace(cut, bill=cut.bill[:128]), "cut"),
        _marked(replace(sum_off, bill=_replaced(sum_off.bill, first, amount)), "sum"),
        _marked(replace(fee, cost=(fee.cost or Decimal()) + Decimal("2.50")), "fee"),
        _marked(_l2(RAMP_2, "2026-04-16T07:58:14", 6000, "11.05", ("AmpUp", "+1 218 555 0142")), "phone"),
        _marked(_l2(GARAGE_3, "2026-04-18T12:20:09", 5100, "9.31", ("AmpUp", "73928e05")), "exponent"),
        _marked(not_started(STONE_ARCH, _at("2026-05-13T09:31:00"), 41, ("ZEF", "CCR-000043")), "request"),
        _marked(_l2(RAMP_3, "2026-04-10T17:25:51", 14400, "26.30", ("AmpUp", "amp-2255"), 220_329), "long"),
        _marked(_l2(LOBBY_EAST, "2026-05-22T15:32:08", 21600, "41.28", ("ChargeHub", "ch-5521"), 324_000), "dearest"),
    ]


def april_only() -> list[Row]:
    """Give what the April report alone has."""
    row = _l2(GARAGE_3, "2026-05-02T14:05:12", 3252, "6.21", ("AmpUp", "amp-0917"))
    return [_marked(replace(row, cost=Decimal("2.93")), "first-issue")]


def may_only() -> list[Row]:
    """Give what the May report alone has."""
    reissue = _l2(GARAGE_3, "2026-05-02T14:05:12", 3252, "6.21", ("AmpUp", "amp-0917"))
    twin = _l2(GARAGE_3, "2026-05-11T08:40:37", 7020, "13.11", ("ZEF", "z-20962"))
    clock = _l2(GARAGE_3, "1970-01-01T00:03:11", 4200, "7.70", ("ZEF", "z-20114"))
    bad = _l2(GARAGE_3, "2026-05-25T10:00:00", 5400, "9.90", ("ZEF", "z-20962"))
    unnamed = {"Name": "", "Sticker": "", "Serial": ""}
    return [
        _marked(reissue, "reissue"),
        twin,
        _marked(twin, "twin"),
        _marked(clock, "1970"),
        _marked(bad, "no-start", Start=""),
        _marked(_later(bad, 1), "bad-start", Start="0/0/0000 12:00:00 AM"),
        _marked(_later(bad, 2), "bad-energy", Energy="ERR"),
        _marked(_later(bad, 3), "bad-cost", Cost="see invoice"),
        _marked(_later(bad, 4), "no-charger", **unnamed),
    ]


def _unpriced(row: Row) -> Row:
    return replace(row, cost=None, bill="")


def _later(row: Row, days: int) -> Row:
    return replace(row, start=row.start + timedelta(days=days))


def _replaced(bill: str, at: int, amount: str) -> str:
    return bill[:at] + str(Decimal(amount) + 1) + bill[at + len(amount) :]
