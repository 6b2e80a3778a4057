"""Where one is in the table, kept while its rows are read again."""

from typing import NamedTuple

from zefdesk.desktop.sessions.table_view import SessionTable


class _Place(NamedTuple):
    session: int
    row: int
    below: int


class Keeping:
    """Remembers the current session, its row, and how far below the table's upper edge it stands."""

    def __init__(self, table: SessionTable) -> None:
        self._table = table
        self._kept: _Place | None = None

    def keep(self) -> bool:
        """Remember where one is; gives whether there is any current session."""
        row, ids = self._table.currentIndex().row(), self._table.rows.ids
        self._kept = _Place(ids[row], row, self._table.rowViewportPosition(row)) if 0 <= row < len(ids) else None
        return self._kept is not None

    def go_back(self) -> None:
        """Go to the session that was current before, at its height; to the one in its row where it is gone."""
        kept, self._kept = self._kept, None
        if kept is None:
            self._table.go_to_row(0)
            return
        row = self._table.rows.row_of(kept.session)
        row = min(kept.row, len(self._table.rows.ids) - 1) if row < 0 else row
        self._table.go_to_row(row)
        self._table.verticalScrollBar().setValue(row * self._table.row_height - kept.below)
