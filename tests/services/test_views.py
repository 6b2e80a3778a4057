"""Views under a name: ready made and saved."""

from datetime import date

import pytest

from zefdesk.domain.filter_text import read_filter, write_filter
from zefdesk.domain.query import SessionQuery, parse_sort
from zefdesk.domain.trouble import UnknownName
from zefdesk.domain.view import ready_made
from zefdesk.services import activity, views
from zefdesk.store import sessions
from zefdesk.store import views as stored_views
from zefdesk.store.ledger import Ledger
from zefdesk.store.views import ViewRow

QUERY = read_filter('energy>40 -charger:"Lobby East" free', SessionQuery(sort=parse_sort("-cost"), columns=("start",)))


def test_ready_made_views_go_by_the_calendar_and_can_all_be_asked(ledger: Ledger) -> None:
    made = {one.name: write_filter(one.query) for one in ready_made(date(2026, 1, 15))}
    assert (made["This month"], made["Last month"]) == ("month:2026-01", "month:2025-12")
    for one in ready_made(date(2026, 1, 15)):
        assert list(sessions.ids(ledger, one.query)) == []


def test_a_saved_view_comes_back_whole_whatever_the_case(ledger: Ledger) -> None:
    ledger.person = "Ana"
    saved = views.save_view(ledger, "  Big  ones ", QUERY, {"kind": "by-day"})
    assert views.view(ledger, "big ONES") == saved
    assert (saved.name, saved.query, saved.charts, saved.by) == ("Big ones", QUERY, {"kind": "by-day"}, "Ana")
    assert not saved.ready_made
    assert [one.name for one in views.views(ledger)][-1] == "Big ones"


def test_a_name_is_had_once_and_replaced_only_where_that_is_meant(ledger: Ledger) -> None:
    views.save_view(ledger, "Big", QUERY)
    with pytest.raises(UnknownName, match="there already"):
        views.save_view(ledger, "BIG", SessionQuery())
    views.save_view(ledger, "BIG", SessionQuery(), replace=True)
    assert views.view(ledger, "big").query == SessionQuery()
    for name in ("this MONTH", "", "x" * 81):
        with pytest.raises(UnknownName):
            views.save_view(ledger, name, QUERY)


def test_saved_views_go_and_ready_made_ones_stay(ledger: Ledger) -> None:
    views.save_view(ledger, "Big", QUERY)
    views.remove_view(ledger, "big")
    with pytest.raises(UnknownName, match="Free vend"):
        views.view(ledger, "Big")
    with pytest.raises(UnknownName, match="stays"):
        views.remove_view(ledger, "Free vend")
    assert [one.what for one in activity.activities_of(ledger)] == ["view-removed", "view-saved"]


def test_a_view_of_a_newer_version_is_named_and_hides_no_other(ledger: Ledger) -> None:
    with ledger.writing() as transaction:
        body = '{"filter": "finding:of-tomorrow", "sort": "", "columns": []}'
        stored_views.save(transaction, ViewRow("Newer", body, "Ana", 0))
    assert all(one.ready_made for one in views.views(ledger))
    with pytest.raises(views.ViewUnreadable, match="Newer"):
        views.view(ledger, "newer")
