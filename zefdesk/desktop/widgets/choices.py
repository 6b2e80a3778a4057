"""Fields in which one of many is found by typing a part of it: time zones, currencies, or any list."""

from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt, QTimeZone
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from zefdesk.domain import money

NOT_KNOWN = "not known"


class Choice(QComboBox):
    """A box with a list; the wheel scrolls the page around it, and never changes the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def zone_box() -> QComboBox:
    """Every zone by its IANA name, this computer's first, found by any part of the name."""
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    field = searchable("Type a city, e.g. Chicago")
    if here in names:
        field.addItem(f"{here} (this computer)", here)
    for name in [*(name for name in names if name != here), "UTC"]:
        field.addItem(name, name)
    field.setCurrentIndex(-1)
    return field


def currency_box() -> QComboBox:
    """Every currency by its code, the usual ones first."""
    field = searchable("USD")
    here = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    usual = [code for code in dict.fromkeys((here, "USD", "EUR", "CAD", "GBP")) if code in money.CURRENCIES]
    field.addItem(NOT_KNOWN, "")
    for code in [*usual, *sorted(money.CURRENCIES - set(usual))]:
        field.addItem(code, code)
    return field


def searchable(placeholder: str) -> QComboBox:
    """Give an empty box whose entries are found by any part of them."""
    field = Choice()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setMaxVisibleItems(16)
    completer = QCompleter(field.model(), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    field.setCompleter(completer)
    if (line := field.lineEdit()) is not None:
        line.setPlaceholderText(placeholder)
    return field


def value_of(field: QComboBox, text: str) -> str | None:
    """Give what a text means: an entry, the only entry that contains it, or the text itself; None for no text."""
    at = field.findText(text, Qt.MatchFlag.MatchFixedString)
    if at < 0 and text:
        alike = [each for each in range(field.count()) if text.casefold() in field.itemText(each).casefold()]
        at = alike[0] if len(alike) == 1 else -1
    if at >= 0:
        return str(field.itemData(at) or "")
    return text or None
