"""By what a filter can ask: every field with the names a person may write, and the kind of its values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from zefdesk.domain import columns
from zefdesk.domain.bill_state import BILL_STATES
from zefdesk.domain.finding import KINDS, Severity
from zefdesk.domain.trouble import UnknownName

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as a filter is written; a condition holds them as 1 (Monday) to 7, as ISO 8601 does."""

SEVERITIES = {"wrong": Severity.BAD, "look": Severity.WARN, "information": Severity.INFO}
YES, NO = "yes", "no"


class Form(Enum):
    """What values of a field are like."""

    TEXT = "a text"
    CHOICE = "one of a few words"
    MONTH = "a month, such as 2026-05"
    WEEKDAY = "a day of the week, such as mon"
    INSTANT = "a day or time, such as 2026-05-13 or 2026-05-13T08:00"
    DURATION = "a duration, such as 4h, 90m or 1:30:00"
    ENERGY = "a number of kWh, such as 40"
    MONEY = "an amount, such as 6.28"
    NUMBER = "a whole number"


RANGED = frozenset({Form.INSTANT, Form.DURATION, Form.ENERGY, Form.MONEY, Form.NUMBER})
"""The kinds of values that have an order, so that `>` and `<` make sense."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its column in a `Condition`, what a person calls it, and what its values are like.

    The first of `names` is the one that is written, all of them are read. `choices` are the words of a CHOICE.
    """

    column: str
    title: str
    names: tuple[str, ...]
    form: Form
    help: str = ""
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name that is written."""
        return self.names[0]

    @property
    def ranged(self) -> bool:
        """Whether its values have an order."""
        return self.form in RANGED


def _of_column(key: str, form: Form, *names: str, choices: Iterable[str] = ()) -> Field:
    column = columns.COLUMNS[key]
    return Field(key, column.title, names or (key,), form, column.help, tuple(choices))


_ALL = (
    Field(
        "charger",
        "Charger",
        ("charger",),
        Form.TEXT,
        "The charger, by its serial or any name that it has had; shown under the name that was seen last.",
    ),
    _of_column("site", Form.TEXT),
    _of_column("initiator", Form.TEXT),
    _of_column("identity", Form.TEXT),
    Field("month", "Month", ("month",), Form.MONTH, "The month of the Start, by the charger's clock."),
    Field("weekday", "Weekday", ("weekday",), Form.WEEKDAY, "The day of the week of the Start."),
    Field("hour", "Hour", ("hour",), Form.NUMBER, "The hour of the day of the Start: 0 to 23."),
    _of_column("start", Form.INSTANT, "start", "date"),
    _of_column("end", Form.INSTANT),
    _of_column("bill_state", Form.CHOICE, "bill", "bill-state", choices=BILL_STATES),
    _of_column("findings", Form.CHOICE, "finding", "findings", choices=KINDS),
    Field(
        "severity",
        "Severity",
        ("severity",),
        Form.CHOICE,
        "How much what was found asks for attention.",
        tuple(SEVERITIES),
    ),
    Field("reviewed", "Reviewed", ("reviewed",), Form.CHOICE, "Whether a person has marked it reviewed.", (YES, NO)),
    Field(
        "counted",
        "Counted",
        ("counted",),
        Form.CHOICE,
        "Whether it counts in totals: of two conflicting tellings, the one that stands.",
        (YES, NO),
    ),
    Field(
        "estimated",
        "Estimated",
        ("estimated",),
        Form.CHOICE,
        "Whether the computed bill depends on what the source does not tell.",
        (YES, NO),
    ),
    _of_column("energy", Form.ENERGY),
    _of_column("cost", Form.MONEY),
    _of_column("computed", Form.MONEY),
    _of_column("difference", Form.MONEY),
    _of_column("plug_duration", Form.DURATION, "plug", "plug-duration"),
    _of_column("charge_duration", Form.DURATION, "charge", "charge-duration"),
    _of_column("currency", Form.TEXT),
    _of_column("name", Form.TEXT),
    _of_column("serial", Form.TEXT),
    _of_column("sticker", Form.TEXT),
    _of_column("connector", Form.TEXT),
    _of_column("stop_reason", Form.TEXT, "stop", "stop-reason"),
    _of_column("session_id", Form.TEXT, "session-id"),
    Field("import_id", "File", ("import", "file"), Form.NUMBER, "The number of the import that told it."),
    _of_column("id", Form.NUMBER),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.column: field for field in _ALL})
"""All fields by their column, the most usual first."""

BY_NAME: Mapping[str, Field] = MappingProxyType({name: field for field in _ALL for name in field.names})
"""The same by every name that is read."""


def field(column: str) -> Field:
    """Give the field of a condition's column; raises UnknownName."""
    try:
        return FIELDS[column]
    except KeyError:
        raise UnknownName(f"nothing can be filtered by '{column}'") from None
