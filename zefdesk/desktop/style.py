"""The style sheet, made of tokens.

Widgets ask for a look by dynamic properties: `role` on labels (page, object, section, strong, secondary, raw, accent,
warn, bad, info, muted), `kind` on buttons (primary, ghost, link, danger), `card` on frames (surface, inset,
warn, bad, info, accent).
"""

from string import Template

from zefdesk.desktop import tokens as sizes
from zefdesk.desktop.tokens import Tokens

_BASE = """
* { font-size: ${text_px}px; outline: none; }
QWidget { color: $text; }
QMainWindow, QDialog, QStackedWidget#pages { background: $bg; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 6px 8px; }
QLabel { background: transparent; }
QLabel[role="page"] { font-size: ${page_px}px; font-weight: 600; }
QLabel[role="object"] { font-size: ${object_px}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${section_px}px; font-weight: 600; }
QLabel[role="count"] { font-size: ${page_px}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="secondary"] { font-size: ${secondary_px}px; color: $muted; }
QLabel[role="step"] {
  background: $accent_bg; color: $accent; border-radius: 10px; font-size: ${secondary_px}px; font-weight: 600;
}
QLabel[role="muted"] { color: $muted; }
QLabel[role="accent"] { color: $accent; font-weight: 600; }
QLabel[role="warn"] { color: $warn; font-weight: 600; }
QLabel[role="bad"] { color: $bad; font-weight: 600; }
QLabel[role="info"] { color: $info; font-weight: 600; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="muted"] { color: $muted; }
QFrame[card="surface"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="inset"] { background: $raised; border: 1px solid $line; border-radius: 6px; }
QFrame[card="warn"] { background: $warn_bg; border: 1px solid $warn_bg; border-radius: 8px; }
QFrame[card="bad"] { background: $bad_bg; border: 1px solid $bad_bg; border-radius: 8px; }
QFrame[card="info"] { background: $info_bg; border: 1px solid $info_bg; border-radius: 8px; }
QFrame[card="accent"] { background: $accent_bg; border: 1px solid $accent_bg; border-radius: 8px; }
QFrame[card="chosen"] { background: $surface; border: 1px solid $accent; border-radius: 8px; }
QFrame[card="plain"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QFrame#job-line { background: $surface; border: none; border-top: 1px solid $line; }
QFrame#side-bar { background: $surface; border: none; border-right: 1px solid $line; }
QPushButton[kind="place"] {
  background: transparent; border: 2px solid transparent; border-radius: 6px; color: $text; font-weight: 500;
  padding: 4px 8px; min-height: 20px; text-align: left;
}
QPushButton[kind="foot"] {
  background: transparent; border: 2px solid transparent; border-radius: 6px; min-height: 40px; padding: 0;
}
QPushButton[kind="foot"]:hover { background: $raised; }
QPushButton[kind="foot"]:focus { border: 2px solid $accent; }
QPushButton[kind="place"]:hover { background: $raised; }
QPushButton[kind="place"]:checked { background: $accent_bg; color: $accent; font-weight: 600; }
QPushButton[kind="place"]:focus { border: 2px solid $accent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
"""

