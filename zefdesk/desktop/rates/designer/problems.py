"""What is wrong with the draft, and what may be: each with its hours or rule, and a button that mends it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from zefdesk.billing.check_remarks import ERROR, Mend, Remark
from zefdesk.desktop import icons
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.remark_words import NONE, look_of, words_of
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge
from zefdesk.desktop.widgets.elided import ElidedLabel

_ROW_PX, _MOST_PX = 36, 152


class Problems(QFrame):
    """A line that says how many; opened, each of them.

    `rule_wanted` tells the path that one is about, `hours_wanted` the hours too.
    """

    rule_wanted = Signal(str)
    hours_wanted = Signal(str, object)

    def __init__(self, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design = design
        self._remarks: tuple[Remark, ...] = ()
        self._badge = Badge(NONE)
        self._first = ElidedLabel(role="secondary")
        self._more = parts.button("Show all", kind="link", clicked=self.toggle)
        self._mend = parts.button("", "wrench", kind="ghost")
        self._mend.clicked.connect(self._mend_first)
        self._inside = QWidget()
        self._rows = parts.column(self._inside, spacing=2, margins=(0, 0, 4, 4))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.hide()
        line = parts.row(self._badge, spacing=8)
        line.addWidget(self._first, 1)
        line.addWidget(self._mend)
        line.addWidget(self._more)
        layout = parts.column(self, spacing=4, margins=(14, 6, 12, 6))
        layout.addLayout(line)
        layout.addWidget(self._scroll)
        self.show_remarks(())

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(one.severity == ERROR for one in self._remarks)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show what was found, errors first."""
        self._remarks = tuple(remarks)
        self._badge.show_look(look_of(self._remarks))
        first = self._remarks[0] if self._remarks else None
        self._first.setText(words_of(first, self._design.draft) if first else "")
        self._show_mend(first.mend if first and self._scroll.isHidden() else None)
        self._more.setVisible(bool(self._remarks))
        if not self._remarks:
            self._scroll.hide()
        self._show_rows()

    def toggle(self) -> None:
        """Show all of them, or only the first."""
        self._scroll.setVisible(self._scroll.isHidden())
        self.show_remarks(self._remarks)

    def _show_mend(self, mend: Mend | None) -> None:
        self._mend.setVisible(mend is not None)
        if mend is not None:
            self._mend.setText(mend.text)
            icons.put(self._mend, "wrench")
            self._mend.setAccessibleName(f"Fix: {mend.text}")

    def _mend_first(self) -> None:
        if self._remarks and (mend := self._remarks[0].mend):
            self._design.change(mend.apply(self._design.draft))

    def _show_rows(self) -> None:
        opened = not self._scroll.isHidden()
        self._more.setText("Hide" if opened else "Show all")
        if opened:
            self._first.setText("")
        parts.empty(self._rows)
        if not opened:
            return
        for one in self._remarks:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        """Take the height of the rows, however many lines each has, up to some."""
        wide = self._scroll.viewport().width()
        needed = self._rows.heightForWidth(wide) if self._rows.hasHeightForWidth() else self._rows.sizeHint().height()
        self._scroll.setFixedHeight(min(max(needed, _ROW_PX), _MOST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._scroll.isHidden():
            self._fit()

    def _row(self, one: Remark) -> QWidget:
        made = QWidget()
        picture = QLabel()
        tone = "bad" if one.severity == ERROR else "warn"
        icons.put_picture(picture, "circle-alert" if one.severity == ERROR else "triangle-alert", tone)
        said = parts.label(words_of(one, self._design.draft), wrap=True, selectable=True)
        layout = parts.row(picture, spacing=8)
        layout.addWidget(said, 1)
        if one.mend is not None:
            layout.addWidget(self._fix(one.mend))
        show = parts.button("Show", kind="link", clicked=partial(self._show, one))
        show.setAccessibleName(f"Show where: {one.message}")
        layout.addWidget(show)
        made.setLayout(layout)
        return made

    def _show(self, one: Remark) -> None:
        if one.hours:
            self.hours_wanted.emit(one.path, one.hours[0])
        else:
            self.rule_wanted.emit(one.path)

    def _fix(self, mend: Mend) -> QPushButton:
        made = parts.button(mend.text, "wrench", kind="ghost")
        made.setAccessibleName(f"Fix: {mend.text}")
        made.clicked.connect(lambda: self._design.change(mend.apply(self._design.draft)))
        return made
