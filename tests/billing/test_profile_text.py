"""Profiles as files: whole both ways, and every fault with its path, value and mend."""

import json
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.profiles import energy, profile
from tests.billing.strategies_sessions import places, profiles
from zefdesk.billing.profile_schema import example, schema
from zefdesk.billing.profile_text import (
    NotJson,
    ProfileUnreadable,
    canonical,
    content_hash,
    profile_document,
    read_profile,
    write_profile,
)
from zefdesk.domain.policy import PRESETS
from zefdesk.domain.profile import BillingProfile, When

PUBLISHED = Path(__file__).parents[2] / "resources" / "profile.schema.json"


@settings(max_examples=100, deadline=None)
@given(st.data(), places)
def test_what_is_written_is_read_as_the_same(data: st.DataObject, place: Any) -> None:
    one = data.draw(profiles(place).map(with_names).filter(can_cost_something))
    again = read_profile(write_profile(one))
    assert canonical(again) == canonical(one)
    assert read_profile(write_profile(again)) == again
    assert content_hash(again) == content_hash(one)


def with_names(one: BillingProfile) -> BillingProfile:
    """The same with another name for each cost."""
    return replace(one, costs=tuple(replace(cost, name=f"Cost {at}") for at, cost in enumerate(one.costs)))


def can_cost_something(one: BillingProfile) -> bool:
    """Whether a file may say this: a reader refuses a cost without any rate, and a bound that nothing is below."""
    bounds = [
        getattr(when, name)
        for cost in one.costs
        for when in (cost.constraints, *(variation.when for variation in cost.variations))
        for name in When.__dataclass_fields__
        if name.startswith("max_") or name == "to"
    ]
    rated = all(cost.rate is not None or cost.variations for cost in one.costs)
    return rated and 0 not in bounds


def shuffled(value: Any) -> Any:
    """The same JSON with keys the other way round, and decimals with zeros behind."""
    if isinstance(value, dict):
        return {key: shuffled(one) for key, one in reversed(value.items())}
    if isinstance(value, list):
        return [shuffled(one) for one in value]
    if isinstance(value, str) and value.replace(".", "").isdigit() and "." in value:
        return value + "0"
    return value


def test_the_hash_is_of_the_content_not_of_its_form() -> None:
    document = json.loads(example())
    other = shuffled(document) | {"name": "Another", "notes": "nothing", "version": 7}
    for cost in other["costs"]:
        for one in cost.get("variations", []):
            if "days" in one.get("when", {}):
                one["when"]["days"] = ["friday", "Thursday", "wed", "tue", "mon"]
    assert content_hash(read_profile(json.dumps(other))) == content_hash(read_profile(example()))


@pytest.mark.parametrize(
    "change",
    [
        {"currency": "EUR"},
        {"time_zone": "UTC"},
        {"effective_from": "2026-01-02"},
        {"prices_include_tax": True},
        {"minimum": {"before_tax": "1.01"}},
        {"holidays": []},
        {"policy": "sap"},
        {"identity_groups": {"members": ["someone"]}},
    ],
)
def test_another_content_has_another_hash(change: dict[str, Any]) -> None:
    other = json.loads(example()) | change
    assert content_hash(read_profile(json.dumps(other))) != content_hash(read_profile(example()))


@pytest.mark.parametrize("name", PRESETS)
def test_a_policy_is_named_or_spelled_out(name: str) -> None:
    one = replace(profile(energy("0.30")), policy=PRESETS[name])
    document = profile_document(one)
    assert document.get("policy", "zefdesk") == name
    assert read_profile(write_profile(one)).policy == PRESETS[name]
    given_out = document | {"policy": {"name": name, "decimals": 3}}
    assert read_profile(json.dumps(given_out)).policy == replace(PRESETS[name], decimals=3)


def test_numbers_are_read_as_they_are_written() -> None:
    document = json.dumps(profile_document(profile(energy("0.30")))).replace('"0.3"', "0.1234567890e0")
    assert read_profile(document).costs[0].rate == int(Decimal("0.123456789") * 10**9)


MINIMAL: dict[str, Any] = {
    "name": "P",
    "currency": "USD",
    "time_zone": "UTC",
    "effective_from": "2026-01-01",
    "costs": [{"name": "Energy", "dimension": "energy", "rate": "0.30"}],
}
COST = MINIMAL["costs"][0]


def with_cost(**more: Any) -> dict[str, Any]:
    return {"costs": [COST | more]}


def with_when(**when: Any) -> dict[str, Any]:
    return with_cost(variations=[{"name": "v", "rate": "1", "when": when}])


WHEN = "costs[0].variations[0].when"
EXCEPTION = "costs[0].exceptions[0]"


