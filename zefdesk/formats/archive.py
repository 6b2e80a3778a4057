"""Files as a person names them: a file, a folder, a `.gz`, the members of a `.zip`; unpacked within stated limits."""

import gzip
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from zefdesk.formats.reading import UnreadableFile

MOST_UNPACKED = 4 * 2**30
"""The most bytes that one file of an archive may unpack to."""
MOST_MEMBERS = 10_000
MOST_RATIO = 1_000
"""Plain text packs to a hundredth at best; a file that grows more than this beyond its first MiB is a bomb."""
_FREE = 64 * 2**20
_BLOCK = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_NESTED = (".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz")
_BROKEN = (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file to read: the path as a person reads it, where it lies, and whether the person named it itself."""

    label: str
    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that was passed over, and why."""

    label: str
    why: str


class Expansion:
    """The files behind one path; a context, so that what was unpacked is removed again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.skipped: list[Passed] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder:
            self._folder.cleanup()

    def kept(self, member: Member) -> Member:
        """Let a file that was unpacked stay until the end, under its own name."""
        if self._folder is None or not member.path.is_relative_to(self._folder.name):
            return member
        self._count += 1
        place = Path(self._folder.name) / str(self._count)
        place.mkdir()
        return replace(member, path=member.path.rename(place / member.path.name))

    def __iter__(self) -> Iterator[Member]:
        """Give the files in order; each unpacked one is there until the next is asked for. Raises UnreadableFile."""
        path = self.path
        try:
            if path.is_dir():
                yield from self._folder_members(path)
            else:
                yield from self._file_members(path, str(path), named=True)
        except OSError as error:
            raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from error

    def _folder_members(self, folder: Path) -> Iterator[Member]:
        found = False
        for file in self._walk(folder):
            found = True
            yield from self._file_members(file, str(file), named=False)
        if not found:
            raise UnreadableFile(f"{folder}: the folder holds no files to read")

    def _walk(self, folder: Path) -> Iterator[Path]:
        for at, folders, files in os.walk(folder, onerror=_raise):
            here = Path(at)
            for name in sorted((*folders, *files)):
                if name.startswith("."):
                    self.skipped.append(Passed(str(here / name), "hidden"))
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield here / name

    def _file_members(self, path: Path, label: str, *, named: bool) -> Iterator[Member]:
        start = _start(path)
        if start.startswith(_GZIP):
            yield Member(label, self._gunzipped(path), named)
            return
        if start.startswith((_ZIP, _EMPTY_ZIP)) and (archive := _archive(path, label)):
            with archive:
                yield from self._zip_members(archive, label)
            return
        yield Member(label, path, named)

    def _gunzipped(self, path: Path) -> Path:
        target = self._target(path.name.removesuffix(".gz") or "unpacked")
        with _unpacking(str(path)), gzip.open(path) as packed:
            _copy(packed, target, str(path), path.stat().st_size)  # type: ignore[arg-type]
        return target

    def _zip_members(self, archive: zipfile.ZipFile, label: str) -> Iterator[Member]:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise UnreadableFile(f"{label}: the archive holds more than {MOST_MEMBERS:,} files")
        if not members:
            raise UnreadableFile(f"{label}: the archive holds no files")
        for info in members:
            inside = f"{label}/{info.filename}"
            if why := _why_passed(info):
                self.skipped.append(Passed(inside, why))
                continue
            target = self._target(Path(info.filename).name)
            with _unpacking(inside), archive.open(info) as packed:
                _copy(packed, target, inside, info.compress_size)  # type: ignore[arg-type]
            yield Member(inside, target, named=False)
            with suppress(OSError):
                target.unlink()

    def _target(self, name: str) -> Path:
        """Give a path in the temporary folder; of the member's own name only letters, digits and the like remain."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="zefdesk-", ignore_cleanup_errors=True)
        safe = "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in name)[-80:].lstrip(".")
        return Path(self._folder.name) / (safe or "member")


class _unpacking:  # noqa: N801 -- reads as a verb behind `with`
    """Says in one line what is wrong with an archive that is broken, cut off or locked."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, _BROKEN):
            why = "is locked with a password" if "password" in str(error) or "encrypted" in str(error) else "is damaged"
            raise UnreadableFile(f"{self.label}: the archive {why}, so it cannot be unpacked") from error


def expand(path: Path) -> Expansion:
    """Give the files behind a path, as a context that can be iterated once.

    A folder gives its files recursively, sorted, without hidden ones; a `.gz` what it holds; a `.zip` its members as
    `a.zip/b.csv`, but not the archives within. What is passed over is in `skipped`. Raises UnreadableFile.
    """
    return Expansion(path)


def _raise(error: OSError) -> None:
    raise error


def _start(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(4)


def _archive(path: Path, label: str) -> zipfile.ZipFile | None:
    """Open a zip archive; None for a workbook, which is one too, and for one whose directory is lost."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        if path.suffix.lower() != ".zip":
            return None
        raise UnreadableFile(f"{label}: the archive is damaged or cut off, so it cannot be unpacked") from error
    names = archive.namelist()
    if "[Content_Types].xml" in names or "mimetype" in names or any(name.startswith("xl/") for name in names):
        archive.close()
        return None
    return archive


def _why_passed(info: zipfile.ZipInfo) -> str:
    parts = Path(info.filename).parts
    if any(part.startswith(".") and part not in {".", ".."} for part in parts) or "__MACOSX" in parts:
        return "hidden"
    if info.filename.lower().endswith(_NESTED):
        return "an archive within an archive"
    return ""


def _copy(packed: BinaryIO, target: Path, label: str, packed_size: int) -> None:
    """Unpack one file, counting; raises UnreadableFile for one that is too large or grows like a bomb."""
    size = 0
    with target.open("wb") as out:
        while block := packed.read(_BLOCK):
            size += len(block)
            if size > MOST_UNPACKED or (size > _FREE and size > packed_size * MOST_RATIO):
                raise UnreadableFile(f"{label}: unpacks to far more than a report can be ({size >> 20:,} MiB and more)")
            out.write(block)
