"""Drafts survive a close, become versions when nothing is wrong with them, and versions stay, unless never used."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_session, store
from zefdesk.billing.draft import Draft, put, value_at
from zefdesk.billing.editing import add_cost, add_variation, new_draft
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import NotFound, UnknownName
from zefdesk.reports.target import CannotWrite
from zefdesk.services import configuring, drafting, ocpi_documents, pricing
from zefdesk.services.activity import activities_of
from zefdesk.services.billing_files import read_draft_file
from zefdesk.services.drafting import StillUsed
from zefdesk.store.ledger import Ledger

LOBBY = "HC1C190912849"
NEW_YEAR = date(2026, 1, 1)


def a_draft(rate: str = "0.30", since: date = NEW_YEAR) -> Draft:
    return put(add_cost(new_draft(since, "Lobby")), "costs[0].rate", rate)


def told(ledger: Ledger) -> None:
    """A session of a charger that is known."""
    store(ledger, a_session())
    configuring.set_charger(ledger, LOBBY, {"name": "Lobby East"})


def test_a_draft_is_kept_to_the_letter_over_a_close(ledger: Ledger) -> None:
    ledger.person = "Ann"
    draft = put(add_variation(a_draft(), 0, None, "To be typed", {"from": "14:0"}), "costs[0].rate", "0.4x")
    number = drafting.keep_draft(ledger, draft)
    location = ledger.location
    ledger.close()
    again = Ledger.open(location)
    (kept,) = drafting.open_drafts(again)
    assert (kept.id, kept.draft, kept.by) == (number, draft, "Ann")
    assert drafting.keep_draft(again, put(draft, "name", ""), number) == number
    assert [value_at(one.draft, "name") for one in drafting.open_drafts(again)] == [None]
    other = drafting.keep_draft(again, draft)
    assert len(drafting.open_drafts(again)) == 2
    drafting.discard_draft(again, number)
    assert [one.id for one in drafting.open_drafts(again)] == [other]
    assert drafting.keep_draft(again, draft, number) != number
    again.close()


def test_a_draft_goes_out_as_a_file_and_comes_back(ledger: Ledger, tmp_path: Path) -> None:
    draft = put(a_draft(), "costs[0].rate", "0.4x")
    drafting.save_draft(draft, tmp_path / "draft.json")
    assert read_draft_file(tmp_path / "draft.json") == draft
    with pytest.raises(CannotWrite):
        drafting.save_draft(draft, tmp_path / "draft.json")
    drafting.publish(ledger, a_draft())
    assert ocpi_documents.left_out(drafting.version_of(ledger, "Lobby"), "2.2.1") == ()


def test_a_draft_with_errors_becomes_no_version_one_with_warnings_does(ledger: Ledger) -> None:
    number = drafting.keep_draft(ledger, a_draft("x"))
    refused = drafting.publish(ledger, a_draft("x"), number)
    assert refused.stored is None
    assert [one.severity for one in refused.remarks] == ["error"]
    assert configuring.profiles(ledger) == []
    assert len(drafting.open_drafts(ledger)) == 1
    made = drafting.publish(ledger, a_draft("3.00"), number)
    assert made.stored
    assert (made.stored.version, made.is_new) == (1, True)
    assert [one.code for one in made.remarks] == ["odd-price"]
    assert drafting.open_drafts(ledger) == []


def test_an_edit_is_another_version_from_its_own_day_and_the_old_one_stays(ledger: Ledger) -> None:
    drafting.publish(ledger, a_draft())
    draft = drafting.next_draft(ledger, "Lobby", date(2026, 7, 1))
    assert value_at(draft, "effective_from") == "2026-07-01"
    second = drafting.publish(ledger, put(draft, "costs[0].rate", "0.35"))
    assert second.stored
    assert second.stored.version == 2
    assert drafting.version_of(ledger, "Lobby", 1).costs[0].rate == 300_000_000
    assert drafting.version_of(ledger, "Lobby").version == 2
    again = drafting.publish(ledger, put(draft, "costs[0].rate", "0.350"))
    assert again.stored == second.stored
    assert not again.is_new
    clash = drafting.publish(ledger, put(draft, "costs[0].rate", "0.40"))
    assert clash.stored is None
    assert [(one.code, one.path) for one in clash.remarks] == [("overlap", "effective_from")]


def test_what_a_draft_is_looked_through_with_is_read_once(ledger: Ledger) -> None:
    told(ledger)
    drafting.publish(ledger, a_draft())
    assert not drafting.surroundings(ledger, "Lobby").in_use
    configuring.assign(ledger, "Lobby", [LOBBY])
    configuring.set_charger(ledger, LOBBY, {"kind": "DCFC"})
    around = drafting.surroundings(ledger, "Lobby")
    assert around.in_use
    timed = put(add_cost(a_draft("0.30", date(2026, 2, 1)), "plugged_time"), "costs[1].rate", "1")
    timed = add_variation(timed, 0, "0.40", "Peak", {"from": "14:00", "to": "20:00"})
    assert [one.code for one in around.check(timed)] == ["estimates", "time-on-dc"]
    assert around.check(a_draft()) == ()


def test_a_version_that_made_a_bill_stays_one_that_made_none_can_be_withdrawn(ledger: Ledger) -> None:
    told(ledger)
    drafting.publish(ledger, a_draft())
    drafting.publish(ledger, a_draft("0.35", date(2027, 1, 1)))
    configuring.assign(ledger, "Lobby", [LOBBY])
    pricing.price_sessions(ledger, SessionQuery())
    assert [one.bills for one in drafting.surroundings(ledger, "Lobby").versions] == [1, 0]
    with pytest.raises(StillUsed, match="has made bills"):
        drafting.withdraw(ledger, "Lobby", 1)
    drafting.withdraw(ledger, "Lobby", 2)
    assert [one.version for one in configuring.profiles(ledger)] == [1]
    assert activities_of(ledger, 1)[0].label == "Profile version withdrawn"
    configuring.set_charger(ledger, LOBBY, {"members": "ch-5521"})
    pricing.price_sessions(ledger, SessionQuery())
    with pytest.raises(StillUsed, match="has made bills"):
        drafting.withdraw(ledger, "Lobby", 1)


def test_the_only_version_of_a_profile_on_a_charger_is_not_withdrawn(ledger: Ledger) -> None:
    told(ledger)
    drafting.publish(ledger, a_draft())
    configuring.assign(ledger, "Lobby", [LOBBY])
    with pytest.raises(StillUsed, match=f"is on {LOBBY}"):
        drafting.withdraw(ledger, "Lobby", 1)
    with pytest.raises(NotFound, match="no version 2"):
        drafting.withdraw(ledger, "Lobby", 2)
    with pytest.raises(UnknownName):
        drafting.withdraw(ledger, "Nobody", 1)
    with pytest.raises(NotFound):
        drafting.version_of(ledger, "Lobby", 7)
    with pytest.raises(UnknownName):
        drafting.version_of(ledger, "Nobody")
    drafting.publish(ledger, put(a_draft(), "name", "Spare"))
    drafting.withdraw(ledger, "Spare", 1)
    assert [one.name for one in configuring.profiles(ledger)] == ["Lobby"]
