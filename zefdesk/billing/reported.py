"""Bill Details as a source gave them: recognisable lines, taxes, total; or their text; or why they are unreadable."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from zefdesk.domain import money

_DESCRIPTION = (
    "description",
    "desc",
    "name",
    "item",
    "label",
    "title",
    "cost",
    "component",
    "charge",
    "type",
    "dimension",
)
_QUANTITY = (
    "quantity",
    "qty",
    "units",
    "billed",
    "measured",
    "volume",
    "kwh",
    "energy",
    "hours",
    "minutes",
    "count",
    "consumed",
)
_RATE = ("rate", "unitprice", "price", "priceperunit", "perunit", "tariff", "unitrate", "priceper")
_AMOUNT = ("amount", "linetotal", "total", "subtotal", "value", "cost", "charge", "fee", "price", "extended", "sum")
_UNIT = ("unit", "uom", "per", "quantityunit", "unitofmeasure")
_LISTS = (
    "lines",
    "lineitems",
    "items",
    "details",
    "billlines",
    "charges",
    "components",
    "entries",
    "billdetails",
    "bill",
    "fees",
)
_TAXES = ("taxes", "tax", "vat", "taxlines", "salestax", "taxamount")
_TOTAL = ("totalincl", "grandtotal", "total", "totalcost", "amountdue", "totalamount", "amount", "sum", "cost")
_TAX_WORD = re.compile(r"\b(?:tax|taxes|vat|gst|hst|pst|mwst|tva|iva)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\s*([+-]?)\s*([^\d\s.,+()-]{0,4})\s*([+-]?\d[\d.,' \u00a0]*)\s*([^\d\s.,()]{0,4})\s*\)?")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d*)?[eE][+-]?\d{1,3}")
_DEEP = 6


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One line: what was counted, how much of it, at what rate, for what amount, as the source wrote it.

    Amounts, quantities and rates are exact decimals, None where the source gives none or writes it in a way that
    is not a number. `tax` says that the line is a tax on others.
    """

    description: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    amount: Decimal | None
    tax: bool = False


@dataclass(frozen=True, slots=True)
class ReportedBill:
    """What Bill Details held: lines (taxes last), the total stated, `text` as it came; or why it is `unreadable`."""

    text: str
    lines: tuple[ReportedLine, ...] = ()
    total: Decimal | None = None
    unreadable: str = ""
    structured: bool = False

    @property
    def sum(self) -> Decimal | None:
        """The sum of all lines with their taxes; None if any line has no amount."""
        amounts = [line.amount for line in self.lines]
        if not amounts or None in amounts:
            return None
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

    def sums_to(self, cost: Decimal) -> bool | None:
        """Whether the lines sum to a cost, with its tax lines or without (prices that include tax); None: unknown."""
        whole = self.sum
        if whole is None:
            return None
        net = sum((line.amount for line in self.lines if not line.tax and line.amount is not None), Decimal(0))
        return cost in {whole, net} if any(line.tax for line in self.lines) else cost == whole


def read_bill(text: str | None) -> ReportedBill | None:
    """Read Bill Details; None where there are none (`{}` and `[]` are empty too).

    A text that begins with `{` or `[` and does not parse is unreadable; another text is kept as it is.
    """
    stripped = (text or "").strip()
    if not stripped or stripped.lower() == "null":
        return None
    if stripped[0] not in "{[":
        return ReportedBill(stripped)
    try:
        document = json.loads(stripped, parse_float=Decimal, parse_int=_integer, parse_constant=_refuse)
    except RecursionError:
        return ReportedBill(stripped, unreadable="nested too deeply")
    except (ValueError, ArithmeticError) as error:
        return ReportedBill(stripped, unreadable=str(error))
    if not document:
        return None
    return _structured(stripped, document)


def _integer(digits: str) -> Decimal:
    return Decimal(digits)


def _refuse(constant: str) -> None:
    msg = f"{constant} is not a number"
    raise ValueError(msg)


