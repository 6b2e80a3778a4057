"""The head of the designer: which profile and version, whether it is a draft, and what can be done with the whole."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.rates.designer import menus
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.signs import Sign

_LEAST_NAME, _MOST_NAME = 116, 260
_ROOMY_PX, _ICON_PX = 752, 44


def _always() -> bool:
    return True


class Command(NamedTuple):
    """What can be done with a whole profile, and whether it can be done now."""

    words: str
    does: "Callable[[], object]"
    can: "Callable[[], bool]" = _always


class Head(QWidget):
    """`chosen` tells the key of the profile or draft that is chosen."""

    chosen = Signal(str)

    def __init__(self, commands: "Sequence[Command]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profiles = QComboBox()
        self.profiles.setAccessibleName("Profile")
        self.profiles.setToolTip("The profile that is designed")
        self.profiles.setObjectName("profile-chooser")
        self.profiles.setMinimumWidth(_LEAST_NAME)
        self.profiles.setMaximumWidth(_MOST_NAME)
        self.profiles.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.profiles.activated.connect(lambda at: self.chosen.emit(str(self.profiles.itemData(at))))
        self.state = Badge(Look(""))
        self.new = parts.icon_button("plus", "New profile: from a template or from nothing")
        self.undo = parts.icon_button("undo-2", "Undo", key="Ctrl+Z")
        self.redo = parts.icon_button("redo-2", "Redo", key="Ctrl+Shift+Z")
        self.wide = parts.icon_button("maximize-2", "Give the designer the whole width")
        self.wide.setCheckable(True)
        self.compare = parts.button("", "scale", tip="What real sessions would come to under this draft")
        self.compare.setAccessibleName("Compare a month")
        self.compare.setMinimumWidth(_ICON_PX)
        self.compare.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.save = parts.button("Save version", "check", kind="primary", tip="Store this draft as a version")
        self._commands = commands
        self.more: QToolButton = menus.more_button("More that can be done with profiles", self._fill_more)
        layout = parts.row(self.profiles, self.state, None, self.undo, self.redo, self.new, self.wide, spacing=4)
        for widget in (self.more, self.compare, self.save):
            layout.addWidget(widget)
        layout.setStretch(0, 100)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _fill_more(self, menu: QMenu) -> None:
        for one in self._commands:
            menus.add(menu, one.words, one.does, enabled=one.can())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = "Compare a month…" if self.width() >= _ROOMY_PX else ""
        if words != self.compare.text():
            self.compare.setText(words)
            icons.put(self.compare, "scale")

    def set_new_menu(self, menu: QMenu) -> None:
        """Let New offer this menu."""
        menu.setParent(self.new, menu.windowFlags())
        self.new.setMenu(menu)
        self.new.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_profiles(self, entries: Sequence[tuple[str, str]], key: str) -> None:
        """Offer profiles and drafts by key and words; the one with `key` is shown."""
        with QSignalBlocker(self.profiles):
            self.profiles.clear()
            for each, words in entries:
                self.profiles.addItem(words, each)
            self.profiles.setCurrentIndex(self.profiles.findData(key))

    def show_name(self, name: str) -> None:
        """Show another name of the draft that is chosen."""
        at = self.profiles.currentIndex()
        self.profiles.setToolTip(f"The profile that is designed: {name}")
        if at >= 0 and self.profiles.itemText(at) != name:
            self.profiles.setItemText(at, name)

    def show_state(self, words: str, *, draft: bool, errors: int) -> None:
        """Say what is shown: a version as it is stored, or a draft; errors keep it from being stored."""
        self.state.show_look(Look(words, Sign.DOT if not draft else Sign.RING, "warn" if draft else "accent"))
        self.state.setVisible(bool(words))
        self.save.setEnabled(draft and not errors)
        told = f"{errors} error{'' if errors == 1 else 's'} must be mended first" if errors else ""
        self.save.setToolTip(told or ("Store this draft as a version" if draft else "Nothing is changed"))
        self.updateGeometry()
