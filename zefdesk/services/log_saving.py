"""What a vendor is given of a session: its messages as text, its meter values as CSV; secrets are masked."""

import csv
import io
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from zefdesk.domain import quantity
from zefdesk.domain.clock import iso
from zefdesk.domain.samples import Samples
from zefdesk.domain.trouble import NotFound
from zefdesk.formats.reading import UnreadableFile
from zefdesk.ocpp.instants import seconds
from zefdesk.reports.csv_text import guarded
from zefdesk.reports.target import whole_file
from zefdesk.services import charger_logs, log_raw
from zefdesk.services.charger_logs import Trace
from zefdesk.store.ledger import Ledger
from zefdesk.store.log_messages import KeptMessage

ENERGY = "energy"


class Saved(NamedTuple):
    """What was written: lines, on them meter values and other messages; `raw` are the log's own lines, else kept texts.

    Of a log that has moved or changed, meter values are not kept as messages: `values` is 0.
    """

    lines: int
    values: int
    others: int
    raw: bool


def save_messages(ledger: Ledger, number: int, target: Path, *, overwrite: bool = False) -> Saved:
    """Write the messages of a session for a vendor: the lines of its logs, as they lie on disk, in their order.

    Where a log has moved or changed, the messages that were kept, each with the clock and the number of its line.
    Raises NotFound, CannotWrite.
    """
    told = charger_logs.trace(ledger, number)
    if told is None:
        raise NotFound(f"no log tells session {number}, so it has no messages")
    kept = charger_logs.frames_of(ledger, number)
    if told.places and all(map(log_raw.is_there, told.places.values())):
        with suppress(UnreadableFile), whole_file(target, overwrite=overwrite) as out:
            return _write_raw(told, kept, out)
    with whole_file(target, overwrite=overwrite) as out:
        out.writelines(f"{_clock(one)} line {one.span.line} {one.text}\n".encode() for one in kept)
    return Saved(len(kept), 0, len(kept), raw=False)


def _write_raw(told: Trace, kept: list[KeptMessage], out: BinaryIO) -> Saved:
    blocks = Samples.of(told.logged.samples).blocks
    values = {block.span(row) for block in blocks for row in range(len(block.at))}
    others = {one.span for one in kept} - values
    lines = 0
    for source, place in sorted(told.places.items()):
        for line in log_raw.raw_lines(place, (span for span in values | others if span.source == source)):
            out.write(line + b"\n")
            lines += 1
    return Saved(lines, len(values), len(others), raw=True)


def _clock(one: KeptMessage) -> str:
    return iso(seconds(one.at), "UTC") if one.at is not None else "no clock"


def save_values(ledger: Ledger, number: int, target: Path, *, overwrite: bool = False) -> int:
    """Write the meter values of a session as CSV, a column a series; gives how many. Raises NotFound, CannotWrite."""
    told = charger_logs.trace(ledger, number)
    if told is None:
        raise NotFound(f"no log tells session {number}, so it has no meter values")
    samples = Samples.of(told.logged.samples)
    with whole_file(target, overwrite=overwrite) as out:
        out.write(_csv(told, samples, number).encode())
    return len(samples)


def _csv(told: Trace, samples: Samples, number: int) -> str:
    names = [name for name in samples.series() if name != ENERGY]
    registers = samples.column(ENERGY)
    first = told.logged.meter_start
    if first is None and registers:
        first = registers[0][1]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    energy = ["register (kWh)", "energy since start (kWh)"] if registers else []
    titles = [*energy, *(f"{name} ({_unit(name)})" for name in names)]
    writer.writerow(["Charger", "Session", "Transaction", "At", *titles, "Source Line"])
    charger = guarded(told.logged.serial or told.logged.charger)
    about = (charger, number, guarded(told.logged.transaction or ""))
    for one in samples:
        register = one.values.get(ENERGY)
        counted = [register, None if register is None else register - (first or 0)] if registers else []
        values = [*counted, *(one.values.get(name) for name in names)]
        writer.writerow([*about, iso(one.at, told.logged.zone), *map(_plain, values), one.span.line])
    return text.getvalue()


def _plain(value: int | None) -> str:
    return "" if value is None else quantity.plain(value)


def _unit(name: str) -> str:
    base = name.partition(".")[0]
    if base in {"power", "offered"}:
        return "kW"
    return {"current": "A", "current-offered": "A", "voltage": "V", "soc": "%"}.get(base, "kWh")
