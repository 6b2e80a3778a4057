"""What is done with a whole profile: stored, brought in by file, thrown away, withdrawn, begun."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import choose, entry_of, press, settle, type_in
from tests.desktop.tariffs import WORKDAY, dearer, profile_file
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.desktop.rates.designer.tab_order import in_order
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

MORE = "More that can be done with profiles"
NAME = WORKDAY["name"]


def offers(panel: DesignerPanel, entry: str) -> bool:
    """Whether an entry of the menu can be chosen now."""
    menu = panel.head.more.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return entry_of(menu, entry).isEnabled()


def bring(panel: DesignerPanel, desk: Desk, qtbot: QtBot, file: Path) -> None:
    panel.files.read([file])
    settle(qtbot, desk)


def test_after_a_version_is_stored_there_is_nothing_to_undo(workday: DesignerPanel, desk: Desk, qtbot: QtBot) -> None:
    type_in(workday, "costs[0].rate", "0.99")
    workday.design.type_in("effective_from", "2030-01-01")
    QApplication.processEvents()
    press(workday.head, "Save version")
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert not workday.head.undo.isEnabled()
    assert workday.head.state.accessibleName().startswith("Version 2")


def test_a_draft_is_thrown_away_only_where_there_is_one(workday: DesignerPanel) -> None:
    assert not offers(workday, "Throw the draft away")
    type_in(workday, "costs[0].rate", "0.99")
    assert offers(workday, "Throw the draft away")


def test_a_version_is_withdrawn_from_the_menu_where_nobody_used_it(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger
) -> None:
    assert not offers(workday, "Withdraw the newest version")
    configuring.import_profile(ledger, profile_file(Path(ledger.location).parent, **dearer()))
    workday.refresh()
    settle(qtbot, desk)
    choose(workday, MORE, "Withdraw the newest version")
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert [one.version for one in configuring.profiles(ledger)] == [1]


def test_a_file_of_a_known_profile_is_its_next_version_or_the_same(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    bring(workday, desk, qtbot, profile_file(tmp_path))
    assert workday.callout.accessibleName().startswith(f"The file says the same as version 1 of '{NAME}'")
    assert not workday.head.save.isEnabled()
    bring(workday, desk, qtbot, profile_file(tmp_path, **dearer()))
    assert workday.callout.accessibleName().startswith(f"The file would be version 2 of '{NAME}'")
    assert workday.head.state.accessibleName().startswith("Version 2, draft")


def test_a_file_takes_the_place_of_an_open_draft_only_when_one_says_so(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    type_in(workday, "costs[0].rate", "0.99")
    bring(workday, desk, qtbot, profile_file(tmp_path, **dearer()))
    assert workday.design.value("costs[0].rate") == "0.99"
    press(workday.callout, "Take the file")
    assert workday.design.value("costs[0].rate") != "0.99"
    workday.design.undo()
    assert workday.design.value("costs[0].rate") == "0.99"


def test_what_was_compared_is_not_shown_under_another_profile(workday: DesignerPanel, desk: Desk, qtbot: QtBot) -> None:
    workday.foot.what_if.compare()
    settle(qtbot, desk)
    assert workday.foot.what_if.found is not None
    choose(workday, MORE, "Begin a copy of it")
    assert workday.foot.what_if.found is None


def test_the_keyboard_goes_into_a_new_cost_and_from_field_to_field(panel: DesignerPanel) -> None:
    press(panel.beginning, "Begin with Nothing")
    choose(panel, "Add a cost", "Energy")
    QApplication.processEvents()
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Name of the cost"
    names = [each.accessibleName() for each in in_order(panel.costs.cards[0])]
    assert names[1:5] == ["Name of the cost", "What the cost counts", "Base rate", "Unit of the rates"]
    assert names[-1] == "What can be done with the cost 1"


def test_a_clock_that_is_a_guess_is_said_to_be_one(panel: DesignerPanel, qtbot: QtBot, desk: Desk) -> None:
    press(panel.beginning, "Begin with Nothing")
    assert not panel.callout.isVisible()
    assert panel.design.value("time_zone") == "America/Chicago"
    panel._known = panel._known._replace(places=())
    panel._begin(None)
    settle(qtbot, desk)
    assert panel.callout.accessibleName().startswith("The clock is that of this computer")


def test_the_profile_box_keeps_apart_from_what_stands_beside_it_in_a_small_window(panel: DesignerPanel) -> None:
    panel.resize(626, 600)
    press(panel.beginning, "Begin with Time of use, summer and winter")
    QApplication.processEvents()
    head = panel.head
    assert head.profiles.geometry().right() < head.state.geometry().left()


def test_the_first_cost_is_open_whoever_adds_it(panel: DesignerPanel) -> None:
    press(panel.beginning, "Begin with Nothing")
    type_in(panel, "name", "Lobby")
    press(panel.problems, "Fix: Add a price per kWh")
    assert panel.costs.cards[0].week is not None
