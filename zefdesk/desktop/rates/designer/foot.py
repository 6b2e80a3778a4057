"""What stands below or beside the steps: the live bill, and what real sessions would come to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.live_panel import LivePanel
from zefdesk.desktop.rates.designer.what_if import WhatIf
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.segments import Segments

_BILL, _WHAT_IF = "bill", "what-if"


class Foot(QFrame):
    """One of two; `rule_wanted` tells the path of the rule behind a line of the bill."""

    rule_wanted = Signal(str)

    def __init__(self, desk: Desk, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "surface")
        self.bill = LivePanel(desk, design)
        self.what_if = WhatIf(desk, design)
        self.which = Segments(((_BILL, "Live bill"), (_WHAT_IF, "What if")))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.bill)
        self._pages.addWidget(self.what_if)
        self.which.chosen.connect(self._show)
        self.bill.rule_wanted.connect(self.rule_wanted)
        self.what_if.session_wanted.connect(self._price_session)
        layout = parts.column(self, spacing=6, margins=(1, 8, 1, 1))
        layout.addLayout(parts.row(self.which, 8, self.bill.source, None, self.bill.total, margins=(10, 0, 14, 0)))
        layout.addWidget(self._pages, 1)

    def show_what_if(self) -> None:
        """Show what if, ready to be run."""
        self.which.choose(_WHAT_IF)
        self.what_if.run.setFocus()

    def _show(self, key: str) -> None:
        self._pages.setCurrentWidget(self.what_if if key == _WHAT_IF else self.bill)
        for each in (self.bill.total, self.bill.source):
            each.setVisible(key == _BILL)

    def _price_session(self, number: int) -> None:
        self.which.choose(_BILL)
        self.bill.take_stored(number)
