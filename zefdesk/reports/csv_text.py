"""Values as fields of a CSV file (RFC 4180), columns of them at once; texts never become formulas."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from zefdesk.domain import money, quantity
from zefdesk.domain.notation import duration
from zefdesk.reports.memo import Memo

FORMULA_SIGNS = ("=", "+", "-", "@", "'", "\t", "\r")
"""A text that begins with one of these gets a `'` before it."""
_FORMULA = re.compile("\x00(?=[=+\\-@'\t\r])")
END = "\r\n"
_HOUR = 3600
_IN_AN_HOUR = [f"{minute:02d}:{second:02d}" for minute in range(60) for second in range(60)]


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula; our import takes the sign off again."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


class Fields:
    """Turns values into fields between these separators, decimals with this mark."""

    def __init__(self, separator: str = ",", decimal: str = ".") -> None:
        special = re.escape(separator)
        self._quote = re.compile(f'[{special}"\r\n]')
        self.separator = separator
        self.text: Memo[str | None, str] = Memo(self.field)
        self.energy: Memo[int | None, str] = Memo(
            _or_nothing(lambda nano: self.quoted(quantity.plain(nano).replace(".", decimal)))
        )
        self._money: Memo[tuple[int | None, str | None], str] = Memo(
            lambda key: "" if key[0] is None else self.quoted(money.plain(key[0], key[1]).replace(".", decimal))
        )

    def quoted(self, text: str) -> str:
        """Give a text in quotes where it needs them."""
        if self._quote.search(text):
            doubled = text.replace('"', '""')
            return f'"{doubled}"'
        return text

    def field(self, text: str | None) -> str:
        """Give a text, guarded and in quotes where it needs to be; empty for None."""
        return self.quoted(guarded(text)) if text else ""

    def many(self, texts: Iterable[str | None]) -> list[str]:
        """Give texts that rarely come twice: all at once where none of them needs quotes."""
        plain = ["" if text is None else text for text in texts]
        whole = "\x00".join(["", *plain])
        if self._quote.search(whole) or whole.count("\x00") > len(plain):
            return list(map(self.field, plain))
        return _FORMULA.sub("\x00'", whole).split("\x00")[1:] if _FORMULA.search(whole) else plain

    def money(self, amounts: Iterable[int | None], currencies: Iterable[str | None]) -> Iterable[str]:
        """Give amounts at the decimals of their currencies."""
        return map(self._money.__getitem__, zip(amounts, currencies, strict=True))

    def durations(self, column: Sequence[int | None]) -> Iterable[str]:
        """Give seconds as `h:mm:ss`."""
        if None in column:
            return ["" if seconds is None else duration(seconds) for seconds in column]
        known = cast("Sequence[int]", column)
        if min(known, default=0) < 0:
            return map(duration, known)
        return [f"{seconds // _HOUR}:{_IN_AN_HOUR[seconds % _HOUR]}" for seconds in known]

    def number(self, numbers: Iterable[int | None]) -> Iterable[str]:
        """Give whole numbers."""
        return ("" if number is None else str(number) for number in numbers)

    def lines(self, columns: Sequence[Iterable[str]]) -> bytes:
        """Give columns of fields as lines."""
        rows = map(self.separator.join, zip(*columns, strict=True))
        return (END.join(rows) + END).encode()

    def header(self, titles: Iterable[str]) -> bytes:
        """Give the line of the titles."""
        return (self.separator.join(map(self.field, titles)) + END).encode()


def _or_nothing(write: Callable[[int], str]) -> Callable[[int | None], str]:
    return lambda value: "" if value is None else write(value)
