"""Whether a file is a charger's log, by what it holds."""

import codecs
from pathlib import Path

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import alfen
from zefdesk.formats.logs.frames import Frames
from zefdesk.formats.logs.head import HEAD
from zefdesk.formats.logs.joined_text import HeldText, wide_encoding

_LOOKED_AT = 1 << 20
_FARTHER = 16
_BROKEN_ENOUGH = 2


def looks_like_log(path: Path) -> bool:
    """Whether OCPP frames, or the lines of a transaction export, stand in the first part of a file.

    Looks at a MiB, and for the beginning of a frame in fifteen more; raises OSError.
    """
    with path.open("rb") as file:
        for _ in range(_FARTHER):
            block = file.read(_LOOKED_AT)
            if not block:
                return False
            if _holds_frames(block):
                return True
    return False


def _holds_frames(block: bytes) -> bool:
    encoding = wide_encoding(block[:4096])
    if encoding:
        block = codecs.decode(block[: len(block) & ~3], encoding, "replace").encode("utf-8", "replace")
    if alfen.is_export(block):
        return True
    if not HEAD.search(block):
        return False
    broken = 0
    for one in Frames(HeldText(block)):
        broken += isinstance(one, Problem)
        if not isinstance(one, Problem) or broken >= _BROKEN_ENOUGH:
            return True
    return False
