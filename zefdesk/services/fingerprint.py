"""Which bytes a file held when it was read: their SHA-256, and that nobody changed them meanwhile."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from zefdesk.formats.reading import UnknownFormat, UnreadableFile


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """SHA-256 as hex, bytes, and the time of change in nanoseconds."""

    sha256: str
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> "Fingerprint":
        """Take the fingerprint of a file; raises UnreadableFile."""
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise UnknownFormat(f"{path}: is a device or a pipe, not a file")
            with path.open("rb") as file:
                about = os.fstat(file.fileno())
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from error
        return cls(digest, about.st_size, about.st_mtime_ns)

    def check_unchanged(self, path: Path) -> None:
        """Raise UnreadableFile if the file is no longer what it was."""
        try:
            about = path.stat()
        except OSError as error:
            raise UnreadableFile(f"{path}: went away while it was read: {error.strerror or error}") from error
        if (about.st_size, about.st_mtime_ns) != (self.size, self.changed):
            raise changed(path)


def changed(path: Path) -> UnreadableFile:
    """Say that a file is no longer what was read."""
    return UnreadableFile(f"{path}: changed while it was read, so nothing was stored: import it again")
