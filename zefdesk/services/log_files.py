"""Logs among the files that a person names: which are logs, which belong to one rotated set, where they lie."""

import gzip
import hashlib
import tempfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from zefdesk.formats.archive import Member
from zefdesk.formats.logs.reading import Part, looks_like_log, rotated
from zefdesk.formats.reading import Settings, UnreadableFile
from zefdesk.services.fingerprint import Fingerprint, changed
from zefdesk.store.log_summaries import LogPart

_GZIP, _BEGIN = b"\x1f\x8b", 1 << 20
LOG, EXPORT = "charger-log", "alfen-transactions"
FORMATS = (LOG, EXPORT)
"""The names of the formats of logs."""


class LogFile(NamedTuple):
    """A file of a log: its path as a person reads it, where it lies unpacked, and the file that a person has."""

    label: str
    path: Path
    own: Path


class LogSet(NamedTuple):
    """One log: a file, or the files of a rotated set. `named` says that the person named it."""

    label: str
    files: tuple[LogFile, ...]
    named: bool


def is_log(path: Path, settings: Settings) -> bool:
    """Whether a file is to be read as a log."""
    try:
        if not path.is_file():
            return False  # a pipe would be waited for without end
        return settings.format in FORMATS or (settings.format == "auto" and looks_like_log(path))
    except OSError:
        return False


def sets(members: Sequence[Member], own: Path | None = None) -> list[LogSet]:
    """Group logs into rotated sets, in the order of their contents; raises UnreadableFile.

    `own` is the archive that they came from, None where they lie as they are.
    """
    by_path = {member.path: member for member in members}
    found = []
    for paths in rotated(list(by_path), {path: member.label for path, member in by_path.items()}):
        files = tuple(LogFile(by_path[path].label, path, own or _own(by_path[path])) for path in paths)
        found.append(LogSet(files[0].label, files, any(by_path[path].named for path in paths)))
    return found


def together(paths: Sequence[Path], settings: Settings) -> dict[Path, list[Path]]:
    """Give the files among these that belong to one rotated log with others of them, each with all of its log.

    The order is that of `paths`. Raises nothing: what cannot be read stands alone, and says so when it is read.
    """
    logs = [path for path in dict.fromkeys(paths) if path.is_file() and _is_log_packed_or_not(path, settings)]
    try:
        found = [group for group in rotated(logs) if len(group) > 1]
    except (OSError, UnreadableFile):
        return {}
    return {path: [one for one in logs if one in group] for group in found for path in group}


def _is_log_packed_or_not(path: Path, settings: Settings) -> bool:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
        if not packed:
            return is_log(path, settings)
        with gzip.open(path) as file, tempfile.NamedTemporaryFile() as begin:
            begin.write(file.read(_BEGIN))
            begin.flush()
            return is_log(Path(begin.name), settings)
    except (OSError, EOFError, zlib.error):
        return False


def _own(member: Member) -> Path:
    label = Path(member.label)
    return label if label.exists() else member.path


class SetFingerprint(NamedTuple):
    """The bytes of a log's files when they were read: of one the file's own, of several of all of them in order."""

    sha256: str
    size: int
    each: tuple[Fingerprint, ...]

    @classmethod
    def of(cls, files: Iterable[LogFile]) -> "SetFingerprint":
        """Take the fingerprints; raises UnreadableFile."""
        each = tuple(Fingerprint.of(file.path) for file in files)
        if len(each) == 1:
            return cls(each[0].sha256, each[0].size, each)
        together = hashlib.sha256("\n".join(one.sha256 for one in each).encode()).hexdigest()
        return cls(together, sum(one.size for one in each), each)

    @classmethod
    def of_unchanged(cls, files: Sequence[LogFile], seen: Sequence[tuple[int, int]]) -> "SetFingerprint":
        """Take the fingerprints of files of these sizes and times of change; raises UnreadableFile for others."""
        made = cls.of(files)
        for file, one, before in zip(files, made.each, seen, strict=True):
            if (one.size, one.changed) != before:
                raise changed(file.path)
        return made

    def check_unchanged(self, files: Iterable[LogFile]) -> None:
        """Raise UnreadableFile if a file is no longer what it was."""
        for file, one in zip(files, self.each, strict=True):
            one.check_unchanged(file.path)


def places(files: Sequence[LogFile], parts: Sequence[Part]) -> list[LogPart]:
    """Say where the parts of a log lie, with bytes and time of change of the files that a person has."""
    by_path = {file.path: file for file in files}
    found = []
    for part in parts:
        file = by_path[part.path]
        try:
            about = file.own.stat()
        except OSError as error:
            raise UnreadableFile(f"{file.label}: went away while it was read: {error.strerror or error}") from error
        found.append(LogPart(str(Path(file.label).absolute()), part.start, about.st_size, about.st_mtime_ns))
    return found
