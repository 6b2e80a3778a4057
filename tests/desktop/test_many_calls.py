from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000


def test_twenty_thousand_calls_that_return_nothing_do_not_end_the_program(qtbot: QtBot) -> None:
    """A broken binding loses a reference to None in each of them, and aborts after some five thousand."""
    label = QLabel()
    qtbot.addWidget(label)
    thing = QObject()
    for number in range(CALLS):
        assert label.setToolTip("") is None  # type: ignore[func-returns-value]
        thing.setObjectName(str(number))
    assert thing.objectName() == str(CALLS - 1)
