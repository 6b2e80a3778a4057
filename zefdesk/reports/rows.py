"""Rows as reports take them: bare values of stated fields, many at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from zefdesk.domain import columns
from zefdesk.domain.remark import ADJUSTMENT
from zefdesk.domain.stored import Stored

Row: TypeAlias = tuple[Any, ...]
Batch: TypeAlias = Sequence[Row]
"""Some thousand rows. Their first values are the stated fields, in the units of `Session`; more may follow."""


CURRENCY_OF = {
    "cost": "currency",
    "computed": "computed_currency",
    "difference": "computed_currency",
    "adjustment": "adjustment_currency",
}
"""The field that names the currency of a column of money."""


def with_currencies(keys: Iterable[str]) -> list[str]:
    """Give the fields of these columns, and those of the currencies of their money."""
    named = list(keys)
    return list(dict.fromkeys([*named, "currency", *(CURRENCY_OF[key] for key in named if key in CURRENCY_OF)]))


_OF_STORED: Mapping[str, Callable[[Stored], Any]] = {
    "display_zone": lambda stored: stored.display_zone,
    "computed_currency": lambda stored: stored.computed and stored.computed.currency,
    "adjustment_currency": lambda stored: next(
        (one.currency for one in stored.remarks if one.kind == ADJUSTMENT), None
    ),
    "adjustment_reason": lambda stored: "; ".join(one.text for one in stored.remarks if one.kind == ADJUSTMENT) or None,
    "reviewed_at": lambda stored: stored.reviewed and stored.reviewed.at,
    "counted": lambda stored: stored.counted,
}


def field_of(stored: Stored, field: str) -> Any:  # noqa: ANN401 -- the field says what it is
    """Give one field of a stored session: a key of `columns`, `display_zone`, or one of the computed bill."""
    own = _OF_STORED.get(field)
    if own is not None:
        return own(stored)
    if field.startswith("computed_"):
        return None  # lines of computed bills are streamed, never read a page at a time
    return columns.value_of(stored, field)


def rows_of(sessions: Iterable[Stored], fields: Sequence[str]) -> list[Row]:
    """Give stored sessions as rows of these fields."""
    return [tuple(field_of(one, field) for field in fields) for one in sessions]


def column_of(rows: Batch, fields: Sequence[str], field: str) -> list[Any]:
    """Give one field of all rows."""
    return list(map(itemgetter(fields.index(field)), rows))
