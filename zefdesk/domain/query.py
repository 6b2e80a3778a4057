"""Which sessions, in which order, with which columns: one value for a screen, a view, an export and a command line."""

from dataclasses import dataclass, replace
from enum import Enum

from zefdesk.domain import columns
from zefdesk.domain.trouble import UnknownName


class Test(Enum):
    """How a condition compares the values of its column; ranges are half-open."""

    __test__ = False  # a noun of ours, not a test case

    IS = "is"
    IS_NOT = "is not"
    AT_LEAST = "from"
    BELOW = "to"


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a filter: it holds where the column compares so with any of the values.

    Values are in the units of `Session`; None means unknown (no value). The column is a key of `columns`, `import_id`,
    or `charger` (a serial, or any name that the charger has had). For `start` and `end` the values are wall clocks of
    the charger's zone (a day is the charger's day); for `findings` they are codes.
    """

    column: str
    test: Test
    values: tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of an order; values that are unknown come last either way."""

    column: str
    descending: bool = False


NEWEST_FIRST = (Sort("start", descending=True),)


@dataclass(frozen=True, slots=True)
class SessionQuery:
    """Conditions that must all hold, a text to search, an order (ties by number) and the columns to show."""

    conditions: tuple[Condition, ...] = ()
    search: str = ""
    sort: tuple[Sort, ...] = NEWEST_FIRST
    columns: tuple[str, ...] = ()

    def where(self, column: str, test: Test, *values: str | int | None) -> "SessionQuery":
        """Give this query with one more condition; one of the same column and test is replaced."""
        kept = tuple(c for c in self.conditions if (c.column, c.test) != (column, test))
        return replace(self, conditions=(*kept, Condition(column, test, values)))

    def without(self, condition: Condition) -> "SessionQuery":
        """Give this query without one of its conditions."""
        return replace(self, conditions=tuple(c for c in self.conditions if c != condition))

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.conditions or self.search)


SEARCHED = ("name", "sticker", "serial", "initiator", "identity", "bill_details")
"""The columns in which a text is searched, anywhere, whatever its case."""


def parse_sort(text: str) -> tuple[Sort, ...]:
    """Read `-start,serial` as an order; raises UnknownName for a column that does not exist or has no order."""
    order = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        key = part.lstrip("-+")
        if not columns.column(key).sortable:
            msg = f"cannot sort by '{key}'"
            raise UnknownName(msg)
        order.append(Sort(key, descending=part.startswith("-")))
    return tuple(order)


def write_sort(order: tuple[Sort, ...]) -> str:
    """Write an order as `parse_sort` reads it."""
    return ",".join(f"{'-' if sort.descending else ''}{sort.column}" for sort in order)
