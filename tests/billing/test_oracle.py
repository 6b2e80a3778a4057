"""The oracle itself on examples whose arithmetic can be redone by hand."""

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from tests.oracle.pricing import OracleBill, price
from tests.oracle.rows import price_row
from zefdesk.billing.metered import Metered, Segment
from zefdesk.domain.bill import Basis
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, Limit, Tax, Variation, When
from zefdesk.domain.rate import Per

ZONE = "America/Chicago"
NANO = 10**9
WORKDAYS = (0, 1, 2, 3, 4)
HOUR = 3600


def nano(text: str) -> int:
    return int(Fraction(text) * NANO)


def profile(*costs: Cost, **rest: object) -> BillingProfile:
    return BillingProfile("W", "USD", ZONE, date(2026, 1, 1), costs, **rest)  # type: ignore[arg-type]


def energy(rate: str | None, *variations: Variation, **rest: object) -> Cost:
    base = None if rate is None else nano(rate)
    return Cost("Energy", Dimension.ENERGY, Per.KWH, base, variations=variations, **rest)  # type: ignore[arg-type]


def charging(rate: str | None, *variations: Variation, **rest: object) -> Cost:
    base = None if rate is None else nano(rate)
    return Cost("Time", Dimension.CHARGING_TIME, Per.HOUR, base, variations=variations, **rest)  # type: ignore[arg-type]


def idle(rate: str, grace: int | None = None, **rest: object) -> Cost:
    when = When(min_idle_time=grace)
    return Cost("Idle", Dimension.IDLE_TIME, Per.HOUR, nano(rate), when, **rest)  # type: ignore[arg-type]


def fee(rate: str, **rest: object) -> Cost:
    return Cost("Fee", Dimension.SESSION, Per.SESSION, nano(rate), **rest)  # type: ignore[arg-type]


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp())


def row(terms: BillingProfile, start: str, plug: int, charge: int, kwh: str) -> OracleBill:
    return price_row(ZONE, instant(start), plug, charge, nano(kwh), terms)


def logged(terms: BillingProfile, *segments: Segment) -> OracleBill:
    return price(Metered(Basis.CHARGER_LOG, ZONE, segments[0].start, segments), terms)


def told(bill: OracleBill) -> dict[tuple[int, int], tuple[str, str]]:
    return {key: (str(float(line.billed)), f"{float(line.amount):.2f}") for key, line in bill.lines.items()}


def totals(bill: OracleBill) -> tuple[str, str]:
    return f"{float(bill.total_excl):.2f}", f"{float(bill.total_incl):.2f}"


PEAK = energy("0.25", Variation("Peak", When(days=WORKDAYS, from_=14 * HOUR, to=20 * HOUR), nano("0.45")))
NIGHT = charging("2.40", Variation("Early", When(to=2 * HOUR), nano("1.20")))


def test_energy_only() -> None:
    bill = row(profile(energy("0.35", step=10**6)), "2026-11-03T08:12", 6330, 6010, "12.437")
    assert told(bill) == {(0, -1): ("12.437", "4.35")}
    assert bill.unpriced == {Dimension.IDLE_TIME: 320}


def test_idle_inside_the_grace_is_free() -> None:
    bill = row(profile(fee("1.00"), energy("0.30"), idle("6.00", 900)), "2026-11-03T09:00", 7800, 7200, "14.2")
    assert told(bill) == {(0, -1): ("1.0", "1.00"), (1, -1): ("14.2", "4.26")}
    assert totals(bill) == ("5.26", "5.26")


def test_idle_beyond_the_grace() -> None:
    bill = row(profile(fee("1.00"), energy("0.30"), idle("6.00", 900)), "2026-11-03T09:00", 11100, 7200, "14.2")
    assert told(bill)[2, -1] == ("3000.0", "5.00")
    assert bill.unpriced == {Dimension.IDLE_TIME: 900}
    assert totals(bill) == ("10.26", "10.26")


@pytest.mark.parametrize(
    ("start", "lines"),
    [
        ("2026-11-03T13:00", {(0, -1): ("10.0", "2.50"), (0, 0): ("20.0", "9.00")}),
        ("2026-11-07T13:00", {(0, -1): ("30.0", "7.50")}),
    ],
    ids=["a Tuesday", "a Saturday"],
)
def test_time_of_use(start: str, lines: dict[tuple[int, int], tuple[str, str]]) -> None:
    assert told(row(profile(PEAK), start, 10800, 10800, "30")) == lines


def test_each_line_is_rounded() -> None:
    bill = row(profile(PEAK), "2026-11-06T19:30", 3600, 3600, "9.001")
    assert told(bill) == {(0, 0): ("4.5005", "2.03"), (0, -1): ("4.5005", "1.13")}
    assert totals(bill) == ("3.16", "3.16")


