from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from zefdesk.desktop.rates.charger_list import ChargerListView, Entry
from zefdesk.desktop.rates.charger_words import Priced
from zefdesk.desktop.widgets.entry_list import EntryList
from zefdesk.desktop.widgets.signs import Sign

ENTRIES = [
    Entry(f"S{at}", f"Charger {at}", "L2 \u00b7 7.2 kW", Priced(Sign.DOT, "ToU", "accent", "since 2026-03-01"))
    for at in range(4)
]


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = EntryList()
    qtmodeltester.check(model)
    model.show_entries(ENTRIES)
    qtmodeltester.check(model)


def test_an_entry_is_read_aloud_with_all_that_is_seen(qtbot: QtBot) -> None:
    model = EntryList()
    model.show_entries(ENTRIES)
    read = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Charger 1, S1, L2 \u00b7 7.2 kW, ToU, since 2026-03-01"
    assert qtbot is not None


def test_several_are_selected_by_the_keyboard(qtbot: QtBot) -> None:
    view = ChargerListView()
    qtbot.addWidget(view)
    view.show()
    told: list[tuple[str, ...]] = []
    view.chosen.connect(told.append)
    view.show_entries(ENTRIES, ["S1"])
    assert told == []
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert told[-1] == ("S1", "S2")
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == ("S0", "S1", "S2", "S3")


def test_what_is_selected_stays_selected_when_the_entries_are_read_again(qtbot: QtBot) -> None:
    view = ChargerListView()
    qtbot.addWidget(view)
    view.show_entries(ENTRIES, ["S1", "S3"])
    view.show_entries(list(reversed(ENTRIES)), ["S1", "S3"])
    assert view.serials == ("S3", "S2", "S1", "S0")
    assert view._selected() == ("S3", "S1")
