"""XlsxWriter's sheet with cells written to the letter, and in a third of the time.

XlsxWriter takes a text between `<r>` and `</r>` for its own rich text; here it is a text like any other.
"""

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet  # noqa: TID253 -- this room is imported when a workbook is written

from zefdesk.reports.memo import Memo

_ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LONG = 80
_LETTERS = 26


class TextSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet of numbers and texts, for the mode in which each row is written when the next one begins."""

    def __init__(self) -> None:
        super().__init__()
        self._letters: Memo[int, str] = Memo(_letters)
        self._texts: Memo[str, str] = Memo(text_element)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        place = f"{self._letters[col]}{row + 1}"
        if cell.format:
            place += f'" s="{cell.format._get_xf_index()}'  # noqa: SLF001 -- a part of XlsxWriter's sheet
        kind = cell.__class__.__name__
        if kind == "String":
            text = cell.string
            element = text_element(text) if len(text) > _LONG else self._texts[text]
            self.fh.write(f'<c r="{place}" t="inlineStr"><is>{element}</is></c>')
        elif kind == "Number":
            self.fh.write(f'<c r="{place}"><v>{cell.number:.16G}</v></c>')
        else:
            super()._write_cell(row, col, cell)


def text_element(text: str) -> str:
    """Give the element of a text: blanks are kept, and what XML cannot hold is written as spreadsheets do."""
    if _ODD.search(text):
        text = _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    outer = text[:1].isspace() or text[-1:].isspace()
    return f'<t xml:space="preserve">{text}</t>' if outer else f"<t>{text}</t>"


def _letters(column: int) -> str:
    first, last = divmod(column, _LETTERS)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
