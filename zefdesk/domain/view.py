"""A view: what to look at under a name, some of them ready made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zefdesk.domain.filter_fields import NO, YES
from zefdesk.domain.query import Condition, SessionQuery, Sort, Test

DCFC_NOT_STARTED = "dcfc-not-started"


@dataclass(frozen=True, slots=True)
class View:
    """A filter with order and columns (none: the usual ones) under a name.

    `charts` is what the charts beside the table show, as their own values. `by` and `at` (an instant) say who saved it
    and when; a ready-made one has neither.
    """

    name: str
    query: SessionQuery
    charts: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""
    at: int | None = None

    @property
    def ready_made(self) -> bool:
        """Whether it comes with the program."""
        return self.at is None


def ready_made(today: date) -> list[View]:
    """Give the views that come with the program, by the calendar of this day."""
    last = today.replace(day=1) - timedelta(days=1)
    differs = Condition("difference", Test.IS_NOT, (0, None))
    dearest = (Sort("difference", descending=True),)
    return [
        View("This month", _where("month", f"{today:%Y-%m}")),
        View("Last month", _where("month", f"{last:%Y-%m}")),
        View("Needs attention", _where("severity", "wrong", "look").where("reviewed", Test.IS, NO)),
        View("Free vend", _where("bill_state", "free-vend")),
        View("Estimated bills", _where("estimated", YES)),
        View("Differences", SessionQuery((differs,), sort=dearest)),
        View("DCFC requests that did not start", _where("findings", DCFC_NOT_STARTED)),
        View("Dearest first", SessionQuery(sort=(Sort("cost", descending=True),))),
    ]


def _where(column: str, *values: str) -> SessionQuery:
    return SessionQuery().where(column, Test.IS, *values)
