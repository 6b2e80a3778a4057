"""What a session shows by itself: each kind at its bound, and what is calm finds nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zefdesk.domain.finding import KINDS
from zefdesk.findings import each
from zefdesk.findings.seen import UNKNOWN, Place, Seen
from zefdesk.findings.thresholds import DEFAULT, THRESHOLDS

KWH, CENT, HOUR = 10**9, 10**7, 3600
DC, L2 = Place(dcfc=True), Place(dcfc=False, capacity=7 * KWH)
UNDER_A_PROFILE = Place(profiled=((0, None),))
USUAL: dict[str, Any] = {
    "id": 1,
    "key": 1,
    "charger": "S1",
    "connector": None,
    "start": 1_777_727_580,
    "end": 1_777_727_580 + 9000,
    "start_local": 1_777_709_580,
    "plug": 9000,
    "charge": 7200,
    "energy": 10 * KWH,
    "cost": 350 * CENT,
    "currency": "USD",
    "initiator": "ChargeHub",
    "identity": "ch-1",
    "billed": False,
    "tells_cost": True,
    "tells_identity": True,
}


def seen(**changes: Any) -> Seen:
    return Seen(**(USUAL | changes))


def codes(one: Seen, at: Place = UNKNOWN) -> list[str]:
    found = [check(one, at, DEFAULT) for check in each.CHECKS.values()]
    return [each.code for each in found if each]


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        ({}, UNKNOWN, []),
        ({"plug": 7130, "charge": 7200}, UNKNOWN, ["charge-exceeds-plug"]),
        ({"plug": 7140, "charge": 7200}, UNKNOWN, []),
        ({"plug": 7080, "charge": 7200}, UNKNOWN, []),
        ({"plug": 7020, "charge": 7200}, UNKNOWN, ["charge-exceeds-plug"]),
        ({"plug": 0, "charge": None}, UNKNOWN, ["zero-duration"]),
        ({"plug": -60, "charge": None}, UNKNOWN, ["negative-duration"]),
        ({"plug": 48 * HOUR, "charge": None}, UNKNOWN, []),
        ({"plug": 48 * HOUR + 1, "charge": None}, UNKNOWN, ["long-session"]),
        ({"plug": None, "charge": 24 * HOUR + 1}, UNKNOWN, ["long-session"]),
        ({"plug": 5 * HOUR, "charge": HOUR}, UNKNOWN, []),
        ({"plug": 5 * HOUR + 1, "charge": HOUR}, UNKNOWN, ["long-idle"]),
        ({"energy": 0, "cost": None}, UNKNOWN, ["zero-energy"]),
        ({"energy": 0, "cost": None}, DC, ["dcfc-not-started"]),
        ({"energy": None, "cost": None}, DC, ["dcfc-not-started"]),
        ({"energy": None, "cost": None}, L2, []),
        ({"charge": 0}, UNKNOWN, ["energy-without-charge-time"]),
        ({"energy": 15_400_000_000}, L2, []),
        ({"energy": 15_400_000_001}, L2, ["power-above-capacity"]),
        ({"energy": KWH // 2}, UNKNOWN, []),
        ({"energy": KWH // 2 - 1}, UNKNOWN, ["unusual-energy"]),
        ({"energy": 250 * KWH + 1}, UNKNOWN, ["unusual-energy"]),
        ({"energy": 0}, L2, ["zero-energy", "cost-without-energy"]),
        ({"cost": None}, UNKNOWN, ["no-cost-with-energy"]),
        ({"cost": 0}, UNKNOWN, ["no-cost-with-energy"]),
        ({"cost": None, "tells_cost": False}, UNKNOWN, []),
        ({"cost": None, "initiator": "", "identity": None}, UNKNOWN, []),
        ({"cost": None, "initiator": "", "identity": None}, Place(free_vend=False), ["no-cost-with-energy"]),
        ({"cost": None}, Place(members=frozenset({"ch-1"})), []),
        ({"initiator": ""}, UNKNOWN, ["free-vend-with-cost"]),
        ({"identity": None}, UNKNOWN, ["initiator-without-identity"]),
        ({"identity": None, "tells_identity": False}, UNKNOWN, []),
        ({}, UNDER_A_PROFILE, ["bill-missing"]),
        ({"billed": True}, UNDER_A_PROFILE, []),
        ({}, Place(profiled=((1_777_709_581, None),)), []),
        ({}, Place(profiled=((0, 1_777_709_580),)), []),
    ],
)
def test_a_kind_at_its_bound(changes: dict[str, Any], at: Place, expected: list[str]) -> None:
    assert codes(seen(**changes), at) == expected


def test_a_charger_of_unknown_kind_without_energy_is_told_by_both_readings() -> None:
    found = each.CHECKS["zero-energy"](seen(energy=0), UNKNOWN, DEFAULT)
    assert found
    assert "at L2" in found.message
    assert "did not start" in found.message


def test_energy_without_a_cost_names_the_innocent_causes() -> None:
    found = each.CHECKS["no-cost-with-energy"](seen(cost=None), UNKNOWN, DEFAULT)
    assert found
    for cause in ("free vend", "member", "offline", "no price set"):
        assert cause in found.message


seconds = st.one_of(st.none(), st.integers(-100, 300_000))
amounts = st.one_of(st.none(), st.integers(-(10**9), 3 * 10**11))


@settings(deadline=None, max_examples=400)
@given(
    plug=seconds,
    charge=seconds,
    energy=amounts,
    cost=amounts,
    initiator=st.sampled_from([None, "", "ZEF"]),
    identity=st.sampled_from([None, "", "z-1"]),
    billed=st.booleans(),
    tells=st.booleans(),
    at=st.sampled_from([UNKNOWN, DC, L2, UNDER_A_PROFILE, Place(free_vend=False), Place(dcfc=False)]),
)
def test_nothing_is_found_in_a_calm_session(at: Place, **values: Any) -> None:
    tells = values.pop("tells")
    one = seen(**values, tells_cost=tells, tells_identity=tells)
    if each.is_calm(one, at, DEFAULT):
        assert codes(one, at) == []


def test_a_usual_session_is_calm() -> None:
    assert each.is_calm(seen(), UNKNOWN, DEFAULT)


def test_every_kind_says_what_may_be_innocent_and_what_to_look_at_and_names_thresholds_that_exist() -> None:
    for kind in KINDS.values():
        assert kind.innocent.endswith((".", "?"))
        assert kind.look_next.endswith(".")
        assert set(kind.thresholds) <= set(THRESHOLDS)
    assert {name for kind in KINDS.values() for name in kind.thresholds} == set(THRESHOLDS)
