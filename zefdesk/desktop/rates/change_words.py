"""Changes to chargers in words, as the foot of the window and the commands Undo and Redo name them."""

from collections.abc import Sequence

from zefdesk.desktop.rates import charger_words
from zefdesk.services.charger_overview import Seen

_CALLED = {
    "name": "name",
    "sticker": "sticker",
    "kind": "kind",
    "capacity_kw": "capacity",
    "connectors": "connectors",
    "site": "site",
    "time_zone": "time zone",
    "currency": "currency",
    "card_reader_identity": "card-reader identities",
    "free_vend": "free vend",
    "members": "members",
    "simple_rate": "simple rate",
}


def of_value(chargers: Sequence[Seen], key: str) -> str:
    """Name a change of a value: `Lobby East: capacity changed`."""
    return f"{named(chargers)}: {_CALLED[key]} changed"


def named(chargers: Sequence[Seen]) -> str:
    """Name chargers: one by its name, several by their count."""
    return charger_words.title(chargers[0].charger) if len(chargers) == 1 else f"{len(chargers)} chargers"