def _structured(text: str, document: Any) -> ReportedBill:  # noqa: ANN401 -- any JSON
    lines = _find_lines(document, 0)
    if not lines:
        return ReportedBill(text, structured=True)
    total = None
    if isinstance(document, dict):
        fields = _fields(document)
        lines += _taxes(fields)
        total = _first_number(fields, _TOTAL)
    charges = [line for line in lines if not line.tax]
    taxes = [line for line in lines if line.tax]
    return ReportedBill(text, (*charges, *taxes), total, structured=True)


def _fold(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    return {_fold(key): value for key, value in item.items()}


def _find_lines(document: Any, depth: int) -> list[ReportedLine]:  # noqa: ANN401 -- any JSON
    if depth > _DEEP:
        return []
    if isinstance(document, list):
        found = [_line(_fields(item)) for item in document if isinstance(item, dict)]
        return [line for line in found if line] if all(found) else []
    if not isinstance(document, dict):
        return []
    fields = _fields(document)
    for name in _LISTS:
        if isinstance(fields.get(name), list | dict) and (lines := _find_lines(fields[name], depth + 1)):
            return lines
    line = _line(fields)
    return [line] if line and (line.description or line.rate is not None) else _map_of_amounts(document)


def _map_of_amounts(document: dict[str, Any]) -> list[ReportedLine]:
    """Read `{"Energy": 5.75, "Tax": 0.60, "Total": 6.35}`: names and amounts."""
    amounts = {key: _number(value) for key, value in document.items()}
    if len(amounts) < 2 or any(value is None for value in amounts.values()):  # noqa: PLR2004 -- one pair is no bill
        return []
    return [
        ReportedLine(key, None, "", None, value, tax=bool(_TAX_WORD.search(key)))
        for key, value in amounts.items()
        if _fold(key) not in _TOTAL
    ]


def _line(fields: dict[str, Any]) -> ReportedLine | None:
    amount = _first_number(fields, _AMOUNT)
    quantity = _first_number(fields, _QUANTITY)
    rate = _first_number(fields, _RATE)
    if amount is None and (quantity is None or rate is None):
        return None
    words = (fields.get(name) for name in _DESCRIPTION)
    description = next((word for word in words if isinstance(word, str) and _number(word) is None), "")
    unit = next((fields[name] for name in _UNIT if isinstance(fields.get(name), str)), "")
    return ReportedLine(description, quantity, unit, rate, amount, tax=bool(_TAX_WORD.search(description)))


def _taxes(fields: dict[str, Any]) -> list[ReportedLine]:
    for name in _TAXES:
        value = fields.get(name)
        if isinstance(value, list):
            found = [_line(_fields(item)) for item in value if isinstance(item, dict)]
            return [
                ReportedLine(line.description or "Tax", line.quantity, line.unit, line.rate, line.amount, tax=True)
                for line in found
                if line
            ]
        amount = _number(value)
        if amount is not None:
            return [ReportedLine("Tax", None, "", None, amount, tax=True)]
    return []


def _first_number(fields: dict[str, Any], names: tuple[str, ...]) -> Decimal | None:
    return next((number for name in names if (number := _number(fields.get(name))) is not None), None)


def _number(value: Any) -> Decimal | None:  # noqa: ANN401 -- any JSON
    """Read a JSON number, or a text such as `$1.25`, `1,25 €`, `(1.00)`; None for anything else."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    if _EXPONENT.fullmatch(text):
        return Decimal(text)
    match = _NUMBER.fullmatch(text)
    if not match or not _is_money_mark(match[2]) or not _is_money_mark(match[4]):
        return None
    try:
        size = Decimal(_marks(match[3]))
    except InvalidOperation:
        return None
    negative = match[1] == "-" or text.startswith("(")
    return -size if negative else size


def _is_money_mark(text: str) -> bool:
    return not text or text in money.SIGNS or text.upper() in money.CURRENCIES or text.casefold() in {"kwh", "kr"}


def _marks(digits: str) -> str:
    bare = digits.strip().translate({ord(mark): None for mark in "' \u00a0"})
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        return bare.replace("," if dot > comma else ".", "").replace(",", ".")
    thousands = comma >= 0 and (bare.count(",") > 1 or (len(bare) - comma == 4 and not bare.startswith("0")))  # noqa: PLR2004
    return bare.replace(",", "" if thousands else ".")
