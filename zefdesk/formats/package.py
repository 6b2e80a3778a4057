"""The zip package that a workbook is: refused before it is unpacked where it is a bomb, damaged or locked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from zefdesk.formats.reading import UnreadableFile

MOST_UNPACKED = 1 * 2**30
"""The most bytes that a workbook may unpack to: some four million rows."""
MOST_RATIO = 400
"""Worksheets pack to a tenth or a twentieth; a part that grows more than this is a bomb."""
_FREE = 32 * 2**20
_BLOCK = 1 << 18
_HEAD = 1 << 14
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension[^>]*\bref=\"\$?[A-Z]+\$?\d+:\$?([A-Z]{1,3})\$?(\d{1,7})\"")
_CELL = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,20})\"")
MOST_CELLS = 32_000_000
"""The most cells between the first and the last of a sheet: its reader lays out all of them, empty ones too."""
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LOCAL_HEADER = 30
_LONGEST_CELL = 40


def check(path: Path) -> None:
    """Look at a workbook's directory and unpack each part once, keeping nothing; raises UnreadableFile."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _check_sizes(path, parts)
            for part in parts:
                _check_part(path, package, part)
            for part in parts:
                if part.filename.lower().startswith("xl/worksheets/") and part.filename.lower().endswith(".xml"):
                    _check_extent(path, package, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise UnreadableFile(f"{path}: the workbook is damaged or cut off, so it cannot be read") from error


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if total > MOST_UNPACKED:
        raise UnreadableFile(
            f"{path}: the workbook unpacks to {total >> 20:,} MiB; more than {MOST_UNPACKED >> 20:,} MiB are not read"
        )
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableFile(f"{path}: the workbook is locked with a password: save it without one")
        if part.file_size > _FREE and part.file_size > part.compress_size * MOST_RATIO:
            raise UnreadableFile(f"{path}: the workbook is packed like a bomb, so it is not read")


def _check_part(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """See that a part holds what its directory says, and that an XML part declares no entities."""
    xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    lies_possible = part.compress_size * 1032 > MOST_UNPACKED
    if not xml and not lies_possible:
        return
    size = 0
    for block in _unpacked(path, package, part, all_of_it=lies_possible):
        if size < _HEAD and xml and _ENTITY.search(block[:_HEAD].replace(b"\0", b"")):
            raise UnreadableFile(f"{path}: the workbook declares XML entities, as a bomb does, so it is not read")
        size += len(block)
        if size > part.file_size + _BLOCK:
            raise UnreadableFile(f"{path}: the workbook says less than it unpacks to, as a bomb does; it is not read")


def _check_extent(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """See that a stray cell far away does not make a small sheet a gigantic one."""
    with package.open(part) as file:
        head = file.read(_HEAD)
        said = _DIMENSION.search(head)
        if said:
            width, height = _column_number(said[1]), int(said[2])
        else:
            width, height = 1, 1
            block = head
            while block:
                for letters, row in _CELL.findall(block):
                    width, height = max(width, _column_number(letters)), max(height, int(row))
                ahead = file.read(_BLOCK)
                block = block[-_LONGEST_CELL:] + ahead if ahead else b""
    if width * height > MOST_CELLS:
        raise UnreadableFile(
            f"{path}: a sheet reaches to column {width:,} and row {height:,}, more cells than are read: "
            "delete the stray cells far below or to the right, and save it again"
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unpacked(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo, *, all_of_it: bool) -> Iterator[bytes]:
    if part.compress_type != zipfile.ZIP_DEFLATED or not all_of_it:
        with package.open(part) as file:
            yield file.read(_HEAD)
        return
    with path.open("rb") as file:
        file.seek(part.header_offset)
        header = file.read(_LOCAL_HEADER)
        skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        file.seek(skip, 1)
        left, inflater = part.compress_size, zlib.decompressobj(-15)
        while left > 0 and (packed := file.read(min(left, _BLOCK))):
            left -= len(packed)
            while packed and not inflater.eof:
                yield inflater.decompress(packed, _BLOCK)
                packed = inflater.unconsumed_tail
