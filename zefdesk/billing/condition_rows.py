"""The conditions and bounds of a rule as rows, in ZEFNET's words: what stands there, and what can be added."""

from typing import Any, NamedTuple

from zefdesk.billing.draft import Draft, keys_of, put, remove, value_at
from zefdesk.domain.profile import Reservation

_GROUPS = {
    "when": ("Date Range", "Time of Use", "Days", "Months", "Dates", "Dates Left Out"),
    "how much": ("Time Limit", "Energy", "Charging Time", "Idle Time", "Power", "Current"),
    "who": ("Initiator", "Members", "Reservation"),
    "charger": ("Charger Capacity",),
}


class Word(NamedTuple):
    """A kind of row: its name, the keys that it sets, what it does, and what a new one begins with."""

    word: str
    keys: tuple[str, ...]
    help: str
    initial: tuple[Any, ...]
    of_cost: bool = False

    @property
    def group(self) -> str:
        """What it asks: when, how much, who, on which charger; or what it bounds."""
        return "bound" if self.of_cost else next((group for group, words in _GROUPS.items() if self.word in words), "")


def _ranged(word: str, name: str, help_: str) -> Word:
    return Word(word, (f"min_{name}", f"max_{name}"), help_, (None, None))


WORDS = (
    Word("Date Range", ("start_date", "end_date"), "from a day on, until before another day", (None, None)),
    Word("Time of Use", ("from", "to"), "hours of the local day; over midnight where the end is earlier", (None, None)),
    Word("Days", ("days",), "days of the week", (None,)),
    Word("Months", ("months",), "months, as a season of every year", (None,)),
    Word("Dates", ("dates_in",), "on these dates only", (None,)),
    Word("Dates Left Out", ("dates_not_in",), "not on these dates", (None,)),
    Word(
        "Time Limit",
        ("min_duration", "max_duration", "duration_basis"),
        "after, or within, some hours counted from plug-in; or (window) of the time in which all else held",
        (None, None, None),
    ),
    _ranged("Energy", "kwh", "by the energy so far, in kWh"),
    _ranged("Charging Time", "charging_time", "by the time charged so far"),
    _ranged("Idle Time", "idle_time", "by the time plugged in and idle so far: a grace"),
    _ranged("Power", "power", "by the power, in kW"),
    _ranged("Current", "current", "by the current, in A"),
    Word("Initiator", ("initiator",), "for sessions of some initiators; a blank one is free vend", (None,)),
    Word("Members", ("identity_group",), "for identities of a group of this profile", (None,)),
    Word("Reservation", ("reservation",), "for reservations", (Reservation.RESERVATION.value,)),
    _ranged("Charger Capacity", "capacity", "on chargers of some capacity, in kW"),
    Word("Cost Cap", ("cap",), "the cost comes to no more than this", (None,), of_cost=True),
    Word("Cost Floor", ("floor",), "the cost comes to no less than this", (None,), of_cost=True),
    Word("Step", ("step",), "billed in whole blocks: Wh of energy, seconds of time", (None,), of_cost=True),
)
"""All rows, in the order in which a menu shows them."""
_WORDS = {one.word: one for one in WORDS}


class Field(NamedTuple):
    """One value of a row: where it stands, its key, and what stands there as typed."""

    path: str
    key: str
    value: Any


class ConditionRow(NamedTuple):
    """A row that stands: its word and its fields."""

    word: Word
    fields: tuple[Field, ...]


def words_for(draft: Draft, place: str) -> tuple[Word, ...]:
    """Give what can be added to a cost (`costs[0]`) or a variation (`costs[0].variations[1]`)."""
    standing = {row.word.word for row in rows_of(draft, place)}
    return tuple(one for one in _fitting(draft, place) if one.word not in standing)


def rows_of(draft: Draft, place: str) -> tuple[ConditionRow, ...]:
    """Give the rows of a cost or of a variation: one wherever one of its keys stands, filled or not."""
    rows = (ConditionRow(one, _fields(draft, place, one)) for one in _fitting(draft, place))
    return tuple(row for row in rows if any(_stands(draft, field) for field in row.fields))


def add_row(draft: Draft, place: str, word: str) -> Draft:
    """Add a row; what it says is still to be typed."""
    made = draft
    for key, value in zip(_WORDS[word].keys, _WORDS[word].initial, strict=True):
        made = put(made, _path(place, _WORDS[word], key), value)
    return made


def remove_row(draft: Draft, place: str, word: str) -> Draft:
    """Take out a row with all that it says."""
    made = draft
    for key in _WORDS[word].keys:
        path = _path(place, _WORDS[word], key)
        if _stands(made, Field(path, key, None)):
            made = remove(made, path)
    return made


def _fitting(draft: Draft, place: str) -> tuple[Word, ...]:
    """Give the words that a place can have: bounds and steps are of the cost, and a fee has no step."""
    if not _is_cost(place):
        return tuple(one for one in WORDS if not one.of_cost)
    fee = value_at(draft, f"{place}.dimension") == "session"
    return tuple(one for one in WORDS if not (fee and one.word == "Step"))


def _is_cost(place: str) -> bool:
    return len(keys_of(place)) == 2  # noqa: PLR2004 -- the list, and the place in it


def _fields(draft: Draft, place: str, word: Word) -> tuple[Field, ...]:
    paths = [(key, _path(place, word, key)) for key in word.keys]
    return tuple(Field(path, key, value_at(draft, path)) for key, path in paths)


def _path(place: str, word: Word, key: str) -> str:
    if word.of_cost:
        return f"{place}.{key}"
    return f"{place}.{'constraints' if _is_cost(place) else 'when'}.{key}"


def _stands(draft: Draft, field: Field) -> bool:
    holder = value_at(draft, field.path.rpartition(".")[0])
    return isinstance(holder, dict) and field.key in holder
