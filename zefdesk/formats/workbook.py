"""Workbooks (xlsx, xls, ods): a sheet as a table of typed cells, with what their number formats say."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zefdesk.formats import package
from zefdesk.formats.memo import Memo
from zefdesk.formats.number_format import NumberFormats
from zefdesk.formats.reading import UnknownFormat, UnreadableFile
from zefdesk.formats.table import HEAD_ROWS, ColumnFormat, RawRow, Row
from zefdesk.formats.texts import writer_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_OLE2 = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BLANK = ("", None)
_MOST_CELLS = 64_000_000


class SheetTable:
    """One sheet, or several of the same shape that go on where the one before ended."""

    typed = True
    prefers_comma = False

    def __init__(self, path: Path, book: "CalamineWorkbook", names: list[str], kind: str) -> None:
        self.path, self.name = path, names[0]
        self.facts = (("File", kind), ("Sheet", " and ".join(names)))
        self._book, self._names = book, names
        self._sheets: dict[str, Any] = {}
        self._texts = Memo(writer_of)
        self._formats: NumberFormats | None = None
        self._has_formats = kind == "workbook (xlsx)"
        self._read, self._height = 0, 1
        self.head = [Row(*row) for row in islice(self.scan(), HEAD_ROWS)]

    def rows(self) -> Iterator[RawRow]:
        """Give all rows from the beginning; how far that is, `progress` says."""
        self._height = sum(self._sheet(name).total_height for name in self._names) or 1
        self._read = 0
        for row in self.scan():
            self._read += 1
            yield row

    def scan(self) -> Generator[RawRow]:
        """Give all rows from the beginning, the header only of the first sheet."""
        for at, name in enumerate(self._names):
            yield from self._rows_of(name, skip=1 if at else 0)

    def _rows_of(self, name: str, *, skip: int) -> Iterator[RawRow]:
        sheet = self._sheet(name)
        texts = self._texts
        if sheet.start is None:
            return
        for line, cells in enumerate(islice(sheet.iter_rows(), skip, None), skip + 1):
            shown = [cell if type(cell) is str else texts[type(cell)](cell) for cell in cells]
            yield line, "\t".join(shown).rstrip("\t"), cells

    def _sheet(self, name: str) -> Any:  # noqa: ANN401 -- a sheet of the library
        if name not in self._sheets:
            self._sheets[name] = sheet = _guarded(self.path, lambda: self._book.get_sheet_by_name(name))
            if sheet.total_height * sheet.width > _MOST_CELLS:
                raise UnreadableFile(f"{self.path}: the sheet '{name}' has more cells than are read")
        return self._sheets[name]

    def _first_column(self) -> int:
        start = self._sheet(self.name).start
        return start[1] if start else 0

    def _number_formats(self) -> NumberFormats | None:
        if self._formats is None and self._has_formats:
            self._formats = NumberFormats(self.path, self.name)
        return self._formats

    def column_format(self, column: int) -> ColumnFormat:
        """Give what the number format of most cells of a column says."""
        formats = self._number_formats()
        return formats.column(column + self._first_column()) if formats else ColumnFormat()

    def currencies(self, column: int) -> dict[int, str]:
        """Give the currency of each cell of a column by its line, where cells of one column differ."""
        formats = self._number_formats()
        return formats.currencies(column + self._first_column()) if formats else {}

    def progress(self) -> float:
        """How much of the sheet has been read, from 0 to 1."""
        return min(self._read / self._height, 1.0)

    def close(self) -> None:
        """Nothing to let go of: a workbook is read whole."""


def workbook_tables(path: Path, sheet: str | None) -> list[SheetTable]:
    """Give each visible sheet of a workbook as a table, or the one that is asked for; raises UnreadableFile."""
    kind = _kind(path)
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = _guarded(path, lambda: CalamineWorkbook.from_path(str(path)))
    names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None:
        if sheet not in names:
            listed = ", ".join(f"'{name}'" for name in names)
            raise UnreadableFile(f"{path}: has no sheet '{sheet}'; there are {listed}")
        names = [sheet]
    if not names:
        raise UnreadableFile(f"{path}: the workbook has no sheets")
    going_on = [name for name in names if name == "Sessions" or name.removeprefix("Sessions ").isdigit()]
    if len(going_on) > 1 and going_on[0] == "Sessions":
        return [SheetTable(path, book, going_on, kind)]
    return [SheetTable(path, book, [name], kind) for name in names]


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLE2[:4]:
        if _ENCRYPTED in path.read_bytes():
            raise UnreadableFile(f"{path}: the workbook is locked with a password: save it without one")
        return "workbook (xls)"
    package.check(path)
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(path) as parts:
        names = set(parts.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise UnreadableFile(f"{path}: the workbook is locked with a password: save it without one")
    if "xl/workbook.xml" in names:
        return "workbook (xlsx)"
    if "content.xml" in names or "xl/workbook.bin" in names:
        return "workbook (ods)" if "content.xml" in names else "workbook (xlsb)"
    raise UnknownFormat(f"{path}: is a zip archive, but not a workbook")


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what the library writes to standard error by itself, when it trips over a file, from the person."""
    try:
        kept = os.dup(2)
    except OSError:  # a window without a standard error
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 -- a device, not a path of ours
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _guarded(path: Path, read: Any) -> Any:  # noqa: ANN401 -- whatever the library gives
    """Call the library; what it cannot read, or trips over, is one clear line."""
    try:
        with _silent():
            return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        why = " (it is locked with a password)" if "password" in str(error).lower() else ""
        raise UnreadableFile(f"{path}: the workbook cannot be read{why}: it may be damaged or cut off") from error
