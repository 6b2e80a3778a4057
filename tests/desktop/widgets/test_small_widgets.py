from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop.widgets import badge, parts
from zefdesk.desktop.widgets.activity_bar import CHARGE, IDLE, Activity, ActivityBar
from zefdesk.desktop.widgets.badge import BILL_STATES, ROW_STATES, Badge
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.chip import Chip
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.key_values import KeyValues
from zefdesk.desktop.widgets.segments import Segments
from zefdesk.domain import bill_state


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_every_bill_state_has_a_word_and_a_sign_of_its_own() -> None:
    looks = [BILL_STATES[state] for state in bill_state.BILL_STATES]
    assert len({look.word for look in looks}) == len({look.sign for look in looks}) == 5


def test_every_row_state_has_a_sign_of_its_own() -> None:
    assert len({look.sign for look in ROW_STATES.values()}) == len(ROW_STATES)


def test_a_badge_says_its_word_to_those_who_do_not_see_it(qtbot: QtBot) -> None:
    made = Badge(BILL_STATES[bill_state.ITEMISED])
    shown(qtbot, made)
    assert made.accessibleName() == "Itemised"
    assert made.sizeHint().width() == badge.width_of(BILL_STATES[bill_state.ITEMISED])


def test_a_chip_is_removed_by_its_cross_and_by_the_delete_key(qtbot: QtBot) -> None:
    chip = Chip("May 2026")
    shown(qtbot, chip)
    removed: list[int] = []
    chip.removed.connect(lambda: removed.append(1))
    qtbot.mouseClick(chip.findChild(QToolButton), Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip.findChild(QPushButton), Qt.Key.Key_Delete)
    assert len(removed) == 2


def test_a_chip_shows_a_long_value_whole_on_hover(qtbot: QtBot) -> None:
    chip = Chip("Name is " + "x" * 100)
    shown(qtbot, chip)
    assert chip.text().endswith("…")
    assert chip.findChild(QPushButton).toolTip().endswith("x" * 100)


def test_a_label_that_is_cut_shows_the_whole_on_hover(qtbot: QtBot) -> None:
    label = ElidedLabel("/a/very/long/path/to/some/file/charging-sessions-2026-05.csv")
    label.setFixedWidth(80)
    shown(qtbot, label)
    assert label.toolTip() == label.text()
    label.setText("short")
    assert label.toolTip() == ""


def test_an_empty_state_offers_the_next_step(qtbot: QtBot) -> None:
    state = EmptyState("inbox", "No files yet", "Drop one here.")
    clicked: list[int] = []
    state.set_buttons(parts.button("Import…", clicked=lambda: clicked.append(1)))
    shown(qtbot, state)
    state.findChild(QPushButton).click()
    assert clicked == [1]
    assert state.accessibleName() == "No files yet. Drop one here."


def test_a_callout_replaces_what_it_said_before(qtbot: QtBot) -> None:
    callout = Callout()
    qtbot.addWidget(callout)
    callout.say("warn", "Undo?", "Three sessions would go.", parts.button("Undo"))
    callout.say("bad", "That failed", "", parts.button("Try again"))
    qtbot.waitUntil(lambda: [b.text() for b in callout.findChildren(QPushButton) if b.isVisible()] == ["Try again"])
    assert callout.property("card") == "bad"


def test_key_values_can_be_copied_and_show_only_the_last_rows(qtbot: QtBot) -> None:
    rows = KeyValues()
    qtbot.addWidget(rows)
    rows.show_rows([("Encoding", "UTF-8"), ("Path", "a.csv")])
    rows.show_rows([("Encoding", "UTF-16")])
    texts = [label.text() for label in rows.findChildren(QLabel) if not label.isHidden()]
    assert texts == ["Encoding", "UTF-16"]
    values = [label for label in rows.findChildren(QLabel) if label.text() == "UTF-16"]
    assert values[0].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_segments_tell_what_was_chosen(qtbot: QtBot) -> None:
    segments = Segments((("all", "All"), ("new", "New")))
    shown(qtbot, segments)
    segments.show_counts({"new": "3"})
    with qtbot.waitSignal(segments.chosen) as told:
        next(b for b in segments.findChildren(QPushButton) if b.text() == "New  3").click()
    assert told.args == ["new"]
    assert segments.current == "new"


def test_an_activity_bar_says_in_words_what_it_draws(qtbot: QtBot) -> None:
    bar = ActivityBar()
    activities = (Activity(CHARGE, 9000, "Charging 2:30:00"), Activity(IDLE, 0, "Idle 0:00:00"))
    bar.show_activities(activities, ("6:12 PM", "8:42 PM"))
    shown(qtbot, bar)
    bar.grab()
    assert bar.accessibleName() == "Charging 2:30:00"


def test_every_icon_button_has_a_name_and_a_tip_with_its_key(qtbot: QtBot) -> None:
    made = parts.icon_button("search", "Find", key="Ctrl+F")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Find"
    assert made.toolTip() == "Find (Ctrl+F)"


def test_enter_presses_a_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    made = parts.button("Keep it", clicked=lambda: pressed.append(True))
    shown(qtbot, made)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(made, key)
    assert len(pressed) == 3
