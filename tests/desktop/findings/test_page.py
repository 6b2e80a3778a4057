"""The Findings screen: kinds with counts and sums, thresholds, set aside and open again, notes, the way to Sessions."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.factories import MAY_2, a_session, store
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.findings.kind_list import Entry
from zefdesk.desktop.findings.page import FindingsPage
from zefdesk.desktop.findings.words import LOOKS
from zefdesk.desktop.widgets.entry_list import ENTRY_ROLE, EntryList
from zefdesk.domain.finding import Severity
from zefdesk.domain.query import Condition, SessionQuery, Test
from zefdesk.services import activity, looking, reviewing
from zefdesk.store.ledger import Ledger

WAIT_MS = 15_000
HOUR, DAY = 3600, 86_400
LONG = {"plug_duration": 60 * HOUR, "charge_duration": 58 * HOUR}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two very long sessions, and one that costs without energy."""
    store(
        ledger,
        a_session(**LONG),
        a_session(start=MAY_2 + 9 * DAY, **LONG),
        a_session(start=MAY_2 + 20 * DAY, energy=0),
    )
    ledger.person = "Ann"
    looking.look(ledger)
    return ledger


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, filled: Ledger) -> Iterator[FindingsPage]:
    made = FindingsPage(desk)
    desk.stored.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.set_ledger(filled)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, desk)
    yield made
    settle(qtbot, desk)


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT_MS)


def texts(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [each.text() for each in widget.findChildren(QAbstractButton) if each.isVisible()])


def entries(page: FindingsPage) -> list[Entry]:
    model = page.kinds.model()
    return [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]


def choose(page: FindingsPage, code: str, qtbot: QtBot, desk: Desk) -> None:
    row = next(at for at, entry in enumerate(entries(page)) if entry.code == code)
    page.kinds.setCurrentIndex(page.kinds.model().index(row, 0))
    settle(qtbot, desk)


def select(page: FindingsPage, *rows: int) -> None:
    model = page.pane.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    for at, row in enumerate(rows):
        how = flags.Rows | (flags.Select if at else flags.ClearAndSelect)
        model.select(page.pane.table.model().index(row, 0), how)


def set_aside(page: FindingsPage, reason: str, qtbot: QtBot, desk: Desk) -> None:
    page.pane.judging.text.setText(reason)
    qtbot.keyClick(page.pane.judging.text, Qt.Key.Key_Return)
    settle(qtbot, desk)


def test_kinds_are_listed_with_counts_and_money_the_open_ones_first(page: FindingsPage) -> None:
    told = entries(page)
    assert [(entry.code, entry.opened) for entry in told[:3]] == [
        ("long-session", "2"),
        ("cost-without-energy", "1"),
        ("zero-energy", "1"),
    ]
    assert "12.56" in told[0].money
    assert all(not entry.opened for entry in told[3:])
    assert "3 to look at, 1 information · 0 set aside" in texts(page)


def test_a_kind_says_what_may_be_innocent_and_lists_its_findings(page: FindingsPage, qtbot: QtBot, desk: Desk) -> None:
    choose(page, "long-session", qtbot, desk)
    said = texts(page)
    assert "Very long" in said
    assert "May be innocent" in said
    assert "2 open · 2 sessions of" in said
    assert page.pane.table.model().rowCount() == 2
    choose(page, "gap", qtbot, desk)
    assert "Nothing of this kind" in texts(page)
    assert "gap-longer" in page.pane.limits.fields


def test_several_are_set_aside_with_a_reason_and_opened_again(page: FindingsPage, qtbot: QtBot, desk: Desk) -> None:
    choose(page, "long-session", qtbot, desk)
    select(page, 0, 1)
    assert "2 findings selected" in texts(page)
    assert not page.pane.judging.aside.isEnabled()
    before = [entry.code for entry in entries(page)]
    set_aside(page, "our own test car", qtbot, desk)
    assert [entry.code for entry in entries(page)] == before
    assert "0 open · 2 set aside" in texts(page)
    select(page, 0)
    assert "Set aside by Ann" in texts(page)
    assert "our own test car" in texts(page)
    select(page, 0, 1)
    page.pane.judging.back.click()
    settle(qtbot, desk)
    assert "2 open · 2 sessions" in texts(page)


