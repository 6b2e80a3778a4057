"""The look in force: light or dark as the person or the system says, put on the program as palette and style sheet."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from zefdesk.assets import resources
from zefdesk.desktop import pictures
from zefdesk.desktop.style import style_sheet
from zefdesk.desktop.tokens import DARK, LIGHT, TEXT_PX, Tokens

SYSTEM, LIGHT_MODE, DARK_MODE = MODES = ("system", "light", "dark")
_FACES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Italic.otf")


class Theme(QObject):
    """Which tokens are in force; `changed` tells everything that paints by itself."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = SYSTEM
        self.tokens = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, mode: str) -> None:
        """Put on the look of a mode (`system`, `light` or `dark`); the system's high contrast wins."""
        self.mode = mode if mode in MODES else SYSTEM
        self.tokens = self._wanted()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.tokens))
            application.setStyleSheet(style_sheet(self.tokens, pictures.for_style_sheet(self.tokens)))
        self.changed.emit()

    def _wanted(self) -> Tokens:
        dark = self.mode == DARK_MODE or (self.mode == SYSTEM and _system_is_dark())
        usual = DARK if dark else LIGHT
        return of_palette(QApplication.style().standardPalette(), usual) if _high_contrast() else usual

    def _system_changed(self) -> None:
        self.apply(self.mode)


@cache
def theme() -> Theme:
    """Give the one theme of the program."""
    return Theme()


def tokens() -> Tokens:
    """Give the tokens in force, for what paints by itself."""
    return theme().tokens


def colour(name: str) -> QColor:
    """Give a token in force as a colour: `colour("accent")`."""
    return QColor(getattr(tokens(), name))


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _high_contrast() -> bool:
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)  # Qt 6.10 and newer
    return hints is not None and hints().contrastPreference() == Qt.ContrastPreference.HighContrast


def of_palette(system: QPalette, usual: Tokens) -> Tokens:
    """Give tokens that are made of the system's own colours, for its high-contrast setting."""
    role = QPalette.ColorRole
    text, base = system.color(role.WindowText).name(), system.color(role.Base).name()
    accent = system.color(role.Highlight).name()
    named: dict[str, Any] = {
        "text": text,
        "muted": text,
        "faint": text,
        "line": text,
        "accent": accent,
        "warn": text,
        "bad": text,
    }
    named |= dict.fromkeys(("surface", "raised", "accent_bg", "warn_bg", "bad_bg", "info_bg", "selection"), base)
    named |= {"info": text, "bg": system.color(role.Window).name()}
    return replace(usual, **named)


def palette(of: Tokens) -> QPalette:
    """Give the palette of some tokens."""
    roles = QPalette.ColorRole
    made = QPalette()
    named = {
        roles.Window: of.bg,
        roles.WindowText: of.text,
        roles.Base: of.surface,
        roles.AlternateBase: of.raised,
        roles.Text: of.text,
        roles.Button: of.surface,
        roles.ButtonText: of.text,
        roles.BrightText: of.bad,
        roles.ToolTipBase: of.surface,
        roles.ToolTipText: of.text,
        roles.PlaceholderText: of.muted,
        roles.Highlight: of.selection,
        roles.HighlightedText: of.text,
        roles.Accent: of.accent,
        roles.Link: of.accent,
        roles.LinkVisited: of.accent,
        roles.Light: of.raised,
        roles.Midlight: of.line,
        roles.Mid: of.line,
        roles.Dark: of.faint,
        roles.Shadow: of.line,
    }
    for role, name in named.items():
        made.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.faint))
    return made


@dataclass(frozen=True, slots=True)
class Faces:
    """The families in use: one for everything, one for raw text."""

    text: str
    raw: str


@cache
def faces() -> Faces:
    """Load the shipped family, once; without it the system's own are used."""
    families: list[str] = []
    for name in _FACES:
        number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    raw = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return Faces(families[0] if families else QApplication.font().family(), raw)


def font(px: int = TEXT_PX, *, weight: QFont.Weight = QFont.Weight.Normal, raw: bool = False) -> QFont:
    """Give the font of a size in pixels at 100 %, with figures of one width."""
    made = QFont(faces().raw if raw else faces().text)
    made.setPixelSize(px)
    made.setWeight(weight)
    if not raw:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
