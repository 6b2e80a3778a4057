"""A table that is being read: rows to sessions, or to the problems for which they are refused."""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from zefdesk.domain.bill_state import bill_state
from zefdesk.domain.columns import column
from zefdesk.domain.finding import Found
from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Reported, Session
from zefdesk.formats import bills, told
from zefdesk.formats.cells import Cells
from zefdesk.formats.header import Header
from zefdesk.formats.instants import FIRST_INSTANT, LAST_INSTANT, At
from zefdesk.formats.mapping import Mapping
from zefdesk.formats.opened import Sources
from zefdesk.formats.plan import make_plan
from zefdesk.formats.reading import Facts, Settings
from zefdesk.formats.refusal import refusal
from zefdesk.formats.sampling import first_rows
from zefdesk.formats.table import Table, is_blank

FIELDS = (
    *("name", "sticker", "serial", "connector", "initiator", "identity", "zone", "start", "start_date", "start_clock"),
    *("end", "end_date", "end_clock", "plug_duration", "charge_duration", "energy", "cost", "currency", "bill_details"),
    *("session_id", "stop_reason", "site", "meter_start", "meter_stop"),
)
"""The order in which the cells of a row are taken."""

NOT_TOLD = "No column for"
"""The fact that names the columns a file does not have, whose absence therefore says nothing of a session."""

Values = tuple[Any, ...]
_ASKED = ("initiator", "identity", "cost", "bill_details")
_new: Callable[..., Any] = tuple.__new__
_2010 = 1_262_304_000


class TableReading:
    """One table, opened with the mapping that knows its header."""

    def __init__(self, path: Path, table: Table, header: Header, mapping: Mapping, settings: Settings) -> None:
        self.table, self.header, self.mapping = table, header, mapping
        sample = first_rows(table, header)
        self.plan = make_plan(str(path), table, header, settings, sample, guess=not mapping.exact)
        self.cells = Cells(str(path), table, self.plan, mapping, settings)
        self.sources = Sources(self.cells, FIELDS, sample)
        self.now = int(time.time()) if settings.now is None else settings.now

    @property
    def facts(self) -> Facts:
        """What was found up to now."""
        items = [
            *self.table.facts,
            ("Header", f"line {self.header.row.line}" if self.header.row.line else "names of the items"),
            *self.plan.facts,
        ]
        if order := self.plan.order.title():
            items.append(("Date order", order))
        if missing := [column(key).title for key in _ASKED if key not in self.header.columns]:
            items.append((NOT_TOLD, ", ".join(missing)))
        asks = (*self.sources.asks, *(("date_order",) if self.plan.order.open else ()))
        return Facts(self.mapping.name, (*items, *self.sources.facts()), self.header.row.raw, asks)

    def progress(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return self.table.progress()

    def close(self) -> None:
        """Let go of the file."""
        self.table.close()

    def __iter__(self) -> Iterator[Reported | Problem]:
        """Give each row that is not empty, in order."""
        columns = [self.cells.column(name) for name in FIELDS]
        width = max(columns) + 1
        take = itemgetter(*columns)
        read = self._reader()
        header = self.header.row.raw
        for line, raw, row in islice(self.table.rows(), self.header.at + 1, None):
            if len(row) < width:
                row.extend([""] * (width - len(row)))
            row.append("")  # what a column that is not there holds
            values = take(row)
            if "\0" in raw:
                yield refusal(self.cells, line, raw, dict(zip(FIELDS, values, strict=True)))
                continue
            try:
                reported = read(line, raw, values)
            except (ValueError, TypeError, OverflowError):
                if not is_blank(row) and raw != header:
                    yield refusal(self.cells, line, raw, dict(zip(FIELDS, values, strict=True)))
                continue
            yield reported

    def _reader(self) -> Callable[[int, str, Values], Reported]:
        """Make the function that reads one row; it raises ValueError and the like for one that is refused."""
        cells, now = self.cells, self.now
        names, stickers, serials = (cells.text_of[name] for name in ("name", "sticker", "serial"))
        connectors, identities, initiators = (cells.text_of[name] for name in ("connector", "identity", "initiator"))
        ids, reasons, sites = (cells.text_of[name] for name in ("session_id", "stop_reason", "site"))
        plugs, charges, energies = cells.quick_plug, cells.quick_charge, cells.quick_energy
        costs, bill_of = cells.cost, cells.bill
        starts, currency_of = cells.instants.read, cells.currency_of
        meter_starts, meter_stops = cells.meter_start, cells.meter_stop
        blank_initiator = "" if cells.column("initiator") >= 0 else None
        of_file, varies, place = self.plan.zone is not None, cells.zone_varies, cells.zone
        two_cells = cells.column("start_clock") >= 0
        has_end = cells.column("end") >= 0 or cells.column("end_clock") >= 0

        def read(line: int, raw: str, values: Values) -> Reported:
            (
                name_cell,
                sticker,
                serial_cell,
                connector,
                initiator_cell,
                identity,
                zone_cell,
                start_cell,
                _,
                _,
                _,
                _,
                _,
                plug_cell,
                charge_cell,
                energy_cell,
                cost_cell,
                currency_cell,
                bill_cell,
                session_id,
                reason,
                site,
                meter_start,
                meter_stop,
            ) = values
            name, serial = names[name_cell], serials[serial_cell]
            if name is None and serial is None:
                raise ValueError(line)
            zone, column = cells.zone_of(zone_cell, serial, name) if varies else (place, None)
            at = cells.start(dict(zip(FIELDS, values, strict=True)), zone) if two_cells else starts(start_cell, zone)
            end = cells.end(dict(zip(FIELDS, values, strict=True)), at, zone) if has_end else None
            if column:
                at = cells.shown(at, column)
            start, wall, zone, zoned, odd = at
            plug = plugs(plug_cell)
            amount, code = costs[cost_cell]
            currency = None if amount is None else code or currency_of(None, currency_cell, line, serial, name)
            initiator = initiators[initiator_cell] or blank_initiator
            found: list[Found] | None = None
            if odd is not None or start > now or wall < _2010:
                found = _odd_start(at, now)
            stop = end[0] if end else None
            if stop is None:
                stop = None if plug is None else start + plug
            elif plug is None:
                plug = stop - start
            elif abs(start + plug - stop) > told.TOLERANCE:
                found = [*(found or ()), told.of_end(at, plug, stop)]
            if stop is not None and not FIRST_INSTANT < stop < LAST_INSTANT:
                raise OverflowError(stop)
            bill = bill_of[bill_cell]
            if bill is None:
                state = bill_state(unreadable=False, lines=False, initiator=initiator, cost=amount)
            else:
                state, more = bills.judge(bill, initiator, amount)
                found = [*(found or ()), *more] if more else found
            session = _new(
                Session,
                (
                    name,
                    stickers[sticker],
                    serial,
                    connectors[connector],
                    initiator,
                    identities[identity],
                    start,
                    wall,
                    zone,
                    zoned or of_file or column is not None,
                    stop,
                    plug,
                    charges(charge_cell),
                    energies(energy_cell),
                    amount,
                    currency,
                    bill,
                    state,
                    ids[session_id],
                    reasons[reason],
                    sites[site],
                    meter_starts[meter_start],
                    meter_stops[meter_stop],
                ),
            )
            reported: Reported = _new(Reported, (session, line, raw, tuple(found) if found else ()))
            return reported

        return read


def _odd_start(at: At, now: int) -> list[Found]:
    found = [told.of_clock(at)] if at[4] is not None else []
    dated = told.of_date(at, now)
    return [*found, dated] if dated else found
