"""The bill panel is as high as what it shows: one does not scroll into nothing."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.bill.computed import by_profile, cents
from tests.factories import a_session
from zefdesk.desktop.bill.computing import Computing
from zefdesk.desktop.bill.panel import BillPanel
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored

FOOT_PX = 60


@pytest.mark.parametrize(("wide", "width"), [(True, 900), (True, 1100), (False, 400), (False, 480)])
def test_below_the_last_button_there_is_only_a_margin(qtbot: QtBot, *, wide: bool, width: int) -> None:
    panel = BillPanel(Notation())
    qtbot.addWidget(panel)
    panel.resize(width, 250)
    panel.lie_wide(wide=wide)
    panel.show()
    for _ in range(2):
        computing = Computing(by_profile(), applies="billing profile 'Test', version 1")
        panel.show_bill(Stored(1, a_session(cost=cents(628)), "America/Chicago", (), ()), None, "USD", computing)
        for _ in range(4):
            QApplication.processEvents()
    content = panel.widget()
    lowest = max(each.geometry().bottom() for each in content.children() if each.isWidgetType() and each.isVisible())
    assert content.height() - lowest < FOOT_PX
