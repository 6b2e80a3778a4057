from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST
from tests.desktop.test_main_window import button, visible_texts
from tests.factories import MAY_2, a_session, store
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.fields import SEVERAL, ChoiceField, LineField
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.domain.charger import Charger
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

Settle = Callable[[], None]


def charger(ledger: Ledger, serial: str) -> Charger:
    return next(one for one in configuring.chargers(ledger) if one.serial == serial)


def type_into(page: RatesPage, key: str, text: str) -> LineField:
    field = page.form.fields[key]
    assert isinstance(field, LineField)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    return field


def test_the_first_charger_is_shown(page: RatesPage) -> None:
    assert page.list.list.serials == (LOBBY_EAST, LOBBY_WEST)
    name = page.form.fields["name"]
    assert isinstance(name, LineField)
    assert name.line.text() == "Lobby East"
    assert page.form.serial.line.text() == LOBBY_EAST


def test_the_search_narrows_the_list(page: RatesPage) -> None:
    page.list.search.setText("west")
    assert page.list.list.serials == (LOBBY_WEST,)
    QTest.keyClick(page.list.search, Qt.Key.Key_Escape)
    assert page.list.list.serials == (LOBBY_EAST, LOBBY_WEST)


def test_what_is_typed_is_stored_and_can_be_undone(page: RatesPage, network: Ledger, settle: Settle) -> None:
    type_into(page, "site", "Harbor Plaza")
    settle()
    assert charger(network, LOBBY_EAST).site == "Harbor Plaza"
    assert charger(network, LOBBY_WEST).site is None
    page.history.undo_action.trigger()
    settle()
    assert charger(network, LOBBY_EAST).site is None
    page.history.redo_action.trigger()
    settle()
    assert charger(network, LOBBY_EAST).site == "Harbor Plaza"


def test_several_chargers_are_set_at_once(page: RatesPage, network: Ledger, settle: Settle) -> None:
    type_into(page, "site", "Harbor Plaza")
    settle()
    page.select((LOBBY_EAST, LOBBY_WEST))
    site = page.form.fields["site"]
    assert isinstance(site, LineField)
    assert (site.line.text(), site.line.placeholderText()) == ("", SEVERAL)
    type_into(page, "site", "North Lot")
    settle()
    assert {one.site for one in configuring.chargers(network)} == {"North Lot"}
    page.history.undo_action.trigger()
    settle()
    assert [one.site for one in configuring.chargers(network)] == ["Harbor Plaza", None]


def test_what_cannot_be_taken_is_said_beside_the_field(page: RatesPage, network: Ledger, settle: Settle) -> None:
    field = type_into(page, "capacity_kw", "much")
    settle()
    assert "is no number: write one such as 7.2" in field.wrong
    assert charger(network, LOBBY_EAST).capacity is None
    assert field.line.text() == "much"
    type_into(page, "capacity_kw", "7.2")
    settle()
    assert field.wrong == ""
    assert charger(network, LOBBY_EAST).capacity == 7_200_000_000


def test_a_zone_is_found_by_a_part_of_its_name(page: RatesPage, network: Ledger, settle: Settle) -> None:
    field = page.form.fields["time_zone"]
    assert isinstance(field, ChoiceField)
    line = field.box.lineEdit()
    assert line is not None
    field.box.setEditText("Europe/Berl")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert charger(network, LOBBY_EAST).time_zone == "Europe/Berlin"


def test_a_charger_is_added(page: RatesPage, settle: Settle) -> None:
    page.list.begin_add()
    QTest.keyClicks(page.list.new.line, LOBBY_WEST)
    QTest.keyClick(page.list.new.line, Qt.Key.Key_Return)
    settle()
    assert "known already" in page.list.new._wrong.text()
    page.list.new.line.clear()
    QTest.keyClicks(page.list.new.line, "HC-NEW")
    QTest.keyClick(page.list.new.line, Qt.Key.Key_Return)
    settle()
    assert "HC-NEW" in page.list.list.serials
    assert page.form.serial.line.text() == "HC-NEW"
    page.history.undo_action.trigger()
    settle()
    assert "HC-NEW" not in page.list.list.serials


def test_an_identity_that_looks_like_a_card_reader_is_marked_by_a_click(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    store(network, a_session(name="Lobby West", serial=LOBBY_WEST, start=MAY_2 + 3600), path="more.csv")
    page._look_closer()
    settle()
    hints = page.form.hints
    said = visible_texts(hints)
    assert "ch-5521 may be one: 3 of 3 sessions (100 %), 2 times in two at once." in said
    QTest.mouseClick(button(hints, "Mark it"), Qt.MouseButton.LeftButton)
    settle()
    assert charger(network, LOBBY_EAST).card_reader_identities == ("ch-5521",)
    page._look_closer()
    settle()
    assert not hints.isVisible()


def test_the_sessions_of_a_charger_are_counted_and_shown(
    page: RatesPage, settle: Settle, desk: Desk, qtbot: QtBot
) -> None:
    page._look_closer()
    settle()
    line = page.form.sessions
    assert "3 sessions" in visible_texts(line)
    assert not line.remove.isVisible()
    assert page.form.serial.line.isReadOnly()
    with qtbot.waitSignal(desk.wants_query) as asked:
        QTest.mouseClick(line.show_them, Qt.MouseButton.LeftButton)
    assert asked.args == [SessionQuery().where("serial", Test.IS, LOBBY_EAST)]


def test_a_charger_without_sessions_gets_another_serial_or_goes(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.set_charger(network, "HC-OLD", {"name": "A new one"})
    page.refresh()
    settle()
    page.select(("HC-OLD",))
    page._look_closer()
    settle()
    line = page.form.serial.line
    line.selectAll()
    QTest.keyClicks(line, LOBBY_EAST)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert "known already" in page.form.serial.wrong
    line.selectAll()
    QTest.keyClicks(line, "HC-NEW")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert charger(network, "HC-NEW").name == "A new one"
    page._look_closer()
    settle()
    QTest.mouseClick(page.form.sessions.remove, Qt.MouseButton.LeftButton)
    settle()
    assert page.list.list.serials == (LOBBY_EAST, LOBBY_WEST)
    page.history.undo_action.trigger()
    settle()
    assert "HC-NEW" in page.list.list.serials


def test_without_a_charger_the_next_step_is_named(page: RatesPage, settle: Settle) -> None:
    widths = page._split.sizes()
    page.set_ledger(None)
    settle()
    assert page.list.list.serials == ()
    said = visible_texts(page._middle)
    assert "No chargers yet" in said
    assert "Import a report" in said
    assert page._split.sizes() == widths
