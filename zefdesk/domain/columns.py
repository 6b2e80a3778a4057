"""The one catalogue of columns: what each field is called, what it means, and what kind of value it holds.

The store maps these keys to SQL, the table takes header, help and alignment from here, the reports their
headers and number formats. What a field means is said in the words of ZEFNET's article on the charging
session report.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import UnknownName


class Kind(Enum):
    """What a column holds, which decides alignment, unit, decimals and spreadsheet format."""

    TEXT = "text"
    INSTANT = "instant"
    DURATION = "duration"
    ENERGY = "energy"
    MONEY = "money"
    STATE = "state"
    NUMBER = "number"


RIGHT_ALIGNED = frozenset({Kind.DURATION, Kind.ENERGY, Kind.MONEY, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` as in JSON and in `--sort`, `title` as in the article and in our CSV, `help` what it means.

    `short` is the header where room is scarce, `width` the width in pixels at 100 % that shows usual values,
    `shown` whether the table has it until a person chooses, `sortable` whether the store can order by it.
    """

    key: str
    title: str
    kind: Kind
    help: str
    short: str = ""
    unit: str = ""
    width: int = 110
    shown: bool = False
    sortable: bool = True

    @property
    def header(self) -> str:
        """The header in the table: short title, and the unit once."""
        name = self.short or self.title
        return f"{name} ({self.unit})" if self.unit else name

    @property
    def right(self) -> bool:
        """Whether values stand at the right, in tabular digits."""
        return self.kind in RIGHT_ALIGNED


_ALL = (
    Column(
        "start",
        "Start",
        Kind.INSTANT,
        "On a L2, it signifies either when a vehicle was plugged in or the Start button was pressed on an "
        "App (not when a car began charging). On a DCFC, this means a DCFC has requested to Start a "
        "Session - this is no guarantee that a session will start though.",
        width=190,
        shown=True,
    ),
    Column("name", "Name", Kind.TEXT, "Name of the charger as specified in the ZEFNET Portal.", width=150, shown=True),
    Column("sticker", "Sticker", Kind.TEXT, "Sticker ID number as specified in the charger setup screens.", width=84),
    Column("serial", "Serial", Kind.TEXT, "Serial number of the charger, as reported by the charger.", width=132),
    Column(
        "connector",
        "Connector",
        Kind.TEXT,
        "The connector of the charger, where the source names one. The charging session report does not.",
        width=92,
    ),
    Column(
        "initiator",
        "Initiator",
        Kind.TEXT,
        "Which partner initiated the session? ZEF? ChargeHub? etc. This will be blank if a free vend session.",
        width=98,
        shown=True,
    ),
    Column(
        "identity",
        "Identity",
        Kind.TEXT,
        "The ID that the billing will be attributed to. E.g. ZEF User ID, ChargeHub User ID, the ID that "
        "the Credit Card Reader shares with the Charger when authorizing a charge etc. Note: the Credit "
        "Card Reader shares an ID that doesn't change with the charger, and the charger recognizes that "
        'this ID is "The Credit Card Reader telling me that I have an authorized user", but is NOT the '
        "unique user. The Credit Card Reader does NOT tell the charger WHO swiped the card, simply the "
        "fact that someone successfully swiped a card, and is telling the charger to allow a session to "
        "start.",
        width=112,
        shown=True,
    ),
    Column(
        "plug_duration",
        "Plug Duration",
        Kind.DURATION,
        "The total time that a vehicle is plugged in.",
        short="Plug",
        unit="h:mm:ss",
        width=112,
        shown=True,
    ),
    Column(
        "charge_duration",
        "Charge Duration",
        Kind.DURATION,
        "The total time that a vehicle is charging (aka pulling power).",
        short="Charge",
        unit="h:mm:ss",
        width=126,
        shown=True,
    ),
    Column(
        "energy",
        "Energy",
        Kind.ENERGY,
        "Amount of energy used during the session.",
        unit="kWh",
        width=104,
        shown=True,
    ),
    Column("cost", "Cost", Kind.MONEY, "Cost of the session, as the source reported it.", width=92, shown=True),
    Column(
        "computed",
        "Computed Cost",
        Kind.MONEY,
        "What the session comes to by its charger's simple rate or billing profile, tax included; beside the reported "
        "cost, never over it.",
        short="Computed",
        width=108,
    ),
    Column(
        "difference",
        "Difference",
        Kind.MONEY,
        "Computed less reported cost, where both are there in one currency.",
        width=104,
    ),
    Column("currency", "Currency", Kind.TEXT, "The currency of the cost; empty where nothing tells it.", width=84),
    Column(
        "bill_state",
        "Bill State",
        Kind.STATE,
        "How the session was billed: itemised (a billing profile), not itemised (a simple rate), free vend, "
        "unpriced, or unreadable Bill Details.",
        short="Bill",
        width=124,
        shown=True,
    ),
    Column(
        "bill_details",
        "Bill Details",
        Kind.TEXT,
        "If the cost profile has been setup in the Billing module, then a detailed Bill will be available "
        "for review. If the cost profile is setup in the normal charger setup window, then the Bill "
        "detail will not be populated.",
        width=220,
        sortable=False,
    ),
    Column(
        "end",
        "End",
        Kind.INSTANT,
        "When the session ended, as the source says, else Start + Plug Duration.",
        width=190,
    ),
    Column("findings", "Findings", Kind.TEXT, "What does not add up in this session.", width=200, sortable=False),
    Column(
        "reviewed",
        "Reviewed By",
        Kind.TEXT,
        "Who marked the session reviewed; empty while nobody has.",
        width=110,
        sortable=False,
    ),
    Column(
        "adjustment",
        "Adjustment",
        Kind.MONEY,
        "What a person added to the cost or took off it, with a reason; beside the reported cost, never over it.",
        width=104,
        sortable=False,
    ),
    Column("note", "Note", Kind.TEXT, "The newest note of a person on the session.", width=190, sortable=False),
    Column("stop_reason", "Stop Reason", Kind.TEXT, "Why the session ended, in the source's own word.", width=130),
    Column(
        "site",
        "Site",
        Kind.TEXT,
        "The site that the source names, else that of the charger's configuration.",
        width=130,
    ),
    Column(
        "session_id", "Session ID", Kind.TEXT, "The source's own number of the session, where it has one.", width=110
    ),
    Column("id", "No.", Kind.NUMBER, "The number of the session in this ledger.", width=78),
    Column(
        "source_file",
        "Source File",
        Kind.TEXT,
        "The file that told this session; the first one, where several did.",
        width=190,
        sortable=False,
    ),
    Column(
        "source_line",
        "Source Line",
        Kind.NUMBER,
        "The line of that file at which the row begins.",
        width=96,
        sortable=False,
    ),
)

