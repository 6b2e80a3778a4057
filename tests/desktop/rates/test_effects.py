from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from tests.desktop.rates.test_pricing_box import attach, click, type_rate
from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, dearer, profile_file
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.desktop.rates.price_words import PROFILE, SIMPLE
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import bills, configuring, pricing
from zefdesk.store.ledger import Ledger

Settle = Callable[[], None]


def test_a_change_says_what_it_would_price_differently_and_prices_nothing(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    assert page.effects.said == ""
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    assert page.effects.said == (
        "1 charger has changes that would price 3 stored sessions differently (no price \u2192 $16.50)"
    )
    assert bills.bill_of(network, 1) is None
    page.history.undo_action.trigger()
    settle()
    assert page.effects.said == ""
    assert not page.effects.price_them.isVisible()


def test_the_sessions_can_be_priced_or_shown(
    page: RatesPage, network: Ledger, settle: Settle, desk: Desk, qtbot: QtBot
) -> None:
    page.select((LOBBY_EAST, LOBBY_WEST))
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    assert page.effects.said.startswith("2 chargers have changes that would price 4 stored sessions")
    with qtbot.waitSignal(desk.wants_query) as asked:
        click(page.effects.show_them)
    (query,) = asked.args or [None]
    assert query == SessionQuery().where("id", Test.IS, 1, 2, 3, 4)
    with qtbot.waitSignal(desk.wants_pricing_of) as wanted:
        click(page.effects.price_them)
    (numbers,) = wanted.args or [None]
    assert list(numbers or ()) == [1, 2, 3, 4]
    pricing.price_sessions(network, SessionQuery())
    page.refresh()
    settle()
    assert page.effects.said == ""


def test_what_is_not_priced_yet_is_told_again_after_a_restart(
    page: RatesPage, network: Ledger, settle: Settle, desk: Desk, qtbot: QtBot
) -> None:
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    again = RatesPage(desk)
    qtbot.addWidget(again)
    again.set_ledger(network)
    with qtbot.waitExposed(again):
        again.show()
    settle()
    assert again.effects.said == page.effects.said


def test_other_screens_are_told_when_this_one_is_left(
    page: RatesPage, network: Ledger, settle: Settle, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(desk.stored):
        page.hide()
        page.show()
    click(page.form.pricing.free_vend)
    settle()
    assert not configuring.chargers(network)[0].free_vend
    with qtbot.waitSignal(desk.stored):
        page.hide()


def test_a_new_version_of_an_attached_profile_is_told_too(
    page: RatesPage, network: Ledger, settle: Settle, tmp_path: Path
) -> None:
    configuring.assign(network, "Workday ToU", [LOBBY_WEST])
    pricing.price_sessions(network, SessionQuery())
    page.refresh()
    settle()
    assert page.effects.said == ""
    configuring.import_profile(network, profile_file(tmp_path, **dearer()))
    page.refresh()
    settle()
    assert page.effects.said.startswith("1 charger has changes that would price 1 stored session differently")


def test_all_chargers_that_were_changed_are_counted_and_one_that_is_as_before_is_not(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.set_charger(network, "S9", {"name": "Lobby Z"})
    page.refresh()
    settle()
    page.select((LOBBY_EAST, "S9"))
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    assert page.effects.said.startswith("2 chargers changed; 1 of them would price 3 stored sessions differently")
    page.history.undo_action.trigger()
    settle()
    assert page.effects.said == ""
    page.select((LOBBY_EAST,))
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "0.36")
    settle()
    assert page.effects.said.startswith("1 charger has changes that would price 3 stored sessions differently")


def test_before_a_profile_is_attached_one_reads_how_many_sessions_it_would_itemise(
    page: RatesPage, settle: Settle
) -> None:
    box = page.form.pricing
    click(box.choices[PROFILE])
    box.attach.day.show_day(date(2026, 5, 3))
    settle()
    assert box.attach.count.text().startswith("2 stored sessions start from that day on: they get Bill Details")
    box.attach.day.show_day(date(2026, 6, 3))
    settle()
    assert box.attach.count.text() == "No stored session starts from that day on."


def test_attaching_a_profile_says_how_many_sessions_get_bill_details(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    attach(page, settle, date(2026, 5, 3))
    assert page.effects.said.endswith("; 2 would get Bill Details")
    pricing.price_sessions(network, SessionQuery())
    made = [bills.bill_of(network, number) for number in (1, 2, 3)]
    assert [one is not None for one in made] == [False, True, True]


def test_the_designer_says_how_many_sessions_the_ticked_chargers_would_get_itemised(
    page: RatesPage, settle: Settle
) -> None:
    step = page.designer.chargers
    step.since.setDate(QDate(2026, 5, 3))
    step.choose([LOBBY_EAST])
    settle()
    assert step.count.text().startswith("2 stored sessions start from that day on: they get Bill Details")