def test_setting_aside_goes_on_to_the_next_one_with_the_keyboard(page: FindingsPage, qtbot: QtBot, desk: Desk) -> None:
    choose(page, "long-session", qtbot, desk)
    select(page, 0)
    (first,), second = page.pane.selected(), page.pane._shown.lines[1]
    set_aside(page, "our own test car", qtbot, desk)
    assert [line.finding.id for line in page.pane.selected()] == [second.finding.id]
    assert page.focusWidget() is page.pane.table
    set_aside(page, "our own test car", qtbot, desk)
    select(page, 0, 1)
    assert first.finding.id in {line.finding.id for line in page.pane.selected()}
    assert "our own test car (2 findings)" in texts(page)


def test_a_note_stays_beside_an_open_finding_until_it_is_removed(page: FindingsPage, qtbot: QtBot, desk: Desk) -> None:
    choose(page, "cost-without-energy", qtbot, desk)
    page.pane.judging.text.setText("asked the driver")
    page.pane.judging.note.click()
    settle(qtbot, desk)
    assert "Noted by Ann" in texts(page)
    assert "1 open" in texts(page)
    page.pane.judging.note.click()
    settle(qtbot, desk)
    assert "Noted by" not in texts(page)


def test_a_threshold_is_changed_in_place_and_looked_at_again(
    page: FindingsPage, qtbot: QtBot, desk: Desk, filled: Ledger
) -> None:
    choose(page, "long-session", qtbot, desk)
    field = page.pane.limits.fields["long-plug"]
    field.setText("soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert "'soon' is no value for long-plug" in texts(page)
    for name in ("long-plug", "long-charge"):
        page.pane.limits.fields[name].setText("72")
        qtbot.keyClick(page.pane.limits.fields[name], Qt.Key.Key_Return)
        settle(qtbot, desk)
    assert "long-session" not in {one.code for one in reviewing.findings(filled, SessionQuery())}
    qtbot.waitUntil(lambda: "default is 48" in texts(page), timeout=WAIT_MS)
    again = next(each for each in page.findChildren(QAbstractButton) if each.text() == "Use the default")
    again.click()
    settle(qtbot, desk)
    assert "2 open" in texts(page)
    assert activity.activities_of(filled)[0].what == "threshold"


def test_the_way_leads_to_sessions_by_kind_or_by_what_is_selected(page: FindingsPage, qtbot: QtBot, desk: Desk) -> None:
    asked: list[Any] = []
    desk.wants_query.connect(asked.append)
    choose(page, "long-session", qtbot, desk)
    page.pane.sessions.click()
    select(page, 1)
    page.pane.judging.sessions.click()
    assert asked[0].conditions == (Condition("findings", Test.IS, ("long-session",)),)
    assert asked[1].conditions == (Condition("id", Test.IS, (1,)),)


def test_findings_of_one_month_are_counted_and_lead_to_its_sessions(
    page: FindingsPage, qtbot: QtBot, desk: Desk, filled: Ledger
) -> None:
    store(filled, a_session(start=MAY_2 + 40 * DAY, **LONG))
    looking.look(filled)
    page.refresh()
    settle(qtbot, desk)
    box = page.month
    assert [box.itemText(at) for at in range(box.count())] == ["All months", "Jun 2026", "May 2026"]
    assert next(entry.opened for entry in entries(page) if entry.code == "long-session") == "3"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, desk)
    assert next(entry.opened for entry in entries(page) if entry.code == "long-session") == "1"
    choose(page, "long-session", qtbot, desk)
    assert page.pane.table.model().rowCount() == 1
    asked: list[SessionQuery] = []
    desk.wants_query.connect(asked.append)
    page.pane.sessions.click()
    assert Condition("month", Test.IS, ("2026-06",)) in asked[0].conditions


def test_an_empty_ledger_names_the_next_step(qtbot: QtBot, desk: Desk, ledger: Ledger) -> None:
    made = FindingsPage(desk)
    qtbot.addWidget(made)
    made.set_ledger(ledger)
    made.show()
    settle(qtbot, desk)
    assert "Nothing to look at yet" in texts(made)
    assert "Import…" in texts(made)


def test_the_list_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = EntryList()
    model.show_entries([Entry("gap", "The charger was silent", LOOKS[Severity.INFO], "2", "$4.00", "gap")])
    qtmodeltester.check(model)
    accessible = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole.value)
    assert accessible == "The charger was silent, Information, 2, $4.00"
