"""Profiles and bills as OCPI documents; what OCPI has no words for is refused, or left out where that is agreed to."""

from pathlib import Path
from typing import Any

import msgspec

from zefdesk.billing.ocpi import cdr_out
from zefdesk.billing.ocpi.tariff_out import write_tariff
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.trouble import Trouble
from zefdesk.reports.target import whole_file
from zefdesk.services.billing_files import PricedFile


class CannotSay(Trouble):
    """Something that another form has no words for."""


def tariff_text(profile: BillingProfile, version: str, *, lossy: bool) -> tuple[str, tuple[str, ...]]:
    """Give a profile as an OCPI tariff, and what it leaves out; CannotSay unless `lossy` agrees to that."""
    document, missing = write_tariff(profile, version)
    _agree(missing, version, lossy=lossy)
    text = msgspec.json.Encoder(decimal_format="number").encode(document)
    return msgspec.json.format(text, indent=2).decode() + "\n", tuple(missing)


def save_tariff(
    profile: BillingProfile, path: Path, version: str, *, lossy: bool = False, overwrite: bool = False
) -> tuple[str, ...]:
    """Write a profile as an OCPI tariff file, whole or not at all; gives what it leaves out. Raises CannotSay."""
    text, missing = tariff_text(profile, version, lossy=lossy)
    with whole_file(path, overwrite=overwrite) as out:
        out.write(text.encode())
    return missing


def left_out(profile: BillingProfile, version: str) -> tuple[str, ...]:
    """Name what an OCPI tariff of a version cannot say of a profile."""
    return write_tariff(profile, version)[1]


def cdr_document(priced: PricedFile, *, lossy: bool) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give a bill as an OCPI charge detail record, and what it leaves out; CannotSay unless `lossy` agrees to that."""
    document, missing = cdr_out.write_cdr(priced.bill, priced.metered, priced.number)
    _agree(missing, cdr_out.VERSION, lossy=lossy)
    return document, missing


def _agree(missing: tuple[str, ...], version: str, *, lossy: bool) -> None:
    if missing and not lossy:
        raise CannotSay(f"OCPI {version} cannot say all of it. {' '.join(missing)} To leave that out: --lossy")
