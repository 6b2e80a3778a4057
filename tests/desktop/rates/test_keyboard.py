"""The screen in the window, by the keyboard alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, profile_file
from tests.desktop.test_main_window import settle, visible_texts
from tests.factories import a_session, store
from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.rates.fields import LineField
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.services import bills, configuring
from zefdesk.store.ledger import Ledger

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window at Chargers & rates, on a ledger with two chargers, a profile and a session."""
    place = tmp_path / "window.zefdesk"
    ledger = Ledger.open(place)
    store(ledger, a_session())
    configuring.set_charger(ledger, LOBBY_EAST, {"name": "Lobby East", "currency": "USD"})
    configuring.set_charger(ledger, LOBBY_WEST, {"name": "Lobby West", "currency": "USD"})
    configuring.import_profile(ledger, profile_file(tmp_path))
    ledger.close()
    made = open_window(location=str(place))
    with qtbot.waitActive(made):
        made.activateWindow()
    QTest.keyClick(made, Qt.Key.Key_2, CTRL)
    settle(qtbot, made)
    return made


def page_of(window: MainWindow) -> RatesPage:
    page = window.frame.pages["rates"]
    assert isinstance(page, RatesPage)
    return page


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)


def ledger_of(window: MainWindow) -> Ledger:
    assert window.door.ledger is not None
    return window.door.ledger


def test_a_rate_on_two_chargers_priced_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    assert focus() is page.list.list
    press(Qt.Key.Key_A, CTRL)
    box = page.form.pricing
    box.choices["none"].setFocus()
    press(Qt.Key.Key_Down)
    assert box.mode == "simple"
    box.rate.amount.setFocus()
    QTest.keyClicks(focus(), "0.35")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert [str(one.simple_rate) for one in configuring.chargers(ledger_of(window))] == ["0.35/kWh", "0.35/kWh"]
    page.effects.price_them.setFocus()
    press(Qt.Key.Key_Space)
    settle(qtbot, window)
    made = bills.bill_of(ledger_of(window), 1)
    assert made is not None
    box.rate.amount.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert [one.simple_rate for one in configuring.chargers(ledger_of(window))] == [None, None]
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    settle(qtbot, window)
    assert [str(one.simple_rate) for one in configuring.chargers(ledger_of(window))] == ["0.35/kWh", "0.35/kWh"]


def test_undo_in_a_field_that_is_being_typed_in_is_that_of_the_text(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    site = page.form.fields["site"]
    assert isinstance(site, LineField)
    site.line.setFocus()
    QTest.keyClicks(site.line, "Harbor")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    QTest.keyClicks(site.line, "x")
    press(Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert site.line.text() == "Harbor"
    assert configuring.chargers(ledger_of(window))[0].site == "Harbor"


def test_every_part_can_be_reached_by_tab_and_has_a_name(window: MainWindow) -> None:
    page = page_of(window)
    page.form.pricing.choose("simple")
    seen: list[QWidget] = []
    while (now := focus()) not in seen:
        seen.append(now)
        press(Qt.Key.Key_Tab)
    inside = [each for each in seen if page.isAncestorOf(each)]
    wanted = (
        page.list.search,
        page.list.add,
        page.list.list,
        *(field.focusProxy() for field in page.form.fields.values()),
        page.form.pricing.rate.amount,
        page.form.pricing.rate.per,
        page.form.pricing.free_vend,
    )
    missing = [each for each in wanted if each not in inside and each is not None]
    assert not missing
    nameless = [each for each in inside if not each.accessibleName() and not isinstance(each, QAbstractButton)]
    assert not nameless


def test_what_could_not_be_taken_is_told_when_another_charger_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    capacity = page.form.fields["capacity_kw"]
    assert isinstance(capacity, LineField)
    capacity.line.setFocus()
    QTest.keyClicks(capacity.line, "much")
    press(Qt.Key.Key_Return)
    page.refresh()
    settle(qtbot, window)
    assert capacity.line.text() == "much"
    page.select((LOBBY_WEST,))
    settle(qtbot, window)
    assert (capacity.line.text(), capacity.wrong) == ("", "")
    assert "Lobby East is left as it was. Capacity kW:" in window.frame.line.accessibleName()


def test_what_is_still_being_typed_when_the_window_closes_is_stored(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(window)
    site = page.form.fields["site"]
    assert isinstance(site, LineField)
    site.line.setFocus()
    QTest.keyClicks(site.line, "Harbor")
    with qtbot.waitSignal(window.gone):
        window.close()
    ledger = Ledger.open(tmp_path / "window.zefdesk")
    assert [one.site for one in configuring.chargers(ledger)] == ["Harbor", None]
    ledger.close()


def test_the_designer_is_led_by_the_menu_and_its_keys(window: MainWindow, qtbot: QtBot) -> None:
    menu = next(each.menu() for each in window.menuBar().actions() if each.text() == "&Rates")
    assert isinstance(menu, QMenu)
    words = [action.text().replace("&", "").rstrip("\u2026") for action in menu.actions()]
    for command in ("New billing profile", "Save version", "Compare a month", "Export the profile as JSON"):
        assert command in words
    keys = {one.command: one.key for one in window.menus.with_keys()}
    assert keys["Compare a month"] == "Ctrl+Alt+M"
    page = window.findChild(RatesPage)
    assert page is not None
    QTest.keyClick(window, Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.designer.foot.which.current == "what-if")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL | SHIFT)
    settle(qtbot, window)
    assert "Nothing is changed" in visible_texts(window)
