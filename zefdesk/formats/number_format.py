"""Number formats of a workbook: which cell has which, and the currency, unit and zero padding that they show."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from zefdesk.formats import units
from zefdesk.formats.table import ColumnFormat

ROWS_LOOKED_AT = 300
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLOCK = 1 << 18
_DOLLARS = '"$"#,##0.00'
_BUILT_IN = dict.fromkeys((5, 6, 7, 8, 42, 44), _DOLLARS) | {9: "0%", 10: "0.00%", 45: "mm:ss", 46: "[h]:mm:ss"}
_CELL = re.compile(rb"<c\b([^>]*?)(/?)>")
_ATTRIBUTE = {name: re.compile(rb"\b" + name + rb'="([^"]*)"') for name in (b"r", b"s", b"t")}
_LOCALE = re.compile(r"\[\$([^\]\-]*)(?:-[^\]]*)?\]")
_QUOTED = re.compile(r'"([^"]*)"')
_BARE_SIGN = re.compile(r"(?:US\$|[$€£¥₹])")
_ZEROS = re.compile(r"0{2,}")


def words_of(code: str) -> tuple[str, ...]:
    """Give the currency or the unit that a number format shows beside the number."""
    first = code.split(";", maxsplit=1)[0]
    found = [*_LOCALE.findall(first), *_QUOTED.findall(first)]
    bare = _QUOTED.sub("", _LOCALE.sub("", first)).replace("\\", "")
    found += _BARE_SIGN.findall(bare)
    return tuple(word.strip() for word in found if word.strip())


def _digits_of(code: str) -> int:
    bare = _QUOTED.sub("", code)
    return len(bare) if _ZEROS.fullmatch(bare) else 0


def _currency_of(code: str) -> str | None:
    return next(filter(None, map(units.currency, words_of(code))), None)


class NumberFormats:
    """The number formats of one sheet, looked up in its XML, of which no more is read than is needed."""

    def __init__(self, path: Path, sheet: str) -> None:
        self.path = path
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            self.codes = _codes(package.read("xl/styles.xml")) if "xl/styles.xml" in names else []
            self.part = _part_of(package, sheet) if "xl/workbook.xml" in names else ""
        self.part = self.part if self.part in names else ""
        self._first: dict[int, Counter[int]] | None = None

    def column(self, column: int) -> ColumnFormat:
        """Give what the format of most numbers of a column says (columns from 0)."""
        if self._first is None:
            self._first = self._look_at_first() if self.part else {}
        styles = self._first.get(column)
        if not styles:
            return ColumnFormat()
        code = self._code(styles.most_common(1)[0][0])
        return ColumnFormat(words_of(code), _digits_of(code))

    def currencies(self, column: int) -> dict[int, str]:
        """Give the currency of each cell of a column by its row, if the workbook has several currency formats."""
        known = {code for code in map(_currency_of, self.codes) if code}
        if len(known) < 2 or not self.part:  # noqa: PLR2004 -- one currency is the column's
            return {}
        found = {}
        for row, at, style in self._cells():
            if at == column and (code := _currency_of(self._code(style))):
                found[row] = code
        return found

    def _code(self, style: int) -> str:
        return self.codes[style] if style < len(self.codes) else ""

    def _look_at_first(self) -> dict[int, Counter[int]]:
        found: dict[int, Counter[int]] = {}
        for row, column, style in self._cells():
            if row > ROWS_LOOKED_AT:
                break
            found.setdefault(column, Counter())[style] += 1
        return found

    def _cells(self) -> Iterator[tuple[int, int, int]]:
        """Give row (from 1), column (from 0) and style of each number, in the order of the sheet."""
        rest = b""
        with zipfile.ZipFile(self.path) as package, package.open(self.part) as part:
            while block := part.read(_BLOCK):
                text = rest + block
                end = 0
                for match in _CELL.finditer(text):
                    end = match.end()
                    if not match[2] and (cell := _number_cell(match[1])):
                        yield cell
                rest = text[max(end, len(text) - 4096) :] if end == 0 else text[end:]


def _number_cell(attributes: bytes) -> tuple[int, int, int] | None:
    kind = _ATTRIBUTE[b"t"].search(attributes)
    place, style = _ATTRIBUTE[b"r"].search(attributes), _ATTRIBUTE[b"s"].search(attributes)
    if (kind and kind[1] != b"n") or not place or not style:
        return None
    letters = place[1].rstrip(b"0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return int(place[1][len(letters) :] or 0), column - 1, int(style[1])


def _codes(styles: bytes) -> list[str]:
    """Give the number format of each cell style."""
    root = ET.fromstring(styles)  # noqa: S314 -- entities were refused
    own = {int(one.get("numFmtId", -1)): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    cells = root.find(f"{_MAIN}cellXfs")
    ids = [int(one.get("numFmtId", 0)) for one in cells] if cells is not None else []
    return [own.get(number, _BUILT_IN.get(number, "")) for number in ids]


def _part_of(package: zipfile.ZipFile, sheet: str) -> str:
    """Give the name of the part that holds a sheet; empty where it cannot be told."""
    book = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 -- entities were refused
    relation = next((one.get(f"{_RELATION}id") for one in book.iter(f"{_MAIN}sheet") if one.get("name") == sheet), None)
    links = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 -- entities were refused
    target = next((one.get("Target", "") for one in links if one.get("Id") == relation), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}" if target else ""
