"""Other engines' own numbers, and examples worked by hand, come out."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from zefdesk.billing.cases import run_case

FOLDER = Path(__file__).parents[1] / "data" / "pricing"
FILES = sorted(FOLDER.glob("cases/*/*.json")) + sorted(FOLDER.glob("worked/*.json"))
SKIPPED: dict[str, str] = {}
"""Cases that cannot be priced, each with the reason why."""
BILLIONTH = Decimal("1e-9")


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)


def without_expected(case: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in case.items() if key != "expected"}


def test_all_cases_are_there() -> None:
    assert len(FILES) == 153


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_its_source_has_it(path: Path) -> None:
    case = read(path)
    result = run_case(without_expected(case))
    assert result["skipped"] == SKIPPED.get(path.stem)
    expected, decimals = case["expected"], case["policy"].get("total_decimals", 2)
    for key in ("total_excl", "total_incl"):
        if key in expected:
            assert rounded(result[key], decimals) == rounded(expected[key], decimals), key
    for line in expected.get("lines", []):
        assert any(same(line, ours) for ours in result["lines"]), (line, result["lines"])
    for dimension, quantity in expected.get("unpriced", {}).items():
        assert Decimal(result["unpriced"].get(dimension, 0)) == Decimal(quantity)


def rounded(text: Any, decimals: int) -> Decimal:
    return Decimal(str(text)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def same(expected: dict[str, Any], ours: dict[str, Any]) -> bool:
    return expected["dimension"] == ours["dimension"] and all(
        abs(Decimal(str(expected[key])) - Decimal(ours[key])) < BILLIONTH for key in ("unit_price", "billed", "amount")
    )


def with_subtotals() -> list[Path]:
    return [path for path in FILES if read(path)["expected"].get("subtotals")]


def test_subtotals_are_given_in_many_cases() -> None:
    assert len(with_subtotals()) > 80


@pytest.mark.parametrize("path", with_subtotals(), ids=lambda path: path.stem)
def test_subtotals_are_those_of_the_other_engine(path: Path) -> None:
    case = read(path)
    result = run_case(without_expected(case))
    for name, totals in case["expected"].get("subtotals", {}).items():
        for key, text in totals.items():
            assert abs(Decimal(result["subtotals"][name][key]) - Decimal(text)) <= Decimal("0.0001"), (name, key)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"profile": None}, "profile"),
        ({"policy": {"step": "sideways"}}, "policy.step: 'sideways'"),
        ({"policy": {"total_decimals": 12}}, "policy.total_decimals: '12'"),
        ({"session": {"periods": None}}, "session.periods"),
        ({"session": {"periods": [{"start": "yesterday"}]}}, "session.periods[0].start: 'yesterday'"),
    ],
)
def test_a_case_that_cannot_be_read_says_why(change: dict[str, Any], said: str) -> None:
    case = without_expected(read(FOLDER / "cases" / "emob" / "emob-01.json")) | change
    assert said in run_case(case)["skipped"]


@pytest.mark.parametrize("case", [None, 3, [], "text", {}])
def test_what_is_no_case_says_so(case: Any) -> None:
    assert run_case(case)["skipped"]


ENERGY = {"type": "ENERGY", "price": "0.333", "vat": "21"}
IDLE = {"type": "PARKING_TIME", "price": 6}


def row(*elements: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A case of a portal row of two hours, the first of them charging, without a policy."""
    figures = {"start": "2026-05-02T08:00:00", "plug_s": 7200, "charge_s": 3600, "energy_kwh": "10.5"}
    tariff = {"currency": "EUR", "time_zone": "Europe/Berlin", "elements": list(elements)}
    return {"id": "row", "profile": tariff, "portal_row": figures | fields}


def element(*components: dict[str, Any], **restrictions: Any) -> dict[str, Any]:
    return {"price_components": list(components), "restrictions": restrictions}


def amounts(case: dict[str, Any]) -> dict[str, tuple[str, str]]:
    result = run_case(case)
    assert result["skipped"] is None
    return {line["dimension"]: (line["billed"], line["amount"]) for line in result["lines"]}


def test_a_row_without_a_policy_is_billed_line_by_line_in_cents() -> None:
    result = run_case(row(element(ENERGY, IDLE)))
    assert (result["total_excl"], result["total_incl"]) == ("9.50", "10.24")
    assert amounts(row(element(ENERGY, IDLE))) == {"ENERGY": ("10.5", "3.5"), "PARKING_TIME": ("3600", "6")}


@pytest.mark.parametrize(
    ("fields", "idle"),
    [
        ({"plug_s": None}, None),
        ({"charge_s": None}, None),
        ({"charge_s": 9000}, None),
        ({"plug_s": "7200", "charge_s": "0"}, ("7200", "12")),
        ({"energy_kwh": None}, ("3600", "6")),
    ],
)
def test_what_a_row_does_not_name_is_taken_as_the_product_takes_it(fields: dict[str, Any], idle: Any) -> None:
    assert amounts(row(element(IDLE), **fields)).get("PARKING_TIME") == idle


def test_a_row_without_energy_counts_none() -> None:
    assert amounts(row(element(ENERGY, IDLE), energy_kwh=None)) == {"PARKING_TIME": ("3600", "6")}


