"""Money and energy as cells write them: signs, codes, parentheses, units behind the number."""

import re
from typing import Any

from zefdesk.formats import units
from zefdesk.formats.number import MINUSES, Exact, float_text, is_nothing, nano, plain_nano, read_size
from zefdesk.formats.units import KWH, Ratio

_CORE = re.compile(r"[.,]?\d(?:.*\d)?(?:[eE][+-]?\d{1,3})?[.,]?", re.DOTALL)
_FREE = frozenset({"free", "no charge", "gratis", "complimentary", "free vend"})
_BLANK = {ord(mark): " " for mark in "\u00a0\u202f\u2009\t"}
_SIGNS = f"{MINUSES}+"


def _parts(text: str) -> tuple[str, str, str, bool]:
    """Split into what stands before the digits, the digits, what stands after, and whether it is negative."""
    text = text.translate(_BLANK).strip()
    match = _CORE.search(text)
    if not match:
        raise ValueError(text)
    before, core, after = text[: match.start()], match[0], text[match.end() :]
    if core[-1:] in ",." and after[:1] in MINUSES and after:
        core, after = core[:-1], after[1:].lstrip(MINUSES)
    core = core.rstrip(",") if core.endswith(",") else core
    bracketed = (before.startswith("(") and after.endswith(")")) or ("(" in before and ")" in after)
    minuses = sum(before.count(mark) + after.count(mark) for mark in MINUSES)
    if minuses > 1:
        raise ValueError(text)
    before = _without_signs(before)
    after = _without_signs(after)
    return before, core, after, bool(bracketed or minuses)


def _without_signs(text: str) -> str:
    return text.strip("() " + _SIGNS)


def read_money(cell: Any, decimal: str = ".") -> tuple[int | None, str | None]:  # noqa: ANN401 -- text or number
    """Give billionths and the currency that the cell itself names; (None, None) where there is no cost.

    Raises ValueError for what is not an amount, OverflowError for one beyond 64 bits.
    """
    if not isinstance(cell, str):
        return _float_nano(cell, KWH), None
    if cell[:1] == "$" and (quick := plain_nano(cell[1:], decimal)) is not None:
        return quick, "USD"
    if is_nothing(cell) or cell.strip().casefold() in _FREE:
        return None, None
    before, core, after, negative = _parts(cell)
    if after.casefold() in {"cr", "dr"}:
        negative, after = negative or after.casefold() == "cr", ""
    if not units.is_money_mark(before) or not units.is_money_mark(after):
        raise ValueError(cell)
    size = nano(read_size(core, decimal))
    return -size if negative else size, _named(before, after)


def _named(before: str, after: str) -> str | None:
    """Of `$6.28 CAD` the code counts, since it says more than the sign."""
    codes = [code for code in (after, before) if len(code) == 3 and units.currency(code)]  # noqa: PLR2004 -- ISO 4217
    return units.currency(codes[0]) if codes else units.currency(before or after)


def read_energy(cell: Any, decimal: str, unit: Ratio) -> int | None:  # noqa: ANN401 -- text or number
    """Give billionths of a kWh; a unit behind the number wins over `unit`. None where there is no value.

    Raises ValueError for what is not an energy, OverflowError for one beyond 64 bits.
    """
    if not isinstance(cell, str):
        return _float_nano(cell, unit)
    if unit is KWH and (quick := plain_nano(cell, decimal)) is not None:
        return quick
    if is_nothing(cell):
        return None
    before, core, after, negative = _parts(cell)
    if before:
        raise ValueError(cell)
    said = units.ENERGY.get(units.fold(after)) if after else unit
    if said is None:
        raise ValueError(cell)
    size = nano(read_size(core, decimal), *said)
    return -size if negative else size


def _float_nano(cell: Any, unit: Ratio) -> int:  # noqa: ANN401 -- whatever a workbook's cell holds
    if type(cell) is float and unit is KWH and (quick := plain_nano(f"{cell:.15g}", ".")) is not None:
        return quick
    return nano(_of_float(cell), *unit)


def _of_float(value: Any) -> Exact:  # noqa: ANN401 -- whatever a workbook's cell holds
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    text = float_text(value)
    exact = read_size(text.lstrip("-"))
    return Exact(-exact.digits if value < 0 else exact.digits, exact.scale)


def core_of(text: str) -> str | None:
    """Give the digits and marks of a number without sign and unit; None where there is none."""
    try:
        return _parts(text)[1]
    except ValueError:
        return None
