"""Time zones as files name them: IANA names, offsets, abbreviations and everyday names."""

import json
import re
from functools import lru_cache
from zoneinfo import available_timezones

from zefdesk.assets import resources
from zefdesk.domain import clock
from zefdesk.domain.trouble import UnknownName

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-\u2212])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_IANA = re.compile(r"\b[A-Za-z]+(?:/[A-Za-z0-9_+\-]+){1,2}")
_SAID = re.compile(
    r"(?:time\s*-?zone|timezone|\btz\b|\btimes?\b(?:\s+are|\s+is)?(?:\s+shown|\s+given|\s+displayed)?(?:\s+in)?)\s*[:=\-]?\s*(.+)",
    re.IGNORECASE,
)
_HOURS = 24


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, str], dict[str, str]]:
    path = resources() / "mappings" / "names" / "zones.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["offsets"], {name.casefold(): zone for name, zone in data["zones"].items()}


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1024)
def zone_name(text: str) -> str | None:
    """Give the zone that a text names, as an IANA name or an offset `-05:00`; None where it names none."""
    bare = text.strip().strip("()[]").strip()
    if not bare or len(bare) > 64:  # noqa: PLR2004 -- no zone has so long a name
        return None
    if match := _OFFSET.fullmatch(bare):
        return _offset(match)
    offsets, everyday = _names()
    if bare.upper() in offsets:
        return offsets[bare.upper()]
    if bare.casefold() in everyday:
        return everyday[bare.casefold()]
    return _iana(bare)


def _offset(match: re.Match[str]) -> str | None:
    hours = int(match[2])
    if hours >= _HOURS:
        return None
    size = hours * 3600 + int(match[3] or 0) * 60
    return clock.offset_name(size if match[1] == "+" else -size)


def _iana(text: str) -> str | None:
    name = _known().get(text.casefold().replace(" ", "_"))
    if name is None or ("/" not in name and len(name) < 4):  # noqa: PLR2004 -- `ROK` is a word, not a zone here
        return None
    try:
        clock.zone(name)
    except UnknownName:
        return None
    return name


def is_fixed(name: str) -> bool:
    """Whether a zone is a mere offset, which has no odd hours."""
    return name[:1] in "+-"


def said_in(text: str) -> str | None:
    """Find the zone that a title line says: `Time zone: America/Chicago`, `All times in UTC`."""
    for match in _IANA.finditer(text):
        if name := _iana(match[0]):
            return name
    said = _SAID.search(text)
    if said is None:
        return None
    words = said[1].strip(" .;,)").split()
    for size in range(min(len(words), 4), 0, -1):
        if name := zone_name(" ".join(words[:size]).strip(".,;()")):
            return name
    return None
