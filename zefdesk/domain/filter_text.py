r"""A filter as one line that a person writes, both ways: `energy>40 initiator:ChargeHub -finding:overlap lobby`.

    filter = part, {blank, part}
    part   = ["-"], field, ":", value, {",", value}   any of the values; with the minus none of them
           | field, (">" | ">=" | "<" | "<="), value
           | text                                     searched anywhere
    value  = bare | quoted | "none"                   `none` is an unknown value, `""` a blank one
    quoted = '"', {any sign; `\"` and `\\` for these two}, '"'

Words are text, so that they stay a plain search; one that looks like a part of a field that there is not
(`foo:bar`, `foo>4`) is a mistake, unless it is quoted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from zefdesk.domain import clock, filter_values
from zefdesk.domain.filter_fields import BY_NAME, FIELDS, Field, Form
from zefdesk.domain.query import Condition, SessionQuery, Test
from zefdesk.domain.trouble import Trouble

UNKNOWN = "none"
_HEAD = re.compile(r"(-?)([A-Za-z][A-Za-z_-]*)(?::?(>=|<=|>|<)|(:|=))")
_BARE, _WORD, _BLANK = re.compile(r"[^\s,]*"), re.compile(r"\S+"), re.compile(r"\s*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLAIN_VALUE = re.compile(r'[^\s,"][^\s,]*')
_SIMILAR = 0.75


class FilterUnreadable(Trouble):
    """A filter that cannot be read: where the mistake stands (`start` to `end`), and what is `expected` there."""

    def __init__(self, text: str, start: int, end: int, expected: str) -> None:
        self.start, self.end, self.expected = start, max(end, start + 1), expected
        found = text[start:end]
        super().__init__(
            f"filter, column {start + 1}: {f'{found!r} cannot be read' if found else 'something is missing'}, "
            f"expected {expected}"
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written at a cursor: from `start` on `text`, as a value of `field`, or (None) as a field's name."""

    start: int
    text: str
    field: Field | None = None


def read_filter(text: str, base: SessionQuery | None = None) -> SessionQuery:
    """Read a filter; order and columns are those of `base`. Raises FilterUnreadable."""
    conditions: list[Condition] = []
    searched: list[str] = []
    quoted = False
    for part in _parts(text):
        if isinstance(part, str):
            searched.append(part)
        elif isinstance(part, _Quoted):
            searched.append(part.text)
            quoted = True
        else:
            conditions += (one for one in part if one not in conditions)
    search = " ".join(searched) if conditions or quoted else text.strip()
    return replace(base or SessionQuery(), conditions=tuple(conditions), search=search)


def write_filter(query: SessionQuery) -> str:
    """Write conditions and search of a query so that `read_filter` gives them again."""
    parts = [_write(condition) for condition in query.conditions]
    if not query.search:
        return " ".join(parts)
    bare = " ".join([*parts, query.search])
    return bare if _reads_as(bare, query) else " ".join([*parts, _quote(query.search)])


def writing_at(text: str, cursor: int) -> Writing:
    """Say what is being written at a cursor, so that it can be completed."""
    start = max((text.rfind(blank, 0, cursor) for blank in " \t"), default=-1) + 1
    head = _HEAD.match(text, start, cursor)
    field = BY_NAME.get(head[2].lower()) if head else None
    if head is None or field is None:
        start += text[start : start + 1] == "-"
        return Writing(start, text[start:cursor])
    begin = max(head.end(), text.rfind(",", head.end(), cursor) + 1)
    return Writing(begin, text[begin:cursor].removeprefix('"'), field)


def written_value(field: Field, value: str | int | None) -> str:
    """Write one value as it stands in a filter."""
    if value is None:
        return UNKNOWN
    text = filter_values.write_value(field, value)
    return text if _PLAIN_VALUE.fullmatch(text) and text != UNKNOWN else _quote(text)


@dataclass(frozen=True, slots=True)
class _Quoted:
    text: str


def _parts(text: str) -> Iterator[str | _Quoted | list[Condition]]:
    """Give words, quoted texts and conditions in their order."""
    at = _skip(text, 0)
    while at < len(text):
        head = _HEAD.match(text, at)
        if text[at] == '"':
            value, at = _quoted(text, at)
            if at < len(text) and not text[at].isspace():
                raise FilterUnreadable(text, at, at + 1, "a blank after the quotation mark")
            yield _Quoted(value)
        elif head is not None and (field := _field(text, head)) is not None:
            conditions, at = _conditions(text, head, field)
            yield conditions
        else:
            word = _WORD.match(text, at)
            end = word.end() if word else len(text)
            yield text[at:end]
            at = end
        at = _skip(text, at)


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _field(text: str, head: re.Match[str]) -> Field | None:
    """Give the field of a part; None for a word with an equals sign. Raises where it is none and another is meant."""
    name = head[2].lower()
    near = get_close_matches(name, BY_NAME, 1, _SIMILAR)
    if name not in BY_NAME and (near or head[3] or head[4] == ":"):
        word = _WORD.match(text, head.start())
        quoted = _quote(word[0].replace('"', "")) if word else "a quoted text"
        expected = f"a field such as {near[0] if near else 'start'}, or in quotation marks to search for it: {quoted}"
        raise FilterUnreadable(text, head.start(2), head.end(2), expected)
    return BY_NAME.get(name)


