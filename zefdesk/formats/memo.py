"""A dictionary that converts what it does not hold yet: a hit costs no call into Python."""

from collections.abc import Callable
from typing import Any

LIMIT = 1 << 17


class Memo(dict[Any, Any]):
    """Remembers `convert(cell)` by cell; it starts afresh when it holds too much. What raises is not kept."""

    __slots__ = ("convert", "limit")

    def __init__(self, convert: Callable[[Any], Any], limit: int = LIMIT) -> None:
        super().__init__()
        self.convert = convert
        self.limit = limit

    def __missing__(self, cell: Any) -> Any:  # noqa: ANN401 -- whatever a cell becomes
        value = self.convert(cell)
        if len(self) >= self.limit:
            self.clear()
        self[cell] = value
        return value
