"""Chargers and billing profiles set up: what a charger is and costs, and which profile is on it since when."""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from zefdesk.billing.check_remarks import ERROR, Remark
from zefdesk.billing.checks import check_draft
from zefdesk.billing.profile_text import NotJson, content_hash, read_profile, write_profile
from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.trouble import UnknownName
from zefdesk.reports.target import whole_file
from zefdesk.services import charger_file
from zefdesk.services.activity import record
from zefdesk.services.billing_files import FileUnreadable, read_draft_file, read_profile_file, read_tariff_file
from zefdesk.services.closing import watched
from zefdesk.services.ocpi_documents import save_tariff
from zefdesk.store import chargers as stored_chargers
from zefdesk.store import profiles as stored_profiles
from zefdesk.store.ledger import Ledger
from zefdesk.store.profiles import Assignment, StoredProfile
from zefdesk.store.transaction import Transaction

_UTC = "UTC"
WATCHED = "this change of a charger"
"""What is said where a closed month would be changed: another zone may move sessions out of it or into it."""


def chargers(ledger: Ledger) -> list[Charger]:
    """Give all chargers that are known, in the order of their serials."""
    return stored_chargers.chargers(ledger)


def sessions_of(ledger: Ledger) -> dict[str, int]:
    """How many sessions each charger has, by its serial, else its name."""
    return stored_chargers.sessions_of(ledger)


def has_zone(ledger: Ledger, serial: str) -> bool:
    """Whether a time zone is configured for a charger, by its serial, else its name."""
    return any(one.time_zone for one in stored_chargers.chargers(ledger, serial))


def set_charger(ledger: Ledger, serial: str, values: Mapping[str, str], *, closed_too: bool = False) -> Charger:
    """Set these keys of a charger, as texts; one that is not known yet is added.

    Raises UnknownName, and MonthClosed where another zone would move sessions of a closed month, unless `closed_too`.
    """
    with ledger.writing() as transaction, watched(transaction, WATCHED, closed_too=closed_too):
        return set_in(transaction, serial, values)


def set_in(transaction: Transaction, serial: str, values: Mapping[str, str]) -> Charger:
    """Do the same within a transaction."""
    before = stored_chargers.find(transaction, serial)
    after = charger_file.changed(before or Charger(serial), values)
    stored_chargers.save(transaction, after, before)
    if before != after:
        record(transaction, "charger-set", serial, *charger_file.differences(before, after))
    return after


def import_chargers(ledger: Ledger, path: Path, *, closed_too: bool = False) -> int:
    """Set chargers from a CSV file with a column `serial`; all of it or nothing. Gives how many.

    Raises as `set_charger`.
    """
    rows = charger_file.read(path)
    with ledger.writing() as transaction, watched(transaction, WATCHED, closed_too=closed_too):
        set_rows(transaction, path, rows)
    return len(rows)


def set_rows(transaction: Transaction, path: Path, rows: Iterable[tuple[int, str, Mapping[str, str]]]) -> None:
    """Set chargers from the rows of a file, within a transaction; raises UnknownName with the line."""
    for line, serial, values in rows:
        try:
            set_in(transaction, serial, values)
        except UnknownName as error:
            raise UnknownName(f"{path}, line {line}: {error}") from None


def export_chargers(ledger: Ledger, path: Path, *, force: bool = False) -> int:
    """Write all chargers as the CSV file that `import_chargers` reads; gives how many."""
    found = chargers(ledger)
    with whole_file(path, overwrite=force) as out:
        out.write(charger_file.text_of(found).encode())
    return len(found)


def profiles(ledger: Ledger) -> list[StoredProfile]:
    """Give all versions of all profiles."""
    return stored_profiles.versions(ledger)


def assignments(ledger: Ledger) -> list[Assignment]:
    """Give all assignments, by charger and beginning."""
    return stored_profiles.assignments(ledger)


def import_profile(ledger: Ledger, path: Path) -> tuple[StoredProfile, bool]:
    """Take in a profile from its file: a known name with another content is a new version, with the same it is nothing.

    Gives the version, and whether it is new. Raises FileUnreadable for one with errors.
    """
    return add_profile(ledger, read_profile_file(path))


def import_tariff(ledger: Ledger, path: Path, time_zone: str | None) -> tuple[StoredProfile, bool]:
    """Take in an OCPI tariff as a profile, by the clock of a zone; the same rules hold."""
    return add_profile(ledger, read_tariff_file(path, time_zone))


