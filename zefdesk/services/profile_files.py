"""Profiles in and out by file while they are designed: our own JSON, and OCPI tariffs with what those cannot say."""

import json
from pathlib import Path

from zefdesk.billing.draft import Draft, draft_of, draft_of_text, text_of
from zefdesk.billing.ocpi.tariff_out import write_tariff
from zefdesk.domain.profile import BillingProfile
from zefdesk.reports.target import whole_file
from zefdesk.services.billing_files import FileUnreadable, read_tariff_file
from zefdesk.services.ocpi_documents import tariff_text

TARIFF_VERSION = "2.2.1"
_LARGEST = 64 << 20
_ELEMENTS = "elements"


def draft_from_file(path: Path, time_zone: str | None = None) -> Draft:
    """Give the draft of a profile's file, faults and all, or of an OCPI tariff by the clock of a zone.

    Raises FileUnreadable for what is neither.
    """
    text = _text(path)
    if _is_tariff(text):
        return draft_of(read_tariff_file(path, time_zone))
    draft = draft_of_text(text)
    draft.pop("version", None)
    return draft


def save_draft(draft: Draft, path: Path, *, force: bool = False) -> None:
    """Write a draft as a profile's file, as it is typed."""
    with whole_file(path, overwrite=force) as out:
        out.write(text_of(draft).encode())


def unsayable(profile: BillingProfile) -> tuple[str, ...]:
    """Give what an OCPI tariff cannot say of a profile."""
    return tuple(write_tariff(profile, TARIFF_VERSION)[1])


def save_tariff(profile: BillingProfile, path: Path, *, lossy: bool = False, force: bool = False) -> tuple[str, ...]:
    """Write a profile as an OCPI tariff; gives what that leaves out. Raises CannotSay unless `lossy` agrees to it."""
    text, left_out = tariff_text(profile, TARIFF_VERSION, lossy=lossy)
    with whole_file(path, overwrite=force) as out:
        out.write(text.encode())
    return left_out


def _text(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable(f"{path}: larger than 64 MB; this is no profile")
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise FileUnreadable(f"{path}: {error.strerror or error}") from None


def _is_tariff(text: bytes) -> bool:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return False
    inner = document.get("data", document) if isinstance(document, dict) else None
    return isinstance(inner, dict) and _ELEMENTS in inner
