"""What people said of a session, as columns after those of the report: adjustment, review, note, whether it counts."""

from collections.abc import Sequence
from typing import NamedTuple

from zefdesk.reports.rows import Row
from zefdesk.reports.sheet import Sheet

FIELDS = ("id", "adjustment", "adjustment_currency", "adjustment_reason", "reviewed", "reviewed_at", "note", "counted")
"""The fields of a row that they need."""


class SaidColumn(NamedTuple):
    """One of these columns: the field that it shows, its header, its width in characters."""

    field: str
    title: str
    width: float


NUMBER = SaidColumn("id", "Session No.", 12.0)
"""The number by which other sheets name a session."""

ALL = (
    NUMBER,
    SaidColumn("adjustment", "Adjustment", 14.0),
    SaidColumn("adjustment_reason", "Adjustment Reason", 40.0),
    SaidColumn("reviewed", "Reviewed By", 16.0),
    SaidColumn("reviewed_at", "Reviewed (UTC)", 20.0),
    SaidColumn("note", "Note", 40.0),
    SaidColumn("counted", "Counted", 10.0),
)


def beyond(keys: Sequence[str]) -> list[SaidColumn]:
    """Give those that are not among the columns of these keys."""
    return [one for one in ALL if one.field not in keys]


class SaidCells:
    """Writes these columns, the first of them at a place."""

    def __init__(self, columns: Sequence[SaidColumn], first: int, fields: Sequence[str]) -> None:
        at = {field: place for place, field in enumerate(fields)}
        self._cells = [(column, one.field, at[one.field]) for column, one in enumerate(columns, first)]
        self._currency = at["adjustment_currency"]

    def write(self, sheet: Sheet, row: Row) -> None:
        """Write them for one session."""
        for column, field, place in self._cells:
            value = row[place]
            if field == "counted":
                sheet.text(column, "yes" if value else "no")
            elif field == "adjustment":
                sheet.money(column, value, row[self._currency])
            elif field == "reviewed_at":
                sheet.instant(column, value, "UTC")
            elif field == "id":
                sheet.whole(column, value)
            else:
                sheet.text(column, value)
