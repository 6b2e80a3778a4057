"""How one file is read: units, marks, zone and currency, decided once from its header and its first rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from zefdesk.formats import marks, plausible, titles, units
from zefdesk.formats.amount import read_energy
from zefdesk.formats.date_order import DateOrder
from zefdesk.formats.duration import is_bare, read_duration
from zefdesk.formats.header import Header
from zefdesk.formats.heading import DURATIONS, ENERGIES, Heading
from zefdesk.formats.number import is_nothing, nano, read_number
from zefdesk.formats.reading import Settings
from zefdesk.formats.table import ColumnFormat, Row, Table
from zefdesk.formats.units import ENERGY_NAMES, KWH, TIME_NAMES, WH, Ratio, fold

_BILLION = 1e9
_DAYS = ("start", "start_date", "end", "end_date")
_NUMBERS = ("energy", "cost", "plug_duration", "charge_duration", "meter_start", "meter_stop")
_NO_FORMAT = ColumnFormat()


@dataclass(slots=True)
class Plan:
    """What was decided of a file.

    `decimal`, `energy` and `time` (units) go by field; `zone` and `currency` are what the file as a whole says of
    itself; `facts` is all of it for a person.
    """

    header: Header
    order: DateOrder
    rows: list[Row]
    decimal: dict[str, str] = field(default_factory=dict)
    energy: dict[str, Ratio] = field(default_factory=dict)
    time: dict[str, Ratio] = field(default_factory=dict)
    minutes_first: dict[str, bool] = field(default_factory=dict)
    zone: str | None = None
    end_zone: str | None = None
    currency: str | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)

    def column(self, name: str) -> Heading | None:
        """Give the heading of a field, None where the file has no such column."""
        return self.header.columns.get(name)

    def sample(self, name: str) -> list[Any]:
        """Give the first cells of a field, an empty text where a row is too short; nothing where there is no column."""
        one = self.header.columns.get(name)
        if one is None:
            return []
        at = one.column
        return [row.cells[at] if at < len(row.cells) else "" for row in self.rows]


def make_plan(
    path: str, table: Table, header: Header, settings: Settings, rows: list[Row], *, guess: bool = True
) -> Plan:
    """Decide how a table is read; `rows` are its first ones. Raises NeedsAnswer for an open date order.

    Without `guess` numbers are what our own files hold: kWh, seconds, decimal dots.
    """
    plan = Plan(header, _date_order(path, table, header, settings, rows), rows)
    if not guess:
        plan.decimal = dict.fromkeys(_NUMBERS, ".")
        plan.energy = {"energy": KWH}
        return plan
    formats = {name: table.column_format(one.column) for name, one in header.columns.items() if name in _NUMBERS}
    _decide_marks(plan, table)
    _decide_energy(plan, formats)
    _decide_durations(plan, formats)
    _decide_zone(plan, table)
    _decide_currency(plan, table, formats)
    if marked := {plan.decimal[name] for name in ("energy", "cost") if plan.column(name)}:
        plan.facts.append(("Decimal mark", " and ".join(sorted(marked))))
    return plan


def _date_order(path: str, table: Table, header: Header, settings: Settings, rows: list[Row]) -> DateOrder:
    columns = [header.columns[name] for name in _DAYS if name in header.columns]
    said = next((one.order for one in columns if one.order), None)
    told = (settings.date_order, "given") if settings.date_order else (said, "the header says so") if said else None
    first = [row.cells[one.column] for one in columns for row in rows if one.column < len(row.cells)]
    return DateOrder(path, told, first, _everything(table, header, [one.column for one in columns]))


def _everything(table: Table, header: Header, columns: list[int]) -> Callable[[], Iterator[Any]]:
    def cells() -> Iterator[Any]:
        for at, (_, _, row) in enumerate(table.scan()):
            if at > header.at:
                yield from (row[column] for column in columns if column < len(row))

    return cells


def _decide_marks(plan: Plan, table: Table) -> None:
    counts = {name: marks.evidence(plan.sample(name)) for name in _NUMBERS}
    together = {mark: sum(count[mark] for count in counts.values()) for mark in (".", ",")}
    whole = marks.decided(together)
    for name, count in counts.items():
        plan.decimal[name] = marks.decided(count) or whole or _by_size(name, count, plan) or _usual(table)


def _usual(table: Table) -> str:
    return "," if table.prefers_comma else "."


def _by_size(name: str, count: dict[str, int], plan: Plan) -> str | None:
    """Where `12,437` is all that a column of energies shows, its size says whether it is twelve or twelve thousand."""
    lone = marks.is_open(count)
    heading = plan.header.columns.get(name)
    if name != "energy" or lone is None or heading is None:
        return None
    unit = heading.energy or KWH
    other = "." if lone == "," else ","
    energies = [one for one in (_energy(cell, other, unit) for cell in plan.sample(name)) if one is not None]
    decimal = plausible.open_mark_is_decimal(energies)
    return None if decimal is None else lone if decimal else other


def _energy(cell: Any, decimal: str, unit: Ratio) -> float | None:  # noqa: ANN401 -- any cell
    try:
        size = read_energy(cell, decimal, unit)
    except (ValueError, TypeError, OverflowError):
        return None
    return None if size is None else size / _BILLION


def _decide_energy(plan: Plan, formats: dict[str, ColumnFormat]) -> None:
    for name in ENERGIES & plan.header.columns.keys():
        said = plan.header.columns[name].energy or _unit_in(units.ENERGY, formats.get(name, _NO_FORMAT))
        plan.energy[name] = said or KWH
        if name == "energy":
            unit, why = (said, "header") if said else _energy_by_size(plan)
            plan.energy[name] = unit
            plan.facts.append(("Energy", f"{ENERGY_NAMES.get(unit, 'another unit')} ({why})"))
    if plan.energy.get("energy") == WH:
        for name in ("meter_start", "meter_stop"):
            if name in plan.energy and plan.header.columns[name].energy is None:
                plan.energy[name] = WH


def _unit_in(known: dict[str, Ratio], style: ColumnFormat) -> Ratio | None:
    return next((known[fold(word)] for word in style.words if fold(word) in known), None)


def _energy_by_size(plan: Plan) -> tuple[Ratio, str]:
    cells = plan.sample("energy")
    values = [_energy(cell, plan.decimal["energy"], KWH) if _is_plain(cell) else None for cell in cells]
    hours = _hours(plan, len(cells))
    known = [(value, span) for value, span in zip(values, hours, strict=True) if value is not None]
    unit = plausible.energy_unit([value for value, _ in known], [span for _, span in known])
    return unit, "no unit is given" if unit == KWH else "no unit is given; as kWh the values would be absurd"


def _is_plain(cell: Any) -> bool:  # noqa: ANN401 -- any cell
    return is_bare(cell) if isinstance(cell, str) else not is_nothing(str(cell))


def _hours(plan: Plan, count: int) -> list[float | None]:
    """Give the hours of each row, of durations that need no decision."""
    for name in ("charge_duration", "plug_duration"):
        heading = plan.header.columns.get(name)
        cells = plan.sample(name)
        if heading is None or (heading.time is None and any(is_bare(cell) for cell in cells)):
            continue
        return [_span(cell, plan.decimal[name], heading) for cell in cells]
    return [None] * count


def _span(cell: Any, decimal: str, heading: Heading) -> float | None:  # noqa: ANN401 -- any cell
    try:
        seconds = read_duration(cell, decimal, heading.time or units.SECOND, minutes_first=heading.minutes_first)
    except (ValueError, TypeError, OverflowError):
        return None
    return seconds / 3600 if seconds and seconds > 0 else None


def _decide_durations(plan: Plan, formats: dict[str, ColumnFormat]) -> None:
    for name in sorted(DURATIONS & plan.header.columns.keys()):
        heading = plan.header.columns[name]
        plan.minutes_first[name] = heading.minutes_first
        said = heading.time or _unit_in(units.TIME, formats.get(name, _NO_FORMAT))
        unit, why = (said, "header") if said else (units.SECOND, "")
        bare = [(at, cell) for at, cell in enumerate(plan.sample(name)) if is_bare(cell)]
        if bare and not said:
            unit, why = _time_by_size(plan, name, bare, dict(plan.time)), "no unit is given; by the power they make"
        plan.time[name] = unit
        if bare or said:
            plan.facts.append((heading.title, f"{TIME_NAMES[unit]} ({why})"))


def _time_by_size(plan: Plan, name: str, bare: list[tuple[int, Any]], known: dict[str, Ratio]) -> Ratio:
    if name == "plug_duration" and "charge_duration" in known and _guessed(plan, "charge_duration"):
        return known["charge_duration"]
    energies = plan.sample("energy")
    pairs: list[tuple[float, float | None]] = []
    whole = True
    for at, cell in bare:
        try:
            text = cell if isinstance(cell, str) else repr(cell)
            value = nano(read_number(text, plan.decimal[name])) / _BILLION
        except (ValueError, OverflowError):
            continue
        whole = whole and value == int(value)
        pairs.append(
            (value, _energy(energies[at], plan.decimal["energy"], plan.energy["energy"]) if energies else None)
        )
    return plausible.time_unit(pairs, whole=whole)


def _guessed(plan: Plan, name: str) -> bool:
    return plan.header.columns[name].time is None and any(is_bare(cell) for cell in plan.sample(name))


def _decide_zone(plan: Plan, table: Table) -> None:
    columns = plan.header.columns
    headings = [columns[name] for name in ("start", "start_clock", "start_date") if name in columns]
    in_header = next((one.zone for one in headings if one.zone), None)
    in_title = titles.zone_said(table.head[: plan.header.at])
    plan.zone = in_header or in_title
    ends = [columns[name].zone for name in ("end", "end_clock", "end_date") if name in columns]
    plan.end_zone = next(filter(None, ends), None)
    if plan.zone:
        plan.facts.append(("Time zone", f"{plan.zone} ({'column header' if in_header else 'title'})"))


def _decide_currency(plan: Plan, table: Table, formats: dict[str, ColumnFormat]) -> None:
    cost = plan.header.columns.get("cost")
    said = [
        (cost.currency if cost else None, "column header"),
        (next(filter(None, map(units.currency, formats.get("cost", _NO_FORMAT).words)), None), "number format"),
        (titles.currency_said(table.head[: plan.header.at]), "title"),
    ]
    plan.currency, why = next(((code, why) for code, why in said if code), (None, ""))
    if plan.currency:
        plan.facts.append(("Currency", f"{plan.currency} ({why})"))
