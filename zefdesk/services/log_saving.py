"""What a vendor is given of a session: its messages as text, its meter values as CSV; secrets are masked."""

import csv
import io
from pathlib import Path

from zefdesk.domain import quantity
from zefdesk.domain.clock import iso
from zefdesk.domain.samples import Samples
from zefdesk.domain.trouble import NotFound
from zefdesk.ocpp.instants import seconds
from zefdesk.reports.target import whole_file
from zefdesk.services import charger_logs
from zefdesk.services.charger_logs import Trace
from zefdesk.store.ledger import Ledger


def save_messages(ledger: Ledger, number: int, target: Path, *, overwrite: bool = False) -> int:
    """Write the messages of a session, each on a line with the clock and the number of its line; gives how many."""
    messages = charger_logs.frames_of(ledger, number)
    lines = []
    for one in messages:
        at = iso(seconds(one.at), "UTC") if one.at is not None else "no clock"
        lines.append(f"{at} line {one.span.line} {one.text}")
    with whole_file(target, overwrite=overwrite) as out:
        out.write(("\n".join(lines) + "\n").encode())
    return len(messages)


def save_values(ledger: Ledger, number: int, target: Path, *, overwrite: bool = False) -> int:
    """Write the meter values of a session as CSV: instant, then a column a series; gives how many. Raises NotFound."""
    told = charger_logs.trace(ledger, number)
    if told is None:
        raise NotFound(f"no log tells session {number}, so it has no meter values")
    samples = Samples.of(told.logged.samples)
    with whole_file(target, overwrite=overwrite) as out:
        out.write(_csv(told, samples).encode())
    return len(samples)


def _csv(told: Trace, samples: Samples) -> str:
    names = samples.series()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["At", *(f"{name} ({_unit(name)})" for name in names), "Source Line"])
    for one in samples:
        values = ["" if name not in one.values else quantity.plain(one.values[name]) for name in names]
        writer.writerow([iso(one.at, told.logged.zone), *values, one.span.line])
    return text.getvalue()


def _unit(name: str) -> str:
    base = name.partition(".")[0]
    if base in {"power", "offered"}:
        return "kW"
    return {"current": "A", "current-offered": "A", "voltage": "V", "soc": "%"}.get(base, "kWh")
