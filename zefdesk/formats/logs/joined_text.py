"""The text of a log: one file, or the files of a rotated set joined byte for byte, read once from its beginning."""

import codecs
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from zefdesk.formats.archive import expand
from zefdesk.formats.reading import UnreadableFile

_BLOCK = 1 << 20
_LOOK = 1 << 12
_CHECKED = 1 << 28
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")


class Part(NamedTuple):
    """A file of the text: where its bytes begin in the whole, and how many they are."""

    path: Path
    start: int
    size: int


class Text(Protocol):
    """Bytes that are read in blocks, more than once."""

    size: int

    def blocks(self, size: int, start: int = 0) -> Iterator[bytes]:
        """Give the bytes from `start` on, in blocks of a size."""

    def head(self, size: int) -> bytes:
        """Give the first bytes."""


class HeldText:
    """A text that is held in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def blocks(self, size: int, start: int = 0) -> Iterator[bytes]:
        """Give the text in blocks."""
        for at in range(start, self.size, size):
            yield self._data[at : at + size]

    def head(self, size: int) -> bytes:
        """Give the first bytes."""
        return self._data[:size]


class JoinedText:
    """The bytes of the parts, one after the other; what is packed or in UTF-16 is unpacked into a temporary file."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._temporary = ExitStack()
        self.encodings: list[str] = []
        parts, at = [], 0
        self._files: list[Path] = []
        try:
            for path in paths:
                file = self._plain(path)
                size = file.stat().st_size
                parts.append(Part(path, at, size))
                self._files.append(file)
                at += size
        except OSError as error:
            self.close()
            raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from error
        except BaseException:
            self.close()
            raise
        self.parts = tuple(parts)
        self.size = at

    def blocks(self, size: int, start: int = 0) -> Iterator[bytes]:
        """Give the text in blocks of `size` bytes, the last one shorter; raises UnreadableFile."""
        held: list[bytes] = []
        missing = size
        for piece in self._pieces(size, start):
            held.append(piece[:missing])
            missing -= len(held[-1])
            if not missing:
                yield b"".join(held)
                held = [piece[len(held[-1]) :]]
                missing = size - len(held[0])
        if missing < size:
            yield b"".join(held)

    def _pieces(self, size: int, start: int) -> Iterator[bytes]:
        for part, path in zip(self.parts, self._files, strict=True):
            if start >= part.start + part.size:
                continue
            try:
                with path.open("rb", buffering=0) as file:
                    file.seek(max(start - part.start, 0))
                    left = part.size - file.tell()
                    while left > 0 and (piece := file.read(min(size, left))):
                        left -= len(piece)
                        yield piece
            except OSError as error:
                raise UnreadableFile(f"{part.path}: cannot be read: {error.strerror or error}") from error

    def head(self, size: int) -> bytes:
        """Give the first bytes."""
        return next(self.blocks(size), b"")

    @cached_property
    def is_utf8(self) -> bool:
        """Whether all of it is UTF-8; of a very long one, the first quarter of a gigabyte."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        looked = 0
        try:
            for block in self.blocks(_BLOCK):
                looked += len(block)
                if decoder.getstate()[0] or not block.isascii():
                    decoder.decode(block)
                if looked >= _CHECKED:
                    return True
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def close(self) -> None:
        """Remove what is temporary."""
        self._temporary.close()

    def _plain(self, path: Path) -> Path:
        with path.open("rb") as file:
            start = file.read(_LOOK)
        if start.startswith(_PACKED):
            expansion = self._temporary.enter_context(expand(path))
            members = iter(expansion)
            path = next(members).path
            self._temporary.callback(members.close)  # type: ignore[attr-defined]
            return path if path.stat().st_size == 0 else self._plain_text(path)
        return self._plain_text(path)

    def _plain_text(self, path: Path) -> Path:
        with path.open("rb") as file:
            encoding = wide_encoding(file.read(_LOOK))
            if not encoding:
                return path
            file.seek(0)
            self.encodings.append(f"{encoding.upper()}, read as UTF-8 (places are those of that text)")
            return self._transcoded(file, encoding)

    def _transcoded(self, file: BinaryIO, encoding: str) -> Path:
        folder = self._temporary.enter_context(tempfile.TemporaryDirectory(prefix="zefdesk-"))
        target = Path(folder) / f"{len(self.encodings)}.log"
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        with target.open("wb") as out:
            while block := file.read(_BLOCK):
                out.write(decoder.decode(block).encode("utf-8", "replace"))
            out.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))
        return target


def wide_encoding(start: bytes) -> str:
    """Say whether a text is of UTF-16 or UTF-32, by its mark or by its NULs; empty for any other."""
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    start = start[: len(start) & ~1]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 2 < len(start) // 2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
