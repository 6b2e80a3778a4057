from typing import Any

import pytest

from zefdesk.billing.reading import seconds
from zefdesk.desktop.rates.designer import forms
from zefdesk.domain.notation import Notation


@pytest.mark.parametrize(
    ("unit", "typed", "means"),
    [
        (forms.HOURS, "4", 4 * 3600),
        (forms.HOURS, "1.5", 5400),
        (forms.HOURS, "0,25", 900),
        (forms.HOURS, "90 min", 5400),
        (forms.HOURS, "1h 30m", 5400),
        (forms.MINUTES, "15", 900),
        (forms.MINUTES, "2 h", 7200),
        (forms.MINUTES, "45 s", 45),
    ],
)
def test_a_bare_number_is_in_the_unit_of_its_field(unit: str, typed: str, means: int) -> None:
    read = forms.span(unit).read(typed)
    assert seconds(read) == means
    shown = forms.span(unit).show(read)
    assert seconds(forms.span(unit).read(shown)) == means


@pytest.mark.parametrize("typed", ["soon", "4 days", "-3"])
def test_what_is_no_duration_stays_as_typed(typed: str) -> None:
    assert forms.span(forms.HOURS).read(typed) == typed
    assert forms.span(forms.HOURS).show(typed) == typed


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("14", "14:00"),
        ("14:30", "14:30"),
        ("2pm", "14:00"),
        ("12 am", "00:00"),
        ("9.15", "09:15"),
        ("noon", "noon"),
        ("", None),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, means: str | None) -> None:
    assert forms.CLOCK.read(typed) == means


def test_prices_have_the_decimal_mark_of_the_person_and_the_point_in_the_draft() -> None:
    german = forms.decimal(Notation(decimal=",", group="."))
    assert german.read("0,45") == "0.45"
    assert german.show("0.45") == "0,45"
    assert german.read(" ") is None


@pytest.mark.parametrize(
    ("form", "typed", "means"),
    [
        (forms.DATES, "2026-12-24 2026-12-31", ["2026-12-24", "2026-12-31"]),
        (forms.NAMES, "ChargeHub, free vend , AmpUp", ["ChargeHub", "", "AmpUp"]),
        (forms.NAMES, " ", None),
        (forms.TEXT, "", None),
    ],
)
def test_lists_are_written_with_commas(form: forms.Form, typed: str, means: Any) -> None:
    assert form.read(typed) == means
    if isinstance(means, list):
        assert form.read(form.show(means)) == means
