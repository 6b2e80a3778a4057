"""Files priced by themselves: a session under a profile, a charge detail record under a tariff, pricing cases."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from zefdesk.billing import cases
from zefdesk.billing.metered import Metered
from zefdesk.billing.ocpi.cdr import read_cdr
from zefdesk.billing.ocpi.tariff import read_tariff
from zefdesk.billing.ocpi.tariff_out import write_tariff
from zefdesk.billing.price import price
from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import price_row
from zefdesk.billing.session_text import read_session
from zefdesk.domain.bill import Bill
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.trouble import Trouble

_LARGEST = 64 << 20
T = TypeVar("T")


class CannotSay(Trouble):
    """A profile that another form has no words for."""


class FileUnreadable(Trouble):
    """A file that pricing needs and cannot read."""


def read_profile_file(path: Path) -> BillingProfile:
    """Read a billing profile; FileUnreadable names the file with what is wrong."""
    return _read(path, read_profile)


def read_tariff_file(path: Path, time_zone: str | None) -> BillingProfile:
    """Read an OCPI tariff as a billing profile, by the clock of a zone."""
    return _read(path, lambda text: read_tariff(_document(text), time_zone=time_zone))


def tariff_text(profile: BillingProfile, version: str, *, lossy: bool) -> str:
    """Give a profile as an OCPI tariff; CannotSay names what OCPI has no words for, unless `lossy` agrees."""
    document, missing = write_tariff(profile, version)
    if missing and not lossy:
        raise CannotSay(f"OCPI {version} cannot say: {'; '.join(missing)}: leave it out with --lossy")
    text = msgspec.json.Encoder(decimal_format="number").encode(document)
    return msgspec.json.format(text, indent=2).decode() + "\n"


def bill_of_session(profile_path: Path, session_path: Path) -> Bill:
    """Price one session file under one profile file."""
    profile = read_profile_file(profile_path)
    session = _read(session_path, lambda text: read_session(text, profile.time_zone))
    try:
        return price(session, profile) if isinstance(session, Metered) else price_row(session, profile)
    except Unpriceable as error:
        raise FileUnreadable(f"{session_path}: {error}") from None


def bill_of_cdr(tariff_path: Path, cdr_path: Path, time_zone: str | None) -> Bill:
    """Price an OCPI charge detail record under an OCPI tariff; an OCPI tariff names no zone, so one may be told."""
    metered = _read(cdr_path, lambda text: read_cdr(_document(text), time_zone))
    profile = _read(tariff_path, lambda text: read_tariff(_document(text), time_zone=time_zone or metered.zone))
    try:
        return price(metered, profile)
    except Unpriceable as error:
        raise FileUnreadable(f"{cdr_path}: {error}") from None


def case_results(path: Path) -> list[dict[str, Any]]:
    """Run the pricing case of a file, or each of a list of cases; one that cannot be priced says why it is skipped."""
    document = _read(path, _any_document)
    return [cases.run_case(one) for one in (document if isinstance(document, list) else [document])]


def _read(path: Path, read: Callable[[bytes], T]) -> T:
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable(f"{path}: larger than 64 MB; this is no such file")
        text = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(f"{path}: {error.strerror or error}") from None
    try:
        return read(text.removeprefix(b"\xef\xbb\xbf"))
    except FileUnreadable:
        raise
    except Trouble as error:
        raise FileUnreadable(f"{path}: {error}") from error


def _any_document(text: bytes) -> Any:  # noqa: ANN401 -- any JSON
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Trouble(f"no JSON document: {error}") from None


def _document(text: bytes) -> dict[str, Any]:
    document = _any_document(text)
    if isinstance(document, dict):
        inner = document.get("data", document)
        if isinstance(inner, dict):
            return inner
    raise Trouble("holds no JSON object")
