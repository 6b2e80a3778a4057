"""The side bar: the places, and at its foot the ledger that is open; icons only where the window is narrow."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.theme import theme
from zefdesk.desktop.tokens import NARROW_SIDE_BAR_PX, SIDE_BAR_PX
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel


class SideBar(QFrame):
    """Buttons that go to the places; `ledger_wanted` asks where the ledger lies and how big it is."""

    ledger_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side-bar")
        self._narrow = False
        self._buttons: dict[QAction, tuple[QPushButton, str]] = {}
        self._name = parts.label("ZefDesk", "object")
        self._places = QVBoxLayout()
        self._places.setSpacing(4)
        self._foot = _Foot(self)
        self._foot.clicked.connect(self.ledger_wanted)
        logo = QLabel()
        icons.put_picture(logo, "plug-zap", "accent", 20)
        layout = self._layout = parts.column(self, spacing=0, margins=(12, 14, 12, 10))
        layout.addLayout(parts.row(logo, self._name, None, spacing=8, margins=(8, 0, 0, 14)))
        layout.addLayout(self._places)
        layout.addStretch(1)
        layout.addWidget(parts.rule())
        layout.addSpacing(6)
        layout.addWidget(self._foot)
        self.setFixedWidth(SIDE_BAR_PX)
        theme().changed.connect(self._draw_icons)

    def add_place(self, place: QAction, icon: str) -> None:
        """Add a button for a checkable command that goes to a place."""
        made = parts.button(_shown(place), kind="place")
        made.setAccessibleName(parts.plain(place.text()))
        made.setCheckable(True)
        made.setIconSize(QSize(18, 18))
        made.clicked.connect(place.trigger)
        place.toggled.connect(made.setChecked)
        place.toggled.connect(self._draw_icons)
        made.setToolTip(place.toolTip())
        self._buttons[place] = (made, icon)
        self._places.addWidget(made)
        self._draw_icons()

    def show_ledger(self, name: str, sizes: str, tip: str) -> None:
        """Say at the foot which ledger is open and how much it holds."""
        self._foot.show_ledger(name, sizes, tip)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is here."""
        return any(made.hasFocus() for made, _ in self._buttons.values()) or self._foot.hasFocus()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 -- Qt's way of a setter
        """Show icons only, with tool tips, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._name.setVisible(not narrow)
        self._foot.set_narrow(narrow)
        for place, (made, _) in self._buttons.items():
            made.setText("" if narrow else _shown(place))
        self._layout.setContentsMargins(*((6, 14, 6, 10) if narrow else (12, 14, 12, 10)))
        self.setFixedWidth(NARROW_SIDE_BAR_PX if narrow else SIDE_BAR_PX)

    def _draw_icons(self) -> None:
        for place, (made, icon) in self._buttons.items():
            made.setIcon(icons.icon(icon, "accent" if place.isChecked() else "muted"))
            made.setChecked(place.isChecked())


def _shown(place: QAction) -> str:
    """Give the words of a place as a button shows them, without an underlined letter."""
    return parts.plain(place.text()).replace("&", "&&")


class _Foot(QPushButton):
    """The open ledger, as a button that tells more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "foot")
        self._name = ElidedLabel(role="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._sizes = ElidedLabel(role="secondary")
        self._picture = QLabel()
        icons.put_picture(self._picture, "database", "muted", 18)
        self._picture.hide()
        layout = parts.column(self, spacing=1, margins=(10, 4, 8, 4))
        layout.addWidget(self._picture)
        layout.addWidget(self._name)
        layout.addWidget(self._sizes)
        for part in (self._name, self._sizes, self._picture):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Ledger")

    def show_ledger(self, name: str, sizes: str, tip: str) -> None:
        self._name.setText(name)
        self._sizes.setText(sizes)
        self.setToolTip(tip)
        self.setAccessibleName(f"Ledger {name}, {sizes}")

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001
        self._picture.setVisible(narrow)
        self._name.setVisible(not narrow)
        self._sizes.setVisible(not narrow)
