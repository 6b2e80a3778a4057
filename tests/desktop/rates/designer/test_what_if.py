"""Real sessions priced as they are and by the draft."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import press, settle, type_in
from tests.desktop.rates.designer.test_panel import begin_on, said
from tests.desktop.tariffs import LOBBY_EAST, WORKDAY, profile_file
from tests.factories import MAY_2, a_session, store
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

WAIT_MS = 20_000


@pytest.fixture
def dearer(panel: DesignerPanel, desk: Desk, ledger: Ledger, qtbot: QtBot, tmp_path: Path) -> DesignerPanel:
    """A draft that is dearer than what is in force on Lobby East, with two sessions in May."""
    store(ledger, a_session(start=MAY_2 + 86_400, identity="z-1", energy=30 * 10**9), path="more.csv")
    configuring.import_profile(ledger, profile_file(tmp_path))
    configuring.assign(ledger, WORKDAY["name"], [LOBBY_EAST])
    panel.refresh()
    settle(qtbot, desk)
    type_in(panel, "costs[0].rate", "0.50")
    begin_on(panel, "2027-01-01")
    return panel


def test_a_month_is_compared_with_what_is_in_force(dearer: DesignerPanel, desk: Desk, qtbot: QtBot) -> None:
    press(dearer.head, "Compare a month")
    what_if = dearer.foot.what_if
    assert what_if.period.currentText() == "May 2026"
    QTest.mouseClick(what_if.run, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert what_if.found is not None
    assert "2 sessions: 2 dearer, 0 cheaper, 0 the same." in said(dearer)
    assert sum(bar.sessions for bar in what_if.bars.bars) == 2
    assert all(bar.words.startswith("dearer by $") for bar in what_if.bars.bars)
    assert "Lobby East" in said(dearer)
    type_in(dearer, "costs[0].rate", "0.51")
    assert "has changed since this was compared" in said(dearer)


def test_a_session_of_the_comparison_leads_to_its_live_bill(dearer: DesignerPanel, desk: Desk, qtbot: QtBot) -> None:
    dearer.foot.show_what_if()
    dearer.foot.what_if.compare()
    settle(qtbot, desk)
    press(dearer.foot.what_if, "Session 2")
    settle(qtbot, desk)
    assert "30.00 kWh, by a report" in said(dearer)


def test_a_comparison_with_another_profile_goes_out_as_a_file(
    dearer: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    dearer.foot.show_what_if()
    what_if = dearer.foot.what_if
    what_if.against.setCurrentText(WORKDAY["name"])
    what_if.compare()
    settle(qtbot, desk)
    press(what_if, "Export…")
    dialog = dearer.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(tmp_path / "comparison.csv")])
    dialog.close()
    settle(qtbot, desk)
    assert len((tmp_path / "comparison.csv").read_text("utf-8-sig").splitlines()) == 3
    qtbot.waitUntil(lambda: dearer.findChild(QFileDialog) is None, timeout=WAIT_MS)


def test_a_draft_with_errors_is_not_compared(dearer: DesignerPanel) -> None:
    type_in(dearer, "costs[0].rate", "much")
    dearer.foot.show_what_if()
    dearer.foot.what_if.compare()
    assert "has errors" in said(dearer)
    assert dearer.foot.what_if.found is None


def test_the_chargers_of_the_profile_are_compared_or_all(
    dearer: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger
) -> None:
    store(ledger, a_session(serial="OTHER", name="Other"), path="other.csv")
    dearer.foot.show_what_if()
    what_if = dearer.foot.what_if
    what_if.compare()
    settle(qtbot, desk)
    assert what_if.found is not None
    assert what_if.found.sessions == 2
    what_if.where.setCurrentText("all chargers")
    what_if.compare()
    settle(qtbot, desk)
    assert what_if.found.sessions == 3


def test_compare_keeps_the_keyboard_and_drops_what_it_found_once_that_is_old(
    dearer: DesignerPanel, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitActive(dearer):
        dearer.activateWindow()
    dearer.foot.show_what_if()
    what_if = dearer.foot.what_if
    what_if.run.setFocus()
    QTest.keyClick(what_if.run, Qt.Key.Key_Space)
    assert what_if.run.hasFocus()
    settle(qtbot, desk)
    assert what_if.run.hasFocus()
    assert what_if.found is not None
    dearer.refresh()
    settle(qtbot, desk)
    assert what_if.found is not None
    what_if.export.setFocus()
    dearer.design.undo()
    QApplication.processEvents()
    assert what_if.found is None
    assert "has changed since this was compared" in said(dearer)
    assert what_if.run.hasFocus()


def test_what_was_found_for_other_chargers_does_not_stay(dearer: DesignerPanel, desk: Desk, qtbot: QtBot) -> None:
    dearer.foot.show_what_if()
    what_if = dearer.foot.what_if
    what_if.compare()
    settle(qtbot, desk)
    what_if.where.setCurrentText("all chargers")
    assert what_if.found is None
    assert not what_if.export.isEnabled()


def test_a_draft_that_changes_while_it_is_compared_is_not_shown(
    dearer: DesignerPanel, desk: Desk, qtbot: QtBot
) -> None:
    dearer.foot.show_what_if()
    dearer.foot.what_if.compare()
    type_in(dearer, "costs[0].rate", "0.51")
    settle(qtbot, desk)
    assert dearer.foot.what_if.found is None
    assert "has changed since this was compared" in said(dearer)
