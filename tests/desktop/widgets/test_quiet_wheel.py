import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QSlider, QSpinBox, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.quiet_wheel import quieten


@pytest.fixture
def form(qtbot: QtBot) -> QScrollArea:
    """A long form in little room, with all that a wheel could change."""
    inside = QWidget()
    layout = parts.column(inside)
    box, tabs, number, slider = QComboBox(), QTabBar(), QSpinBox(), QSlider(Qt.Orientation.Horizontal)
    box.addItems(["a", "b", "c"])
    for name in "abc":
        tabs.addTab(name)
    for each in (box, tabs, number, slider):
        layout.addWidget(each)
    tall = QLabel("below")
    tall.setFixedHeight(900)
    layout.addWidget(tall)
    made = QScrollArea()
    made.setWidget(inside)
    made.setWidgetResizable(True)
    made.resize(300, 200)
    quieten(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("kind", [QComboBox, QTabBar, QSpinBox, QSlider])
def test_the_wheel_scrolls_a_form_and_changes_no_value(form: QScrollArea, kind: type[QWidget]) -> None:
    target = form.findChild(kind)
    assert isinstance(target, QWidget)
    target.setFocus()
    before = _value(target)
    window = form.windowHandle()
    place = target.mapTo(form, target.rect().center())
    QTest.wheelEvent(window, QPointF(place), QPoint(0, -120))
    QApplication.processEvents()
    assert _value(target) == before
    assert form.verticalScrollBar().value() > 0


def _value(widget: QWidget) -> int:
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    assert isinstance(widget, QSpinBox | QSlider)
    return widget.value()
