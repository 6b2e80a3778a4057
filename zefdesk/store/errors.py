"""What can be wrong with a ledger, each said in one line with its mend."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from zefdesk.domain.trouble import Cancelled, Trouble


class LedgerError(Trouble):
    """The ledger cannot be opened, read or written."""


class LedgerBusy(LedgerError):
    """Another program holds the ledger."""


class LedgerDamaged(LedgerError):
    """The file is a ledger, and parts of it cannot be read."""


class LedgerNewer(LedgerError):
    """A newer version of the program made this ledger."""


class NotALedger(LedgerError):
    """The file is something else."""


_SAYINGS = (
    ("locked", LedgerBusy, "{0} is in use by another program: close it there, or try again in a moment"),
    ("busy", LedgerBusy, "{0} is in use by another program: close it there, or try again in a moment"),
    ("disk is full", LedgerError, "the disk of {0} is full: nothing was stored; free some room and try again"),
    ("readonly", LedgerError, "{0} cannot be written: check the rights of the file and of its folder"),
    ("unable to open", LedgerError, "{0} cannot be opened: check that its folder exists and that you may write there"),
    ("not a database", NotALedger, "{0} is not a ledger: choose another file, or a new name"),
    ("malformed", LedgerDamaged, "{0} is damaged: open a backup or a copy of it, or import the files again"),
    ("too complex", LedgerError, "the text to search for is too long"),
    ("disk i/o", LedgerError, "{0} cannot be read or written: the disk reports an error"),
)


@contextmanager
def told_plainly(location: str) -> Iterator[None]:
    """Turn what the database driver raises into one line for the person; an interrupted query is `Cancelled`."""
    try:
        yield
    except DBAPIError as error:
        text = str(error.orig).lower()
        if "interrupted" in text:
            raise Cancelled from error
        for word, kind, saying in _SAYINGS:
            if word in text:
                raise kind(saying.format(location)) from error
        raise LedgerError(f"{location}: {error.orig}") from error
