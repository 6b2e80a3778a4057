import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.billing.reported import read_bill


@pytest.mark.parametrize("text", [None, "", "  ", "{}", "[]", "null", " { } "])
def test_nothing_is_no_bill(text: str | None) -> None:
    assert read_bill(text) is None


def test_an_object_with_lines_tax_and_total() -> None:
    bill = read_bill(
        '{"lineItems": ['
        '{"description": "Energy, peak", "quantity": 12.78, "unit": "kWh", "rate": 0.45, "amount": 5.75},'
        '{"description": "Idle", "quantity": 2.75, "unit": "h", "rate": 0.25, "amount": 0.69}],'
        '"taxes": [{"name": "Sales tax", "rate": "8.25", "amount": 0.53}], "total": 6.97}'
    )
    assert bill
    assert [(line.description, line.amount, line.tax) for line in bill.lines] == [
        ("Energy, peak", Decimal("5.75"), False),
        ("Idle", Decimal("0.69"), False),
        ("Sales tax", Decimal("0.53"), True),
    ]
    assert (bill.lines[0].quantity, bill.lines[0].unit, bill.lines[0].rate) == (
        Decimal("12.78"),
        "kWh",
        Decimal("0.45"),
    )
    assert (bill.sum, bill.total) == (Decimal("6.97"), Decimal("6.97"))
    assert bill.sums_to(Decimal("6.97")) is True
    assert bill.sums_to(Decimal("6.44")) is True
    assert bill.sums_to(Decimal("6.96")) is False


@pytest.mark.parametrize(
    "text",
    [
        '[{"name": "Energy", "qty": "15.7 kWh", "unit_price": "$0.40", "line_total": "$6.28"}]',
        '{"bill": {"items": [{"item": "Energy", "Amount": "6,28 €"}]}}',
        '{"Energy": 6.00, "Fee": "0.28"}',
        '{"energy": "6.00", "session fee": 0.28, "Total": 6.28}',
        '{"charges": [{"type": "ENERGY", "volume": 15.7, "price": 0.4, "cost": 6.28}]}',
        '{"description": "Energy", "rate": 0.4, "quantity": 15.7, "amount": 6.28}',
        '[{"label": "Energy", "value": 7.28}, {"label": "Credit", "value": "(1.00)"}]',
    ],
)
def test_lines_in_any_usual_spelling(text: str) -> None:
    bill = read_bill(text)
    assert bill
    assert bill.lines
    assert bill.sum == Decimal("6.28")


@pytest.mark.parametrize("text", ['{"a": "b"}', '{"status": "paid", "n": 4}', "[1, 2]", '["Energy"]', '{"lines": []}'])
def test_json_without_lines_is_shown_as_its_text(text: str) -> None:
    bill = read_bill(text)
    assert bill
    assert (bill.lines, bill.text, bill.unreadable) == ((), text, "")


@pytest.mark.parametrize("text", ['{"a":', "[1,", '{"amount": NaN}', "[" * 50_000, "{'a': 1}", '{"a":1}}'])
def test_json_that_does_not_parse_is_unreadable_and_kept(text: str) -> None:
    bill = read_bill(text)
    assert bill
    assert bill.unreadable
    assert bill.text == text


def test_other_text_is_text() -> None:
    bill = read_bill("15.7 kWh x $0.40 = $6.28")
    assert bill
    assert (bill.text, bill.lines, bill.unreadable) == ("15.7 kWh x $0.40 = $6.28", (), "")


def test_a_line_without_an_amount_leaves_the_sum_open() -> None:
    bill = read_bill('[{"description": "Energy", "quantity": 3, "rate": 0.4}, {"description": "Fee", "amount": 1}]')
    assert bill
    assert (bill.sum, bill.sums_to(Decimal(1))) == (None, None)


@given(st.lists(st.decimals(-999, 999, places=2), min_size=1, max_size=8))
def test_amounts_are_exact_whether_numbers_or_texts(amounts: list[Decimal]) -> None:
    numbers = ",".join(f'{{"description":"x","amount":{amount}}}' for amount in amounts)
    texts = json.dumps([{"description": "x", "amount": f"{amount}"} for amount in amounts])
    for text in (f"[{numbers}]", texts):
        bill = read_bill(text)
        assert bill
        assert bill.sum == sum(amounts)


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    read_bill(text)
    read_bill("{" + text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
        lambda s: st.lists(s) | st.dictionaries(st.text(), s),
    )
)
def test_any_json_is_read_without_a_crash(document: object) -> None:
    read_bill(json.dumps(document))
