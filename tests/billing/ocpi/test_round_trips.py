"""What a tariff can say comes back as it was; what comes back otherwise was named."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing import strategies_sessions as make
from tests.billing.ocpi import tariffs
from zefdesk.billing.cases import run_case
from zefdesk.billing.ocpi.cdr import read_cdr
from zefdesk.billing.ocpi.fields import OcpiUnreadable
from zefdesk.billing.ocpi.tariff import read_tariff
from zefdesk.billing.ocpi.tariff_out import write_tariff
from zefdesk.billing.price import price
from zefdesk.domain.bill import Bill
from zefdesk.domain.policy import PRESETS
from zefdesk.domain.profile import BillingProfile

ENCODE = msgspec.json.Encoder(decimal_format="number").encode
OFTEN = settings(max_examples=150, deadline=None)
CDR: dict[str, Any] = {
    "start_date_time": "2026-05-02T08:00:00Z",
    "end_date_time": "2026-05-02T10:00:00Z",
    "cdr_location": {"time_zone": "Europe/Brussels"},
    "charging_periods": [
        {"start_date_time": "2026-05-02T08:00:00Z", "dimensions": [{"type": "ENERGY", "volume": 12.5}]},
        {"start_date_time": "2026-05-02T09:00:00Z", "dimensions": [{"type": "PARKING_TIME", "volume": 1}]},
    ],
}
ODD = (None, "", "x", -1, 10**30, 1.5, "NaN", "1e999999", True, [], {}, [[]], [{}], "9999-12-31T23:59:59-23:59")


def through_json(document: dict[str, Any]) -> dict[str, Any]:
    return json.loads(ENCODE(document), parse_float=Decimal)


def back(profile: BillingProfile, document: dict[str, Any]) -> BillingProfile:
    return read_tariff(through_json(document), time_zone=profile.time_zone, policy=profile.policy)


@OFTEN
@given(tariffs.whole_tariffs())
def test_a_tariff_comes_back_as_it_was(tariff: dict[str, Any]) -> None:
    first = read_tariff(tariff, time_zone="Europe/Berlin")
    document, missing = write_tariff(first, "2.3.0")
    assert not missing
    assert back(first, document) == first


def amounts(bill: Bill) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in bill.lines:
        if line.dimension and line.amount:
            sums[line.dimension.value] = sums.get(line.dimension.value, 0) + line.amount
    return sums


@OFTEN
@given(st.data(), make.places, st.sampled_from(("2.1.1", "2.2.1", "2.3.0")))
def test_a_profile_that_ocpi_can_say_whole_prices_the_same(
    data: st.DataObject, place: make.Place, version: str
) -> None:
    profile = data.draw(tariffs.profiles(place))
    document, missing = write_tariff(profile, version)
    if missing:
        return
    again, session = back(profile, document), data.draw(make.sessions(place))
    ours, theirs = price(session, profile), price(session, again)
    assert (theirs.total_excl, theirs.total_incl) == (ours.total_excl, ours.total_incl)
    assert amounts(theirs) == pytest.approx(amounts(ours), abs=3)


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a JSON document."""
    inside = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in inside:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def spoiled(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The document with another value at a place."""
    copy = json.loads(json.dumps(document, default=str))
    inside = copy
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return copy


def said(read: Callable[[dict[str, Any]], object], document: dict[str, Any]) -> str:
    """What is said of a document that is refused."""
    try:
        read(document)
    except OcpiUnreadable as refused:
        return str(refused)
    return ""


@OFTEN
@given(tariffs.whole_tariffs(), st.data(), st.sampled_from(ODD))
def test_a_spoiled_tariff_is_read_or_refused_in_one_line(tariff: Any, data: st.DataObject, odd: Any) -> None:
    path = data.draw(st.sampled_from(list(places(tariff | {"start_date_time": "2026-01-01T00:00:00Z"}))))
    assert "\n" not in said(partial(read_tariff, time_zone="UTC"), spoiled(tariff, path, odd))


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_spoiled_record_is_read_or_refused_in_one_line(odd: Any) -> None:
    for path in places(CDR):
        assert "\n" not in said(read_cdr, spoiled(CDR, path, odd))


CASE: dict[str, Any] = {
    "format": "zefdesk-peer-case/1",
    "id": "one",
    "policy": {"cut": True, "step": "ocpi", "total_decimals": 2, "component_decimals": 4, "line_mode": "PER_LINE"},
    "profile": {
        "currency": "EUR",
        "time_zone": "UTC",
        "elements": [{"price_components": [{"type": "ENERGY", "price": 1}], "restrictions": {"min_kwh": 1}}],
    },
    "session": {
        "start": "2026-05-02T08:00:00Z",
        "end": "2026-05-02T09:00:00Z",
        "periods": [{"start": "2026-05-02T08:00:00Z", "end": "2026-05-02T09:00:00Z", "energy_kwh": 4, "charging_h": 1}],
    },
}
ROW = {key: value for key, value in CASE.items() if key != "session"} | {
    "portal_row": {"start": "2026-05-02T08:00:00", "plug_s": 7200, "charge_s": 3600, "energy_kwh": "4"}
}
SERIES = {"format": "zefdesk-rate-series/1", "steps": [{"cumulative_kwh": 1, "price_per_kwh": 1}], "policy": {}}


@pytest.mark.parametrize("case", [CASE, ROW, SERIES], ids=["session", "row", "series"])
@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_spoiled_case_is_priced_or_says_why_it_is_not(case: dict[str, Any], odd: Any) -> None:
    for path in places(case):
        result = run_case(spoiled(case, path, odd))
        assert result["skipped"] is None or "\n" not in result["skipped"]


def test_a_tariff_of_ours_is_read_with_the_policy_of_ocpi() -> None:
    tariff = {"currency": "EUR", "elements": [{"price_components": [{"type": "FLAT", "price": 1}]}]}
    assert read_tariff(tariff, time_zone="UTC").policy == PRESETS["ocpi"]
