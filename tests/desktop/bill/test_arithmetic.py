import json
from decimal import Decimal

import pytest

from tests.factories import a_session
from zefdesk.billing.reported import ReportedBill, ReportedLine, read_bill
from zefdesk.desktop.bill import arithmetic
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.bill_text import bill_text
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored

US = Purse(Notation(date="MMM d, yyyy", time="h:mm AP"), "USD", "USD")
GERMAN = Purse(Notation(decimal=",", group="."), "EUR", "EUR")


def line(**changes: object) -> ReportedLine:
    values: dict[str, object] = {"description": "Energy", "quantity": Decimal("12.78"), "unit": "kWh"}
    values |= {"rate": Decimal("0.45"), "amount": Decimal("5.75")}
    return ReportedLine(**(values | changes))  # type: ignore[arg-type]


def bill(*amounts: str, total: str | None = None, tax: str | None = None) -> ReportedBill:
    lines = [{"description": f"Line {at}", "amount": Decimal(amount)} for at, amount in enumerate(amounts)]
    document: dict[str, object] = {"lines": [{**each, "amount": str(each["amount"])} for each in lines]}
    if tax:
        document["tax"] = tax
    if total:
        document["total"] = total
    found = read_bill(json.dumps(document))
    assert found is not None
    return found


def test_a_line_says_quantity_times_rate_with_their_units() -> None:
    assert arithmetic.of_line(line(), US) == "12.78 kWh \u00d7 $0.45 / kWh"
    assert arithmetic.of_line(line(unit="hours", quantity=Decimal(2), rate=Decimal("0.25")), US) == (
        "2 h \u00d7 $0.25 / h"
    )
    assert arithmetic.of_line(line(unit="session", quantity=Decimal(1), rate=Decimal(1)), US) == (
        "1 session \u00d7 $1.00"
    )


def test_what_a_line_does_not_give_is_left_out() -> None:
    assert arithmetic.of_line(line(rate=None), US) == "12.78 kWh"
    assert arithmetic.of_line(line(quantity=None, rate=None), US) == ""


def test_a_tax_says_its_percentage() -> None:
    assert arithmetic.of_line(line(quantity=None, rate=Decimal("0.0825"), tax=True), US) == "8.25 %"
    assert arithmetic.of_line(line(quantity=None, rate=Decimal("8.25"), tax=True), US) == "8.25 %"


def test_numbers_are_written_as_here() -> None:
    assert arithmetic.of_line(line(), GERMAN) == "12,78 kWh \u00d7 \u20ac0,45 / kWh"


def test_an_amount_beyond_all_bounds_is_still_written() -> None:
    assert arithmetic.of_line(line(quantity=Decimal("1E+30"), rate=None, unit=""), US).startswith("1000")


def test_lines_that_sum_to_the_cost_are_equal_to_the_cent() -> None:
    said = arithmetic.compare(bill("5.75", "0.53"), a_session(cost=6_280_000_000), US)
    assert (said.tone, said.word) == ("accent", "Equal to the Cost, to the cent")


def test_a_difference_is_said_in_money_with_its_likely_reason() -> None:
    said = arithmetic.compare(bill("5.75", "0.53", total="6.28"), a_session(cost=6_880_000_000), US)
    assert said.tone == "bad"
    assert said.word == "$0.60 less than the Cost"
    assert "capped or rounded elsewhere" in said.sentence
    other = arithmetic.compare(bill("5.75", total="6.28"), a_session(cost=6_280_000_000), US)
    assert "no line of its own" in other.sentence


def test_prices_that_include_the_tax_are_no_difference() -> None:
    said = arithmetic.compare(bill("6.28", tax="0.50"), a_session(cost=6_280_000_000), US)
    assert said.tone == "accent"
    assert "include the tax" in said.sentence


def test_fractions_of_a_cent_are_no_difference() -> None:
    said = arithmetic.compare(bill("6.2812"), a_session(cost=6_280_000_000), US)
    assert said.tone == "accent"
    assert "6.2812" in said.sentence


@pytest.mark.parametrize("cost", [None])
def test_without_a_cost_nothing_is_compared(cost: int | None) -> None:
    assert arithmetic.compare(bill("1.00"), a_session(cost=cost), US).tone == "info"


def test_a_bill_without_amounts_cannot_be_summed() -> None:
    found = ReportedBill("{}", (line(amount=None),))
    assert arithmetic.compare(found, a_session(), US).word == "Cannot be summed"
    assert arithmetic.net(found) is None


def test_a_copied_bill_has_head_lines_total_and_comparison() -> None:
    stored = Stored(1, a_session(), "America/Chicago", (), ())
    lines = bill_text(stored, bill("5.75", "0.53"), US).split("\n")
    assert lines[0] == "Lobby East HC1C190912849, ChargeHub ch-5521"
    assert lines[1] == "May 2, 2026 8:13 AM CDT, plugged in 2:30:00, 15.70 kWh"
    assert lines[3:] == [
        "Line 0\t$5.75",
        "Line 1\t$0.53",
        "Total\t$6.28",
        "Cost reported\t$6.28",
        "Equal to the Cost, to the cent.",
    ]
    assert "No Bill Details" in bill_text(stored, None, US)
