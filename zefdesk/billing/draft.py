"""A draft of a profile: its document as typed, perhaps incomplete or wrong, changed by operations that give a new one.

A draft has the form of a profile file; texts stay as they were typed. No operation changes the draft that it is
given, so that whoever keeps the old one can go back to it. A key with None is a row that nobody has filled yet.
"""

import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from zefdesk.billing.profile_reader import profile_of
from zefdesk.billing.profile_text import document_of, profile_document
from zefdesk.billing.reading import Fault
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.trouble import Trouble

Draft = dict[str, Any]
Key = str | int

_PART = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_GROUPS = "identity_groups."
_NAMED = re.compile(r"(taxes)\[\d+\]\.name")


class Read(NamedTuple):
    """What a draft says: its profile where nothing is wrong, all faults, and a guess with what could be read."""

    profile: BillingProfile | None
    faults: tuple[Fault, ...]
    guess: BillingProfile


def read(draft: Draft) -> Read:
    """Read a draft as a profile file is read; never raises."""
    faults: list[Fault] = []
    guess = profile_of(tidy(draft), faults)
    return Read(None if faults else guess, tuple(faults), guess)


def draft_of(profile: BillingProfile) -> Draft:
    """Give the draft of a profile; its version is given anew when the draft becomes one."""
    return {key: value for key, value in profile_document(profile).items() if key != "version"}


def draft_of_text(text: str | bytes) -> Draft:
    """Give the draft of a profile file, whatever is wrong in it; raises NotJson, or Trouble where it is no object."""
    document = _texts(document_of(text))
    if not isinstance(document, dict):
        raise Trouble("no profile: the document must be an object { }")
    return document


