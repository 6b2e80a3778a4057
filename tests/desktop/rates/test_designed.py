"""A profile that is designed beside the chargers: attached to them, and undone where the keyboard is."""

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from tests.desktop.rates.designer.hands import field, press, type_in
from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, WORKDAY
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.domain.clock import wall_from
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

Settle = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_profile_is_attached_from_the_designer_and_the_form_shows_it(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    chargers = page.designer.chargers
    chargers.open_up(opened=True)
    chargers.choose([LOBBY_EAST, LOBBY_WEST])
    chargers.since.setDate(QDate(2026, 5, 1))
    QTest.mouseClick(chargers.attach, Qt.MouseButton.LeftButton)
    settle()
    settle()
    found = configuring.assignments(network)
    assert {(one.charger, one.start_wall) for one in found} == {
        (LOBBY_EAST, wall_from(2026, 5, 1)),
        (LOBBY_WEST, wall_from(2026, 5, 1)),
    }
    assert chargers.summary.text() == "Lobby East, Lobby West"
    assert page.effects.isVisible()
    page.history.undo()
    settle()
    assert configuring.assignments(network) == []


def test_undo_belongs_to_the_draft_where_the_keyboard_is_in_the_designer(page: RatesPage, settle: Settle) -> None:
    type_in(page.designer, "costs[0].rate", "0.31")
    QTest.keyClick(field(page.designer, "costs[0].rate"), Qt.Key.Key_Z, CONTROL)
    settle()
    assert page.designer.design.value("costs[0].rate") == "0.25"


def test_a_charger_that_is_chosen_shows_its_profile_unless_a_draft_is_worked_on(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.assign(network, WORKDAY["name"], [LOBBY_WEST])
    page.designer._begin(None)
    page.refresh()
    settle()
    page.list.list.setFocus()
    page.select((LOBBY_WEST,))
    settle()
    assert page.designer.design.value("name") is None
    page.designer._choose("profile:" + WORKDAY["name"])
    page.select((LOBBY_EAST,))
    page.select((LOBBY_WEST,))
    assert page.designer.design.value("name") == WORKDAY["name"]


def test_the_designer_takes_the_whole_width_and_gives_it_back(page: RatesPage) -> None:
    width = page.designer.width()
    press(page.designer, "Give the designer the whole width")
    assert page.list.isHidden()
    assert page.designer.width() > width
    press(page.designer, "Give the designer the whole width")
    assert page.list.isVisible()
