"""What kind of file it is, by its first bytes: the tables that it holds."""

import stat
from pathlib import Path

from zefdesk.formats.delimited import delimited_tables
from zefdesk.formats.reading import UnknownFormat, UnreadableFile
from zefdesk.formats.table import Table

ZIP, OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file inside another one"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_START = 1 << 12


def tables(path: Path, sheet: str | None = None) -> list[Table]:
    """Give the tables of a file: one per delimiter of a text, one per sheet of a workbook; raises UnreadableFile."""
    start = _start(path)
    if start.startswith((ZIP, OLE2)):
        from zefdesk.formats.workbook import workbook_tables  # noqa: PLC0415 -- only a workbook needs its libraries

        return list(workbook_tables(path, sheet))
    for magic, what in _KINDS:
        if start.startswith(magic):
            raise UnknownFormat(f"{path}: is {what}, not a table of sessions")
    if sheet is not None and not start:
        raise UnreadableFile(f"{path}: has no sheets")
    from zefdesk.formats.json_list import json_tables  # noqa: PLC0415

    return list(json_tables(path, start) or delimited_tables(path))


def _start(path: Path) -> bytes:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        what = "a folder" if stat.S_ISDIR(about.st_mode) else "a device or pipe"
        raise UnreadableFile(f"{path}: is {what}, not a file")
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(f"{path}: is empty" if not start.strip(b"\0") else f"{path}: holds nothing but blanks")
    return start
