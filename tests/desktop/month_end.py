"""The guide to a month end, read as a list of tasks with their steps, so that it can be counted and walked."""

import re
from typing import NamedTuple

from zefdesk.assets import resources

_TASK = re.compile(r"^## (\d+)\. (.+?)$(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"\w[\w.\-]*|(?<=\s)\*(?=\s)")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_TYPED = re.compile(r"`(.+)` \((\d+)\)")


class Step(NamedTuple):
    """One step: a `key`, a `typed` text with its number of words as the guide says it, or else a `click`."""

    key: str = ""
    typed: str = ""
    words: int = 1
    click: str = ""


class Way(NamedTuple):
    """The steps of a task in one program, and their count as the guide says it."""

    steps: tuple[Step, ...]
    count: int


class Task(NamedTuple):
    """One task: its title, the facts that come out, and its ways by the program."""

    number: int
    title: str
    facts: tuple[str, ...]
    ways: dict[str, Way]


def text() -> str:
    """Give the guide."""
    return (resources() / "guide" / "month-end.md").read_text("utf-8")


def tasks() -> list[Task]:
    """Give its tasks."""
    return [_task(int(found[1]), found[2], found[3]) for found in _TASK.finditer(text())]


def table() -> dict[str, tuple[int, int, int]]:
    """Give the counts of the table at its end, by the first cell of the line."""
    rows = [_cells(line) for line in text().split("## All counts")[1].splitlines() if line.startswith("| ")]
    return {row[0]: (int(row[1]), int(row[2]), int(row[3])) for row in rows[2:]}


def words(typed: str) -> int:
    """Count the words of a typed text by the rule of the guide."""
    return max(len(_WORD.findall(typed)), 1)


def _task(number: int, title: str, body: str) -> Task:
    said = body.split("Comes out:")[1].split("\n\n", maxsplit=1)[0]
    facts = tuple(" ".join(fact.split()) for fact in _BOLD.findall(said))
    rows = [_cells(line) for line in body.splitlines() if line.startswith("| ")][2:]
    ways = {name: Way(tuple(map(_step, steps.split(" · "))), int(count)) for name, steps, count in rows}
    return Task(number, title, facts, ways)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def _step(told: str) -> Step:
    if typed := _TYPED.fullmatch(told):
        return Step(typed=typed[1], words=int(typed[2]))
    if key := _BOLD.fullmatch(told):
        return Step(key=key[1])
    return Step(click=told)