@pytest.mark.parametrize(
    ("change", "path", "said"),
    [
        ({"name": None}, "name", "is missing"),
        ({"name": " "}, "name", "is no text"),
        ({"colour": "red"}, "colour", "no such key"),
        ({"currency": "dollars"}, "currency", "'dollars' is no currency"),
        ({"time_zone": "Chicago"}, "time_zone", "'Chicago' is no time zone"),
        ({"effective_from": "May 1"}, "effective_from", "is no date"),
        ({"effective_until": "2026-01-01"}, "effective_until", "is not after"),
        ({"version": 0}, "version", "begin at 1"),
        ({"costs": []}, "costs", "at least one"),
        ({"costs": "energy"}, "costs", "must be a list"),
        ({"costs": [3]}, "costs[0]", "must be an object"),
        ({"costs": [COST, COST]}, "costs[1].name", "stands twice"),
        (with_cost(dimension="heat"), "costs[0].dimension", "'heat' is unknown"),
        (with_cost(per="hour"), "costs[0].per", "'hour' is unknown; write one of kWh"),
        (with_cost(rate="free"), "costs[0].rate", "'free' is no decimal"),
        (with_cost(rate="-0.10"), "costs[0].rate", "is negative"),
        (with_cost(rate="0.0000000001"), "costs[0].rate", "more than nine decimals"),
        (with_cost(rate=True), "costs[0].rate", "is no decimal"),
        (with_cost(rate=None), "costs[0]", "neither a rate nor a variation"),
        (with_cost(taxes=["vat"]), "costs[0].taxes", "'vat' is no tax"),
        (with_cost(cap="1", floor="2"), "costs[0].floor", "is more than cap"),
        (with_cost(exceptions=[{"name": "x", "dates": ["2026-01-01"]}]), f"{EXCEPTION}.rate", "give one, or waive"),
        (with_cost(exceptions=[{"name": "x", "waived": True}]), "costs[0].exceptions[0]", "needs dates"),
        (with_when(**{"from": "25:00"}), f"{WHEN}.from", "'25:00' is no time of day"),
        (with_when(**{"from": "24:00"}), f"{WHEN}.from", "nothing begins"),
        (with_when(**{"from": "14:00", "to": "14:00"}), f"{WHEN}.to", "nothing lies between"),
        (with_when(min_kwh="10", max_kwh="10"), f"{WHEN}.min_kwh", "is not less than max_kwh"),
        (with_when(max_duration=0), f"{WHEN}.max_duration", "can never hold"),
        (with_when(min_duration="soon"), f"{WHEN}.min_duration", "is no duration"),
        (with_when(days=["mon", "someday"]), f"{WHEN}.days", "'someday' is no day"),
        (with_when(months=[13]), f"{WHEN}.months", "'13' is no month"),
        (with_when(start_date="2026-05-02", end_date="2026-05-02"), f"{WHEN}.end_date", "is not after start_date"),
        (with_when(identity_group="staff"), f"{WHEN}.identity_group", "is no group"),
        (with_when(reservation="maybe"), f"{WHEN}.reservation", "'maybe' is unknown"),
        (with_when(weather="sunny"), f"{WHEN}.weather", "no such key"),
        ({"taxes": [{"name": "t", "percent": "101"}]}, "taxes[0].percent", "more than 100"),
        (
            {"minimum": {"before_tax": "3"}, "maximum": {"before_tax": "2"}},
            "minimum.before_tax",
            "is more than maximum",
        ),
        ({"holidays": ["Christmas"]}, "holidays[0]", "is no date"),
        ({"policy": "mine"}, "policy", "'mine' is unknown"),
        ({"policy": {"decimals": 12}}, "policy.decimals", "more than nine"),
        ({"identity_groups": {"a": "b"}}, "identity_groups.a", "must be a list"),
    ],
)
def test_a_fault_names_path_value_and_mend(change: dict[str, Any], path: str, said: str) -> None:
    with pytest.raises(ProfileUnreadable) as refused:
        read_profile(json.dumps(MINIMAL | change))
    assert [fault.path for fault in refused.value.faults] == [path]
    assert said in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ProfileUnreadable, match="and 2 more") as refused:
        read_profile(json.dumps(MINIMAL | {"currency": "x", "time_zone": "y", "costs": [COST | {"rate": "z"}]}))
    assert [fault.path for fault in refused.value.faults] == ["currency", "time_zone", "costs[0].rate"]


@pytest.mark.parametrize("text", ["", "{", "[1,", '{"a": NaN}', "\x00", "[" * 100_000])
def test_what_is_no_json_says_so(text: str) -> None:
    with pytest.raises(NotJson, match="no JSON"):
        read_profile(text)


@pytest.mark.parametrize("text", ["3", "[]", "null", '"text"'])
def test_json_that_is_no_object_says_so(text: str) -> None:
    with pytest.raises(ProfileUnreadable, match="must be an object"):
        read_profile(text)


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MINIMAL, *COST, "when"]), inner),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*MINIMAL, "taxes", "policy", "minimum", "holidays", "identity_groups"]), any_json)
def test_any_json_is_a_profile_or_is_told_what_is_wrong(key: str, value: Any) -> None:
    with suppress(ProfileUnreadable):
        read_profile(json.dumps(MINIMAL | {key: value}))


def test_the_published_schema_is_that_of_the_program() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


def test_the_schema_knows_the_keys_that_the_reader_knows() -> None:
    assert set(schema()["properties"]) == set(profile_document(read_profile(example()))) | {"prices_include_tax"}
    assert set(schema()["$defs"]["cost"]["properties"]) >= {
        key for cost in json.loads(example())["costs"] for key in cost
    }
