"""The file that a report becomes: there whole or not at all, never over another without consent, its owner's only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from zefdesk.domain.trouble import Trouble


class CannotWrite(Trouble):
    """A file cannot be written where it was asked for."""


@contextmanager
def whole_file(target: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the target's name when the block ends well and is gone otherwise.

    It is written under a hidden name in the target's folder, so that a program that is killed leaves no half
    report. Raises CannotWrite: the target exists and `overwrite` does not agree, is a folder, cannot be written.
    """
    place = _place(target, overwrite=overwrite)
    part: Path | None = None
    try:
        number, name = tempfile.mkstemp(prefix=".zefdesk-", suffix=".part", dir=place.parent)
        part = Path(name)
        with os.fdopen(number, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _take_name(part, place, target, overwrite=overwrite)
    except OSError as error:
        raise CannotWrite(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        if part:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _place(target: Path, *, overwrite: bool) -> Path:
    """Give where the file will lie, which is elsewhere for a link; raises CannotWrite where it may not."""
    try:
        place = target.resolve() if target.is_symlink() else target
        if place.is_dir():
            raise CannotWrite(f"{target} is a folder: name a file in it")
        if place.exists() and not place.is_file():
            raise CannotWrite(f"{target} is a device or a pipe: name a file")
        if not place.parent.is_dir():
            raise CannotWrite(f"{target.parent} is no folder: make it first, or name another place")
        if place.exists() and not overwrite:
            raise _exists(target)
    except (OSError, ValueError) as error:
        raise CannotWrite(f"{target} cannot be written: {getattr(error, 'strerror', '') or error}") from error
    return place


def _exists(target: Path) -> CannotWrite:
    return CannotWrite(f"{target} exists already: choose another name, or agree to replace it (--force)")


def _take_name(part: Path, place: Path, target: Path, *, overwrite: bool) -> None:
    """Give the written file its name; one that came to be there meanwhile stays."""
    if not overwrite:
        try:
            os.link(part, place)
        except FileExistsError:
            raise _exists(target) from None
        except OSError:  # a disk without links
            if place.exists():
                raise _exists(target) from None
        else:
            return
    part.replace(place)
