"""The facets beside the table."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open, column, rest
from zefdesk.desktop.sessions.facet_panel import FacetPanel
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen


@pytest.fixture
def panel(page: SessionsPage, qtbot: QtBot) -> FacetPanel:
    """The panel in sight, with its counts."""
    page.actions_by_name()["facets"].setChecked(True)
    rest(qtbot, page)
    return page.parts.facets


def chips(page: SessionsPage) -> list[str]:
    return [chip.text() for chip in page.parts.filters.chips]


def test_they_are_counted_once_they_are_in_sight(page: SessionsPage, qtbot: QtBot) -> None:
    assert not page.parts.facets.isVisible()
    page.parts.facets_button.click()
    rest(qtbot, page)
    assert page.parts.facets.hasFocus()
    assert page.parts.facets.values_of("initiator")[0] == ("ZEF", "3")
    assert page.parts.facets.values_of("identity") == []
    page.actions_by_name()["facets"].trigger()
    assert not page.parts.facets.isVisible()


def test_a_click_lets_a_value_in_and_a_second_one_takes_it_back(
    page: SessionsPage, panel: FacetPanel, qtbot: QtBot
) -> None:
    panel.choose("initiator", "ZEF")
    rest(qtbot, page)
    assert chips(page) == ["ZEF"]
    assert set(column(page, "initiator")) == {"ZEF"}
    assert ("AmpUp", "1") in panel.values_of("initiator")
    assert ("Lobby East", "2") not in panel.values_of("charger")
    panel.choose("initiator", "AmpUp")
    rest(qtbot, page)
    assert len(page.rows.ids) == 4
    for words in ("ZEF", "AmpUp"):
        panel.choose("initiator", words)
        rest(qtbot, page)
    assert not page.query.filtered


def test_alt_leaves_a_value_out(page: SessionsPage, panel: FacetPanel, qtbot: QtBot) -> None:
    top = next(panel.topLevelItem(at) for at in range(panel.topLevelItemCount()))
    assert top is not None
    panel.setCurrentItem(top.child(0))
    place = panel.visualItemRect(top.child(0)).center() + QPoint(4, 0)
    QTest.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, place)
    rest(qtbot, page)
    assert page.query.conditions[0].test is Test.IS_NOT
    assert chips(page)[0].startswith("not ")
    assert panel.values_of("month")[0][0].startswith("not ")


def test_the_keyboard_is_enough(page: SessionsPage, panel: FacetPanel, qtbot: QtBot) -> None:
    panel.setFocus()
    top = panel.topLevelItem(0)
    assert top is not None
    panel.setCurrentItem(top)
    QTest.keyClick(panel, Qt.Key.Key_Down)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert chips(page) == ["May 2026"]
    current = panel.currentItem()
    assert current is not None
    assert current.text(0) == "May 2026"
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    rest(qtbot, page)
    assert chips(page) == ["not May 2026"]


def test_a_field_that_is_opened_is_counted_and_stays_open(
    page: SessionsPage, panel: FacetPanel, open_page: Open, reviewed: Ledger, qtbot: QtBot
) -> None:
    identity = next(
        item
        for at in range(panel.topLevelItemCount())
        if (item := panel.topLevelItem(at)) and item.text(0) == "Identity"
    )
    identity.setExpanded(True)
    rest(qtbot, page)
    assert ("z-20114", "3") in panel.values_of("identity")
    again = open_page(reviewed)
    assert again.parts.facets.isVisible()
    assert "identity" in again.parts.facets.open_columns


def test_the_files_are_named(page: SessionsPage, panel: FacetPanel, qtbot: QtBot) -> None:
    panel.opened.emit("import_id")
    next(
        item for at in range(panel.topLevelItemCount()) if (item := panel.topLevelItem(at)) and item.text(0) == "File"
    ).setExpanded(True)
    rest(qtbot, page)
    assert panel.values_of("import_id") == [("may.csv", "6")]


def test_counts_follow_what_is_asked(page: SessionsPage, panel: FacetPanel, qtbot: QtBot) -> None:
    page.ask(SessionQuery(search="lobby"))
    rest(qtbot, page)
    assert dict(panel.values_of("charger")) == {"Lobby East": "2", "Lobby West": "2"}
    assert dict(panel.values_of("bill_state")) != {}
