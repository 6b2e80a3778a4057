"""What the search field offers while a filter is written: names of fields, then the values they have."""

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from zefdesk.domain.filter_fields import FIELDS, Field, Form
from zefdesk.domain.filter_text import Writing, writing_at, written_value
from zefdesk.store.facets import Facet

LEAST_LETTERS = 3
"""A shorter beginning of a name is more often a word to search for."""
_MOST = 40
_INSERT = Qt.ItemDataRole.UserRole
_MEANINGS: dict[str | int | None, str] = {"": " (blank)", None: " (unknown)"}
_LISTED = frozenset({Form.TEXT, Form.CHOICE, Form.MONTH, Form.WEEKDAY})


class Completing(QObject):
    """Offers, and puts what was chosen into the field; `values_wanted` asks which values a field has."""

    values_wanted = Signal(str)

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._known: dict[str, Facet] = {}
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(edit)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._popup.setAccessibleName("What can be written here")
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # one of two overloads
        edit.textEdited.connect(partial(self.offer, all_names=False))

    def forget(self) -> None:
        """Ask for values anew from now on, since there are others."""
        self._known.clear()

    def offer(self, _text: str = "", *, all_names: bool) -> None:
        """Offer what can be written at the cursor; with `all_names` also where little is written yet."""
        writing = writing_at(self._edit.text(), self._edit.cursorPosition())
        if writing.field is None:
            self._show(_names(writing, 0 if all_names else LEAST_LETTERS))
        elif writing.field.form not in _LISTED:
            self._show([])
        elif writing.field.choices:
            self._show(_choices(writing, writing.field))
        elif writing.field.column in self._known:
            self._show(_values(writing, writing.field, self._known[writing.field.column]))
        else:
            self.values_wanted.emit(writing.field.column)

    def take_values(self, found: Facet) -> None:
        """Take the values of a field, and offer them where they are still what is written."""
        self._known[found.column] = found
        writing = writing_at(self._edit.text(), self._edit.cursorPosition())
        if writing.field is not None and writing.field.column == found.column and self._edit.hasFocus():
            self.offer(all_names=False)

    @property
    def offered(self) -> list[str]:
        """What is offered just now."""
        if not self._popup.isVisible():
            return []
        return [str(self._model.item(row).data(_INSERT)) for row in range(self._model.rowCount())]

    @property
    def chosen(self) -> bool:
        """Whether one of what is offered is chosen just now that says more than what is written already."""
        index = self._popup.currentIndex()
        if not self._popup.isVisible() or not index.isValid():
            return False
        return self._with(index)[0].casefold() != self._edit.text().casefold()

    def finish(self) -> None:
        """Offer nothing more; what is written out and only differs in capitals takes those of what is offered."""
        index = self._popup.currentIndex()
        if self._popup.isVisible() and index.isValid() and not self.chosen:
            self._edit.setText(self._with(index)[0])
        self.hide()

    def hide(self) -> None:
        """Offer nothing."""
        self._popup.hide()

    def _show(self, offers: list[tuple[str, str]]) -> None:
        self._model.clear()
        for shown, inserted in offers[:_MOST]:
            item = QStandardItem(shown)
            item.setData(inserted, _INSERT)
            item.setEditable(False)
            self._model.appendRow(item)
        if offers:
            self._completer.complete()
            self._popup.setCurrentIndex(QModelIndex())  # Enter finishes the filter, unless a person chooses first
        else:
            self.hide()

    def _take(self, index: QModelIndex) -> None:
        names = writing_at(self._edit.text(), self._edit.cursorPosition()).field is None
        text, cursor = self._with(index)
        self._edit.setText(text)
        self._edit.setCursorPosition(cursor)
        self._edit.setFocus()
        if names:
            self.offer(all_names=False)

    def _with(self, index: QModelIndex) -> tuple[str, int]:
        """Give the text with what is offered put in, and where the cursor is then."""
        text, cursor = self._edit.text(), self._edit.cursorPosition()
        start = writing_at(text, cursor).start
        inserted = str(index.data(_INSERT))
        return text[:start] + inserted + text[cursor:], start + len(inserted)


def _names(writing: Writing, least: int) -> list[tuple[str, str]]:
    if len(writing.text) < least:
        return []
    begun = writing.text.lower()
    found = [field for field in FIELDS.values() if any(name.startswith(begun) for name in field.names)]
    return [(f"{field.name}{_sign(field)}   {field.title}", f"{field.name}{_sign(field)}") for field in found]


def _sign(field: Field) -> str:
    return ":" if field.form in _LISTED or field.column in {"hour", "import_id", "id"} else ">"


def _choices(writing: Writing, field: Field) -> list[tuple[str, str]]:
    return [(word, word) for word in field.choices if writing.text.lower() in word]


def _values(writing: Writing, field: Field, found: Facet) -> list[tuple[str, str]]:
    begun = writing.text.casefold()
    texts = [(written_value(field, value), _MEANINGS.get(value, ""), count) for value, count in found.values]
    return [(f"{text}{said}   ({count:,})", text) for text, said, count in texts if begun in text.casefold()]
