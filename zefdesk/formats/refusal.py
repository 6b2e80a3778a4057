"""Why a row is refused: the first field of it that is missing or cannot be read, in one sentence."""

from collections.abc import Callable
from typing import Any

from zefdesk.domain.problem import Problem
from zefdesk.formats.cells import Cells
from zefdesk.formats.instants import in_calendar
from zefdesk.formats.number import is_nothing
from zefdesk.formats.texts import cell_text

_LONGEST = 80
_TITLES = {
    "start": "Start",
    "end": "End",
    "plug_duration": "Plug Duration",
    "charge_duration": "Charge Duration",
    "energy": "Energy",
    "cost": "Cost",
}
_NOT_A = {
    "start": "a date and time",
    "end": "a date and time",
    "plug_duration": "a duration",
    "charge_duration": "a duration",
    "energy": "a number",
    "cost": "an amount",
}
_TROUBLES = (ValueError, TypeError, OverflowError)


class _Row:
    """One refused row, looked at field by field."""

    def __init__(self, cells: Cells, line: int, raw: str, values: dict[str, Any]) -> None:
        self.cells, self.line, self.raw, self.values = cells, line, raw, values

    def title(self, name: str) -> str:
        one = self.cells.plan.column(name) or self.cells.plan.column(f"{name}_date")
        return one.title if one else _TITLES.get(name, name)

    def problem(self, name: str, code: str, message: str) -> Problem:
        return Problem(self.line, self.title(name), code, message, self.raw)

    def unreadable(self, name: str, cell: Any, why: str = "") -> Problem:  # noqa: ANN401 -- text or typed
        reason = why or f"is not {_NOT_A[name]}"
        return self.problem(
            name, f"unreadable-{name.replace('_', '-')}", f"{self.title(name)} '{_shown(cell)}' {reason}"
        )


def refusal(cells: Cells, line: int, raw: str, values: dict[str, Any]) -> Problem:
    """Say why a row is refused."""
    row = _Row(cells, line, raw, values)
    if "\0" in raw:
        return _nul(row)
    for look in (_look_at_start, _look_at_charger, _look_at_end, _look_at_durations, _look_at_energy, _look_at_cost):
        if problem := look(row):
            return problem
    return row.unreadable("start", values["start"], "cannot be read")


def _nul(row: _Row) -> Problem:
    bad = next((name for name in _TITLES if "\0" in str(row.values[name])), "start")
    return row.unreadable(bad, row.values[bad], "stands in a row that holds a NUL byte")


def _look_at_start(row: _Row) -> Problem | None:
    cells = row.cells
    try:
        cell = cells.start_cell(row.values)
    except _TROUBLES:
        return row.unreadable("start", row.values["start"] or row.values["start_date"])
    if cell is None or (isinstance(cell, str) and (is_nothing(cell) or not cell.strip())):
        return row.problem("start", "missing-start", f"{row.title('start')} is empty")
    try:
        _zone_of(row)
    except ValueError:
        return row.unreadable("start", cell, f"stands in an unknown time zone '{_shown(row.values['zone'])}'")
    return _unless(row, "start", cell, lambda: cells.start(row.values, _zone_of(row)))


def _zone_of(row: _Row) -> str | None:
    """Give the zone of a row; a row of no charger has any, so that nobody is asked for a zone on its account."""
    cells, values = row.cells, row.values
    serial, name = cells.texts[values["serial"]], cells.texts[values["name"]]
    zone = cells.zone_of(values["zone"], serial, name)[0]
    return zone if zone or serial or name else "UTC"


def _unless(row: _Row, name: str, cell: Any, read: Callable[[], object]) -> Problem | None:  # noqa: ANN401
    try:
        read()
    except OverflowError:
        return row.unreadable(name, cell, "is larger than can be kept")
    except (ValueError, TypeError):
        return row.unreadable(name, cell)
    return None


def _look_at_charger(row: _Row) -> Problem | None:
    cells, values = row.cells, row.values
    if cells.texts[values["serial"]] or cells.texts[values["name"]]:
        return None
    name = "serial" if cells.column("serial") >= 0 else "name"
    return row.problem(name, "missing-charger", "neither Serial nor Name says which charger it was")


def _look_at_end(row: _Row) -> Problem | None:
    cells, values = row.cells, row.values
    zone = _zone_of(row)
    start = cells.start(values, zone)
    return _unless(row, "end", values["end"] or values["end_date"], lambda: cells.end(values, start, zone))


def _look_at_durations(row: _Row) -> Problem | None:
    plug, charge = row.values["plug_duration"], row.values["charge_duration"]
    return _unless(row, "plug_duration", plug, lambda: _ending(row, plug)) or _unless(
        row, "charge_duration", charge, lambda: row.cells.charge[charge]
    )


def _ending(row: _Row, plug: Any) -> None:  # noqa: ANN401 -- text or typed
    seconds = row.cells.plug[plug] or 0
    if not in_calendar(row.cells.start(row.values, _zone_of(row))[0] + seconds):
        raise OverflowError(plug)


def _look_at_energy(row: _Row) -> Problem | None:
    cell = row.values["energy"]
    return _unless(row, "energy", cell, lambda: row.cells.energy[cell])


def _look_at_cost(row: _Row) -> Problem | None:
    cells, cell, currency = row.cells, row.values["cost"], row.values["currency"]
    if problem := _unless(row, "cost", cell, lambda: cells.cost[cell]):
        return problem
    return _unless(row, "cost", cell, lambda: cells.currencies[currency]) and row.unreadable(
        "cost", cell, f"is in an unknown currency '{_shown(currency)}'"
    )


def _shown(cell: Any) -> str:  # noqa: ANN401 -- text or typed
    text = "".join(letter if letter.isprintable() else " " for letter in cell_text(cell)[: _LONGEST + 1])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026"
