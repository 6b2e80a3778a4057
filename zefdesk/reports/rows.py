"""Rows as reports take them: bare values of stated fields, many at once."""

from collections.abc import Iterable, Sequence
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


def field_of(stored: Stored, field: str) -> Any:  # noqa: ANN401 -- the field says what it is
    """Give one field of a stored session: a key of `columns`, `display_zone`, or one of the computed bill."""
    if field == "display_zone":
        return stored.display_zone
    if field == "computed_currency":
        return None if stored.computed is None else stored.computed.currency
    if field == "adjustment_currency":
        return next((one.currency for one in stored.remarks if one.kind == ADJUSTMENT), None)
    if field == "counted":
        return stored.counted
    if field.startswith("computed_"):
        return None  # lines of computed bills are streamed, never read a page at a time
    return columns.value_of(stored, field)


def rows_of(sessions: Iterable[Stored], fields: Sequence[str]) -> list[Row]:
    """Give stored sessions as rows of these fields."""
    return [tuple(field_of(one, field) for field in fields) for one in sessions]


def column_of(rows: Batch, fields: Sequence[str], field: str) -> list[Any]:
    """Give one field of all rows."""
    return list(map(itemgetter(fields.index(field)), rows))
