"""What the window remembers between two starts, each by a typed name, in one file of the person."""

from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

RECENT = 8


class Settings:
    """Small things remembered: sizes, columns, the look, what was opened lately. Kept as text, so it can be read."""

    def __init__(self, path: Path | None = None) -> None:
        place = path or user_config_path("zefdesk", appauthor=False) / "window.ini"
        self._kept = QSettings(str(place), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Give a text."""
        value = self._kept.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """Give a whole number."""
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Give a yes or no."""
        return self.text(key, "yes" if default else "no") == "yes"

    def texts(self, key: str) -> list[str]:
        """Give a list of texts."""
        return [line for line in self.text(key).split("\x1f") if line]

    def state(self, key: str) -> QByteArray:
        """Give a state that Qt saved (geometry, header, splitter); empty where there is none."""
        return QByteArray.fromBase64(self.text(key).encode())

    def keep(self, key: str, value: str | int | bool | list[str] | QByteArray) -> None:  # noqa: FBT001 -- a value
        """Remember a value under a key."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif isinstance(value, list):
            value = "\x1f".join(value)
        elif isinstance(value, QByteArray):
            value = bytes(value.toBase64().data()).decode()
        self._kept.setValue(key, str(value))

    def lately(self, key: str, value: str) -> list[str]:
        """Put a text at the head of a short list of recent ones, and give the list."""
        recent = [value, *(one for one in self.texts(key) if one != value)][:RECENT]
        self.keep(key, recent)
        return recent

    def flush(self) -> None:
        """Write to disk what is not there yet."""
        self._kept.sync()
