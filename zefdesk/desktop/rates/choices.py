"""What can be chosen when a profile is assigned: profiles by name, chargers with what prices them now."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.domain.notation import Notation
from zefdesk.services import configuring

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger


class ProfileChoice(NamedTuple):
    """A profile by its name: how it is shown, and the first day on which it is in force, as a text."""

    name: str
    words: str
    from_words: str


class ChargerChoice(NamedTuple):
    """A charger by its serial, and how it is shown."""

    serial: str
    words: str


class Choices(NamedTuple):
    """All profiles and all chargers."""

    profiles: tuple[ProfileChoice, ...]
    chargers: tuple[ChargerChoice, ...]


def choices(ledger: "Ledger", notation: Notation) -> Choices:
    """Read what can be chosen; chargers in the order of their names."""
    known: dict[str, int] = {}
    first: dict[str, str] = {}
    for version in configuring.profiles(ledger):
        known[version.name] = max(version.version, known.get(version.name, 0))
        first[version.name] = min(version.effective_from, first.get(version.name, version.effective_from))
    open_ones = {one.charger: one.profile for one in configuring.assignments(ledger) if one.end_wall is None}
    chargers = sorted(configuring.chargers(ledger), key=lambda one: ((one.name or one.serial).casefold(), one.serial))
    return Choices(
        tuple(
            ProfileChoice(name, f"{name}  (version {version})", day_words(first[name], notation))
            for name, version in known.items()
        ),
        tuple(ChargerChoice(one.serial, _charger_words(one, open_ones.get(one.serial), notation)) for one in chargers),
    )


def day_words(day: str, notation: Notation) -> str:
    """Write an ISO date as dates are written here."""
    return notation.day(clock.wall_of_day(date.fromisoformat(day)))


def _charger_words(charger: Charger, profile: str | None, notation: Notation) -> str:
    named = f"{charger.name}, {charger.serial}" if charger.name and charger.name != charger.serial else charger.serial
    if profile is not None:
        return f"{named}  \u00b7  {profile}"
    rate = charger.simple_rate
    if rate is None:
        return f"{named}  \u00b7  no rate"
    return f"{named}  \u00b7  {notation.money(rate.price, charger.currency)} / {rate.basis.value}"
