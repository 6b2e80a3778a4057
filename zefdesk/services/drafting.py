"""Drafts of billing profiles: kept while they are typed, looked through, made versions; these read, and withdrawn."""

import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zefdesk.billing.check_remarks import Remark
from zefdesk.billing.checks import HOLIDAYS_END, InForce, check_draft, has_errors
from zefdesk.billing.draft import Draft, draft_of, draft_of_text, kept_text, read, text_of
from zefdesk.billing.profile_text import content_hash, read_profile
from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.trouble import NotFound, Trouble, UnknownName
from zefdesk.reports.target import whole_file
from zefdesk.services import configuring, holidays_ahead
from zefdesk.services.activity import record
from zefdesk.store import chargers as stored_chargers
from zefdesk.store import drafts as stored_drafts
from zefdesk.store import profiles as stored_profiles
from zefdesk.store.ledger import Ledger
from zefdesk.store.profiles import StoredProfile


class StillUsed(Trouble):
    """A version that cannot be withdrawn: it has made bills, or a charger would be left with none."""


class OpenDraft(NamedTuple):
    """A draft that was kept: its number, and when (an instant) and by whom it was typed."""

    id: int
    draft: Draft
    saved_at: int
    by: str


class VersionUse(NamedTuple):
    """A version of a profile with the number of bills that it has made, those that stand no longer included."""

    stored: StoredProfile
    bills: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a draft is looked through with, read once: the versions of its name, the chargers that these are on.

    `rows` says that some sessions of these chargers come as rows of reports.
    """

    versions: tuple[VersionUse, ...] = ()
    chargers: tuple[Charger, ...] = ()
    rows: bool = False
    today: date | None = None
    spans: tuple[InForce, ...] = ()

    @property
    def in_use(self) -> bool:
        """Whether the profile is on a charger, or has made bills: then an edit becomes another version."""
        return bool(self.chargers) or any(one.bills for one in self.versions)

    def check(self, draft: Draft) -> tuple[Remark, ...]:
        """Give what is wrong with a draft, and what may be; errors first. A draft that says what a version says may."""
        spans = () if self.same_as(draft) else self.spans
        found = check_draft(draft, chargers=self.chargers, rows=self.rows, today=self.today, versions=spans)
        return tuple(_with_years(one, draft) if one.code == HOLIDAYS_END else one for one in found)

    def same_as(self, draft: Draft) -> StoredProfile | None:
        """Give the version that says the same as a draft."""
        profile = read(draft).profile
        if profile is None:
            return None
        content = content_hash(profile)
        return next((one.stored for one in self.versions if one.stored.content_hash == content), None)


def _with_years(one: Remark, draft: Draft) -> Remark:
    """Let the holidays of further years be added by a click."""
    mend = holidays_ahead.mend(max(day.date.year for day in holidays_ahead.named(draft)))
    return one._replace(fix=mend.text, mend=mend)


class Published(NamedTuple):
    """What came of a draft: its version, whether that is new, and the remarks; with errors there is no version."""

    stored: StoredProfile | None
    is_new: bool
    remarks: tuple[Remark, ...]


def open_drafts(ledger: Ledger) -> list[OpenDraft]:
    """Give the drafts that were kept, the last one first."""
    with ledger.reading() as transaction:
        rows = stored_drafts.drafts(transaction)
    return [OpenDraft(one.id, draft_of_text(one.body), one.at, one.by) for one in rows]


def keep_draft(ledger: Ledger, draft: Draft, number: int | None = None) -> int:
    """Keep a draft to the letter, in place of what was kept under its number; gives the number."""
    name = str(draft.get("name") or "")
    with ledger.writing() as transaction:
        return stored_drafts.keep(transaction, number, name, kept_text(draft), ledger.person, int(time.time()))


def discard_draft(ledger: Ledger, number: int) -> None:
    """Keep a draft no longer."""
    with ledger.writing() as transaction:
        stored_drafts.remove(transaction, number)


def save_draft(draft: Draft, path: Path, *, overwrite: bool = False) -> None:
    """Write a draft as a profile file, whole or not at all, whatever is wrong in it; `read_draft_file` reads it."""
    with whole_file(path, overwrite=overwrite) as out:
        out.write(text_of(draft).encode())


def version_of(ledger: Ledger, name: str, version: int | None = None) -> BillingProfile:
    """Give a version of a profile, the newest unless one is said; raises UnknownName, or NotFound."""
    newest = configuring.newest_version(ledger, name)
    if version is None:
        return _profile(newest)
    found = [one for one in stored_profiles.versions(ledger, name) if one.version == version]
    if not found:
        raise NotFound(f"profile '{name}' has no version {version}: see `profiles`")
    return _profile(found[0])


def _profile(stored: StoredProfile) -> BillingProfile:
    return replace(read_profile(stored.document), version=stored.version)


def next_draft(ledger: Ledger, name: str, since: date, version: int | None = None) -> Draft:
    """Give the draft of a next version: what a version says, in force from another day on, without an end."""
    made = draft_of(version_of(ledger, name, version))
    return {key: value for key, value in made.items() if key != "effective_until"} | {"effective_from": str(since)}


def surroundings(ledger: Ledger, name: str) -> Surroundings:
    """Read what drafts of a profile of this name are looked through with."""
    with ledger.reading() as transaction:
        versions = stored_profiles.versions_in(transaction, name)
        bills = stored_profiles.bills_of_versions(transaction, name)
        on = {one.charger for one in stored_profiles.assignments_in(transaction) if one.profile == name}
        rows = bool(on) and stored_chargers.has_rows(transaction, sorted(on))
    chargers = tuple(one for one in stored_chargers.chargers(ledger) if one.serial in on)
    used = tuple(VersionUse(one, bills.get(one.version, 0)) for one in versions)
    today = clock.date_of(int(time.time()) // clock.DAY)
    return Surroundings(used, chargers, rows, today, tuple(map(_in_force, versions)))


def _in_force(stored: StoredProfile) -> InForce:
    until = stored.effective_until
    return InForce(
        stored.version, date.fromisoformat(stored.effective_from), None if until is None else date.fromisoformat(until)
    )


def publish(ledger: Ledger, draft: Draft, number: int | None = None) -> Published:
    """Make a draft a version of its profile; one that says what a version says is that version.

    A draft with errors becomes none; warnings do not keep it. A draft that was kept under `number` is kept no longer.
    """
    around = surroundings(ledger, str(draft.get("name") or ""))
    remarks = around.check(draft)
    profile = read(draft).profile
    if profile is None or has_errors(remarks):
        return Published(None, False, remarks)
    stored, is_new = configuring.add_profile(ledger, profile)
    if number is not None:
        discard_draft(ledger, number)
    return Published(stored, is_new, remarks)


def withdraw(ledger: Ledger, name: str, version: int) -> None:
    """Take out a version that was never used; the others stay, with their numbers.

    Raises StillUsed for one that has made a bill, and for the only one of a profile that is on a charger.
    """
    with ledger.writing() as transaction:
        versions = stored_profiles.versions_in(transaction, name)
        if not versions:
            raise UnknownName(f"no profile is named '{name}'")
        if version not in {one.version for one in versions}:
            raise NotFound(f"profile '{name}' has no version {version}: see `profiles`")
        bills = stored_profiles.bills_of_versions(transaction, name).get(version, 0)
        if bills:
            raise StillUsed(
                f"version {version} of '{name}' has made bills ({bills:,}), which are kept: it stays readable"
            )
        on = {one.charger for one in stored_profiles.assignments_in(transaction) if one.profile == name}
        if len(versions) == 1 and on:
            raise StillUsed(f"'{name}' is on {', '.join(sorted(on))}: unassign it first, or keep this version")
        stored_profiles.take_out(transaction, name, version)
        record(transaction, "profile-withdrawn", f"{name}, version {version}")
