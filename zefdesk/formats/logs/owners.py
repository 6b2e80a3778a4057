"""Whose message a frame is: named by its line, else by the call that it answers."""

from zefdesk.formats.logs.json_text import readable

_MOST = 1 << 13


class Owners:
    """The chargers of a log by what lines call them; remembers who asked what."""

    def __init__(self, default: str, *, named: bool) -> None:
        self.default = default
        self._named = named
        self._last: str | None = None
        self._names: dict[bytes, str] = {}
        self._asked: dict[str, str] = {}
        self._asked_before: dict[str, str] = {}
        self.defaulted = False

    def by_name(self, raw: bytes, message: str) -> str:
        """Give the charger that a line names."""
        name = self._names.get(raw)
        if name is None:
            if len(self._names) > _MOST:
                self._names.clear()
            name = self._names[raw] = readable(raw).strip(" /\\\"'") or self.default
        self._asked[message] = self._last = name
        if len(self._asked) > _MOST:
            self._asked_before, self._asked = self._asked, {}
        return name

    def unnamed(self, message: str) -> str:
        """Give the charger of a line that names none: of the message with this id, else the one that spoke last."""
        if self._named:
            asked = self._asked.get(message) or self._asked_before.get(message)
            if asked or self._last:
                return asked or self._last or self.default
        self.defaulted = True
        return self.default
