"""Finding lines in a log as grep does: words, a regular expression, an action, a charger, only errors."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zefdesk.domain.logged import Span
from zefdesk.domain.notation import Notation
from zefdesk.domain.trouble import Trouble
from zefdesk.formats.logs.secrets import masked
from zefdesk.services.log_text import CHANGED, MOVED, plain_file, state_of
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import imports
from zefdesk.store.ledger import Ledger
from zefdesk.store.log_summaries import LogPlace

MOST = 2_000
"""So many hits are shown; all are counted."""
_BLOCK = 4 << 20
_LONGEST = 300
_counted = Notation().counted
_ERRORS_ONLY = "only:errors"
_ERRORS = re.compile(
    rb'\[\s*4\s*,|"status"\s*:\s*"(?:Faulted|Rejected|Invalid|Blocked)"|\bERROR\b|"errorCode"\s*:\s*"(?!NoError")',
)


class CannotFind(Trouble):
    """What is asked for cannot be looked for."""


class Hit(NamedTuple):
    """A line that was found: its text with secrets masked, and where it stands."""

    text: str
    span: Span


class Found(NamedTuple):
    """What was found: the first hits, and how many there are in all."""

    hits: list[Hit]
    in_all: int


def find_in(ledger: Ledger, place: LogPlace, asked: str, report: Report = ignore) -> Found:
    """Find lines in an imported log; errors are also the frames that could not be read. Raises CannotFind."""
    broken = [one.line for one in imports.problems(ledger, place.import_id)] if _ERRORS_ONLY in asked else []
    return find(place, asked, report, frozenset(broken))


def find(place: LogPlace, asked: str, report: Report = ignore, broken: frozenset[int] = frozenset()) -> Found:
    """Find lines in which all that is asked stands.

    Words are looked for without their case, `/.../` is a regular expression, `action:X` a message, `charger:X` a
    charger, `only:errors` lines that tell of one, or are among the `broken`. Raises CannotFind.
    """
    matches = _matcher(asked, broken)
    hits: list[Hit] = []
    count = line = 0
    total = sum(part.size for part in place.parts) or 1
    for part in place.parts:
        if state_of(part) in {MOVED, CHANGED}:
            raise CannotFind(
                f"{part.path}: was moved or changed since it was imported: import it again to look into it"
            )
        with plain_file(part).open("rb") as file:
            offset = part.start
            while block := file.read(_BLOCK) + file.readline():
                for start, end in _lines(block):
                    line += 1
                    if matches(block, start, end, line):
                        count += 1
                        if len(hits) < MOST:
                            text = masked(block[start:end].decode("utf-8", "replace")[:_LONGEST].rstrip())
                            hits.append(Hit(text, Span(place.import_id, offset + start, max(end - start, 1), line)))
                offset += len(block)
                report(Progress(f"Find {asked}: {_counted(count, 'hit')}", min(offset / total, 1.0)))
    return Found(hits, count)


def _lines(block: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    while (end := block.find(b"\n", start)) >= 0:
        yield start, end
        start = end + 1
    if start < len(block):
        yield start, len(block)


def _matcher(asked: str, broken: frozenset[int]) -> Callable[[bytes, int, int, int], bool]:
    """Give a function that says whether a line matches, by its place and its number; all patterns must."""
    words = _words(asked)
    if not words:
        raise CannotFind(
            "type what is to be found: words, /a regular expression/, action:StartTransaction, only:errors"
        )
    patterns = [_pattern(word) for word in words if word != _ERRORS_ONLY]

    def matches(block: bytes, start: int, end: int, line: int) -> bool:
        if len(patterns) < len(words) and line not in broken and not _ERRORS.search(block, start, end):
            return False
        return all(pattern.search(block, start, end) for pattern in patterns)

    return matches


def _words(asked: str) -> list[str]:
    asked = asked.strip()
    if len(asked) > 2 and asked.startswith("/") and asked.endswith("/"):  # noqa: PLR2004 -- two slashes
        return [asked]
    return asked.split()


def _pattern(word: str) -> re.Pattern[bytes]:
    if len(word) > 2 and word.startswith("/") and word.endswith("/"):  # noqa: PLR2004 -- likewise
        try:
            return re.compile(word[1:-1].encode())
        except re.error as error:
            raise CannotFind(f"{word} is no regular expression: {error}") from error
    name, _, value = word.partition(":")
    if name == "action" and value:
        return re.compile(rb'["\\&;]' + re.escape(value.encode()) + rb'["\\&]', re.IGNORECASE)
    if name == "charger" and value:
        return re.compile(re.escape(value.encode()), re.IGNORECASE)
    return re.compile(re.escape(word.encode()), re.IGNORECASE)