def _texts(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Write numbers with decimals as texts: so they stay exact, and can go on being typed."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return f"{value:f}" if isinstance(value, Decimal) else value


def text_of(draft: Draft) -> str:
    """Write a draft as a profile file, without what nobody has filled."""
    return json.dumps(tidy(draft), indent=2, ensure_ascii=False) + "\n"


def kept_text(draft: Draft) -> str:
    """Write a draft to the letter, rows that are not filled yet included; `draft_of_text` reads it."""
    return json.dumps(draft, ensure_ascii=False, separators=(",", ":"))


def tidy(draft: Draft) -> Draft:
    """Leave out rows that are not filled, and what is empty with them; an empty list of taxes says something."""
    found: Draft = _tidy(draft)
    return found


def _tidy(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: _tidy(one) for key, one in value.items() if one is not None}
    return {key: one for key, one in made.items() if one != {}}


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, but for rows that are not filled."""
    return tidy(one) == tidy(other)


def keys_of(path: str) -> tuple[Key, ...]:
    """Take a path apart: `costs[0].when` is ("costs", 0, "when"); names of groups may hold anything."""
    if path.startswith(_GROUPS):
        return _GROUPS[:-1], path[len(_GROUPS) :]
    return tuple(int(place) if place else name for name, place in _PART.findall(path))


def value_at(draft: Draft, path: str) -> Any:  # noqa: ANN401 -- any JSON
    """Give what stands at a path; None where nothing does."""
    found: Any = draft
    for key in keys_of(path):
        if isinstance(found, dict):
            found = found.get(str(key))
        elif isinstance(found, list) and isinstance(key, int) and key < len(found):
            found = found[key]
        else:
            return None
    return found


def items(draft: Draft, path: str) -> list[Any]:
    """Give the list at a path; an empty one where none stands."""
    found = value_at(draft, path)
    return found if isinstance(found, list) else []


def put(draft: Draft, path: str, value: Any) -> Draft:  # noqa: ANN401 -- any JSON
    """Set what stands at a path; an empty text empties it. A tax that is renamed is renamed in the costs too."""
    value = None if value == "" else value
    old = value_at(draft, path)
    if old == value and (old is not None or _stands(draft, path)):
        return draft
    changed: Draft = _changed(draft, keys_of(path), lambda _: value)
    if _NAMED.fullmatch(path) and isinstance(old, str) and isinstance(value, str):
        changed = on_taxed(changed, lambda names: [value if name == old else name for name in names])
    return changed


def _stands(draft: Draft, path: str) -> bool:
    head, _, key = path.rpartition(".")
    holder = value_at(draft, head) if head else draft
    return isinstance(holder, dict) and key in holder


def _changed(value: Any, keys: Sequence[Key], change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 -- any JSON
    """Give a value with what stands under these keys changed; objects on the way that are missing are made."""
    if not keys:
        return change(value)
    key, rest = keys[0], keys[1:]
    if isinstance(key, int):
        listed = value if isinstance(value, list) else []
        if key >= len(listed):
            raise IndexError(f"there is no number {key} of {len(listed)}")
        return [*listed[:key], _changed(listed[key], rest, change), *listed[key + 1 :]]
    held = value if isinstance(value, dict) else {}
    return {**held, key: _changed(held.get(key), rest, change)}


def remove(draft: Draft, path: str) -> Draft:
    """Take out an item of a list, or a key; a tax that is taken out is taken off the costs too."""
    keys = keys_of(path)
    old = value_at(draft, path)
    made: Draft = _changed(draft, keys[:-1], lambda holder: _without(holder, keys[-1]))
    if keys[:-1] == ("taxes",) and isinstance(old, dict):
        made = on_taxed(made, lambda names: [name for name in names if name != old.get("name")])
    return made


def _without(holder: Any, key: Key) -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(holder, list) and isinstance(key, int):
        return [*holder[:key], *holder[key + 1 :]]
    return {name: one for name, one in holder.items() if name != key} if isinstance(holder, dict) else holder


def move(draft: Draft, path: str, to: int) -> Draft:
    """Move an item of a list to another place in it."""
    *holder, place = keys_of(path)
    if not isinstance(place, int):
        raise TypeError(f"'{path}' is no item of a list")

    def moved(listed: list[Any]) -> list[Any]:
        rest = [*listed[:place], *listed[place + 1 :]]
        return [*rest[:to], listed[place], *rest[to:]]

    made: Draft = _changed(draft, holder, moved)
    return made


def insert(draft: Draft, path: str, item: Any, at: int | None = None) -> Draft:  # noqa: ANN401 -- any JSON
    """Put an item into the list at a path, at its end unless a place is said."""

    def longer(listed: Any) -> list[Any]:  # noqa: ANN401 -- any JSON
        known = listed if isinstance(listed, list) else []
        place = len(known) if at is None else at
        return [*known[:place], item, *known[place:]]

    made: Draft = _changed(draft, keys_of(path), longer)
    return made


def duplicate(draft: Draft, path: str) -> Draft:
    """Put a copy of an item of a list behind it, with a name that is free."""
    place = keys_of(path)[-1]
    if not isinstance(place, int):
        raise TypeError(f"'{path}' is no item of a list")
    listed = path[: path.rindex("[")]
    item = value_at(draft, path)
    if isinstance(item, dict) and isinstance(item.get("name"), str):
        item = item | {"name": free_name(draft, listed, item["name"])}
    return insert(draft, listed, item, place + 1)


def free_name(draft: Draft, path: str, name: str) -> str:
    """Give a name that no item of the list at a path has: `Energy`, `Energy 2`."""
    taken = {str(one.get("name")) for one in items(draft, path) if isinstance(one, dict)}
    stem = re.sub(r" \d+$", "", name) if name in taken else name
    return next(one for one in (stem, *(f"{stem} {number}" for number in range(2, len(taken) + 3))) if one not in taken)


def on_taxed(draft: Draft, change: Callable[[list[Any]], list[Any]], *, all_costs: bool = False) -> Draft:
    """Change the names of taxes on costs and variations that name some; on `all_costs`, whether they do or not."""

    def changed(holder: Any, *, always: bool) -> Any:  # noqa: ANN401 -- any JSON
        if not isinstance(holder, dict):
            return holder
        made = dict(holder)
        if isinstance(holder.get("taxes"), list) or always:
            made["taxes"] = change(holder.get("taxes") or [])
        if isinstance(holder.get("variations"), list):
            made["variations"] = [changed(one, always=False) for one in holder["variations"]]
        return made

    costs = draft.get("costs")
    if not isinstance(costs, list):
        return draft
    return draft | {"costs": [changed(one, always=all_costs) for one in costs]}
