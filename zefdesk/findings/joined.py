"""Findings about sessions that a report and a log tell: where they differ, and where it is not clear which is which."""

from collections.abc import Iterator
from typing import NamedTuple

from zefdesk.domain.finding import Found
from zefdesk.domain.notation import duration
from zefdesk.domain.quantity import plain
from zefdesk.findings.thresholds import DEFAULT, Thresholds

DIFFERS, AMBIGUOUS = "report-log-differs", "ambiguous-match"


class Sides(NamedTuple):
    """What one side tells: instants and durations in seconds, energy in billionths of a kWh; None where it does not."""

    start: int
    energy: int | None
    plug_duration: int | None
    charge_duration: int | None


def differs(log: Sides, report: Sides, thresholds: Thresholds = DEFAULT) -> Iterator[Found]:
    """Say where a log and a report tell a session apart: by more than 0.01 kWh, or by more than 60 seconds."""
    parts = []
    if log.energy is not None and report.energy is not None:
        off = log.energy - report.energy
        if abs(off) > thresholds.energy_differs:
            parts.append(f"the log has {plain(log.energy)} kWh and the report {plain(report.energy)} kWh")
    if abs(log.start - report.start) > thresholds.time_differs:
        way = "later" if log.start > report.start else "earlier"
        parts.append(f"the log's Start is {duration(abs(log.start - report.start))} {way}")
    for name, ours, theirs in (
        ("Plug Duration", log.plug_duration, report.plug_duration),
        ("Charge Duration", log.charge_duration, report.charge_duration),
    ):
        if ours is not None and theirs is not None and abs(ours - theirs) > thresholds.time_differs:
            parts.append(f"{name} is {duration(ours)} in the log and {duration(theirs)} in the report")
    if parts:
        yield Found(DIFFERS, f"Report and log do not agree: {'; '.join(parts)}.", "; ".join(parts))


def ambiguous(candidates: int, other: str) -> Found:
    """Say that a session may be one of several of the other side (`report` or `log`)."""
    several = f"{candidates} sessions of a {other} start within five minutes with about the same energy"
    return Found(AMBIGUOUS, f"{several}, so none was taken for this one.", str(candidates))
