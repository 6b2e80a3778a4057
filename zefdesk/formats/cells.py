"""The columns of one file as converters: what a cell of each of them becomes, remembered by its text."""

from collections.abc import Callable
from typing import Any

from zefdesk.domain.clock import wall_of
from zefdesk.formats import bills, quick, units
from zefdesk.formats.amount import read_energy, read_money
from zefdesk.formats.duration import read_duration
from zefdesk.formats.instants import At, Instants
from zefdesk.formats.mapping import Mapping
from zefdesk.formats.memo import Memo
from zefdesk.formats.number import is_nothing
from zefdesk.formats.plan import Plan
from zefdesk.formats.reading import NeedsAnswer, Settings
from zefdesk.formats.table import Table
from zefdesk.formats.texts import cell_text, padded, to_the_letter, trimmed, unguarded
from zefdesk.formats.zones import is_fixed, zone_name

_TEXTS = ("name", "sticker", "serial", "connector", "identity", "session_id", "stop_reason", "site", "initiator")


class Cells:
    """Converters by field; each raises ValueError, TypeError or OverflowError for a cell that cannot be read."""

    def __init__(self, path: str, table: Table, plan: Plan, mapping: Mapping, settings: Settings) -> None:
        self.path, self.plan, self.settings = path, plan, settings
        self.instants = Instants(plan.order, self._need_zone)
        guarded = mapping.guarded and not table.typed
        self.texts = Memo(unguarded if guarded else to_the_letter if mapping.exact else trimmed)
        self.text_of = {name: self._texts_of(table, name) for name in _TEXTS}
        self.plug = Memo(self._duration("plug_duration"))
        self.charge = Memo(self._duration("charge_duration"))
        self.energy = Memo(self._energy("energy"))
        self.meter_start, self.meter_stop = (Memo(_lenient(self._energy(f"meter_{end}"))) for end in ("start", "stop"))
        self.quick_plug = quick.durations(self.plug, plan.sample("plug_duration"))
        self.quick_charge = quick.durations(self.charge, plan.sample("charge_duration"))
        plainly = plan.decimal["energy"] == "." and plan.energy.get("energy") is units.KWH
        self.quick_energy = quick.energies(self.energy, plan.sample("energy") if plainly else [])
        decimal = plan.decimal["cost"]
        self.cost = Memo(lambda cell: read_money(cell, decimal))
        self.bill = Memo(self._bill(guarded=guarded), limit=1 << 10)
        self.zones = Memo(_zone)
        self.currencies = Memo(_currency)
        cost = plan.column("cost")
        self.currency_by_line = table.currencies(cost.column) if cost else {}
        self.zone_varies = bool(plan.column("zone") or settings.charger_zones)
        self.zone = plan.zone or settings.time_zone

    def column(self, name: str) -> int:
        """Give the column of a field, -1 where there is none."""
        one = self.plan.column(name)
        return one.column if one else -1

    def _texts_of(self, table: Table, name: str) -> Memo:
        one = self.plan.column(name)
        digits = table.column_format(one.column).digits if one else 0
        return Memo(padded(digits)) if digits else self.texts

    def _duration(self, name: str) -> Callable[[Any], int | None]:
        decimal, unit = self.plan.decimal[name], self.plan.time.get(name, units.SECOND)
        minutes_first = self.plan.minutes_first.get(name, False)
        return lambda cell: read_duration(cell, decimal, unit, minutes_first=minutes_first)

    def _energy(self, name: str) -> Callable[[Any], int | None]:
        decimal, unit = self.plan.decimal[name], self.plan.energy.get(name, units.KWH)
        return lambda cell: read_energy(cell, decimal, unit)

    def _bill(self, *, guarded: bool) -> Callable[[Any], str | None]:
        if guarded:
            return lambda cell: bills.bill_text(unguarded(cell) or "")
        return lambda cell: bills.bill_text(cell_text(cell))

    def start(self, values: dict[str, Any], zone: str | None) -> At:
        """Read the start of a row: one cell, or a date and a clock."""
        return self.instants.read(self.start_cell(values), zone)

    def start_cell(self, values: dict[str, Any]) -> Any:  # noqa: ANN401 -- text or typed
        """Give the cell of the start, or its date and clock as one."""
        return self._one_cell(values, "start")

    def _one_cell(self, values: dict[str, Any], name: str) -> Any:  # noqa: ANN401 -- text or typed
        cell, day, clock = values[name], values[f"{name}_date"], values[f"{name}_clock"]
        if self.column(f"{name}_clock") < 0 or (self.column(name) >= 0 and not _lacks_clock(cell)):
            return cell
        day = cell if self.column(name) >= 0 else day
        return "" if day in ("", None) else self.instants.joined(day, clock)

    def end(self, values: dict[str, Any], start: At, zone: str | None) -> At | None:
        """Read the end of a row; None where there is none."""
        cell = self._one_cell(values, "end")
        if cell is None or (isinstance(cell, str) and is_nothing(cell)):
            return None
        place = self.plan.end_zone or (start[2] if start[3] else zone)
        try:
            return self.instants.read(cell, place)
        except (ValueError, TypeError):
            return self.instants.on_day_of(start[1], cell, place)

    def zone_of(self, cell: Any, serial: str | None, name: str | None) -> tuple[str | None, str | None]:  # noqa: ANN401
        """Give the zone of a row where it has one, and the zone that its zone column says."""
        column = self.zones[cell]
        if column and not (self.plan.zone and is_fixed(self.plan.zone)):
            return column, column
        if self.plan.zone:
            return self.plan.zone, column
        told = self.settings.charger_zones
        return told.get(serial or "") or told.get(name or "") or self.settings.time_zone, None

    def shown(self, at: At, column: str | None) -> At:
        """Give an instant in the zone that the zone column says, where the header says in which the clock stands."""
        if column is None or column == at[2] or at[3]:
            return at
        return at[0], wall_of(column, at[0]), column, True, None

    def currency_of(self, code: str | None, cell: Any, line: int, serial: str | None, name: str | None) -> str | None:  # noqa: ANN401
        """Give the currency of a cost: the cell's own, the column's, the number format's, the file's, what was told."""
        said = code or self.currencies[cell] or self.currency_by_line.get(line) or self.plan.currency
        if said:
            return str(said)
        told = self.settings.charger_currencies
        return told.get(serial or "") or told.get(name or "") or self.settings.currency

    def _need_zone(self) -> str:
        raise NeedsAnswer(
            f"{self.path}: nothing says in which time zone the clocks stand: "
            "say it with --time-zone, for example --time-zone America/Chicago",
            "--time-zone",
        )


def _lenient(read: Callable[[Any], int | None]) -> Callable[[Any], int | None]:
    def maybe(cell: Any) -> int | None:  # noqa: ANN401 -- text or typed
        try:
            return read(cell)
        except (ValueError, TypeError, OverflowError):
            return None

    return maybe


def _lacks_clock(cell: Any) -> bool:  # noqa: ANN401 -- text or typed
    if isinstance(cell, str):
        return ":" not in cell and not cell.strip().isdigit()
    return not hasattr(cell, "hour") or (cell.hour, cell.minute, cell.second) == (0, 0, 0)


def _zone(cell: Any) -> str | None:  # noqa: ANN401 -- text or typed
    text = trimmed(cell)
    if text is None or is_nothing(text):
        return None
    name = zone_name(text)
    if name is None:
        raise ValueError(text)
    return name


def _currency(cell: Any) -> str | None:  # noqa: ANN401 -- text or typed
    text = trimmed(cell)
    if text is None or is_nothing(text):
        return None
    code = units.currency(text)
    if code is None:
        raise ValueError(text)
    return code
