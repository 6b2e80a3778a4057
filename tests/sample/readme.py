"""The tables of the sample's README, as values."""

import re
from typing import NamedTuple

from zefdesk.assets import resources

FOLDER = resources() / "sample"
TEXT = (FOLDER / "README.md").read_text("utf-8")


class Counts(NamedTuple):
    file: str
    read: int
    new: int
    duplicate: int
    rejected: int


class Planted(NamedTuple):
    """A place, what is there, and what ZefDesk is said to say of it."""

    file: str
    line: int
    what: str
    says: str


def counts() -> list[Counts]:
    rows = re.findall(r"^\| `(\S+)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", TEXT, re.MULTILINE)
    return [Counts(name, *map(int, numbers)) for name, *numbers in rows]


def planted() -> list[Planted]:
    rows = re.findall(r"^\| `(\S+)` \| (\d+) \| ([^|\d][^|]*) \| ([^|]*) \|$", TEXT, re.MULTILINE)
    return [Planted(name, int(line), what, says) for name, line, what, says in rows]


def in_all() -> tuple[int, str, str]:
    found = re.search(r"In all: (\d+) sessions, ([\d.]+) kWh, ([\d.]+) USD", TEXT)
    assert found
    return int(found[1]), found[2], found[3]
