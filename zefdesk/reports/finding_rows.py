"""Findings as a table: what does not add up, in which session, and where that stands."""

from typing import NamedTuple

FIELDS = ("id", "name", "serial", "start", "display_zone", "source_file", "source_line")
"""What is told of a finding's session."""

TITLES = (
    *("Finding No.", "Code", "Kind", "Severity", "What was seen", "What may be innocent", "Session No.", "Charger"),
    *("Charger Serial", "Session Began", "Source File", "Source Line", "Set Aside By", "Set Aside At"),
    "Set Aside Because",
)


class FindingRow(NamedTuple):
    """One finding with its session, which is None for what concerns a file or a charger; `aside_at` is an instant."""

    number: int
    code: str
    title: str
    severity: str
    message: str
    innocent: str
    session: int | None
    charger: str | None = None
    serial: str | None = None
    began: int | None = None
    zone: str = "UTC"
    source_file: str | None = None
    source_line: int | None = None
    aside_by: str | None = None
    aside_at: int | None = None
    aside_because: str | None = None
