"""Where one is in the table, kept while its rows are read again."""

from zefdesk.desktop.sessions.table_view import SessionTable


class Keeping:
    """Remembers the current session, and how far below the table's upper edge it stands."""

    def __init__(self, table: SessionTable) -> None:
        self._table = table
        self._kept: tuple[int, int] | None = None

    def keep(self) -> bool:
        """Remember where one is; gives whether there is any current session."""
        row, ids = self._table.currentIndex().row(), self._table.rows.ids
        self._kept = (ids[row], self._table.rowViewportPosition(row)) if 0 <= row < len(ids) else None
        return self._kept is not None

    def go_back(self) -> None:
        """Go to the session that was current before, at the height at which it stood; else to the first."""
        kept, self._kept = self._kept, None
        row = self._table.rows.row_of(kept[0]) if kept else -1
        self._table.go_to_row(max(row, 0))
        if kept and row >= 0:
            self._table.verticalScrollBar().setValue(row * self._table.row_height - kept[1])
