"""Charts over the table: what a person sees, clicks, drags and types in them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open, column, rest
from zefdesk.desktop.charts.chargers import ChargersPicture
from zefdesk.desktop.charts.days import DaysPicture
from zefdesk.desktop.charts.measures import Scale
from zefdesk.desktop.charts.picture import Box
from zefdesk.desktop.charts.plot import Plot
from zefdesk.desktop.locale import notation
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.timeline.chart import Chart
from zefdesk.desktop.timeline.overlay import Overlay
from zefdesk.domain.quantity import NANO
from zefdesk.domain.query import Condition, SessionQuery, Test
from zefdesk.services.charting import Days, OfCharger, Sums
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def charted(qtbot: QtBot, page: SessionsPage) -> SessionsPage:
    page.actions_by_name()["charts"].setChecked(True)
    rest(qtbot, page)
    return page


def plot(page: SessionsPage) -> Plot:
    found = page.findChild(Plot)
    assert isinstance(found, Plot)
    return found


def show(qtbot: QtBot, page: SessionsPage, kind: str, choice: str = "") -> Plot:
    page._charted.panel.choose(kind, choice)
    rest(qtbot, page)
    return plot(page)


def on_screen(chart: Plot, x: float, y: float) -> QPoint:
    """Give where a place of the axes is in the widget, once it is laid out as it will be painted."""
    chart.grab()
    return chart.mapFromScene(chart.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y)))


def drag(chart: Plot, begin: QPoint, end: QPoint) -> None:
    """Drag with the left button, as a mouse does."""
    middle = (begin + end) / 2
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, begin, LEFT, LEFT),
        (QEvent.Type.MouseMove, middle, Qt.MouseButton.NoButton, LEFT),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton, LEFT),
        (QEvent.Type.MouseButtonRelease, end, LEFT, Qt.MouseButton.NoButton),
    ):
        view = chart.viewport()
        event = QMouseEvent(kind, QPointF(at), QPointF(view.mapToGlobal(at)), button, held, NONE)
        QApplication.sendEvent(view, event)


def numbers(page: SessionsPage) -> list[list[str]]:
    return [line.split("\t") for line in page._charted.panel.numbers.as_text().split("\n")]


def test_the_days_as_numbers_are_those_of_the_table(charted: SessionsPage) -> None:
    head, *rows = numbers(charted)
    assert head == ["Day", "Sessions", "Energy (kWh)", "Cost (USD)"]
    told = {row[0]: row[1:] for row in rows if row[1] != "0"}
    assert len(told) == len(column(charted, "start"))
    assert ["1", "15.70", "$6.28"] in told.values()
    assert ["1", "6.21", ""] in told.values()


def test_sums_by_charger_are_one_key_away_and_a_bar_filters(qtbot: QtBot, page: SessionsPage) -> None:
    page.actions_by_name()["sums"].trigger()
    rest(qtbot, page)
    head, *rows = numbers(page)
    assert head == ["Charger", "Sessions", "Energy (kWh)", "Cost (USD)"]
    assert rows == [
        ["DC Fast 1", "1", "31.08", ""],
        ["Garage L1-03", "1", "6.21", ""],
        ["Lobby East", "2", "42.03", "$15.50"],
        ["Lobby West", "2", "15.27", "$5.85"],
    ]
    panel = page._charted.panel
    assert panel.numbers.isVisible()
    panel._as_numbers.click()
    chart = plot(page)
    first = chart._drawing.elements[0]
    assert first.words.startswith("Lobby East: 2 sessions")
    with qtbot.waitSignal(panel.wanted):
        QTest.mouseClick(chart.viewport(), LEFT, NONE, on_screen(chart, 1, 0.5))
    rest(qtbot, page)
    assert set(column(page, "name")) == {"Lobby East"}


def test_chargers_beyond_the_most_are_one_bar_and_two_of_one_name_are_told_apart() -> None:
    told = [OfCharger(f"HC{at}", "Lot" if at < 2 else f"Bay {at}", Sums(1, at * NANO, 0, 0)) for at in range(18)]
    picture = ChargersPicture((*told, OfCharger(None, "Wall box", Sums(1, 0, 0, 0))), "energy", Scale(notation(), None))
    drawing = picture.drawing
    assert len(drawing.elements) == 15
    assert drawing.elements[-1].words.startswith("5 other chargers: 5 sessions")
    assert drawing.elements[-1].conditions == ()
    assert picture.brushed(Box(0, 1, 0, 2)) == (Condition("serial", Test.IS, ("HC17", "HC16")),)
    assert {"Lot (HC0)", "Lot (HC1)", "Wall box"} <= {row[0] for row in picture.numbers().rows}


def test_a_click_on_a_day_shows_its_sessions_and_back_leads_back(qtbot: QtBot, charted: SessionsPage) -> None:
    chart = plot(charted)
    last = chart._drawing.elements[-1].box
    with qtbot.waitSignal(charted._charted.panel.wanted):
        QTest.mouseClick(chart.viewport(), LEFT, NONE, on_screen(chart, (last.left + last.right) / 2, last.high / 4))
    rest(qtbot, charted)
    assert column(charted, "identity") == ["=amp-0917"]
    charted.actions_by_name()["back"].trigger()
    rest(qtbot, charted)
    assert len(charted.rows.ids) == 6


def test_dragging_over_hours_of_the_week_filters(qtbot: QtBot, charted: SessionsPage) -> None:
    chart = show(qtbot, charted, "week", "sessions")
    begin, end = on_screen(chart, 7.2, 1.2), on_screen(chart, 8.8, 6.5)  # Tuesday to Sunday, 7:00 to 8:59
    drag(chart, begin, end)
    rest(qtbot, charted)
    assert set(charted.query.conditions) == {
        Condition("weekday", Test.IS, (2, 3, 4, 5, 6, 7)),
        Condition("hour", Test.IS, (7, 8)),
    }
    assert sorted(column(charted, "name")) == ["Lobby East", "Lobby East"]


def test_the_keyboard_alone_brushes_a_range(qtbot: QtBot, charted: SessionsPage) -> None:
    chart = show(qtbot, charted, "steps", "energy")
    chart.setFocus()
    said = []
    chart.pointed.connect(said.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert said[-1].endswith(": 1 session")
    assert chart.accessibleDescription() == said[-1]
    last = len(chart._drawing.elements) - 1
    for _ in range(last):
        QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    for _ in range(2):
        QTest.keyClick(chart, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    rest(qtbot, charted)
    assert column(charted, "energy").count("31.08") == 0
    assert len(charted.rows.ids) == 5
    QTest.keyClick(chart, Qt.Key.Key_Escape)


def test_a_dot_is_its_session_and_an_area_its_ranges(qtbot: QtBot, charted: SessionsPage) -> None:
    chart = show(qtbot, charted, "spread")
    assert [dot.x for dot in chart._drawing.dots] == [15.7, 8.14, 26.33, 7.125]
    inside = charted._charted.panel._picture
    assert inside is not None
    from zefdesk.desktop.charts.picture import Box  # noqa: PLC0415

    charted.ask(SessionQuery(inside.brushed(Box(7.0, 10.0, 0.0, 2.9))))
    rest(qtbot, charted)
    assert column(charted, "cost") == ["$2.85"]


def test_colours_have_a_legend_and_weeks_are_called_so(qtbot: QtBot, charted: SessionsPage) -> None:
    show(qtbot, charted, "split")
    panel = charted._charted.panel
    assert panel._legend.isVisible()
    assert panel._legend.accessibleName() == "Charging, Idle (plugged in without charging)"
    show(qtbot, charted, "days")
    assert not panel._legend.isVisible()
    weeks = Days("week", ())
    assert DaysPicture(weeks, "energy", Scale(notation(), None)).drawing.title == "By week"


def test_durations_by_charger_filter_by_charger(qtbot: QtBot, charted: SessionsPage) -> None:
    chart = show(qtbot, charted, "split")
    assert numbers(charted)[1] == ["Lobby East", "2", "11:45:20", "5:40:01", "6:05:19"]
    chart.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    rest(qtbot, charted)
    assert set(column(charted, "name")) == {"Lobby West"}


def test_the_current_session_is_shown_in_the_chart(qtbot: QtBot, charted: SessionsPage) -> None:
    chart = show(qtbot, charted, "week", "energy")
    charted.table.go_to_row(0)  # 5 May 2026, a Tuesday, 07:55
    rest(qtbot, charted)
    assert chart._place.isVisible()
    assert (chart._place.rect().left(), chart._place.rect().top()) == (7, 1)


def test_a_filter_that_hides_all_says_so_and_charts_are_remembered(
    qtbot: QtBot, charted: SessionsPage, open_page: Open, reviewed: Ledger
) -> None:
    show(qtbot, charted, "split")
    charted.ask(SessionQuery(search="nobody"))
    rest(qtbot, charted)
    assert "Nothing" in charted._charted.panel._nothing.text()
    again = open_page(reviewed)
    assert again.actions_by_name()["charts"].isChecked()
    again.ask(SessionQuery())
    rest(qtbot, again)
    assert numbers(again)[0][0] == "Charger"


def test_the_chart_is_saved_as_a_picture(qtbot: QtBot, charted: SessionsPage, tmp_path: Path) -> None:
    charted.ask(SessionQuery(search="lobby"))
    rest(qtbot, charted)
    chart = show(qtbot, charted, "days", "cost")
    target = tmp_path / "days.png"
    said = []
    charted.desk.said.connect(lambda *told: said.append(told[0]))
    charted._charted.panel._write([target])
    assert said == ["The chart is saved as days.png"]
    picture = QPixmap(str(target))
    assert picture.height() > chart.height() + 30  # a title and the filter stand above
    assert not chart._cursor.isVisible()
    assert chart._place.isVisible()
    troubles = []
    charted.desk.trouble.connect(troubles.append)
    charted._charted.panel._write([tmp_path / "no" / "days.png"])
    assert len(troubles) == 1
    assert chart.accessibleName().startswith("By day")


@pytest.mark.parametrize("make", [Plot, Overlay, Chart])
def test_a_chart_leaves_the_lists_of_boxes_alone(qtbot: QtBot, make: type[QWidget]) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("All months")
    box.view()  # its list is a window of its own, which nothing in Python holds
    chart = make()
    qtbot.addWidget(chart)
    assert box.view().parentWidget().isWindow()
    assert box.view().parentWidget().parentWidget() is box