COLUMNS: Mapping[str, Column] = MappingProxyType({column.key: column for column in _ALL})
"""All columns by key, in the order in which the table offers them."""

ARTICLE_FIELDS = (
    "name",
    "sticker",
    "serial",
    "initiator",
    "identity",
    "start",
    "plug_duration",
    "charge_duration",
    "energy",
    "cost",
    "bill_details",
)
"""The eleven fields of the charging session report, in the article's order."""


def column(key: str) -> Column:
    """Give the column of a key; raises UnknownName, with the names there are."""
    try:
        return COLUMNS[key]
    except KeyError:
        msg = f"unknown column '{key}': one of {', '.join(COLUMNS)}"
        raise UnknownName(msg) from None


def value_of(stored: Stored, key: str) -> Any:  # noqa: ANN401 -- the kind of the column says what it is
    """Give the value of a column for a stored session, in the units of `Session`; None where it is unknown."""
    own = _OF_STORED.get(key)
    return getattr(stored.session, key) if own is None else own(stored)


_OF_STORED: dict[str, Callable[[Stored], Any]] = {
    "id": lambda stored: stored.id,
    "findings": lambda stored: ", ".join(stored.findings),
    "source_file": lambda stored: stored.sources[0].path if stored.sources else None,
    "source_line": lambda stored: stored.sources[0].line if stored.sources else None,
    "bill_state": lambda stored: stored.bill_state,
    "site": lambda stored: stored.site or stored.session.site,
    "computed": lambda stored: None if stored.computed is None else stored.computed.cost,
    "difference": lambda stored: stored.difference,
    "reviewed": lambda stored: None if stored.reviewed is None else stored.reviewed.by,
    "adjustment": lambda stored: stored.adjustment,
    "note": lambda stored: stored.note,
}