@pytest.mark.parametrize(
    ("start", "seconds", "early", "late", "total"),
    [("2026-11-01T00:30", 10800, 9000, 1800, "4.20"), ("2026-03-08T01:30", 3600, 1800, 1800, "1.80")],
    ids=["the hour twice", "the hour that is not"],
)
def test_clock_changes(start: str, seconds: int, early: int, late: int, total: str) -> None:
    bill = row(profile(NIGHT), start, seconds, seconds, "20")
    assert {key: line.measured for key, line in bill.lines.items()} == {(0, 0): early, (0, -1): late}
    assert totals(bill) == (total, total)


def test_a_tier_of_energy() -> None:
    tiers = energy("0.40", Variation("First", When(max_kwh=nano("10")), nano("0.20")))
    bill = row(profile(tiers), "2026-11-03T10:00", 10800, 10800, "24.68")
    assert told(bill) == {(0, 0): ("10.0", "2.00"), (0, -1): ("14.68", "5.87")}


def test_least_and_greatest_totals() -> None:
    least = row(profile(energy("0.35"), minimum=Limit(before_tax=nano("2"))), "2026-11-03T10:00", 1200, 1200, "1.234")
    greatest = row(
        profile(energy("0.35"), maximum=Limit(before_tax=nano("25"))), "2026-11-03T10:00", 32400, 32400, "88"
    )
    assert (totals(least), told(least)) == (("2.00", "2.00"), {(0, -1): ("1.234", "0.43")})
    assert (totals(greatest), told(greatest)) == (("25.00", "25.00"), {(0, -1): ("88.0", "30.80")})
    assert least.movements == {("minimum", None): Fraction("1.57")}
    assert greatest.movements == {("maximum", None): Fraction("-5.80")}


def test_blocks_are_of_the_idle_time_where_there_is_some() -> None:
    terms = profile(charging("3.00", step=900), idle("6.00", step=600))
    with_idle = row(terms, "2026-11-03T10:00", 4200, 2820, "5")
    without = row(terms, "2026-11-03T10:00", 2820, 2820, "5")
    assert told(with_idle) == {(0, -1): ("2820.0", "2.35"), (1, -1): ("1800.0", "3.00")}
    assert told(without) == {(0, -1): ("3600.0", "3.00")}


def test_a_tax_on_some_lines() -> None:
    sales = (Tax("sales", nano("6.875")),)
    costs = energy("0.32", taxes=("sales",)), fee("1.00", taxes=("sales",)), idle("6.00")
    bill = row(profile(*costs, taxes=sales), "2026-11-03T10:00", 11520, 10800, "21.5")
    assert totals(bill) == ("9.08", "9.62")


def test_a_tax_within_prices() -> None:
    terms = profile(energy("0.54", taxes=("vat",)), taxes=(Tax("vat", nano("8")),), prices_include_tax=True)
    assert totals(row(terms, "2026-11-03T10:00", 3600, 3600, "10")) == ("5.00", "5.40")


BEFORE_HALF_PAST = energy("0.40", Variation("Early", When(to=10 * HOUR + 1800), nano("0.20")))


def test_a_log_says_when_the_energy_flowed_and_a_row_does_not() -> None:
    terms = profile(BEFORE_HALF_PAST, idle("6.00", 900))
    start = instant("2026-11-03T10:00")
    seen = logged(
        terms,
        Segment(start, start + 1200, nano("3.0"), charging=1200),
        Segment(start + 1200, start + 2400, nano("4.2"), charging=1200),
        Segment(start + 2400, start + 4500, idle=2100),
    )
    assert told(seen) == {(0, 0): ("5.1", "1.02"), (0, -1): ("2.1", "0.84"), (1, -1): ("1200.0", "2.00")}
    guessed = row(terms, "2026-11-03T10:00", 4500, 2400, "7.2")
    assert told(guessed) == {(0, 0): ("5.4", "1.08"), (0, -1): ("1.8", "0.72"), (1, -1): ("1200.0", "2.00")}
    assert totals(guessed) == ("3.80", "3.80")
    assert (guessed.low, guessed.high) == (Fraction("3.80"), Fraction("4.88"))


def test_what_the_charger_withheld_is_not_billed() -> None:
    start = instant("2026-11-03T10:00")
    bill = logged(
        profile(energy("0.35"), idle("6.00")),
        Segment(start, start + 2400, nano("8"), charging=2400),
        Segment(start + 2400, start + 3600),
        Segment(start + 3600, start + 5400, idle=1800),
    )
    assert told(bill) == {(0, -1): ("8.0", "2.80"), (1, -1): ("1800.0", "3.00")}
    assert totals(bill) == ("5.80", "5.80")
