"""What the designer knows of the ledger: versions of profiles, drafts that were left, chargers with what is on them."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from zefdesk.billing.draft import Draft, draft_of_text
from zefdesk.desktop.locale import zone
from zefdesk.desktop.rates.designer.chargers_step import Place
from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Sort
from zefdesk.domain.rate import SimpleRate
from zefdesk.services import charger_overview, configuring, drafting, reviewing
from zefdesk.services.drafting import OpenDraft, Surroundings
from zefdesk.store.profiles import StoredProfile

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_STORED, _DRAFT = "profile:", "draft:"
NEW = ""
"""The name of a profile that has none yet."""


class Catalogue(NamedTuple):
    """All of it, as it was read."""

    versions: tuple[StoredProfile, ...] = ()
    drafts: tuple[OpenDraft, ...] = ()
    places: tuple[Place, ...] = ()
    surroundings: Mapping[str, Surroundings] = MappingProxyType({NEW: Surroundings()})
    span: tuple[int, int] | None = None
    """The wall clocks of the first and the last session."""

    def names(self) -> tuple[str, ...]:
        """The names of the profiles that are stored."""
        return tuple(dict.fromkeys(one.name for one in self.versions))

    def of(self, name: str) -> tuple[StoredProfile, ...]:
        """Give the versions of a profile, the oldest first."""
        return tuple(one for one in self.versions if one.name == name)

    def newest(self, name: str) -> StoredProfile | None:
        """Give the newest version of a profile."""
        found = self.of(name)
        return found[-1] if found else None

    def draft_of(self, name: str) -> OpenDraft | None:
        """Give the draft that was left of a profile."""
        return next((one for one in self.drafts if _name_of(one) == name), None)

    def on(self, name: str) -> tuple[Charger, ...]:
        """Give the chargers that a profile is on."""
        return tuple(one.charger for one in self.places if one.profile == name)

    def around(self, name: str) -> Surroundings:
        """Give what drafts of a profile of this name are looked through with."""
        return self.surroundings.get(name) or self.surroundings[NEW]

    def entries(self) -> list[tuple[str, str]]:
        """Give what can be chosen: a key and its words."""
        stored = [(_STORED + name, name) for name in self.names()]
        begun = [(f"{_DRAFT}{one.id}", _name_of(one)) for one in self.drafts if _name_of(one) not in self.names()]
        return [*stored, *((key, name or "Unnamed draft") for key, name in begun)]


class Usual(NamedTuple):
    """The currency and the clock of most chargers; `guessed`: no charger says its zone, so it is this computer's."""

    currency: str
    time_zone: str
    guessed: bool


def usual(known: Catalogue) -> Usual:
    """Give what a new profile begins with."""
    chargers = [one.charger for one in known.places]
    zones = [one.time_zone for one in chargers if one.time_zone]
    codes = [one.currency for one in chargers if one.currency]
    code = max(codes, key=codes.count) if codes else "USD"
    return Usual(code, max(zones, key=zones.count) if zones else zone(), not zones)


def next_day(around: Surroundings) -> str:
    """Give the day on which a new version would usually begin: the first of the month after today and the last one."""
    last = max([one.first for one in around.spans], default=date.min)
    after = max(last, around.today or date.today())  # noqa: DTZ011 -- the day of the person
    return (after.replace(day=1) + timedelta(days=32)).replace(day=1).isoformat()


class Chosen(NamedTuple):
    """A profile that is taken up: its draft as it is to be shown, what of it is stored, and the number of its draft."""

    draft: Draft
    stored: Draft | None
    version: StoredProfile | None
    draft_id: int | None


def choose(known: Catalogue, key: str) -> Chosen | None:
    """Give what a key means."""
    if key.startswith(_DRAFT):
        found = next((one for one in known.drafts if str(one.id) == key.removeprefix(_DRAFT)), None)
        return None if found is None else Chosen(found.draft, None, None, found.id)
    version = known.newest(key.removeprefix(_STORED))
    if version is None:
        return None
    stored = stored_draft(version)
    left = known.draft_of(version.name)
    return Chosen(left.draft if left else stored, stored, version, left.id if left else None)


def key_of(name: str) -> str:
    """Give the key of a profile that is stored."""
    return _STORED + name


def key_of_draft(number: int) -> str:
    """Give the key of a draft of a new profile."""
    return f"{_DRAFT}{number}"


def stored_draft(version: StoredProfile) -> Draft:
    """Give a version as a draft."""
    draft = draft_of_text(version.document)
    return {key: value for key, value in draft.items() if key != "version"} | {"name": version.name}


def catalogue(ledger: "Ledger", notation: Notation) -> Catalogue:
    """Read all of it."""
    seen = charger_overview.overview(ledger).chargers
    places = [Place(one.charger, one.open.profile if one.open else None, _words(one, notation)) for one in seen]
    versions, drafts = tuple(configuring.profiles(ledger)), tuple(drafting.open_drafts(ledger))
    names = {NEW, *(one.name for one in versions)}
    around = {name: drafting.surroundings(ledger, name) for name in names}
    return Catalogue(versions, drafts, tuple(places), around, _span(ledger))


def _span(ledger: "Ledger") -> tuple[int, int] | None:
    ends: list[int] = []
    for descending in (False, True):
        query = SessionQuery(sort=(Sort("start", descending=descending),))
        found = reviewing.sessions(ledger, reviewing.first_ids(ledger, query, 1))
        ends += [clock.wall_of(one.display_zone, one.session.start) for one in found]
    return (ends[0], ends[-1]) if ends else None


def _words(seen: charger_overview.Seen, notation: Notation) -> str:
    charger = seen.charger
    named = charger.name or charger.serial
    build = charger.kind.value if charger.kind else ""
    price = seen.open.profile if seen.open else _simple(charger.simple_rate, charger.currency, notation)
    serial = charger.serial if charger.serial != named else ""
    return "  ·  ".join(part for part in (named, serial, build, price) if part)


def _simple(rate: SimpleRate | None, currency: str | None, notation: Notation) -> str:
    return "no price" if rate is None else f"simple rate {notation.money(rate.price, currency)} / {rate.basis.value}"


def _name_of(one: OpenDraft) -> str:
    return str(one.draft.get("name") or "")