_BUTTONS = """
QPushButton {
  background: $surface; color: $text; border: 1px solid $line; border-radius: 6px;
  padding: 5px 12px; min-height: 18px; font-weight: 500;
}
QPushButton:hover { background: $accent_bg; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $faint; background: $bg; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { border-color: $text; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="danger"] { color: $bad; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $bad_bg; }
QPushButton[kind="ghost"] { background: transparent; border: 1px solid transparent; color: $muted; padding: 4px 8px; }
QPushButton[kind="ghost"]:hover { background: $accent_bg; color: $accent; }
QPushButton[kind="ghost"]:checked { background: $surface; color: $text; border-color: $line; }
QPushButton[kind="ghost"]:focus { border: 2px solid $accent; padding: 3px 7px; }
QPushButton[kind="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; font-weight: 600; padding: 1px 3px;
  text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 0 2px; }
QPushButton[kind="small"] {
  padding: 2px 4px; min-width: 18px; min-height: 16px; border-radius: 4px; font-size: ${secondary_px}px; color: $muted;
}
QPushButton[kind="small"][narrow="true"] { padding: 2px 2px; }
QPushButton[kind="small"]:checked { background: $accent_bg; color: $accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="small"]:focus { border: 2px solid $accent; padding: 1px 3px; }
QPushButton[kind="brush"] { padding: 2px 8px; min-height: 18px; border-radius: 11px; font-size: ${secondary_px}px; }
QPushButton[kind="brush"]:checked { background: $accent_bg; border: 2px solid $accent; padding: 1px 7px; }
QPushButton[kind="brush"]:focus { border: 2px solid $accent; padding: 1px 7px; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton {
  background: transparent; color: $muted; border: 1px solid transparent; border-radius: 6px; padding: 4px;
  font-weight: 500;
}
QToolButton:hover { background: $accent_bg; color: $accent; }
QToolButton:pressed, QToolButton:checked { background: $selection; color: $accent; }
QToolButton:focus { border: 2px solid $accent; padding: 3px; }
QToolButton::menu-indicator { image: none; width: 0; }
QFrame[chip="true"] { background: $accent_bg; border: none; border-radius: 13px; }
QPushButton#chip-word {
  background: transparent; border: 2px solid transparent; color: $accent; font-size: ${secondary_px}px;
  font-weight: 600; padding: 1px 5px; min-height: 16px;
}
QPushButton#chip-word:focus { border: 2px solid $accent; border-radius: 10px; }
QToolButton#chip-cross { padding: 1px; border: 2px solid transparent; border-radius: 9px; }
QToolButton#chip-cross:focus { border: 2px solid $accent; padding: 1px; }
"""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {
  background: $surface; color: $text; border: 1px solid $line; border-radius: 6px; padding: 4px 8px;
  selection-background-color: $selection; selection-color: $text;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: 2px solid $accent; padding: 3px 7px;
}
QLineEdit[compact="true"] { min-height: 17px; padding: 2px 6px; }
QLineEdit[compact="true"]:focus { padding: 1px 5px; }
QLineEdit[wrong="true"], QLineEdit[wrong="true"]:focus { border-color: $bad; }
QLineEdit:disabled, QComboBox:disabled { color: $faint; background: $bg; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($chevron); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {
  background: $surface; border: 1px solid $line; border-radius: 0; outline: none; padding: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 2px; border: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 4px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px; background: $surface;
}
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; }
QSlider { min-height: 18px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $surface; border: 2px solid $accent; width: 10px; height: 10px; margin: -5px 0; border-radius: 7px;
}
QSlider::handle:horizontal:focus { background: $accent; border-color: $text; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_VIEWS = """
QAbstractItemView { background: $surface; border: none; outline: none; selection-background-color: $selection;
  selection-color: $text; alternate-background-color: $raised; }
QTableView { gridline-color: transparent; }
QTableView::item { padding: 0 8px; border: none; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; border-radius: 6px; }
QTableView, QListView, QTreeView { border: 2px solid transparent; }
QListView::item { padding: 4px 8px; border-radius: 6px; }
QListView::item:hover { background: $raised; }
QCalendarWidget QTableView::item { padding: 0; }
QCalendarWidget QTableView, QCalendarWidget QTableView:focus { border: 1px solid $line; border-radius: 0; }
QCalendarWidget QToolButton { color: $text; padding: 4px 8px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 0 10px;
  font-size: ${secondary_px}px; font-weight: 600;
}
QHeaderView::section:hover { color: $text; background: $raised; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: $surface; border: none; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; border: none; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 6px 2px; margin-right: 16px; font-weight: 500;
  border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:first { margin-left: 6px; }
QTabBar:focus { border: 2px solid $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_MENUS = """
QMenuBar { background: $surface; border-bottom: 1px solid $line; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $accent_bg; color: $accent; }
QMenu { background: $surface; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: $accent_bg; color: $accent; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url($tick); }
"""


def style_sheet(of: Tokens, pictures: dict[str, str] | None = None) -> str:
    """Give the style sheet of some tokens; `pictures` are the paths of chevron, check and tick."""
    values = {name: getattr(of, name) for name in of.__dataclass_fields__} | {"on_accent": of.on_accent}
    values |= {name.lower(): getattr(sizes, name) for name in vars(sizes) if name.endswith("_PX")}
    values |= {"chevron": "", "check": "", "tick": ""} | (pictures or {})
    return Template(_BASE + _BUTTONS + _FIELDS + _VIEWS + _MENUS).substitute(values)
