from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zefdesk.desktop.rates.designer.week_grid import WeekGrid
from zefdesk.desktop.rates.designer.week_shape import HALF, HOUR, QUARTER, Frame, Selection, Stretch, Tag
from zefdesk.desktop.theme import theme
from zefdesk.domain.profile import END_OF_DAY

TAGS = (Tag("Otherwise", "$0.25", 0), Tag("Peak", "$0.45", 1))
WORKDAY = (
    Stretch(0, 14 * HOUR, 0, "Otherwise"),
    Stretch(14 * HOUR, 20 * HOUR, 1, "Peak"),
    Stretch(20 * HOUR, END_OF_DAY, 0, "Otherwise"),
)
SUNDAY = (Stretch(0, 9 * HOUR, 0, "Otherwise"), Stretch(9 * HOUR, END_OF_DAY, None, "no price"))
WEEK = (WORKDAY,) * 6 + (SUNDAY,)


@pytest.fixture
def grid(qtbot: QtBot) -> Iterator[WeekGrid]:
    made = WeekGrid()
    qtbot.addWidget(made)
    made.resize(760, 210)
    made.show_week(WEEK, TAGS)
    made.show()
    made.setFocus()
    yield made
    theme().apply("light")


def point(grid: WeekGrid, day: int, second: int) -> QPoint:
    frame = Frame(grid.width(), grid.height())
    return QPointF(frame.x_of(second) + 2, frame.box(day, 0, HOUR).center().y()).toPoint()


def test_arrows_with_shift_select_and_enter_asks_to_paint(grid: WeekGrid, qtbot: QtBot) -> None:
    grid.select(0, 14 * HOUR)
    for _ in range(5):
        QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(4):
        QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(grid.painted) as told:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [Selection(0, 4, 14 * HOUR, 20 * HOUR)]
    assert told.args[0].days == (0, 1, 2, 3, 4)


def test_an_arrow_without_shift_begins_anew_and_stops_at_the_edges(grid: WeekGrid) -> None:
    grid.select(0, 0)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert grid.selection == Selection(0, 0, 0, HOUR)
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.selection == Selection(0, 0, 23 * HOUR, END_OF_DAY)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.selection == Selection(1, 1, 0, HOUR)
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.selection == Selection(0, 6, 0, END_OF_DAY)


def test_a_drag_selects_a_rectangle_and_asks_to_paint_when_it_ends(grid: WeekGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.painted) as told:
        QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=point(grid, 4, 19 * HOUR))
        QTest.mouseMove(grid, point(grid, 1, 14 * HOUR))
        QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=point(grid, 1, 14 * HOUR))
    assert told.args == [Selection(1, 4, 14 * HOUR, 20 * HOUR)]


def test_a_drag_that_leaves_the_week_goes_to_its_edge(grid: WeekGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.painted) as told:
        QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=point(grid, 5, 22 * HOUR))
        QTest.mouseMove(grid, QPoint(5_000, 5_000))
        QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=QPoint(5_000, 5_000))
    assert told.args == [Selection(5, 6, 22 * HOUR, END_OF_DAY)]


def test_plus_and_minus_make_it_finer_and_coarser(grid: WeekGrid) -> None:
    steps: list[int] = []
    grid.step_changed.connect(steps.append)
    grid.select(2, 14 * HOUR)
    QTest.keyClick(grid, "+")
    QTest.keyClick(grid, "+")
    QTest.keyClick(grid, "+")
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.selection == Selection(2, 2, 14 * HOUR + QUARTER, 14 * HOUR + 2 * QUARTER)
    QTest.keyClick(grid, "-")
    assert grid.selection == Selection(2, 2, 14 * HOUR, 14 * HOUR + HALF)
    assert steps == [HALF, QUARTER, QUARTER, HALF]


def test_a_day_is_copied_to_the_selected_days(grid: WeekGrid, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(grid, Qt.Key.Key_V, control)
    grid.select(0, 0)
    QTest.keyClick(grid, Qt.Key.Key_C, control)
    grid.select(5, 0)
    grid.select(6, 0, extend=True)
    with qtbot.waitSignal(grid.copied) as told:
        QTest.keyClick(grid, Qt.Key.Key_V, control)
    assert told.args == [0, (5, 6)]


def test_delete_takes_a_rate_away_and_digits_choose_or_begin_one(grid: WeekGrid, qtbot: QtBot) -> None:
    grid.select(3, 15 * HOUR)
    with qtbot.waitSignal(grid.cleared) as told:
        QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert told.args == [Selection(3, 3, 15 * HOUR, 16 * HOUR)]
    with qtbot.waitSignal(grid.rate_wanted) as told:
        QTest.keyClick(grid, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert told.args == [1]
    with qtbot.waitSignal(grid.typed) as told:
        QTest.keyClick(grid, Qt.Key.Key_4)
    assert told.args == ["4"]


def test_it_says_what_wins_where_the_cursor_or_the_pointer_is(grid: WeekGrid, qtbot: QtBot) -> None:
    grid.select(0, 15 * HOUR)
    said = grid.accessibleDescription()
    assert "Selected: Monday 15:00-16:00" in said
    assert "Monday 14:00-20:00: Peak" in said
    grid.select(6, 12 * HOUR)
    assert "Sunday 09:00-24:00: no price" in grid.accessibleDescription()
    with qtbot.waitSignal(grid.pointed) as told:
        QTest.mouseMove(grid, point(grid, 2, 18 * HOUR))
    assert told.args[0] == 2
    assert 18 * HOUR <= told.args[1] < 19 * HOUR
    assert grid.words(2, 18 * HOUR) == "Wednesday 14:00-20:00: Peak"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_rate_and_no_price_look_different_by_colour_and_pattern(grid: WeekGrid, mode: str) -> None:
    theme().apply(mode)
    picture = grid.grab().toImage()

    def looks(day: int, second: int) -> set[int]:
        at = point(grid, day, second)
        return {picture.pixel(at.x() + x, at.y() + 6 - y) for x in range(8) for y in range(6)}

    otherwise, peak, nothing = looks(3, 3 * HOUR), looks(3, 18 * HOUR), looks(6, 20 * HOUR)
    assert not otherwise & peak
    assert nothing - otherwise - peak
    assert len(peak) > 1
