"""Sessions as the ready strings of table rows; made in the worker, so that painting only copies text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from zefdesk.domain import bill_state, clock, columns
from zefdesk.domain.columns import Column, Kind
from zefdesk.domain.finding import KINDS, Severity
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.stored import Stored

KEYS: tuple[str, ...] = tuple(columns.COLUMNS)
"""The columns of the table in the catalogue's order; a column's place in it is its number in the model."""
NUMBER = {key: at for at, key in enumerate(KEYS)}

USUAL_PLACES, MOST_PLACES = 2, 3
_HUNDREDTH = 10_000_000
_LONGEST = 240
_RANK = {Severity.INFO: 0, Severity.WARN: 1, Severity.BAD: 2}


@dataclass(frozen=True, slots=True)
class Writing:
    """How cells are written: the notation, the home currency, the decimals of energy, the columns that are shown."""

    notation: Notation
    home: str | None = None
    places: int = USUAL_PLACES
    shown: frozenset[str] = frozenset(KEYS)


class Row(NamedTuple):
    """One row of the table: the session, its texts by column number (empty where hidden), its worst finding."""

    stored: Stored
    texts: tuple[str, ...]
    severity: Severity | None


def rows(sessions: Sequence[Stored], writing: Writing) -> list[Row]:
    """Write sessions as rows."""
    shown = [columns.COLUMNS[key] if key in writing.shown else None for key in KEYS]
    return [
        Row(
            stored,
            tuple(text(stored, column, writing) if column else "" for column in shown),
            severity(stored.findings),
        )
        for stored in sessions
    ]


def text(stored: Stored, column: Column, writing: Writing) -> str:
    """Write one value on one line; empty where it is unknown."""
    value = columns.value_of(stored, column.key)
    if value is None:
        return ""
    if column.key == "findings":
        return ", ".join(title(code) for code in stored.findings)
    if column.kind is Kind.MONEY:
        return _money(value, column.key, stored, writing)
    return _written(value, column.kind, stored, writing)


def _money(nano: int, key: str, stored: Stored, writing: Writing) -> str:
    """Write an amount in its own currency; a difference with its sign, also where it is positive."""
    code = stored.session.currency
    if stored.computed is not None and key != "cost":
        code = stored.computed.currency or code
    plus = "+" if key == "difference" and nano > 0 else ""
    return plus + writing.notation.money(nano, code, writing.home)


def _written(value: Any, kind: Kind, stored: Stored, writing: Writing) -> str:  # noqa: ANN401 -- see `columns.value_of`
    notation = writing.notation
    if kind is Kind.INSTANT:
        return notation.moment(clock.wall_of(stored.display_zone, value))
    if kind is Kind.DURATION:
        return duration(value)
    if kind is Kind.ENERGY:
        return notation.number(value, writing.places)
    if kind is Kind.STATE:
        return bill_state.LABELS[value]
    return one_line(str(value))


def one_line(value: str) -> str:
    """Give a text without line breaks, cut where no cell could show it whole."""
    whole = " ".join(value[: 2 * _LONGEST].split())
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}\u2026"


def title(code: str) -> str:
    """Give the short title of a finding."""
    return KINDS[code].title if code in KINDS else code


def severity(codes: Sequence[str]) -> Severity | None:
    """Give the worst severity of findings; None where there are none."""
    found = [KINDS[code].severity if code in KINDS else Severity.INFO for code in codes]
    return max(found, key=_RANK.__getitem__, default=None)


def places_for(sessions: Iterable[Stored]) -> int:
    """Give the decimals that the energies of these sessions need: two, or three where any has more."""
    fine = any((stored.session.energy or 0) % _HUNDREDTH for stored in sessions)
    return MOST_PLACES if fine else USUAL_PLACES


def currency_of(sessions: Iterable[Stored]) -> str | None:
    """Give the most frequent currency of sessions."""
    known = [stored.session.currency for stored in sessions if stored.session.currency]
    return max(known, key=known.count, default=None)
