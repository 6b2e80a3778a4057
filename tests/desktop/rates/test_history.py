from collections.abc import Callable

from tests.desktop.rates.test_page import charger, type_into
from tests.desktop.tariffs import LOBBY_EAST
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

Settle = Callable[[], None]


def test_the_commands_say_what_they_take_back(page: RatesPage, settle: Settle) -> None:
    undo, redo = page.history.undo_action, page.history.redo_action
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    type_into(page, "site", "Harbor")
    settle()
    assert undo.text() == "&Undo Lobby East: site changed"
    undo.trigger()
    settle()
    assert (undo.isEnabled(), redo.text()) == (False, "&Redo Lobby East: site changed")
    type_into(page, "site", "Port")
    settle()
    assert not redo.isEnabled()


def test_what_is_given_again_is_no_change(page: RatesPage, settle: Settle) -> None:
    type_into(page, "name", "Lobby East")
    settle()
    assert not page.history.undo_action.isEnabled()


def test_what_something_else_changed_since_stays_and_is_told(
    page: RatesPage, network: Ledger, settle: Settle, desk: Desk
) -> None:
    told: list[str] = []
    desk.trouble.connect(told.append)
    type_into(page, "site", "Harbor")
    settle()
    configuring.set_charger(network, LOBBY_EAST, {"site": "Elsewhere"})
    page.history.undo_action.trigger()
    settle()
    assert charger(network, LOBBY_EAST).site == "Elsewhere"
    assert told == [f"Charger {LOBBY_EAST} was changed otherwise since; it stays as it is now"]
    assert not page.history.undo_action.isEnabled()


def test_another_ledger_has_another_history(page: RatesPage, network: Ledger, settle: Settle) -> None:
    type_into(page, "site", "Harbor")
    settle()
    page.set_ledger(network)
    settle()
    assert not page.history.undo_action.isEnabled()
    page.set_ledger(None)
    page.history.undo()
    settle()
    assert charger(network, LOBBY_EAST).site == "Harbor"
