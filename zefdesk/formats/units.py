"""Units as they stand in headers and behind numbers: of energy, of time, and currencies."""

from typing import NamedTuple

from zefdesk.domain import money


class Ratio(NamedTuple):
    """How much of our unit one of theirs is: `multiple / divisor`."""

    multiple: int
    divisor: int


KWH, WH = Ratio(1, 1), Ratio(1, 1000)
ENERGY = {
    "kwh": KWH,
    "kwhs": KWH,
    "kilowatthour": KWH,
    "kilowatthours": KWH,
    "kwhr": KWH,
    "wh": WH,
    "watthour": WH,
    "watthours": WH,
    "mwh": Ratio(1000, 1),
    "megawatthours": Ratio(1000, 1),
    "mj": Ratio(10, 36),
    "megajoule": Ratio(10, 36),
    "megajoules": Ratio(10, 36),
    "kj": Ratio(1, 3600),
    "j": Ratio(1, 3_600_000),
    "joules": Ratio(1, 3_600_000),
}
"""Units of energy by their letters in small; the ratio is to a kWh."""

ENERGY_NAMES = {KWH: "kWh", WH: "Wh", Ratio(1000, 1): "MWh", Ratio(10, 36): "MJ", Ratio(1, 3600): "kJ"}

SECOND, MINUTE, HOUR, DAY = Ratio(1, 1), Ratio(60, 1), Ratio(3600, 1), Ratio(86_400, 1)
_TIME_WORDS = {
    SECOND: "s sec secs second seconds",
    MINUTE: "m min mins minute minutes mn",
    HOUR: "h hr hrs hour hours",
    DAY: "d day days",
    Ratio(1, 1000): "ms msec millis millisecond milliseconds",
}
TIME = {word: ratio for ratio, words in _TIME_WORDS.items() for word in words.split()}
"""Units of time by their words in small; the ratio is to a second."""

TIME_NAMES = {SECOND: "seconds", MINUTE: "minutes", HOUR: "hours", DAY: "days", Ratio(1, 1000): "milliseconds"}
CLOCK_SHAPES = frozenset({"hhmmss", "hmmss", "hhhmmss", "hhmm", "hmm", "ddhhmmss", "dhhmmss", "iso8601", "iso"})
MINUTES_SHAPE = frozenset({"mmss", "mss", "mmmss"})
_VAGUE = {"kr": None, "kr.": None, "fr.": "CHF", "fr": "CHF", "sfr.": "CHF", "rs": "INR", "rs.": "INR", "r$": "BRL"}


def fold(text: str) -> str:
    """Give the letters and digits of a text, in small."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def currency(text: str) -> str | None:
    """Give the ISO code that a code or sign means, None for what is neither."""
    bare = text.strip()
    code = bare.upper()
    if code in money.CURRENCIES:
        return code
    if bare in money.SIGNS or code in money.SIGNS:
        return money.SIGNS.get(bare) or money.SIGNS[code]
    return _VAGUE.get(bare.casefold())


def is_money_mark(text: str) -> bool:
    """Whether a text beside a number marks it as money, though it may not say of which currency."""
    return not text or text.casefold() in _VAGUE or currency(text) is not None
