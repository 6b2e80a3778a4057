"""Files priced by themselves: a session under a profile, a charge detail record under a tariff, pricing cases."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from zefdesk.billing import cases
from zefdesk.billing.draft import Draft, draft_of_text
from zefdesk.billing.metered import Metered
from zefdesk.billing.ocpi.cdr import read_cdr
from zefdesk.billing.ocpi.tariff import read_tariff
from zefdesk.billing.price import price
from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.row import Row, as_metered, price_row
from zefdesk.billing.session_text import read_session, session_document
from zefdesk.domain.bill import Bill
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.trouble import Trouble

_LARGEST = 64 << 20
T = TypeVar("T")


class FileUnreadable(Trouble):
    """A file that pricing needs and cannot read."""


class PricedFile(NamedTuple):
    """The bill of a file, the session that it is for, and its number: the `id` in the file, else the file's name."""

    bill: Bill
    metered: Metered
    number: str


def read_profile_file(path: Path) -> BillingProfile:
    """Read a billing profile; FileUnreadable names the file with what is wrong."""
    return read_file(path, read_profile)


def read_draft_file(path: Path) -> Draft:
    """Read a profile file as a draft, whatever is wrong in it; FileUnreadable names the file that holds no object."""
    return read_file(path, draft_of_text)


def read_tariff_file(path: Path, time_zone: str | None) -> BillingProfile:
    """Read an OCPI tariff as a billing profile, by the clock of a zone."""
    return read_file(path, lambda text: read_tariff(_document(text), time_zone=time_zone))


def price_session(profile_path: Path, session_path: Path) -> PricedFile:
    """Price one session file under one profile file."""
    profile = read_profile_file(profile_path)
    document = read_file(session_path, session_document)
    with _named(session_path):
        session = read_session(document, profile.time_zone)
        return _priced(session, profile, _number(document, session_path))


def price_cdr(tariff_path: Path, cdr_path: Path, time_zone: str | None) -> PricedFile:
    """Price an OCPI charge detail record under an OCPI tariff; an OCPI tariff names no zone, so one may be told."""
    document = read_file(cdr_path, _document)
    with _named(cdr_path):
        metered = read_cdr(document, time_zone)
    profile = read_tariff_file(tariff_path, time_zone or metered.zone)
    with _named(cdr_path):
        return _priced(metered, profile, _number(document, cdr_path))


def _priced(session: Row | Metered, profile: BillingProfile, number: str) -> PricedFile:
    if isinstance(session, Metered):
        return PricedFile(price(session, profile), session, number)
    return PricedFile(price_row(session, profile), as_metered(session, profile), number)


def _number(document: dict[str, Any], path: Path) -> str:
    return str(document.get("id") or path.stem)


def case_results(path: Path) -> list[dict[str, Any]]:
    """Run the pricing case of a file, or each of a list of cases; one that cannot be priced says why it is skipped."""
    document = read_file(path, _any_document)
    return [cases.run_case(one) for one in (document if isinstance(document, list) else [document])]


def read_file(path: Path, read: Callable[[bytes], T]) -> T:
    """Read a file without the mark of its encoding; raises FileUnreadable, which names it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable(f"{path}: larger than 64 MB; this is no such file")
        text = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(f"{path}: {error.strerror or error}") from None
    with _named(path):
        return read(text.removeprefix(b"\xef\xbb\xbf"))


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say what is wrong with a file with its name."""
    try:
        yield
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
