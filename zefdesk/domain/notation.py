"""Numbers, dates and durations as the text of one locale, and back."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from zefdesk.domain import clock, money, quantity

_TOKEN = re.compile(r"'([^']*)'|yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|AP|ap|A|a|tttt|t")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Notation:
    """How one locale writes: decimal and thousands mark, patterns of date and clock (`MMM d, yyyy`, `h:mm AP`)."""

    decimal: str = "."
    group: str = ","
    date: str = "yyyy-MM-dd"
    time: str = "HH:mm"
    months: tuple[str, ...] = _MONTHS
    am: str = "AM"
    pm: str = "PM"

    def number(self, nano: int, places: int) -> str:
        """Write billionths with exactly so many decimals, rounded half-up, in groups of three."""
        text = quantity.plain(quantity.rounded(nano, places), places)
        sign, size = ("-", text[1:]) if text.startswith("-") else ("", text)
        whole, _, part = size.partition(".")
        grouped = f"{int(whole):,}".replace(",", self.group)
        return f"{sign}{grouped}{self.decimal}{part}" if part else sign + grouped

    def money(self, nano: int, code: str | None, home: str | None = None) -> str:
        """Write an amount with its sign; other currencies than `home` with their code.

        The decimals are the currency's, more only where the source gave more.
        """
        text = money.plain(abs(nano), code)
        size = self.number(abs(nano), len(text.partition(".")[2]))
        mark = f"{code} " if home and code and code != home else money.sign(code)
        return f"{'-' if nano < 0 else ''}{mark}{size}"

    def count(self, number: int) -> str:
        """Write a whole number in groups of three."""
        return f"{number:,}".replace(",", self.group)

    def counted(self, number: int, noun: str) -> str:
        """Count things: `1 session`, `1,043 sessions`."""
        return f"{self.count(number)} {noun}{'' if number == 1 else 's'}"

    def day(self, wall: int) -> str:
        """Write the date of a wall clock."""
        return self._expand(self.date, wall)

    def clock(self, wall: int) -> str:
        """Write the time of day of a wall clock."""
        return self._expand(self.time, wall)

    def moment(self, wall: int) -> str:
        """Write date and time of a wall clock."""
        return f"{self.day(wall)} {self.clock(wall)}"

    def _expand(self, pattern: str, wall: int) -> str:
        at = clock.wall_datetime(wall)
        twelve = "a" in pattern.lower().replace("'", "")
        hour = (at.hour - 1) % _NOON + 1 if twelve else at.hour
        half = self.pm if at.hour >= _NOON else self.am
        month = self.months[at.month - 1]
        words = {"yyyy": f"{at.year:04d}", "yy": f"{at.year % 100:02d}", "MMMM": month, "MMM": month}
        words |= {"MM": f"{at.month:02d}", "M": str(at.month), "dd": f"{at.day:02d}", "d": str(at.day)}
        words |= {"HH": f"{hour:02d}", "H": str(hour), "hh": f"{hour:02d}", "h": str(hour)}
        words |= {"mm": f"{at.minute:02d}", "m": str(at.minute), "ss": f"{at.second:02d}", "s": str(at.second)}
        words |= {"AP": half, "ap": half, "A": half, "a": half}
        return _TOKEN.sub(lambda match: words.get(match[0], match[1] or ""), pattern).strip()

    def read_number(self, text: str) -> Decimal | None:
        """Read a number as this locale writes it; None where it is none."""
        bare = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
        bare = bare.replace(self.group, "") if self.group.strip() else bare
        try:
            number = Decimal(bare.replace(self.decimal, "."))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None


def duration(seconds: int) -> str:
    """Write whole seconds as `h:mm:ss`, beyond 24 hours too."""
    sign, size = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{size // 3600}:{size % 3600 // 60:02d}:{size % 60:02d}"