@pytest.mark.parametrize(
    ("start", "night"),
    [
        ("2026-10-25T02:30:00", "5400"),
        ("2026-10-25T02:30:00+01:00", "1800"),
        ("2026-03-29T02:30:00", None),
        ("2026-03-29T01:30:00", "1800"),
    ],
)
def test_a_start_in_the_odd_hours_of_a_year_is_read_by_the_local_clock(start: str, night: str | None) -> None:
    """In the repeated hour it is the first pass, in the missing one the clock has just gone forward."""
    time = {"type": "TIME", "price": 6}
    case = row(element(time, start_time="00:00", end_time="03:00"), start=start, plug_s=5400, charge_s=5400)
    assert amounts(case).get("TIME", (None,))[0] == night


@pytest.mark.parametrize(("end", "value"), [("min", "1800"), ("max", "1800")])
@pytest.mark.parametrize(("kind", "dimension"), [("idle", "PARKING_TIME"), ("charging", "TIME")])
def test_idle_and_charging_time_so_far_restrict_a_price(kind: str, dimension: str, end: str, value: str) -> None:
    component = {"type": dimension, "price": 6}
    result = amounts(row(element(component, **{f"{end}_{kind}_time": 1800})))
    assert result[dimension] == (value, "3")


def test_an_unknown_restriction_never_holds() -> None:
    result = run_case(row(element(ENERGY, moon="full"), element(IDLE)))
    assert [line["dimension"] for line in result["lines"]] == ["PARKING_TIME"]
    assert result["unpriced"] == {"ENERGY": "10.5"}


@pytest.mark.parametrize("elements", [(), ({"price_components": []},)])
def test_a_tariff_that_prices_nothing_is_free(elements: tuple[dict[str, Any], ...]) -> None:
    result = run_case(row(*elements))
    assert (result["total_incl"], result["lines"], result["skipped"]) == ("0.00", [], None)


def test_a_session_without_periods_costs_nothing() -> None:
    case = row(element(ENERGY)) | {"portal_row": None, "session": {"start": "2026-05-02T08:00:00Z", "periods": []}}
    assert run_case(case)["total_incl"] == "0.00"


def session(*periods: dict[str, Any], **profile: Any) -> dict[str, Any]:
    """A case of a session; each period begins where the one before it ends, an hour each."""
    made = [{"start": f"2026-05-02T{8 + n:02d}:00:00Z", "end": f"2026-05-02T{9 + n:02d}:00:00Z"} for n in range(9)]
    tariff = {"currency": "EUR", "time_zone": "UTC"} | profile
    return {"profile": tariff, "session": {"periods": [a | b for a, b in zip(made, periods, strict=False)]}}


def test_a_total_that_nobody_says_how_to_round_is_exact() -> None:
    case = session({"energy_kwh": "1.2345"}, elements=[element(ENERGY)])
    assert run_case(case)["total_excl"] == "0.4110885"


@pytest.mark.parametrize(
    ("limit", "totals"),
    [
        ({"excl_vat": 10, "incl_vat": "12.1"}, ("10.00", "12.10")),
        ({"before_taxes": "10", "after_taxes": 12.1}, ("10.00", "12.10")),
        ({"before_taxes": 10}, ("10.00", "12.10")),
        ({"incl_vat": 11}, ("9.09", "11.00")),
        (10, ("10.00", "12.10")),
        ("10.0", ("10.00", "12.10")),
    ],
)
def test_a_limit_is_read_in_every_shape(limit: Any, totals: tuple[str, str]) -> None:
    energy = {"energy_kwh": 100}
    policy = {"policy": {"total_decimals": 2}}
    result = run_case(session(energy, elements=[element(ENERGY)], max_price=limit) | policy)
    assert (result["total_excl"], result["total_incl"]) == totals


@pytest.mark.parametrize(
    ("included", "totals"),
    [("NO", ("33.30", "40.29")), ("YES", ("27.52", "33.30")), ("N/A", ("33.30", "33.30")), (None, ("33.30", "40.29"))],
)
def test_prices_hold_their_tax_or_not(included: str | None, totals: tuple[str, str]) -> None:
    case = session({"energy_kwh": 100}, elements=[element(ENERGY)], tax_included=included)
    result = run_case(case | {"policy": {"total_decimals": 2}})
    assert (result["total_excl"], result["total_incl"]) == totals


def test_a_reservation_that_expires_has_its_own_price() -> None:
    elements = [
        element({"type": "TIME", "price": 4}, {"type": "FLAT", "price": 2}, reservation="RESERVATION_EXPIRES"),
        element({"type": "TIME", "price": 1}, reservation="RESERVATION"),
        element({"type": "FLAT", "price": 5}),
    ]
    kept = session({"reservation_h": 1}, {"energy_kwh": 1, "charging_s": "3600"}, elements=elements)
    expired = session({"reservation_s": 3600}, elements=elements)
    assert amounts(kept) == {"RESERVATION_TIME": ("3600", "1"), "FLAT": ("1", "5")}
    assert amounts(expired) == {"RESERVATION_TIME": ("3600", "4"), "FLAT": ("1", "2")}


@pytest.mark.parametrize(
    ("steps", "total"),
    [
        ([("1", "0.5"), ("2", "0.25")], "0.75"),
        ([("1", "0.5"), ("1", "9"), ("0.5", "9"), ("2", "-0.25")], "0.25"),
        ([("1", None), ("3", "0.5")], "1.00"),
    ],
)
def test_increments_of_energy_have_the_price_in_force(steps: list[tuple[str, str | None]], total: str) -> None:
    made = [{"cumulative_kwh": energy, "price_per_kwh": rate} for energy, rate in steps]
    assert run_case({"format": "zefdesk-rate-series/1", "steps": made})["total_excl"] == total
