"""OCPI tariffs in and out: what can be said comes back, what cannot is named."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.billing.profiles import energy, fee, idle, nano, profile, variation
from zefdesk.billing.ocpi.fields import OcpiUnreadable
from zefdesk.billing.ocpi.tariff import read_tariff
from zefdesk.billing.ocpi.tariff_out import VERSIONS, write_tariff
from zefdesk.domain.policy import PRESETS
from zefdesk.domain.profile import Cost, Dimension, DurationBasis, Limit, Reservation, Tax, Threshold, When
from zefdesk.domain.rate import Per

ENCODE = msgspec.json.Encoder(decimal_format="number").encode
FOLDER = Path(__file__).parents[2] / "data" / "pricing" / "cases"
FILES = sorted(FOLDER.glob("*/*.json"))
TARIFF: dict[str, Any] = {
    "id": "T1",
    "currency": "EUR",
    "elements": [{"price_components": [{"type": "ENERGY", "price": 0.25, "vat": 10.0, "step_size": 100}]}],
}


def tariffs() -> list[dict[str, Any]]:
    found = (json.loads(path.read_text("utf-8"), parse_float=Decimal).get("profile") for path in FILES)
    return [one for one in found if one]


@pytest.mark.parametrize("tariff", tariffs(), ids=lambda tariff: tariff["id"])
def test_what_was_read_is_written_and_read_as_the_same(tariff: dict[str, Any]) -> None:
    first = read_tariff(tariff)
    document, missing = write_tariff(first, "2.3.0")
    if missing:
        assert all("OCPI has no bounds of idle time" in one for one in missing)
        return
    again = read_tariff(json.loads(ENCODE(document), parse_float=Decimal), time_zone=first.time_zone)
    assert without_labels(again.costs) == without_labels(first.costs)
    assert (again.minimum, again.maximum, again.taxes) == (first.minimum, first.maximum, first.taxes)


def without_labels(costs: tuple[Cost, ...]) -> list[Any]:
    kept = []
    for cost in costs:
        order = [
            (one.when, one.rate, one.step if cost.dimension is not Dimension.SESSION else None, one.taxes)
            for one in cost.variations
        ]
        kept.append((cost.dimension, cost.per, order))
    return kept


def test_prices_vat_and_steps_are_read_exactly() -> None:
    read = read_tariff(TARIFF, time_zone="Europe/Brussels")
    (cost,) = read.costs
    assert (cost.dimension, cost.per, cost.rate) == (Dimension.ENERGY, Per.KWH, None)
    (one,) = cost.variations
    assert (one.rate, one.step, one.taxes, one.group) == (nano("0.25"), nano("0.1"), ("VAT 10 %",), 0)
    assert read.taxes == (Tax("VAT 10 %", nano("10")),)
    assert read.policy == PRESETS["ocpi"]


def test_limits_are_read_in_each_shape() -> None:
    shapes = ({"excl_vat": 0.5, "incl_vat": 0.55}, {"before_taxes": "0.5", "after_taxes": "0.55"}, 0.5)
    read = [read_tariff(TARIFF | {"min_price": one}, time_zone="UTC").minimum for one in shapes]
    assert read == [Limit(nano("0.5"), nano("0.55"))] * 2 + [Limit(nano("0.5"))]


def test_prices_of_a_reservation_are_costs_of_their_own() -> None:
    element = {"price_components": [{"type": "TIME", "price": 5}], "restrictions": {"reservation": "RESERVATION"}}
    read = read_tariff(TARIFF | {"elements": [element, *TARIFF["elements"]]}, time_zone="UTC")
    reserved = next(cost for cost in read.costs if cost.dimension is Dimension.RESERVATION_TIME)
    assert reserved.variations[0].when.reservation is Reservation.RESERVATION


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"elements": []}, "elements: must be a list"),
        (
            {"elements": [{"price_components": [{"type": "KWH", "price": 1}]}]},
            "elements[0].price_components[0].type: 'KWH'",
        ),
        ({"elements": [{"price_components": [{"type": "ENERGY", "price": "cheap"}]}]}, "price: 'cheap' is no number"),
        ({"currency": "EURO"}, "currency: unknown currency 'EURO'"),
        ({"tax_included": "PERHAPS"}, "tax_included: 'PERHAPS'"),
        ({"start_date_time": "0001-01-01T00:00:00+05:00"}, "start_date_time: '0001-01-01T00:00:00+05:00' is no time"),
        ({"end_date_time": "9999-12-31T23:59:59Z"}, "end_date_time: '9999-12-31T23:59:59Z' is beyond the calendar"),
        ({"elements": [TARIFF["elements"][0] | {"restrictions": {"start_time": "25:00"}}]}, "start_time: '25:00'"),
        ({"elements": [TARIFF["elements"][0] | {"restrictions": {"mood": "good"}}]}, "restrictions.mood: no such"),
        ({"elements": [TARIFF["elements"][0] | {"restrictions": {"day_of_week": ["SOMEDAY"]}}]}, "'someday' is no day"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(OcpiUnreadable) as refused:
        read_tariff(TARIFF | change, time_zone="UTC")
    assert said in str(refused.value)


def test_a_tariff_without_a_zone_asks_for_one() -> None:
    with pytest.raises(OcpiUnreadable, match="--time-zone"):
        read_tariff(TARIFF)
    with pytest.raises(OcpiUnreadable, match="unknown time zone"):
        read_tariff(TARIFF, time_zone="Mars/Olympus")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_ocpi_has_no_words_for_is_named(version: str) -> None:
    ours = profile(
        energy("0.30", cap=nano("20")),
        energy("0.05"),
        idle(None, variation("6", min_idle_time=900)),
        fee("1.00", taxes=("a", "b")),
        Cost("Plugged", Dimension.PLUGGED_TIME, Per.HOUR, nano("1")),
        taxes=(Tax("a", nano("5")), Tax("b", nano("6"))),
        billable_threshold=Threshold(min_duration=60),
    )
    _, missing = write_tariff(ours, version)
    text = "; ".join(missing)
    for name in (
        "That 'Energy' costs at most $20.00 is left out",
        "OCPI adds no second price for energy to the first: nothing would be taken for it",
        "OCPI has no bounds of idle time: what it prices would cost nothing",
        "The cost 'Plugged' is left out whole, since OCPI has no price for time plugged in",
        "The taxes on the base rate, $1.00 per session, of",
        "That nothing is billed below 1 min is left out",
    ):
        assert name in text


def test_what_is_left_out_whole_says_what_it_would_cost_instead() -> None:
    peak, night = variation("0.45", months=(6, 7)), variation("0.10", from_=0, to=6 * 3600)
    _, plain_fall = write_tariff(profile(energy("0.25", peak)))
    assert plain_fall == (
        (
            f"The variation '{peak.name}' of 'Energy' is left out whole, since OCPI has no months: "
            "what it prices would cost $0.25 per kWh instead."
        ),
    )
    _, through = write_tariff(profile(energy("0.25", peak, night)))
    assert through[0].endswith("what it prices would cost what the rules after it say, $0.25 per kWh at the end.")
    _, graced = write_tariff(profile(idle("0.20", constraints=When(min_idle_time=900))))
    assert graced[0].startswith("The base rate, $0.20 per")
    assert graced[0].endswith("since OCPI has no bounds of idle time: it would cost nothing.")


OURS_ONLY = {
    "months": (6,),
    "dates_in": (date(2026, 7, 4),),
    "dates_not_in": (date(2026, 7, 4),),
    "min_charging_time": 60,
    "max_charging_time": 60,
    "min_idle_time": 60,
    "max_idle_time": 60,
    "min_capacity": nano("7"),
    "max_capacity": nano("7"),
    "initiator": ("ChargeHub",),
    "identity_group": "members",
    "duration_basis": DurationBasis.WINDOW,
    "from_": 61,
}


@pytest.mark.parametrize("part", OURS_ONLY)
def test_every_part_that_ocpi_lacks_is_said_in_words(part: str) -> None:
    _, missing = write_tariff(profile(energy("0.25", variation("0.45", **{part: OURS_ONLY[part]}))))
    assert len(missing) == 1
    assert "is left out whole, since OCPI has no " in missing[0]
    assert "_" not in missing[0]


def test_another_version_is_refused() -> None:
    with pytest.raises(OcpiUnreadable, match=r"3\.0"):
        write_tariff(profile(energy("1")), "3.0")