def export_tariff(
    ledger: Ledger, name: str, path: Path, version: str, *, lossy: bool = False, force: bool = False
) -> tuple[StoredProfile, tuple[str, ...]]:
    """Write the newest version of a profile as an OCPI tariff; gives it, and what the tariff leaves out.

    Raises CannotSay, which names that, unless `lossy` agrees to it.
    """
    newest = newest_version(ledger, name)
    return newest, save_tariff(read_profile(newest.document), path, version, lossy=lossy, overwrite=force)


def add_profile(ledger: Ledger, profile: BillingProfile) -> tuple[StoredProfile, bool]:
    """Take in a profile; gives its version, and whether it is new."""
    content = content_hash(profile)
    with ledger.writing() as connection:
        for known in stored_profiles.versions_in(connection, profile.name):
            if known.content_hash == content:
                return known, False
        until = profile.effective_until
        added = stored_profiles.add(
            connection,
            profile.name,
            content,
            profile.effective_from.isoformat(),
            None if until is None else until.isoformat(),
            write_profile(profile),
        )
        before = f"version {added.version - 1}" if added.version > 1 else ""
        about = f"{profile.name}, version {added.version}"
        record(connection, "profile-added", about, before, f"in force from {added.effective_from}")
    return added, True


def export_profile(ledger: Ledger, name: str, path: Path, *, force: bool = False) -> StoredProfile:
    """Write the newest version of a profile as its file."""
    newest = newest_version(ledger, name)
    with whole_file(path, overwrite=force) as out:
        out.write(newest.document.encode())
    return newest


def newest_version(ledger: Ledger, name: str) -> StoredProfile:
    """Give the newest version of a profile; raises UnknownName."""
    found = stored_profiles.versions(ledger, name)
    if not found:
        known = sorted({one.name for one in profiles(ledger)})
        raise UnknownName(f"no profile is named '{name}'" + (f": there is {', '.join(known)}" if known else ""))
    return found[-1]


def check_profile(path: Path) -> tuple[Remark, ...]:
    """Give what is wrong with a profile file, and what may be; raises FileUnreadable for one that is no JSON."""
    try:
        return check_draft(read_draft_file(path), today=clock.date_of(int(time.time()) // clock.DAY))
    except FileUnreadable as error:
        if error.__cause__ is None or isinstance(error.__cause__, NotJson):
            raise
        return (Remark(ERROR, "wrong", "", str(error.__cause__)),)


def assign(ledger: Ledger, name: str, serials: Sequence[str], since: date | None = None) -> None:
    """Put a profile on chargers from 00:00 of a day by each charger's clock on (by default: its first day in force).

    The assignment before ends there; one that would overlap another is refused, and nothing is changed.
    """
    since = since or date.fromisoformat(stored_since(ledger, name))
    with ledger.writing() as transaction:
        assign_in(transaction, name, serials, since)


def assign_in(transaction: Transaction, name: str, serials: Iterable[str], since: date) -> None:
    """Do the same within a transaction, from a day on."""
    for serial in serials:
        if stored_chargers.find(transaction, serial) is None:
            raise UnknownName(f"no charger has the serial '{serial}': see `chargers`, or add it with `chargers set`")
        stored_profiles.assign(transaction, name, serial, clock.wall_of_day(since))
        record(transaction, "assigned", serial, "", f"{name} from {since.isoformat()}")


def stored_since(ledger: Ledger, name: str) -> str:
    """Give the first day on which a version of a profile is in force; raises UnknownName."""
    newest_version(ledger, name)
    return min(one.effective_from for one in stored_profiles.versions(ledger, name))


def unassign(ledger: Ledger, serials: Iterable[str], since: date | None = None) -> list[str]:
    """End what is assigned to chargers from a day on (by default: now); gives the chargers that had something."""
    with ledger.writing() as transaction:
        return unassign_in(transaction, serials, since)


def unassign_in(transaction: Transaction, serials: Iterable[str], since: date | None) -> list[str]:
    """Do the same within a transaction."""
    ended = []
    for serial in serials:
        charger = stored_chargers.find(transaction, serial)
        if charger is None:
            raise UnknownName(f"no charger has the serial '{serial}': see `chargers`")
        wall = now_at(charger) if since is None else clock.wall_of_day(since)
        if stored_profiles.unassign(transaction, serial, wall):
            ended.append(serial)
            record(transaction, "unassigned", serial, "", f"until {clock.wall_text(wall, ' ')}")
    return ended


def now_at(charger: Charger) -> int:
    """Give the wall clock of a charger now; that of UTC where its zone is not configured."""
    return clock.wall_of(charger.time_zone or _UTC, int(time.time()))
