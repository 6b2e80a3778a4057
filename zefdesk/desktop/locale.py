"""How numbers, dates and times are written on this screen: the notation and the zone of the system."""

import re
from functools import cache

from PySide6.QtCore import QLocale, QTimeZone

from zefdesk.domain.notation import Notation

_WEEKDAY = re.compile(r"[\s,.]*dddd?[\s,.]*")


def notation_of(locale: QLocale) -> Notation:
    """Give the notation of a locale: its marks, its date with a short month, its clock without seconds."""
    short = QLocale.FormatType.ShortFormat
    return Notation(
        decimal=locale.decimalPoint(),
        group=locale.groupSeparator().replace("\u202f", "\u00a0"),
        date=_date(locale),
        time=_time(locale.timeFormat(short)),
        months=tuple(locale.standaloneMonthName(month, short).rstrip(".") for month in range(1, 13)),
        am=locale.amText(),
        pm=locale.pmText(),
    )


@cache
def notation() -> Notation:
    """Give the notation of the system."""
    return notation_of(QLocale.system())


@cache
def zone() -> str:
    """Give the zone of this computer's clock."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"


def _date(locale: QLocale) -> str:
    pattern = _WEEKDAY.sub("", locale.dateFormat(QLocale.FormatType.LongFormat))
    if "'" in pattern or "MMMM" not in pattern:
        pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
        return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")
    return pattern.replace("MMMM", "MMM")


def _time(pattern: str) -> str:
    plain = re.sub(r"[\u202f\u00a0]", " ", pattern).replace(":ss", "")
    return re.sub(r"[aA][pP]", "AP", plain)
