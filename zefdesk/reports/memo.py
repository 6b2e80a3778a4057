"""Texts that come again and again, made once: values to texts, forgotten all together before they are too many."""

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_MOST = 1 << 17


class Memo(dict[K, V], Generic[K, V]):
    """A dictionary that makes what is missing; its `__getitem__` can be mapped over a column."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._make(key)
        return value
