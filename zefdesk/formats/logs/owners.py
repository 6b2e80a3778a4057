"""Whose message a frame is: named by its line, else by the call that it answers."""

from zefdesk.formats.logs.json_text import readable

_MOST = 1 << 13


class Owners:
    """The chargers of a log by what lines call them; remembers who asked what, for lines that name none."""

    def __init__(self, default: str, *, named: bool) -> None:
        self.default = default
        self._named = named
        self.known: dict[bytes, str] = {}
        """The chargers by what lines call them."""
        self._last: str | None = None
        self._asked: dict[str, str] = {}
        self._asked_before: dict[str, str] = {}
        self.defaulted = False

    def of(self, raw: bytes) -> str:
        """Give the charger that lines call so, known or not."""
        return self.known.get(raw) or self.meet(raw)

    def meet(self, raw: bytes) -> str:
        """Give the charger that lines call so."""
        if len(self.known) > _MOST:
            self.known.clear()
        name = self.known[raw] = readable(raw).strip(" /\\\"'\ufeff") or self.default
        return name

    def remember(self, message: str, charger: str) -> None:
        """Remember whose message has an id."""
        self._asked[message] = self._last = charger
        if len(self._asked) > _MOST:
            self._asked_before, self._asked = self._asked, {}

    def unnamed(self, message: str) -> str:
        """Give the charger of a line that names none: of the message with this id, else the one that spoke last."""
        if self._named:
            asked = self._asked.get(message) or self._asked_before.get(message)
            if asked or self._last:
                return asked or self._last or self.default
        self.defaulted = True
        return self.default
