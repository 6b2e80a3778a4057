"""The order in which Tab goes through widgets: as they are laid out, not as they were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from zefdesk.desktop.rates.designer.menus import LAST, TAB


def set_order(root: QWidget) -> None:
    """Let Tab go through all that is laid out within a widget from its beginning to its end."""
    for one, following in pairwise(in_order(root)):
        QWidget.setTabOrder(one, following)


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """Give the widgets that take the keyboard by Tab, in the order of layouts; a widget before what is in it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None:
            yield from in_order(inside)
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            if (part := widget.widget(place)) is not None:
                yield from in_order(part)
    elif (layout := widget.layout()) is not None:
        yield from sorted(_of_layout(layout), key=lambda each: each.parent() is widget and each.property(TAB) == LAST)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from in_order(widget)
        elif (inner := item.layout()) is not None:
            yield from _of_layout(inner)
