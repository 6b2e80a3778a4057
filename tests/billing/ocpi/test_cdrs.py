"""Charge detail records in and out."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from tests.billing.profiles import energy, fee, instant, metered, nano, profile
from zefdesk.billing.metered import Segment
from zefdesk.billing.ocpi.cdr import read_cdr
from zefdesk.billing.ocpi.cdr_out import write_cdr
from zefdesk.billing.ocpi.fields import OcpiUnreadable
from zefdesk.billing.price import price

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


def test_a_record_of_a_bill_is_read_as_the_same_session() -> None:
    start = instant("2026-05-02T08:00:00")
    session = metered(Segment(start, start + 3600, nano("12.5"), 3600), Segment(start + 3600, start + 5400, idle=1800))
    bill = price(session, profile(energy("0.30"), fee("1")))
    document = json.loads(ENCODE(write_cdr(bill, session, "C1")), parse_float=Decimal)
    assert document["total_cost"] == {"excl_vat": Decimal("4.75"), "incl_vat": Decimal("4.75")}
    assert document["total_energy_cost"] == {"excl_vat": Decimal("3.75")}
    assert (document["total_energy"], document["total_time"], document["total_parking_time"]) == tuple(
        map(Decimal, ("12.5", "1.5", "0.5"))
    )
    again = read_cdr(document)
    assert again.segments == session.segments
    assert price(again, bill.profile).total_incl == bill.total_incl
