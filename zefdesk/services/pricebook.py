"""Which price applies to which session: a charger's profile in force at its Start, else its simple rate, else none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from zefdesk.billing.compiled import Compiled
from zefdesk.billing.profile_text import read_profile
from zefdesk.domain.charger import Charger
from zefdesk.domain.clock import wall_of_day
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.rate import SimpleRate
from zefdesk.store import chargers as stored_chargers
from zefdesk.store import profiles as stored_profiles
from zefdesk.store.bills import ToPrice
from zefdesk.store.ledger import Ledger

FREE_VEND = "free vend"
MEMBER = "member"
NO_RATE = "no rate"
ENGINE = "1"
"""Changes whenever the same session under the same profile would come to another bill."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a profile, ready; in force for Starts in [first, past) wall seconds of the charger's zone."""

    id: int
    terms: Compiled
    first: int
    past: int | None
    content_hash: str


class Price(NamedTuple):
    """What applies to a session: a version, or a simple rate, or the reason why nothing does."""

    version: Version | None = None
    rate: SimpleRate | None = None
    currency: str | None = None
    capacity: int | None = None
    reason: str = ""
    mark: int = 0
    """What the price is made of, as a number: another price has another."""


class PriceBook:
    """The prices of a ledger as they are now."""

    def __init__(
        self,
        chargers: Iterable[Charger],
        versions: Mapping[str, list[Version]],
        assigned: Mapping[str, list[tuple[int, int | None, str]]],
    ) -> None:
        self._chargers = {charger.serial: charger for charger in chargers}
        self._versions, self._assigned = versions, assigned
        self._prices: dict[tuple[object, ...], Price] = {}

    @classmethod
    def of(cls, ledger: Ledger, charger: str | None = None) -> "PriceBook":
        """Read the prices of all chargers of a ledger, or of one; only profiles that are assigned are made ready."""
        assigned: dict[str, list[tuple[int, int | None, str]]] = {}
        for one in stored_profiles.assignments(ledger, charger):
            assigned.setdefault(one.charger, []).append((one.start_wall, one.end_wall, one.profile))
        names = {name for spans in assigned.values() for _, _, name in spans}
        versions = {name: _versions(ledger, name) for name in names}
        return cls(stored_chargers.chargers(ledger, charger), versions, assigned)

    def price(self, session: ToPrice) -> Price:
        """Give what applies to a session."""
        charger = self._chargers.get(session.charger) or Charger(session.charger)
        if session.initiator == "" and charger.free_vend:
            return Price(reason=FREE_VEND)
        if session.identity is not None and session.identity in charger.members:
            return Price(reason=MEMBER)
        name = next(
            (one[2] for one in self._assigned.get(charger.serial, ()) if _inside(session.start_wall, *one)), None
        )
        if name is None:
            return self._simple(charger, session)
        version = self._in_force(name, session.start_wall)
        if version is None:
            return Price(reason=f"profile '{name}' is assigned, but no version of it is in force at the Start")
        return self._kept(charger, version)

    def capacity(self, session: ToPrice) -> int | None:
        """Give the capacity of a session's charger, in billionths of a kW."""
        charger = self._chargers.get(session.charger)
        return charger.capacity if charger else None

    def _in_force(self, name: str, wall: int) -> Version | None:
        inside = [
            one for one in self._versions.get(name, ()) if one.first <= wall and (one.past is None or wall < one.past)
        ]
        return max(inside, key=lambda one: (one.first, one.id), default=None)

    def _kept(self, charger: Charger, version: Version) -> Price:
        key = (charger.serial, version.id)
        price = self._prices.get(key)
        if price is None:
            currency = version.terms.profile.currency
            mark = _mark("profile", str(version.id), version.content_hash, str(charger.capacity))
            price = self._prices[key] = Price(version, None, currency, charger.capacity, mark=mark)
        return price

    def _simple(self, charger: Charger, session: ToPrice) -> Price:
        if charger.simple_rate is None:
            return Price(reason=NO_RATE)
        currency = charger.currency or session.currency
        key = (charger.serial, currency)
        price = self._prices.get(key)
        if price is None:
            mark = _mark("rate", str(charger.simple_rate), str(currency))
            price = self._prices[key] = Price(None, charger.simple_rate, currency, mark=mark)
        return price


def _versions(ledger: Ledger, name: str) -> list[Version]:
    return [
        version_of(one.id, replace(read_profile(one.document), version=one.version), one.content_hash)
        for one in stored_profiles.versions(ledger, name)
    ]


def version_of(number: int, profile: BillingProfile, content_hash: str) -> Version:
    """Give a version of a profile, ready."""
    past = None if profile.effective_until is None else wall_of_day(profile.effective_until)
    return Version(number, Compiled(profile), wall_of_day(profile.effective_from), past, content_hash)


def _inside(wall: int, start: int, end: int | None, _name: str) -> bool:
    return start <= wall and (end is None or wall < end)


def _mark(*parts: str) -> int:
    text = "\x1f".join((ENGINE, *parts))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
