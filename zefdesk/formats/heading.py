"""One cell of a header: which field it names, and the unit, zone, currency or date order that it says."""

import re
from dataclasses import dataclass

from zefdesk.formats import units
from zefdesk.formats.mapping import Mapping
from zefdesk.formats.units import Ratio, fold
from zefdesk.formats.zones import zone_name

_BRACKETS = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]?")
_WORD = re.compile(r"[^\W_]+|[$€£¥₹₩₪₺]", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
_DATE_SHAPE = re.compile(r"(?i)\b(m{1,2}|d{1,2}|y{4}|y{2})[-/. ](m{1,3}|d{1,2})[-/. ](y{4}|y{2}|d{1,2})\b")
_FILLERS = frozenset(
    [
        "in",
        "of",
        "the",
        "local",
        "time",
        "localtime",
        "incl",
        "excl",
        "including",
        "excluding",
        "vat",
        "tax",
        "net",
        "as",
    ]
)
ENERGIES = frozenset({"energy", "meter_start", "meter_stop"})
DURATIONS = frozenset({"plug_duration", "charge_duration"})
INSTANTS = frozenset({"start", "start_date", "start_clock", "end", "end_date", "end_clock"})
LONGEST = 200
_UTC = frozenset({"utc", "gmt"})
_SIGN = re.compile(r"US\$|CA?\$|A\$|[$€£¥₹]")
_A_RATE = re.compile(r"(?:/|\bper)\s*(?:kwh|wh|h|hour|min|minute|mile|km)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What one cell of a header says: `field`, how sure that is (a lower `rank` is surer), `title` as it stands."""

    field: str
    rank: int
    column: int
    title: str
    energy: Ratio | None = None
    time: Ratio | None = None
    minutes_first: bool = False
    zone: str | None = None
    currency: str | None = None
    order: str | None = None


def read_heading(cell: object, column: int, mapping: Mapping) -> Heading | None:
    """Give what a cell of the header says, None where it names no field of the mapping."""
    title = " ".join(str(cell).split()) if cell is not None else ""
    if not title or len(title) > LONGEST:
        return None
    if mapping.exact:
        found = mapping.aliases.get(fold(title))
        return Heading(*found, column, title) if found else None
    found, said = _named(title, mapping)
    if found is None or (found[0] in {"cost", "energy"} and _A_RATE.search(title)):
        return None
    return _heading(found, column, title, said)


def _named(title: str, mapping: Mapping) -> tuple[tuple[str, int] | None, list[str]]:
    """Look the name up whole, without brackets, then with fewer and fewer of the words that qualify it."""
    bracketed = [part.strip() for part in _BRACKETS.findall(title)]
    base = _BRACKETS.sub(" ", title)
    if (found := mapping.field_of(fold(base))) or (found := mapping.field_of(fold(title))):
        return found, bracketed
    words = _WORD.findall(_CAMEL.sub(" ", base))
    zone_part = base.rsplit(" ", 1)[-1]
    if "/" in zone_part and zone_name(zone_part) and (found := mapping.field_of(fold(base[: -len(zone_part)]))):
        return found, [*bracketed, zone_part]
    for size in range(len(words) - 1, 0, -1):
        behind = words[size:]
        if not all(_qualifies(word) for word in behind):
            break
        if found := mapping.field_of(fold("".join(words[:size]))):
            return found, [*bracketed, " ".join(behind), *behind]
    return None, bracketed


def _qualifies(word: str) -> bool:
    name = fold(word)
    return (
        name in units.ENERGY
        or name in units.TIME
        or name in _FILLERS
        or name in units.CLOCK_SHAPES | units.MINUTES_SHAPE | {"hh", "mm", "ss"}
        or units.currency(word) is not None
        or name in _UTC
        or (word.isupper() and zone_name(word) is not None)
    )


def _heading(found: tuple[str, int], column: int, title: str, said: list[str]) -> Heading:
    field, rank = found
    words = [word for part in said for word in (part, *re.split(r"[\s,;:/]+", part)) if word]
    names = [fold(word) for word in words]
    own = [fold(word) for word in _WORD.findall(_CAMEL.sub(" ", title))]
    return Heading(
        field,
        rank,
        column,
        title,
        energy=_first(units.ENERGY, names + own) if field in ENERGIES else None,
        time=_first(units.TIME, names + [name for name in own if len(name) > 1]) if field in DURATIONS else None,
        minutes_first=field in DURATIONS and any(name in units.MINUTES_SHAPE for name in names),
        zone=next(filter(None, map(zone_name, words)), None) if field in INSTANTS else None,
        currency=next(filter(None, map(units.currency, [*words, *_SIGN.findall(title)])), None)
        if field == "cost"
        else None,
        order=_date_order(title) if field in INSTANTS else None,
    )


def _currency(words: list[str], title: str) -> str | None:
    return next(filter(None, map(units.currency, [*words, *_SIGN.findall(title)])), None)


def _first(known: dict[str, Ratio], names: list[str]) -> Ratio | None:
    return next((known[name] for name in names if name in known), None)


def _date_order(title: str) -> str | None:
    match = _DATE_SHAPE.search(title)
    order = "".join(part[0].lower() for part in match.groups()) if match else ""
    return order if order in {"mdy", "dmy", "ymd"} else None
