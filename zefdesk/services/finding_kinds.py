"""The kinds of findings of a ledger: how many of each are open and set aside, and the money that they touch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zefdesk.domain.finding import KINDS, Kind
from zefdesk.domain.kind import Severity
from zefdesk.domain.query import SessionQuery
from zefdesk.store import findings, kinds
from zefdesk.store.findings import StoredFinding
from zefdesk.store.ledger import Ledger

EVERYTHING = SessionQuery()
_GRAVEST_FIRST = (Severity.BAD, Severity.WARN, Severity.INFO)


class KindSum(NamedTuple):
    """A kind of finding in this ledger.

    `sessions` are those with an open one, `elsewhere` are open ones about a charger or a file. `money` is what it
    touches, in billionths by currency: for `cost-differs` the differences, for all other kinds the costs of these
    sessions (the computed one, where none is reported).
    """

    kind: Kind
    open: int
    aside: int
    sessions: int
    money: dict[str | None, int]
    elsewhere: int = 0


class Attention(NamedTuple):
    """How many findings ask to be looked at (open, and wrong or odd), are open but information, and are set aside."""

    to_look_at: int
    information: int
    aside: int


def attention(found: Iterable[StoredFinding]) -> Attention:
    """Count findings by what they ask for."""
    asked = Counter(
        "aside" if one.set_aside else "information" if is_information(one.code) else "to_look_at" for one in found
    )
    return Attention(asked["to_look_at"], asked["information"], asked["aside"])


def is_information(code: str) -> bool:
    """Whether a kind is mere information; one that is not known any more is not."""
    return code in KINDS and KINDS[code].severity is Severity.INFO


def kind_sums(ledger: Ledger, query: SessionQuery = EVERYTHING, *, every: bool = False) -> list[KindSum]:
    """Give every kind that was found, the gravest first; with `every`, then those that were not.

    With a query that filters, only what was found of the sessions that it lets through; nothing of chargers and files.
    Setting a finding aside moves no kind: open and set aside ones count alike.
    """
    counts = kinds.counts(ledger, query)
    money = kinds.money(ledger, query)
    made = [
        _kind_sum(kind, counts.get(kind.code, (0, 0, 0, 0)), money.get(kind.code, {}))
        for kind in KINDS.values()
        if every or kind.code in counts
    ]
    return sorted(made, key=_place)


def _kind_sum(kind: Kind, counts: tuple[int, int, int, int], money: dict[str | None, int]) -> KindSum:
    opened, aside, sessions, elsewhere = counts
    return KindSum(kind, opened, aside, sessions, money, elsewhere)


def _place(one: KindSum) -> tuple[bool, int, int]:
    found = one.open + one.aside
    return found == 0, _GRAVEST_FIRST.index(one.kind.severity), -found


def findings_of_kind(
    ledger: Ledger, code: str, query: SessionQuery = EVERYTHING, limit: int | None = None
) -> list[StoredFinding]:
    """Give the findings of a kind: those that are open, then those that are set aside, each the newest first."""
    return findings.of_kind(ledger, code, query, limit)


def findings_of(ledger: Ledger, numbers: Sequence[int]) -> list[StoredFinding]:
    """Give findings by their numbers; those that are gone are left out."""
    return findings.of_numbers(ledger, numbers)
