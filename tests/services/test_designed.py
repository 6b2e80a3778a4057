"""A profile designed step by step is the one of a file: equal by its hash, whole through JSON, refused by OCPI."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zefdesk.billing.checks import check_draft
from zefdesk.billing.condition_rows import add_row
from zefdesk.billing.draft import Draft, draft_of, draft_of_text, put, read, same, text_of
from zefdesk.billing.editing import add_cost, add_exception, add_holidays, add_tax, add_variation, new_draft
from zefdesk.billing.painting import Selection, paint
from zefdesk.billing.profile_text import content_hash, read_profile
from zefdesk.billing.seasons import months_season
from zefdesk.billing.sentences import draft_sentences
from zefdesk.domain.profile import BillingProfile
from zefdesk.services import configuring, drafting
from zefdesk.services.live_bill import Sample, live_bill
from zefdesk.services.ocpi_documents import CannotSay
from zefdesk.store.ledger import Ledger

WORKDAYS = (0, 1, 2, 3, 4)
HOLIDAYS = [(date(2026, 7, 3), "Independence Day"), (date(2026, 9, 7), "Labor Day")]
FILE: dict[str, Any] = {
    "name": "Lobby summer peak",
    "currency": "USD",
    "time_zone": "America/Chicago",
    "effective_from": "2026-06-01",
    "costs": [
        {
            "name": "Energy",
            "dimension": "energy",
            "rate": 0.25,
            "per": "kWh",
            "variations": [
                {
                    "name": "Peak",
                    "when": {
                        "days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                        "from": "14:00",
                        "to": "20:00",
                        "months": [6, 7, 8, 9],
                    },
                    "rate": "0.450",
                }
            ],
            "exceptions": [{"name": "Holidays", "holidays": True, "rate": 0.25}],
            "cap": "20.00",
            "taxes": ["Sales tax"],
        },
        {
            "name": "Idle time",
            "dimension": "idle_time",
            "per": "minute",
            "variations": [{"name": "After 15 minutes", "when": {"min_idle_time": "15m"}, "rate": "0.20"}],
            "taxes": ["Sales tax"],
        },
    ],
    "taxes": [{"name": "Sales tax", "percent": "8"}],
    "holidays": [{"date": str(day), "name": name} for day, name in HOLIDAYS],
}


def begun() -> Draft:
    draft = new_draft(date(2026, 6, 1), "Lobby summer peak")
    return put(add_cost(draft), "costs[0].rate", "0.25")


def painted(draft: Draft) -> Draft:
    """The peak, hour by hour and day by day, as a person drags over the grid."""
    summer = months_season((6, 7, 8, 9))
    for day in WORKDAYS:
        draft = paint(draft, 0, Selection((day,), 14 * 3600, 18 * 3600, summer), "0.45", "Peak")
        draft = paint(draft, 0, Selection((day,), 18 * 3600, 20 * 3600, summer), "0.45")
    return draft


def typed(draft: Draft) -> Draft:
    """The peak as a variation with its rows."""
    place = "costs[0].variations[0]"
    draft = add_variation(draft, 0, "0.45", "Peak")
    for word in ("Days", "Time of Use", "Months", "Energy"):
        draft = add_row(draft, place, word)
    draft = put(draft, f"{place}.when.days", ["fri", "mon", "tue", "wed", "thu"])
    draft = put(put(draft, f"{place}.when.from", "14:00"), f"{place}.when.to", "20:00")
    return put(draft, f"{place}.when.months", [6, 7, 8, 9])


def finished(draft: Draft) -> Draft:
    """Holidays, cap, idle time and tax."""
    draft = add_exception(add_holidays(draft, HOLIDAYS), 0, holidays=True, rate="0.25")
    draft = put(add_row(draft, "costs[0]", "Cost Cap"), "costs[0].cap", "20")
    draft = add_variation(add_cost(draft, "idle_time"), 1, "0.20", "After 15 minutes")
    draft = add_row(draft, "costs[1].variations[0]", "Idle Time")
    draft = put(draft, "costs[1].variations[0].when.min_idle_time", "15m")
    return add_tax(draft, "Sales tax", "8")


def profile_of(draft: Draft) -> BillingProfile:
    profile = read(draft).profile
    assert profile, read(draft).faults
    return profile


BY_FILE = read_profile(json.dumps(FILE))


@pytest.mark.parametrize("way", [painted, typed])
def test_the_profile_that_is_designed_is_that_of_the_file(way: Any) -> None:
    draft = finished(way(begun()))
    assert content_hash(profile_of(draft)) == content_hash(BY_FILE)
    assert [one.code for one in check_draft(draft, today=date(2026, 6, 1))] == ["holidays-end"]
    said = draft_sentences(draft)
    assert said["costs[0]"] == (
        "$0.45 per kWh Mon-Fri 14:00-20:00 June to September, otherwise $0.25; on holidays $0.25; at most $20.00"
    )
    assert said["costs[1]"] == "$0.20 per minute of idle time after 15 min idle, otherwise nothing"


def test_it_goes_through_json_and_the_ledger_unchanged(ledger: Ledger, tmp_path: Path) -> None:
    draft = finished(painted(begun()))
    again = draft_of_text(text_of(draft))
    assert same(again, draft)
    made = drafting.publish(ledger, again)
    assert made.stored
    configuring.export_profile(ledger, "Lobby summer peak", tmp_path / "lobby.json")
    (tmp_path / "by-file.json").write_text(json.dumps(FILE), "utf-8")
    stored, is_new = configuring.import_profile(ledger, tmp_path / "by-file.json")
    assert (stored, is_new) == (made.stored, False)
    written = draft_of_text((tmp_path / "lobby.json").read_bytes())
    assert draft_of(profile_of(written)) == draft_of(BY_FILE)


def test_ocpi_cannot_say_it_and_names_why(ledger: Ledger, tmp_path: Path) -> None:
    drafting.publish(ledger, finished(painted(begun())))
    with pytest.raises(CannotSay) as refused:
        configuring.export_tariff(ledger, "Lobby summer peak", tmp_path / "lobby.json", "2.2.1")
    text = str(refused.value)
    for said in (
        "That 'Energy' costs at most $20.00 is left out: it could cost more.",
        (
            "The variation 'Peak' of 'Energy' is left out whole, since OCPI has no months: "
            "what it prices would cost $0.25 per kWh instead."
        ),
        "since OCPI has no bounds of idle time: what it prices would cost nothing.",
    ):
        assert said in text
    assert list(tmp_path.glob("lobby.json")) == []


@pytest.mark.parametrize(
    ("sample", "total"),
    [
        (Sample("2026-07-15T14:00", 3600, 3600, 10 * 10**9), "$4.86"),
        (Sample("2026-07-15T20:00", 3600, 3600, 10 * 10**9), "$2.70"),
        (Sample("2026-07-03T14:00", 3600, 3600, 10 * 10**9), "$2.70"),
        (Sample("2026-10-01T14:00", 3600, 3600, 10 * 10**9), "$2.70"),
        (Sample("2026-07-18T14:00", 3600, 3600, 100 * 10**9), "$21.60"),
        (Sample("2026-10-01T14:00", 3 * 3600, 2 * 3600, 10 * 10**9), "$12.42"),
    ],
)
def test_it_costs_what_the_words_say(sample: Sample, total: str) -> None:
    assert live_bill(finished(painted(begun())), sample).total == total
