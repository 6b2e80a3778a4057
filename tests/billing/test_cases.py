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


@pytest.mark.parametrize("path", sorted(FOLDER.glob("cases/diff/*.json")), ids=lambda path: path.stem)
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
        ({"session": {"periods": []}}, "session.periods"),
        ({"session": {"periods": [{"start": "yesterday"}]}}, "session.periods[0].start: 'yesterday'"),
    ],
)
def test_a_case_that_cannot_be_read_says_why(change: dict[str, Any], said: str) -> None:
    case = without_expected(read(FOLDER / "cases" / "emob" / "emob-01.json")) | change
    assert said in run_case(case)["skipped"]


@pytest.mark.parametrize("case", [None, 3, [], "text", {}])
def test_what_is_no_case_says_so(case: Any) -> None:
    assert run_case(case)["skipped"]
