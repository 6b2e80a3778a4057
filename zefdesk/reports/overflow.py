"""Sheets that go on in a second one where the first is full."""

from collections.abc import Sequence

from zefdesk.reports.book import Book
from zefdesk.reports.sheet import LAST_ROW, Sheet


class Sheets:
    """One table over as many sheets as it needs: `Sessions`, `Sessions 2`, ..."""

    def __init__(
        self, book: Book, name: str, titles: Sequence[str], widths: Sequence[float], expected: int = 0
    ) -> None:
        self._book, self._name, self._titles, self._widths = book, name, titles, widths
        self._made: list[Sheet] = []
        for _ in range(max(1, -(-expected // LAST_ROW))):
            self._add()
        self._at = 0

    def _add(self) -> None:
        name = f"{self._name} {len(self._made) + 1}" if self._made else self._name
        self._made.append(self._book.sheet(name, self._titles, self._widths))

    def next_row(self) -> Sheet:
        """Give the sheet whose `row` is the next to be written."""
        if self._made[self._at].full:
            self._at += 1
            if self._at == len(self._made):
                self._add()
        sheet = self._made[self._at]
        sheet.next_row()
        return sheet

    def finish(self) -> None:
        """Close the table: all its rows can be filtered."""
        for sheet in self._made:
            sheet.finish()
