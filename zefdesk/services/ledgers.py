"""Ledgers as a person handles them: open, find the usual one, save a copy, say where it lies and how big it is."""

import os
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from platformdirs import user_data_path

from zefdesk.domain.trouble import Trouble
from zefdesk.store import imports, sessions
from zefdesk.store.ledger import Ledger


class CannotSave(Trouble):
    """A copy cannot be written where it was asked for."""


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """A ledger in figures: its name, where it lies, bytes on disk, sessions and files in it."""

    name: str
    location: str
    size: int
    sessions: int
    files: int


def default_location() -> Path:
    """Give the ledger of this person on this machine; its folder is made, readable by them only."""
    folder = user_data_path("zefdesk", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / "ledger.zefdesk"


def open_ledger(location: str | Path | None = None, *, create: bool = True) -> Ledger:
    """Open a ledger: the one named, else the one of ZEFDESK_DATABASE, else the usual one.

    Raises `store.errors.LedgerError` with one line for one that cannot be opened; see `Ledger.open`.
    """
    ledger = Ledger.open(location or os.environ.get("ZEFDESK_DATABASE") or default_location(), create=create)
    ledger.person = person()
    return ledger


def person() -> str:
    """Give the name of who works here, for the log of what was done: ZEFDESK_PERSON, else that of the login."""
    try:
        return os.environ.get("ZEFDESK_PERSON") or getuser()
    except (OSError, KeyError, ImportError):  # a machine that knows no users
        return "somebody"


def describe(ledger: Ledger) -> LedgerFacts:
    """Give the figures of an open ledger."""
    name = ledger.path.name if ledger.path else ledger.location
    return LedgerFacts(name, ledger.location, ledger.size, sessions.count(ledger), imports.count(ledger))


def save_copy(ledger: Ledger, target: Path, *, overwrite: bool = False) -> None:
    """Write a consistent copy to a file that appears whole or not at all; raises CannotSave or LedgerError."""
    if target.is_dir():
        raise CannotSave(f"{target} is a folder: name a file in it")
    if target.exists() and not overwrite:
        raise CannotSave(f"{target} exists already: choose another name, or agree to replace it")
    if ledger.path and target.absolute() == ledger.path:
        raise CannotSave(f"{target} is the open ledger itself: choose another name")
    part = target.with_name(f".{target.name}.part")
    try:
        ledger.save_copy(part)
        part.replace(target)
    except OSError as error:
        raise CannotSave(f"{target} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
