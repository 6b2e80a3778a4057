"""What real sessions would come to under another profile, beside what is in force; nothing is stored."""

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path
from typing import NamedTuple

from zefdesk.billing.compiled import Compiled
from zefdesk.billing.profile_text import read_profile
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import UnknownName
from zefdesk.services.billing_files import read_profile_file
from zefdesk.services.pricebook import FREE_VEND, MEMBER, Price, PriceBook, Version
from zefdesk.services.priced import CHUNK, price_one
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import bills
from zefdesk.store import profiles as stored_profiles
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.ledger import Ledger

_LARGEST = 10


class Pair(NamedTuple):
    """A session, or a charger, in force and under the draft; billionths, None where there is no cost."""

    name: str
    currency: str | None
    in_force: int | None
    draft: int | None

    @property
    def difference(self) -> int:
        """Draft less in force; what has no cost counts as none."""
        return (self.draft or 0) - (self.in_force or 0)


@dataclass(slots=True)
class Comparison:
    """Totals by currency, by charger and currency, and the sessions that differ most."""

    sessions: int = 0
    in_force: dict[str | None, int] = field(default_factory=lambda: defaultdict(int))
    draft: dict[str | None, int] = field(default_factory=lambda: defaultdict(int))
    by_charger: list[Pair] = field(default_factory=list)
    largest: list[Pair] = field(default_factory=list)


def draft_of(ledger: Ledger, name: str) -> BillingProfile:
    """Give the newest version of a profile of this name, else the profile in a file of this path."""
    versions = stored_profiles.versions(ledger, name)
    if versions:
        return read_profile(max(versions, key=lambda one: one.version).document)
    if not Path(name).exists():
        raise UnknownName(f"no profile is named '{name}', and no file either: see `profiles`")
    return read_profile_file(Path(name))


def compare(ledger: Ledger, query: SessionQuery, draft: BillingProfile, report: Report = ignore) -> Comparison:
    """Price all sessions that the query lets through as they are priced now, and under the draft.

    Free vend and members stay free; every other session is priced by the draft, whatever its charger has.
    """
    book = PriceBook.of(ledger)
    version = Version(0, Compiled(draft), 0, None, "")
    numbers = array("q", sorted(stored_sessions.ids(ledger, query)))
    found = Comparison(len(numbers))
    chargers: dict[tuple[str, str | None], list[int]] = defaultdict(lambda: [0, 0])
    done = 0
    for sessions in bills.pages(ledger, numbers, CHUNK):
        pairs: list[Pair] = []
        for session in sessions:
            now = book.price(session)
            old = price_one(session, now)
            free = now.reason in {FREE_VEND, MEMBER}
            drafted = now if free else Price(version, None, draft.currency, book.capacity(session))
            new = price_one(session, drafted)
            for cost, place, sums in ((old, 0, found.in_force), (new, 1, found.draft)):
                if cost.cost is not None:
                    sums[cost.currency] += cost.cost
                    chargers[session.charger, cost.currency][place] += cost.cost
            if old.currency == new.currency or None in {old.cost, new.cost}:
                pairs.append(Pair(str(session.id), new.currency or old.currency, old.cost, new.cost))
        changed = [pair for pair in pairs if pair.difference]
        found.largest = nlargest(_LARGEST, [*found.largest, *changed], key=lambda pair: abs(pair.difference))
        done += len(sessions)
        report(Progress("Compare", done / len(numbers)))
    found.by_charger = [Pair(name, code, *sums) for (name, code), sums in sorted(chargers.items(), key=_by_name)]
    return found


def _by_name(item: tuple[tuple[str, str | None], list[int]]) -> tuple[str, str]:
    (name, code), _ = item
    return name, code or ""
