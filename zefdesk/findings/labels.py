"""Findings about what chargers are called: one serial under two names, one sticker on two serials."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zefdesk.domain.finding import Found

_ARCHIVED = re.compile(r"\s*\[archived\]\s*", re.IGNORECASE)
_BETWEEN = "\x1f"


class Labelled(NamedTuple):
    """Sessions of a serial under one name and sticker: how many."""

    serial: str
    name: str | None
    sticker: str | None
    sessions: int


def bare(name: str) -> str:
    """Give a name without the mark of a retired charger: `[ARCHIVED]` is not another name."""
    return " ".join(_ARCHIVED.sub(" ", name).split())


def found(labels: Iterable[Labelled]) -> Iterator[tuple[str, Found]]:
    """Give what is found of each serial."""
    names: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    serials: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in labels:
        if one.name and bare(one.name) and one.name != one.serial:
            names[one.serial][bare(one.name)] += one.sessions
        if one.sticker:
            serials[one.sticker][one.serial] += one.sessions
    yield from _two_names(names)
    yield from _two_serials(serials)


def _two_names(names: dict[str, dict[str, int]]) -> Iterator[tuple[str, Found]]:
    for serial, counts in sorted(names.items()):
        if len(counts) > 1:
            text = f"{serial} stands under {len(counts)} names: {_listed(counts)}."
            yield serial, Found("serial-with-two-names", text, _BETWEEN.join(sorted(counts)))


def _two_serials(serials: dict[str, dict[str, int]]) -> Iterator[tuple[str, Found]]:
    for sticker, counts in sorted(serials.items()):
        if len(counts) > 1:
            text = f"Sticker {sticker} is on {len(counts)} serials: {_listed(counts)}."
            for serial in sorted(counts):
                yield serial, Found("sticker-on-two-serials", text, _BETWEEN.join((sticker, *sorted(counts))))


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} ({count:,} session{'s' if count > 1 else ''})" for name, count in sorted(counts.items()))
