"""Templates: all valid, without any remark, each says when it is used and prices what it says."""

from datetime import date

import pytest

from zefdesk.assets import resources
from zefdesk.billing.checks import check_draft
from zefdesk.billing.draft import read
from zefdesk.domain.trouble import UnknownName
from zefdesk.services.live_bill import Sample, live_bill
from zefdesk.services.templates import KEYS, Template, template, templates

STAY = Sample("2026-07-15T13:00", 6 * 3600, 3 * 3600, 20 * 10**9, identity="guest")


@pytest.mark.parametrize("one", templates(), ids=KEYS)
def test_a_template_is_whole_has_no_remark_and_says_when_it_is_used(one: Template) -> None:
    assert check_draft(one.draft) == ()
    assert one.when_to_use.endswith(".")
    begun = one.begun(date(2027, 3, 1), "EUR", "Europe/Berlin", "Mine")
    profile = read(begun).profile
    assert profile
    assert (profile.name, profile.currency, profile.time_zone, profile.effective_from, profile.notes) == (
        "Mine",
        "EUR",
        "Europe/Berlin",
        date(2027, 3, 1),
        "",
    )
    assert check_draft(begun) == ()


@pytest.mark.parametrize(
    ("key", "total"),
    [
        ("flat-per-kwh", "$6.00"),
        ("per-hour-four-free-hours", "$3.00"),
        ("time-of-use-summer-winter", "$7.67"),
        ("idle-fee-after-grace", "$30.00"),
        ("energy-session-fee-tax", "$7.13"),
        ("members-free", "$6.00"),
        ("dc-fast-with-minimum", "$39.60"),
    ],
)
def test_a_stay_of_six_hours_costs_what_the_template_says(key: str, total: str) -> None:
    assert live_bill(template(key).draft, STAY).total == total


def test_every_file_is_a_template_and_an_unknown_one_is_named() -> None:
    assert {path.stem for path in (resources() / "profiles").glob("*.json")} == set(KEYS)
    with pytest.raises(UnknownName, match="one of flat-per-kwh"):
        template("free")


def test_members_of_the_group_charge_free() -> None:
    draft = template("members-free").draft | {"identity_groups": {"members": ["guest"]}}
    assert live_bill(draft, STAY).total == "$0.00"


def test_a_small_dc_session_costs_the_minimum_and_none_without_energy() -> None:
    draft = template("dc-fast-with-minimum").draft
    assert live_bill(draft, Sample("2026-07-15T13:00", 300, 300, 10**9)).total == "$2.00"
    assert live_bill(draft, Sample("2026-07-15T13:00", 300, 300, 0)).total == "$0.00"
