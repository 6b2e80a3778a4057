"""Reading logs in tests: all of a log at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs.frames import Frame, Frames
from zefdesk.formats.logs.joined_text import HeldText
from zefdesk.formats.logs.reading import LogReading
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.message import Message

LOGS = Path(__file__).parents[2] / "data" / "logs"
DEFAULT = Settings()
Said = tuple[int, str, Any]


def read(
    paths: Path | Sequence[Path], settings: Settings = DEFAULT
) -> tuple[list[tuple[str, Message]], list[Problem], LogReading]:
    """Read a log to its end."""
    reading = LogReading([paths] if isinstance(paths, Path) else paths, "a log", settings)
    try:
        told = list(reading.messages())
    finally:
        reading.close()
    messages = [one for one in told if not isinstance(one, Problem)]
    return messages, [one for one in told if isinstance(one, Problem)], reading


def read_text(tmp_path: Path, text: str | bytes, settings: Settings = DEFAULT, name: str = "messages.log") -> Any:
    """Write a text to a file and read it."""
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, settings)


def said(messages: Sequence[tuple[str, Message]]) -> list[Said]:
    """Give what messages say, without when and where."""
    return [(one.kind, one.action, one.payload) for _, one in messages]


def frames(data: bytes) -> list[Frame | Problem]:
    """Find the frames of a text."""
    return list(Frames(HeldText(data), all_answers=True))
