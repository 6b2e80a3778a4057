"""A bill as JSON, as the ledger keeps it, and why a reported cost is another."""

import json

import pytest

from tests.billing.profiles import energy, fee, idle, instant, nano, profile, row, variation
from zefdesk.billing.difference import why_differs
from zefdesk.billing.document import bill_document
from zefdesk.billing.metered import Metered
from zefdesk.billing.packed import kept, packed, unpacked
from zefdesk.billing.row import Row, price_row
from zefdesk.billing.session_text import EXAMPLE, EXAMPLE_SEGMENTS, SessionUnreadable, read_session, session_document
from zefdesk.domain.bill import Bill
from zefdesk.domain.profile import Limit, Tax

NINE = "2026-11-03T15:00:00"
TAXED = profile(
    energy("0.25", variation("0.45", from_=9 * 3600 + 1800, to=20 * 3600), step=nano("3"), taxes=("sales",)),
    idle(None, variation("6", min_idle_time=900)),
    fee("1.00"),
    taxes=(Tax("sales", nano("6.875")),),
    minimum=Limit(nano("2")),
)


def bill(hours: str = "2", kwh: str = "10") -> Bill:
    return price_row(row(NINE, hours, "1", kwh), TAXED)


def test_a_bill_is_kept_whole() -> None:
    for one in (bill(), bill("1"), bill("1", "0.001")):
        assert unpacked(packed(one), kept(one), TAXED) == one


def test_a_document_can_be_redone_by_hand() -> None:
    document = json.loads(json.dumps(bill_document(bill())))
    assert document["bill_format"] == 1
    assert (document["basis"], document["currency"], document["time_zone"]) == ("portal-row", "USD", "America/Chicago")
    first, second, third, fee_line = document["lines"]
    assert (first["rule"], first["measured"], first["billed"], first["unit"]) == ("base", "5", "5", "kWh")
    assert (second["billed"], second["unit_price"], second["amount"], second["taxes"]) == (
        "7",
        "0.45",
        "3.15",
        ["sales"],
    )
    assert (third["unit"], third["per"], third["billed"], third["amount"]) == ("s", "hour", "2700", "4.50")
    assert (fee_line["kind"], fee_line["unit"], fee_line["amount"]) == ("fee", "1", "1.00")
    assert document["subtotals"]["energy"] == "4.40"
    assert document["taxes"] == [{"name": "sales", "percent": "6.875", "taxable": "4.40", "amount": "0.30"}]
    assert (document["total_excl"], document["total_incl"]) == ("9.90", "10.20")
    assert document["unpriced"] == {"idle_time": "900"}
    assert document["assumptions"] == ["CHARGE_FIRST"]
    assert set(document["range"]) == {"low", "high"}
    assert second["intervals"] == [["2026-11-03T09:30:00-06:00", "2026-11-03T10:00:00-06:00"]]


def test_the_same_bill_is_the_same_to_the_byte() -> None:
    assert json.dumps(bill_document(bill())) == json.dumps(bill_document(bill()))


@pytest.mark.parametrize(
    ("reported", "currency", "said"),
    [
        (None, "USD", "gives no cost"),
        (nano("10.20"), "EUR", "cannot be compared"),
        (0, "USD", "charged nothing"),
        (nano("9.90"), "USD", "before tax"),
        (nano("10.21"), "USD", "rounding"),
        (nano("9.20"), "USD", "without the line of $1.00"),
        (nano("50"), "USD", "$39.80 more"),
        (nano("0.20"), "USD", "$10.00 less"),
    ],
)
def test_a_difference_is_explained_where_a_figure_of_the_bill_explains_it(
    reported: int | None, currency: str, said: str
) -> None:
    one = bill()._replace(range=None)
    assert said in why_differs(reported, currency, one.total_incl, "USD", one)


def test_equal_costs_need_no_reason_and_a_range_is_one() -> None:
    one = bill()
    assert why_differs(one.total_incl, "USD", one.total_incl, "USD", one) == ""
    assert one.range
    assert "within the range" in why_differs(one.range.low, "USD", one.total_incl + 1, "USD", one)
    lifted = price_row(row(NINE, "1", "1", "0.1"), profile(energy("0.30"), minimum=Limit(nano("2"))))
    assert "without the minimum" in why_differs(nano("0.03"), "USD", lifted.total_incl, "USD", lifted)


def test_the_examples_of_session_files_are_read() -> None:
    read = read_session(session_document(EXAMPLE), "UTC")
    assert isinstance(read, Row)
    assert (read.plugged, read.charging, read.energy, read.initiator) == (9000, 7200, nano("15.7"), "ChargeHub")
    segments = read_session(session_document(EXAMPLE_SEGMENTS), "UTC")
    assert isinstance(segments, Metered)
    assert [(one.energy, one.charging, one.idle) for one in segments.segments] == [(nano("7.2"), 3600, 0), (0, 0, 5400)]


def test_an_instant_of_a_session_file_is_read_to_the_nearest_second_by_either_clock() -> None:
    for told in ("2026-05-02T08:13:00.5-05:00", "2026-05-02T08:13:00.5", "2026-05-02T13:13:01.4Z"):
        read = read_session({"start": told}, "America/Chicago")
        assert read.start == instant("2026-05-02T13:13:01")


def test_a_log_with_its_meter_values_is_a_session_file_too() -> None:
    text = (
        '{"id": 1, "meter_values": [{"at": "2026-05-02T08:00:00-05:00", "register": "10", "power": null}, '
        '{"at": "2026-05-02T09:00:00-05:00", "register": "17.2"}], '
        '"events": [{"at": "2026-05-02T08:00:00-05:00", "event": "charging", "line": 3}]}'
    )
    read = read_session(session_document(text), "UTC")
    assert isinstance(read, Metered)
    assert [(one.energy, one.charging) for one in read.segments] == [(nano("7.2"), 3600)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ("{}", "start: missing"),
        ('{"start": "soon"}', "start: 'soon' cannot be read"),
        ('{"start": "2026-05-02T08:13:00", "energy": "lots"}', "energy: 'lots' cannot be read"),
        ('{"start": "2026-05-02T08:13:00", "plug_duration": -1}', "plug_duration: -1"),
        ('{"start": "2026-05-02T08:13:00", "colour": 1}', "colour: no such key"),
        ('{"segments": []}', "segments: [] cannot be read"),
        ('{"meter_values": [{"at": "2026-05-02T08:13:00"}]}', "meter_values[0].register: missing"),
        ('{"meter_values": [{"at": "2026-05-02", "register": "1"}], "events": 3}', "events: 3 cannot be read"),
        ('{"segments": [{"start": "2026-05-02T08:13:00"}]}', "segments[0].end: missing"),
        (
            '{"segments": [{"start": "2026-05-02T08:13:00", "end": "2026-05-02T09:13:00", "activity": "resting"}]}',
            "segments[0].activity: 'resting'",
        ),
    ],
)
def test_a_session_file_that_is_wrong_says_where(text: str, said: str) -> None:
    with pytest.raises(SessionUnreadable) as refused:
        read_session(session_document(text), "America/Chicago")
    assert said in str(refused.value)
