"""What came of files of profiles and chargers, in words."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zefdesk.desktop import closed_words
from zefdesk.domain.notation import Notation
from zefdesk.services import configuring
from zefdesk.services.closing import MonthClosed

if TYPE_CHECKING:
    from zefdesk.billing.check_remarks import Remark
    from zefdesk.store.ledger import Ledger


class ProfileCame(NamedTuple):
    """A profile that came in by file: its name and version, whether that is new, and what may be wrong with it."""

    name: str
    version: int
    new: bool
    warnings: "tuple[Remark, ...]"


def profile_came(ledger: "Ledger", path: Path) -> ProfileCame:
    """Take in a profile's file; raises Trouble for one that cannot be read or has errors."""
    stored, new = configuring.import_profile(ledger, path)
    warnings = tuple(remark for remark in configuring.check_profile(path) if remark.severity == "warning")
    return ProfileCame(stored.name, stored.version, new, warnings)


def profile_outcome(came: ProfileCame) -> str:
    """Say what came of a profile's file."""
    if not came.new:
        return f"Billing profile '{came.name}' is known with this content already, as version {came.version}"
    said = f"Billing profile '{came.name}', version {came.version}, is stored"
    count = len(came.warnings)
    return f"{said}, with {'1 warning' if count == 1 else f'{count} warnings'}" if count else said


def warnings(remarks: "Sequence[Remark]") -> list[tuple[str, str]]:
    """Write warnings as rows: where, and what with how to mend it."""
    return [(one.path or "profile", f"{one.message}: {one.fix}" if one.fix else one.message) for one in remarks]


def chargers_outcome(count: int, notation: Notation) -> str:
    """Say how many chargers a file configured otherwise than before."""
    if not count:
        return "The file says what is configured already"
    return "1 charger is configured" if count == 1 else f"{notation.count(count)} chargers are configured"


def chargers_written(count: int, target: Path, notation: Notation) -> str:
    """Say how many chargers were written."""
    return f"{'1 charger' if count == 1 else f'{notation.count(count)} chargers'} written to {target.name}"


def assigned(name: str, count: int, notation: Notation) -> str:
    """Say to how many chargers a profile is assigned."""
    return f"'{name}' is assigned to {'1 charger' if count == 1 else f'{notation.count(count)} chargers'}"


def sentence(error: Exception) -> str:
    """Write what went wrong with a capital at its head, unless a file's name stands there."""
    if isinstance(error, MonthClosed):
        closed = closed_words.are_closed(error.months, Notation())
        return f"{closed}, and this would change it: nothing was done. Months, in the menu Review, opens it again."
    return capital(str(error))


def capital(text: str) -> str:
    """Write a text with a capital at its head, unless a file's name stands there."""
    return text if "/" in text.split(" ", 1)[0] else text[:1].upper() + text[1:]
