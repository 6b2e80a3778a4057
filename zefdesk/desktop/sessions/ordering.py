"""Orders of the table as a person builds them: by one column, then by another, the other way round, or not at all."""

from zefdesk.domain import columns
from zefdesk.domain.columns import Kind
from zefdesk.domain.query import NEWEST_FIRST, Sort

_RISING_FIRST = {Kind.TEXT, Kind.STATE}


def first_way(key: str) -> Sort:
    """Sort by a column as is most often wanted: texts from A, numbers and times from the largest."""
    return Sort(key, descending=columns.column(key).kind not in _RISING_FIRST)


def by_click(order: tuple[Sort, ...], key: str, *, more: bool) -> tuple[Sort, ...]:
    """Give the order after a click on a header; with `more` (Shift) the other columns keep their places."""
    wanted = first_way(key)
    turned = Sort(key, descending=not wanted.descending)
    if not more:
        return (turned,) if order[:1] == (wanted,) else (wanted,)
    if wanted in order:
        return tuple(turned if sort == wanted else sort for sort in order)
    if turned in order:
        return tuple(sort for sort in order if sort != turned) or NEWEST_FIRST
    return (*order, wanted)


def words(key: str, *, descending: bool) -> str:
    """Say which end of a column comes first."""
    kind = columns.column(key).kind
    if kind in _RISING_FIRST:
        return "Z to A" if descending else "A to Z"
    if kind is Kind.INSTANT:
        return "newest first" if descending else "oldest first"
    return "largest first" if descending else "smallest first"
