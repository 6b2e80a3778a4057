"""Drafts: changed by operations that leave the old one as it was, kept to the letter, read where they are whole."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.strategies_sessions import places, profiles
from tests.billing.test_profile_text import can_cost_something, with_names
from zefdesk.billing.condition_rows import WORDS, add_row, remove_row, rows_of, words_for
from zefdesk.billing.draft import (
    Draft,
    draft_of,
    draft_of_text,
    duplicate,
    free_name,
    kept_text,
    move,
    put,
    read,
    remove,
    same,
    text_of,
    tidy,
    value_at,
)
from zefdesk.billing.editing import add_cost, add_exception, add_holidays, add_tax, add_variation, new_draft, set_group
from zefdesk.billing.profile_schema import example
from zefdesk.billing.profile_text import NotJson, canonical, content_hash, read_profile
from zefdesk.domain.profile import Dimension, When
from zefdesk.domain.trouble import Trouble

SINCE = date(2026, 6, 1)


def a_draft() -> Draft:
    draft = put(add_cost(new_draft(SINCE, "Lobby")), "costs[0].rate", "0.25")
    return add_variation(draft, 0, "0.45", "Peak", {"from": "14:00", "to": "20:00"})


def test_a_new_draft_says_what_is_missing() -> None:
    found = read(new_draft(SINCE))
    assert found.profile is None
    assert [str(fault) for fault in found.faults] == ["name: is missing", "costs: needs at least one cost"]


def test_a_draft_that_is_whole_is_a_profile() -> None:
    profile = read(a_draft()).profile
    assert profile
    assert (profile.costs[0].rate, profile.costs[0].variations[0].when) == (
        250_000_000,
        When(from_=50_400, to=72_000),
    )


def test_what_is_typed_stays_as_typed() -> None:
    draft = put(a_draft(), "costs[0].rate", "0.4x")
    assert value_at(draft, "costs[0].rate") == "0.4x"
    assert [str(fault) for fault in read(draft).faults] == ["costs[0].rate: '0.4x' is no decimal; write it as \"0.35\""]
    assert value_at(draft_of_text(kept_text(draft)), "costs[0].rate") == "0.4x"


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: put(draft, "costs[0].rate", "0.30"),
        lambda draft: put(draft, "minimum.before_tax", "1"),
        lambda draft: remove(draft, "costs[0]"),
        lambda draft: duplicate(draft, "costs[0]"),
        lambda draft: move(draft, "costs[0].variations[0]", 0),
        add_cost,
        lambda draft: add_variation(draft, 0),
        lambda draft: add_exception(draft, 0, holidays=True),
        add_tax,
        lambda draft: add_holidays(draft, [(SINCE, "")]),
        lambda draft: add_row(draft, "costs[0].variations[0]", "Energy"),
        lambda draft: set_group(draft, "members", ["a"]),
    ],
)
def test_the_old_draft_stays(change: Any) -> None:
    draft = a_draft()
    before = copy.deepcopy(draft)
    change(draft)
    assert draft == before


def test_rows_are_moved_copied_and_taken_out() -> None:
    draft = add_variation(a_draft(), 0, "0.15", "Night", {"from": "22:00", "to": "06:00"})
    draft = duplicate(draft, "costs[0].variations[0]")
    names = [one["name"] for one in value_at(draft, "costs[0].variations")]
    assert names == ["Peak", "Peak 2", "Night"]
    draft = remove(move(draft, "costs[0].variations[2]", 0), "costs[0].variations[1]")
    assert [one["name"] for one in value_at(draft, "costs[0].variations")] == ["Night", "Peak 2"]


def test_a_name_that_is_free() -> None:
    draft = add_cost(add_cost(new_draft(SINCE)))
    assert [cost["name"] for cost in draft["costs"]] == ["Energy", "Energy 2"]
    assert free_name(draft, "costs", "Energy 2") == "Energy 3"
    assert free_name(draft, "costs", "Idle") == "Idle"


def test_a_tax_is_on_all_costs_renamed_there_and_taken_off() -> None:
    draft = add_tax(a_draft(), "sales", "8")
    draft = add_cost(draft, "idle_time")
    assert [cost["taxes"] for cost in draft["costs"]] == [["sales"], ["sales"]]
    draft = put(draft, "costs[0].variations[0].taxes", ["sales"])
    draft = put(draft, "taxes[0].name", "VAT")
    assert [cost["taxes"] for cost in draft["costs"]] == [["VAT"], ["VAT"]]
    assert value_at(draft, "costs[0].variations[0].taxes") == ["VAT"]
    draft = remove(draft, "taxes[0]")
    assert [cost["taxes"] for cost in draft["costs"]] == [[], []]


def test_exceptions_are_waived_or_have_a_rate() -> None:
    draft = add_exception(a_draft(), 0, holidays=True, waived=True)
    draft = add_exception(draft, 0, dates=[SINCE], rate="0.10")
    draft = add_holidays(draft, [("2026-12-25", "Christmas"), (date(2026, 7, 4), "")])
    draft = add_holidays(draft, [("2026-12-25", "again")])
    profile = read(draft).profile
    assert profile
    assert [one.name for one in profile.costs[0].exceptions] == ["Holidays", "Exception"]
    first, second = profile.costs[0].exceptions
    assert (first.rate, first.holidays, second.rate, second.dates) == (None, True, 10**8, (SINCE,))
    assert [(str(one.date), one.name) for one in profile.holidays] == [("2026-07-04", ""), ("2026-12-25", "Christmas")]


def test_an_exception_begins_with_the_base_rate_and_an_empty_rate_is_no_waiver() -> None:
    draft = add_exception(put(a_draft(), "costs[0].rate", "0.25"), 0, holidays=True)
    assert value_at(draft, "costs[0].exceptions[0].rate") == "0.25"
    emptied = read(put(draft, "costs[0].exceptions[0].rate", None))
    (fault,) = emptied.faults
    assert (fault.path, fault.message) == ("costs[0].exceptions[0].rate", "is missing: give one, or waive it")


def test_conditions_are_rows_in_plain_words() -> None:
    place = "costs[0].variations[0]"
    draft = add_row(a_draft(), place, "Energy")
    assert [row.word.word for row in rows_of(draft, place)] == ["Time of Use", "Energy"]
    assert "Energy" not in [one.word for one in words_for(draft, place)]
    assert read(draft).profile == read(a_draft()).profile
    assert same(draft, a_draft())
    draft = put(draft, rows_of(draft, place)[1].fields[0].path, "10")
    profile = read(draft).profile
    assert profile
    assert profile.costs[0].variations[0].when.min_kwh == 10**10
    assert same(remove_row(draft, place, "Energy"), a_draft())


def test_bounds_are_rows_of_a_cost_and_conditions_its_constraints() -> None:
    draft = put(add_row(a_draft(), "costs[0]", "Cost Cap"), "costs[0].cap", "20")
    draft = put(add_row(draft, "costs[0]", "Time Limit"), "costs[0].constraints.max_duration", "4h")
    assert [row.word.word for row in rows_of(draft, "costs[0]")] == ["Time Limit", "Cost Cap"]
    assert "Cost Cap" not in [one.word for one in words_for(draft, "costs[0].variations[0]")]
    assert "Step" not in [one.word for one in words_for(add_cost(draft, "session"), "costs[1]")]
    profile = read(draft).profile
    assert profile
    assert (profile.costs[0].cap, profile.costs[0].constraints) == (20 * 10**9, When(max_duration=14_400))


def test_every_part_of_a_condition_has_a_word() -> None:
    keys = {key for one in WORDS for key in one.keys if not one.of_cost}
    assert keys == {name.rstrip("_") for name in When.__dataclass_fields__}


def test_every_dimension_can_be_added() -> None:
    draft = new_draft(SINCE, "All")
    for dimension in Dimension:
        draft = put(add_cost(draft, dimension.value), f"costs[{len(draft['costs'])}].rate", "1")
    profile = read(draft).profile
    assert profile
    assert [cost.dimension for cost in profile.costs] == list(Dimension)


def test_groups_of_any_name_are_set_and_read() -> None:
    draft = set_group(a_draft(), "staff. [A]", ["x"])
    assert value_at(draft, "identity_groups.staff. [A]") == ["x"]
    draft = put(draft, "identity_groups.staff. [A]", ["x", "y"])
    assert read(draft).guess.identity_groups == {"staff. [A]": ("x", "y")}


@settings(max_examples=60, deadline=None)
@given(st.data(), places)
def test_a_profile_comes_back_from_its_draft(data: st.DataObject, place: Any) -> None:
    one = data.draw(profiles(place).map(with_names).filter(can_cost_something))
    found = read(draft_of(one)).profile
    assert found
    assert canonical(found) == canonical(one)
    assert content_hash(read_profile(text_of(draft_of(one)))) == content_hash(one)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_edits_of_any_part_give_a_draft_that_is_read_and_kept(data: st.DataObject) -> None:
    draft = draft_of_text(example())
    for _ in range(data.draw(st.integers(1, 6))):
        path = data.draw(st.sampled_from([one for one in paths(draft) if "groups.members[" not in one]))
        change = data.draw(st.sampled_from(("put", "remove", "duplicate", "move")))
        if change == "put":
            draft = put(draft, path, data.draw(st.sampled_from(("", "0.30", "x", None, "mon", 3))))
        elif change == "remove":
            draft = remove(draft, path)
        elif path.endswith("]"):
            draft = duplicate(draft, path) if change == "duplicate" else move(draft, path, 0)
        read(draft)
        assert draft_of_text(kept_text(draft)) == json.loads(json.dumps(draft))
        assert tidy(draft_of_text(text_of(draft))) == tidy(draft)


def paths(value: Any, head: str = "") -> Any:
    """All paths of a document."""
    if isinstance(value, dict):
        for key, one in value.items():
            path = f"{head}.{key}" if head else key
            yield path
            yield from paths(one, path)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield f"{head}[{place}]"
            yield from paths(one, f"{head}[{place}]")


def test_decimals_of_a_file_are_texts_of_the_same_value() -> None:
    draft = draft_of_text('{"name": "P", "costs": [{"rate": 0.1234567890}], "n": 1e2}')
    assert value_at(draft, "costs[0].rate") == "0.1234567890"
    with pytest.raises(Trouble, match="must be an object"):
        draft_of_text("[]")
    with pytest.raises(NotJson):
        draft_of_text("{")


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(IndexError):
        put(a_draft(), "costs[7].rate", "1")
    with pytest.raises(TypeError):
        move(a_draft(), "costs", 0)
    with pytest.raises(TypeError):
        duplicate(a_draft(), "name")
