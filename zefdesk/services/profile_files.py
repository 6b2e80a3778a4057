"""The draft of a profile from a file: our own JSON, or an OCPI tariff."""

import json
from pathlib import Path

from zefdesk.billing.draft import Draft, draft_of, draft_of_text
from zefdesk.services.billing_files import read_file, read_tariff_file

_ELEMENTS = "elements"


def draft_from_file(path: Path, time_zone: str | None = None) -> Draft:
    """Give the draft of a profile's file, faults and all, or of an OCPI tariff by the clock of a zone.

    Raises FileUnreadable for what is neither.
    """
    if read_file(path, _is_tariff):
        return draft_of(read_tariff_file(path, time_zone))
    draft = read_file(path, draft_of_text)
    draft.pop("version", None)
    return draft


def _is_tariff(text: bytes) -> bool:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return False
    inner = document.get("data", document) if isinstance(document, dict) else None
    return isinstance(inner, dict) and _ELEMENTS in inner
