"""What the lines above a header say of the whole table: its time zone, its currency."""

import re
from collections.abc import Sequence

from zefdesk.formats import units, zones
from zefdesk.formats.table import Row

_CURRENCY = re.compile(
    r"(?:currency|currencies|amounts?|prices?|costs?)\b[^A-Z$€£¥]{0,24}([A-Z]{3}\b|US\$|CA?\$|A\$|[$€£¥])"
)
_WORDS = re.compile(r"(?i)currency\s*[:=]?\s*([a-z]{3})\b")


def _texts(rows: Sequence[Row]) -> list[str]:
    return [" ".join(str(cell) for cell in row.cells if cell not in ("", None)) for row in rows]


def zone_said(rows: Sequence[Row]) -> str | None:
    """Give the zone that one of the lines says; None where none does."""
    return next(filter(None, map(zones.said_in, _texts(rows))), None)


def currency_said(rows: Sequence[Row]) -> str | None:
    """Give the currency that one of the lines says; None where none does."""
    for text in _texts(rows):
        match = _CURRENCY.search(text) or _WORDS.search(text)
        if match and (code := units.currency(match[1])):
            return code
    return None
