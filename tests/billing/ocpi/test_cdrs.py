"""Charge detail records in and out."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from tests.billing.profiles import CHICAGO, energy, fee, instant, metered, nano, profile, variation
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.ocpi.cdr import read_cdr
from zefdesk.billing.ocpi.cdr_out import write_cdr
from zefdesk.billing.ocpi.fields import OcpiUnreadable
from zefdesk.billing.price import price
from zefdesk.billing.row import Row, as_metered, price_row
from zefdesk.domain.bill import Basis, Bill

ENCODE = msgspec.json.Encoder(decimal_format="number").encode
CDR: dict[str, Any] = {
    "start_date_time": "2026-05-02T08:00:00Z",
    "end_date_time": "2026-05-02T10:00:00Z",
    "cdr_token": {"uid": "tag-1"},
    "cdr_location": {"time_zone": "Europe/Brussels"},
    "charging_periods": [
        {
            "start_date_time": "2026-05-02T08:00:00Z",
            "dimensions": [
                {"type": "ENERGY", "volume": 12.5},
                {"type": "TIME", "volume": "0.0834"},
                {"type": "MAX_POWER", "volume": 11},
                {"type": "STATE_OF_CHARGE", "volume": 80},
            ],
        },
        {"start_date_time": "2026-05-02T09:00:00Z", "dimensions": [{"type": "PARKING_TIME", "volume": 1}]},
    ],
}


def test_periods_end_where_the_next_begins_and_hours_are_exact() -> None:
    read = read_cdr(CDR)
    assert (read.zone, read.identity) == ("Europe/Brussels", "tag-1")
    first, second = read.segments
    assert (first.energy, first.charging, first.max_power) == (nano("12.5"), Fraction("300.24"), nano("11"))
    assert (first.end, second.end) == (instant("2026-05-02T09:00:00"), instant("2026-05-02T10:00:00"))
    assert second.idle == 3600


def test_a_period_before_the_session_is_noted() -> None:
    read = read_cdr(CDR | {"start_date_time": "2026-05-02T08:20:00Z"})
    assert [note.code for note in read.notes] == ["PERIOD_BEFORE_SESSION"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start_date_time": None}, "start_date_time: is missing"),
        ({"start_date_time": "soon"}, "start_date_time: 'soon' is no time"),
        ({"charging_periods": []}, "charging_periods: must be a list"),
        ({"cdr_location": {}}, "--time-zone"),
        ({"cdr_location": {"time_zone": "Mars/Olympus"}}, "unknown time zone"),
        (
            {"charging_periods": [{"start_date_time": "2026-05-02T08:00:00Z", "dimensions": [{"type": "JOY"}]}]},
            "charging_periods[0].dimensions[0].type: 'JOY'",
        ),
        (
            {
                "charging_periods": [
                    {"start_date_time": "2026-05-02T08:00:00Z", "dimensions": [{"type": "ENERGY", "volume": -1}]}
                ]
            },
            "is negative",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(OcpiUnreadable) as refused:
        read_cdr(CDR | change)
    assert said in str(refused.value)


def written(bill: Bill, session: Metered) -> dict[str, Any]:
    record, missing = write_cdr(bill, session, "C1")
    assert missing == ()
    return json.loads(ENCODE(record), parse_float=Decimal)


def test_a_record_of_a_bill_is_read_as_the_same_session() -> None:
    start = instant("2026-05-02T08:00:00")
    session = metered(Segment(start, start + 3600, nano("12.5"), 3600), Segment(start + 3600, start + 5400, idle=1800))
    bill = price(session, profile(energy("0.30"), fee("1")))
    document = written(bill, session)
    assert document["id"] == "C1"
    assert document["total_cost"] == {"excl_vat": Decimal("4.75"), "incl_vat": Decimal("4.75")}
    assert document["total_energy_cost"] == {"excl_vat": Decimal("3.75")}
    assert (document["total_energy"], document["total_time"], document["total_parking_time"]) == tuple(
        map(Decimal, ("12.5", "1.5", "0.5"))
    )
    again = read_cdr(document)
    assert again.segments == session.segments
    assert price(again, bill.profile).total_incl == bill.total_incl


def test_a_period_of_a_record_ends_before_the_waiting() -> None:
    start = instant("2026-05-02T13:00:00")
    session = metered(
        Segment(start, start + 3600, nano("10"), 3600), Segment(start + 7200, start + 9000, nano("5"), 1800)
    )
    terms = profile(energy("0.30", variation("0.50", to=9 * 3600 + 1800)))
    document = written(price(session, terms), session)
    assert [one["dimensions"][0] for one in document["charging_periods"]] == [
        {"type": "ENERGY", "volume": 10},
        {"type": "ENERGY", "volume": 0},
        {"type": "ENERGY", "volume": 5},
    ]
    assert price(read_cdr(document), terms).total_incl == price(session, terms).total_incl


def test_a_session_in_which_nothing_happened_has_a_record_too() -> None:
    session = Metered(Basis.CHARGER_LOG, CHICAGO, instant("2026-05-02T13:00:00"), ())
    bill = price(session, profile(energy("0.30"), fee("1")))
    document = written(bill, session)
    assert len(document["charging_periods"]) == 1
    assert price(read_cdr(document), bill.profile).total_incl == bill.total_incl


def test_what_a_record_cannot_say_is_named() -> None:
    unclear = Row(CHICAGO, instant("2026-05-02T13:00:00"), 7200, 3600, nano("10"))
    terms = profile(energy("0.30", variation("0.50", to=9 * 3600), cap=nano("20")))
    _, missing = write_cdr(price_row(unclear, terms), as_metered(unclear, terms), "C1")
    assert missing == (
        "That 'Energy' costs at most $20.00 is left out: it could cost more.",
        "That the bill is an estimate is left out.",
    )