def _conditions(text: str, head: re.Match[str], field: Field) -> tuple[list[Condition], int]:
    values, spans, at = _values(text, head.end(), field)
    compare = head[3]
    if not compare:
        return _equal(text, field, values, spans, negated=bool(head[1])), at
    if not field.ranged or head[1]:
        raise FilterUnreadable(text, head.start(3), head.end(3), f"a colon after {field.name}")
    value, (start, end) = values[0], spans[0]
    if len(values) > 1 or not isinstance(value, int):
        raise FilterUnreadable(text, start, spans[-1][1], f"{field.form.value}, only one")
    if compare in {">", "<="}:
        value = filter_values.follower(field, value, text[start:end])
    return [Condition(field.column, Test.AT_LEAST if compare[0] == ">" else Test.BELOW, (value,))], at


def _equal(
    text: str, field: Field, values: list[str | int | None], spans: list[tuple[int, int]], *, negated: bool
) -> list[Condition]:
    """Give the conditions of a list of values; a day of an instant is the whole of it."""
    days = [filter_values.is_day(text[start:end]) for start, end in spans] if field.form is Form.INSTANT else [False]
    if not any(days):
        return [Condition(field.column, Test.IS_NOT if negated else Test.IS, tuple(values))]
    if negated or len(values) > 1 or not isinstance(values[0], int):
        raise FilterUnreadable(text, *spans[days.index(True)], "a time of the day, such as 2026-05-13T08:00")
    day = values[0]
    return [
        Condition(field.column, Test.AT_LEAST, (day,)),
        Condition(field.column, Test.BELOW, (day + clock.DAY,)),
    ]


def _values(text: str, at: int, field: Field) -> tuple[list[str | int | None], list[tuple[int, int]], int]:
    """Read values that commas part, with their places, and where they end."""
    values: list[str | int | None] = []
    spans = []
    while True:
        value, end = _value(text, at, field)
        values.append(value)
        spans.append((at, end))
        if end >= len(text) or text[end].isspace():
            return values, spans, end
        if text[end] != ",":
            raise FilterUnreadable(text, end, end + 1, "a comma or a blank after the quotation mark")
        at = end + 1


def _value(text: str, at: int, field: Field) -> tuple[str | int | None, int]:
    if text[at : at + 1] == '"':
        bare, end = _quoted(text, at)
    else:
        match = _BARE.match(text, at)
        end = match.end() if match else at
        bare = text[at:end]
        if bare == UNKNOWN:
            return None, end
        if not bare:
            raise FilterUnreadable(text, at, at, _wanted(field))
    try:
        return filter_values.read_value(field, bare), end
    except ValueError:
        raise FilterUnreadable(text, at, end, _wanted(field, bare)) from None


def _wanted(field: Field, given: str = "") -> str:
    if field.form is not Form.CHOICE:
        return str(field.form.value)
    near = get_close_matches(given.lower(), field.choices, 3, 0.5)
    return f"one of {', '.join(near or field.choices)}"


def _quoted(text: str, at: int) -> tuple[str, int]:
    match = _QUOTED.match(text, at)
    if not match:
        raise FilterUnreadable(text, at, len(text), "a second quotation mark at its end")
    return _ESCAPED.sub(r"\1", match[1]), match.end()


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _write(condition: Condition) -> str:
    field = FIELDS[condition.column]
    if condition.test in {Test.AT_LEAST, Test.BELOW}:
        return _write_bound(field, condition)
    values = ",".join(written_value(field, value) for value in condition.values)
    return f"{'-' if condition.test is Test.IS_NOT else ''}{field.name}:{values}"


def _write_bound(field: Field, condition: Condition) -> str:
    value = int(condition.values[0] or 0)
    least = condition.test is Test.AT_LEAST
    rounder = filter_values.roundest(field, value)
    if rounder is not None:
        return f"{field.name}{'>' if least else '<='}{filter_values.write_value(field, rounder)}"
    text = filter_values.write_value(field, value)
    if field.form is Form.INSTANT:
        text = text.removesuffix("T00:00")
    return f"{field.name}{'>=' if least else '<'}{text}"


def _reads_as(text: str, query: SessionQuery) -> bool:
    try:
        read = read_filter(text)
    except FilterUnreadable:
        return False
    return (read.conditions, read.search) == (query.conditions, query.search)
