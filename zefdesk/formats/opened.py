"""What nothing in a file tells, seen by its first rows: zones and currencies, where they came from, what is asked."""

from typing import Any

from zefdesk.formats.cells import Cells
from zefdesk.formats.table import Row

_TROUBLES = (ValueError, TypeError, OverflowError)


class Sources:
    """Where the zone and the currency of the first rows came from; raises NeedsAnswer where a zone is nowhere."""

    def __init__(self, cells: Cells, fields: tuple[str, ...], rows: list[Row]) -> None:
        self.cells = cells
        self.zones: dict[str, None] = {}
        self.currencies: dict[str, None] = {}
        self.asks: dict[str, None] = {}
        columns = [(name, cells.column(name)) for name in fields]
        for row in rows:
            width = len(row.cells)
            values = {name: row.cells[at] if 0 <= at < width else "" for name, at in columns}
            self._see_zone(values)
            self._see_currency(values, row.line)

    def facts(self) -> list[tuple[str, str]]:
        """Say both for a person."""
        told = (("Time zone", self.zones), ("Currency", self.currencies))
        return [(name, _few(list(seen))) for name, seen in told if seen]

    def _see_zone(self, values: dict[str, Any]) -> None:
        cells = self.cells
        serial, name = cells.text_of["serial"][values["serial"]], cells.text_of["name"][values["name"]]
        if serial is None and name is None:
            return
        try:
            place, column = cells.zone_of(values["zone"], serial, name)
            at = cells.start(values, place)
        except _TROUBLES:
            return
        if at[3]:
            self.zones["in the cells"] = None
            return
        if column:
            self.zones["zone column"] = None
        elif cells.plan.zone is None:
            self.asks["time_zone"] = None
            why = "given" if place == cells.settings.time_zone else "the charger's"
            self.zones[f"{place} ({why})"] = None

    def _see_currency(self, values: dict[str, Any], line: int) -> None:
        cells = self.cells
        try:
            cost, code = cells.cost[values["cost"]]
            if cost is None:
                return
            said = code or cells.currencies[values["currency"]] or cells.currency_by_line.get(line)
        except _TROUBLES:
            return
        if said:
            self.currencies[
                f"{said} ({'in the cells' if code else 'currency column' if values['currency'] else 'number format'})"
            ] = None
        elif not cells.plan.currency:
            self.asks["currency"] = None
            told = cells.currency_of(None, "", line, *(cells.texts[values[key]] for key in ("serial", "name")))
            why = "given" if told == cells.settings.currency else "the charger's"
            self.currencies[f"{told} ({why})" if told else "not told"] = None


def _few(seen: list[str]) -> str:
    return ", ".join(seen[:3]) + (f" and {len(seen) - 3} more" if len(seen) > 3 else "")  # noqa: PLR2004
