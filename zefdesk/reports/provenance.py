"""Where a report comes from: which files, which sessions of them, when and by what it was made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that told sessions of the report: path as given, SHA-256, format, when it came in, how many it told."""

    path: str
    sha256: str
    format: str
    imported_at: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """What stands on the last sheet: version, instant, ledger, filter and order in words, sessions, their files.

    `filtered` where the filter leaves sessions out, or could.
    """

    version: str
    exported_at: int
    ledger: str
    filter: str
    order: str
    sessions: int
    files: tuple[SourceFile, ...]
    filtered: bool = False
