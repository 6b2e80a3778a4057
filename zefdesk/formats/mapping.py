"""Mappings: which column of a portal's table is which of our fields, as data in `resources/mappings/`."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zefdesk.assets import resources
from zefdesk.formats.units import fold

_BEHIND_PREFIX = 1000


@dataclass(frozen=True, slots=True)
class Mapping:
    """One portal's table.

    `aliases` gives field and rank by folded name (a lower rank is a surer name), `prefixes` words that may stand
    before any name. An `exact` mapping is met only by its `header`, whatever the order, with `optional` ones; a
    `guarded` one takes off the `'` that stands before a text which a spreadsheet would take for a formula.
    """

    name: str
    title: str
    description: str
    aliases: dict[str, tuple[str, int]]
    prefixes: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    exact: bool = False
    guarded: bool = False
    header: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Mapping":
        """Make a mapping of the content of its file."""
        aliases: dict[str, tuple[str, int]] = {}
        for key, names in data["fields"].items():
            for rank, name in enumerate(names):
                aliases.setdefault(fold(name), (key, rank))
        return cls(
            data["name"],
            data["title"],
            data["description"],
            aliases,
            tuple(fold(word) for word in data.get("prefixes", ())),
            tuple(data.get("reference", data["fields"])),
            data.get("exact", False),
            data.get("guarded", False),
            frozenset(fold(name) for name in data.get("header", ())),
            frozenset(fold(name) for name in data.get("optional", ())),
        )

    def field_of(self, name: str) -> tuple[str, int] | None:
        """Give field and rank of a folded name; one behind a usual prefix ranks lower."""
        if found := self.aliases.get(name):
            return found
        for prefix in self.prefixes:
            if name.startswith(prefix) and (found := self.aliases.get(name[len(prefix) :])):
                return found[0], found[1] + _BEHIND_PREFIX
        return None


@lru_cache(maxsize=1)
def mappings() -> tuple[Mapping, ...]:
    """Give all mappings that are shipped, by name."""
    files = sorted((resources() / "mappings").glob("*.json"))
    return tuple(Mapping.of(json.loads(path.read_text(encoding="utf-8"))) for path in files)
