"""The thresholds of findings, read and changed; what depends on a changed one is looked at again."""

from collections.abc import Mapping
from typing import NamedTuple

from zefdesk.domain.finding import KINDS
from zefdesk.findings.thresholds import DEFAULT, THRESHOLDS, Threshold, threshold
from zefdesk.services.activity import record
from zefdesk.store import thresholds, unlooked
from zefdesk.store.ledger import Ledger


class Limit(NamedTuple):
    """A threshold with its value in this ledger, in its unit, and whether that is the default."""

    threshold: Threshold
    text: str
    usual: bool
    codes: tuple[str, ...]


def limits(ledger: Ledger) -> list[Limit]:
    """Give all thresholds, with the kinds of findings that each decides."""
    with ledger.reading() as connection:
        held = thresholds.limits(connection)
    return [
        Limit(one, one.text(held), one.of(held) == one.of(DEFAULT), codes_of(one.name)) for one in THRESHOLDS.values()
    ]


def limits_of(ledger: Ledger, code: str) -> list[Limit]:
    """Give the thresholds that decide a kind of finding."""
    return [one for one in limits(ledger) if code in one.codes]


def set_limits(ledger: Ledger, values: Mapping[str, str]) -> None:
    """Change thresholds, each a text in its unit (empty: the default); raises UnknownName, and changes none then.

    The next look is at everything that they decide.
    """
    read = {name: _read(threshold(name), text) for name, text in values.items()}
    with ledger.writing() as connection:
        held = thresholds.limits(connection)
        changed = {name: value for name, value in read.items() if THRESHOLDS[name].of(held) != value}
        thresholds.keep(connection, changed)
        for name, value in changed.items():
            one = THRESHOLDS[name]
            record(connection, "threshold", f"{name} ({one.unit.label or 'count'})", one.text(held), one.write(value))
        unlooked.touch_kind(connection, sorted({code for name in changed for code in codes_of(name)}))


def codes_of(name: str) -> tuple[str, ...]:
    """Give the kinds of findings that a threshold decides."""
    return tuple(kind.code for kind in KINDS.values() if name in kind.thresholds)


def _read(one: Threshold, text: str) -> int:
    return one.read(text) if text.strip() else one.of(DEFAULT)
