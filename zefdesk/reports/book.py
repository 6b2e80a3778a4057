"""A workbook as it is written: row by row in flat memory, and packed into its file at the end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook  # noqa: TID253 -- this room is imported when a workbook is written
from xlsxwriter.exceptions import XlsxWriterException  # noqa: TID253 -- likewise

from zefdesk.reports.formats import Formats
from zefdesk.reports.sheet import Sheet
from zefdesk.reports.text_sheet import TextSheet


class Book:
    """Sheets in the order in which they are added."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        self._workbook = workbook
        self._formats = Formats(workbook)

    def sheet(self, name: str, titles: Sequence[str], widths: Sequence[float]) -> Sheet:
        """Add a sheet with its header."""
        return Sheet(self._workbook.add_worksheet(name, worksheet_class=TextSheet), self._formats, titles, widths)


@contextmanager
def workbook(out: BinaryIO, during: Callable[[], None]) -> Iterator[Book]:
    """Give a book that is packed into `out` when the block ends well.

    `during` is called while it is packed and may raise, which ends the work. Raises OSError where a disk is full.
    """
    with TemporaryDirectory(prefix="zefdesk-") as folder:
        packed = _Packed(out, during)
        made = Workbook(packed, {"constant_memory": True, "tmpdir": folder, "use_zip64": True} | _LITERAL)
        try:
            yield Book(made)
            made.close()
        except XlsxWriterException as error:
            if error.args and isinstance(error.args[0], OSError):
                raise error.args[0] from error
            raise
        finally:
            packed.stop()
            for sheet in made.worksheets():
                sheet.row_data_fh.close()


_LITERAL = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


class _Packed:
    """The file that a workbook is packed into; once stopped, what is still written to it goes nowhere."""

    def __init__(self, out: BinaryIO, during: Callable[[], None]) -> None:
        self._out = out
        self._during = during
        self._at: int | None = None

    def stop(self) -> None:
        """Let nothing pass any more."""
        self._at = self._at or 0

    def write(self, data: bytes) -> int:
        if self._at is not None:
            return len(data)
        try:
            self._during()
            return self._out.write(data)
        except BaseException:
            self.stop()
            raise

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._out.seek(offset, whence) if self._at is None else self._at

    def tell(self) -> int:
        return self._out.tell() if self._at is None else self._at

    def flush(self) -> None:
        if self._at is None:
            self._out.flush()

    def seekable(self) -> bool:
        return True
