"""Which charger a line is about: rules that find its id before a frame, and which of them hold for a log."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

_Place = tuple[int, int] | None
_KEYED = re.compile(
    rb"""(?xi)(?<![a-z>])(?:
      (?:charge[ _-]?point|charge[ _-]?box|charging[ _-]?station|charger|station|device|evse|cp|cs|client|chargebox)
      (?:[ _-]?(?:id|identity|identifier|name|serial|code))?
      | identity | cpid | csid )
    \\*["']?[ ]?[=:][ ]?\\*["']?(?P<id>[^\s"'\\,;|\])}>={\[(]+)"""
)
_PATH = re.compile(rb"""(?:wss?|https?)://[^\s"'<>]*/(?P<id>[^/\s"'?<>,\])]+)/?(?=[\s"'?<>,\])]|$)""")
_ROUTE = re.compile(
    rb"""(?i)/(?:ocpp\w*|ws|websocket|centralsystemservice|steve)(?:/[^\s"'?<>]+)*/(?P<id>[^/\s"'?<>,:\])]+)"""
)
_PEER = re.compile(
    rb"""(?xi)\b(?:from|to|recv|send|sent|received|receive|sending|receiving|for)[ \t]+
    (?!(?:from|to|by)[ \t])(?:(?:charger|charge[ ]?point|charging[ ]station|station|cp|client|device)[ \t]+)?
    ["'\[(<]?(?P<id>[^\s"'\\\])>:,=\[(<{]+(?::\d{2,5})?)(?=["'\])>:, \t]|$)"""
)
_SPEAKER = re.compile(
    rb"""(?xi)(?:^\xef\xbb\xbf)?(?:\b(?:debug|info|warn(?:ing)?|error|critical|trace):(?:[a-z_][\w.]*:)?)?
    (?P<id>[^\s\[\]()<>"'|]+)[ ]?:[ \t]+
    (?P<verb>receive[ ]message|received?|sending|send|sent|recv|rx|tx|in|out)\b\W*$"""
)
_BRACKET = re.compile(rb"[\[(<](?P<id>[^\s\[\]()<>,=\"']+)[\])>]")
_LAST = re.compile(rb"""(?P<id>[^\s\[\]()<>"'|=,;]+)["')\]>]{0,2}[ \t]*(?:[:|]|->|<-|=>|<=|>>|<<)*["' \t]*$""")
_WORDS = re.compile(
    rb"""(?xi)(?:message|msg|json|frame|frames|call|callresult|callerror|result|error|received?|recv|send|sent|sending|
    receiving|request|response|reply|server|central|centralsystem|central[_-]?system|csms|cms|backend|system|socket|
    websocket|ocpp[\d.j_-]*|client|charger|chargers|charge|chargepoint|charge[_-]?point|station|charging|cp|the|a|an|from|to|in|out|rx|tx|
    info|debug|trace|warn|warning|error|data|payload|raw|text|none|null|undefined|true|false|queue|id|connected|for|on)"""
)
_NO_NAME = re.compile(
    rb"(?i)thread|exec|pool|worker|nio|qtp|task|main|http|tomcat|netty|ocpp|websocket|logger|tokio|asyncio|session|conn"
    rb"|uvicorn|debug|info|warn|error|trace|\.(?:c|cc|cpp|h|hpp|py|js|ts|go|rs|java|kt):?\d*|\d:\d\d:\d\d|\d{4}-\d\d-\d\d|^0x"
)
_LIKE_A_NAME = re.compile(rb"(?=[^\d]*\d)(?=.*[A-Za-z])[\w.:@*/-]{3,48}\Z")
_AT_LEAST, _OF_MOST = 0.3, 0.9
_FEW = 3


class Rule(NamedTuple):
    """A way to find the id: what a person calls it, and what finds its place in the text before a frame."""

    title: str
    find: Callable[[bytes], _Place]
    weak: bool = False


def _found(pattern: re.Pattern[bytes], fits: Callable[[bytes], bool]) -> Callable[[bytes], _Place]:
    def find(prefix: bytes) -> _Place:
        places = [one.span("id") for one in pattern.finditer(prefix) if fits(one["id"])]
        return places[-1] if places else None

    return find


def _is_word(text: bytes) -> bool:
    return not _WORDS.fullmatch(text.strip(b".:-"))


def _is_name(text: bytes) -> bool:
    return bool(_LIKE_A_NAME.match(text)) and not _NO_NAME.search(text)


def _speaker(prefix: bytes) -> _Place:
    one = _SPEAKER.search(prefix)
    if not one or not _is_word(one["id"]):
        return None
    plain = one["verb"].lower() in {b"receive message", b"send"}
    return one.span("id") if plain or _is_name(one["id"]) else None


RULES = (
    Rule("a name beside its key", _found(_KEYED, _is_word)),
    Rule("the address of the connection", _found(_PATH, _is_word)),
    Rule("the address of the connection", _found(_ROUTE, _is_word)),
    Rule("whom a message is from or to", _found(_PEER, _is_word)),
    Rule("who speaks", _speaker),
    Rule("a name in brackets", _found(_BRACKET, _is_name), weak=True),
    Rule("the name before the message", _found(_LAST, _is_name), weak=True),
)
"""The surest first."""
_COLUMNS = re.compile(
    rb"""(?xi)["']?(?:(?:charge[ _-]?point|charge[ _-]?box|charging[ _-]?station|charger|station|device|evse|cp|cs|
    identity)(?:[ _-]?(?:id|identity|identifier|name|serial|code))?|cpid|csid)["']?"""
)


def column(header: bytes) -> Rule | None:
    """Make the rule of a table whose header names a column of chargers; None for what is no such header."""
    for delimiter in (b",", b";", b"\t", b"|"):
        cells = [cell.strip() for cell in header.strip(b"\xef\xbb\xbf\r\n ").split(delimiter)]
        named = [at for at, cell in enumerate(cells) if _COLUMNS.fullmatch(cell)]
        if len(cells) > 2 and named:  # noqa: PLR2004 -- a time, a charger, a message
            return Rule("its column", _cell(named[0], delimiter))
    return None


def _cell(number: int, delimiter: bytes) -> Callable[[bytes], _Place]:
    quoted = rb'(?:"[^"]*"|[^"' + re.escape(delimiter) + rb"]*)"
    before = rb"^(?:" + quoted + re.escape(delimiter) + rb"){" + str(number).encode() + rb"}"
    pattern = re.compile(before + rb'"?(?P<id>[^"' + re.escape(delimiter) + rb'\s][^"' + re.escape(delimiter) + rb"]*)")

    def find(prefix: bytes) -> _Place:
        one = pattern.match(prefix)
        return one.span("id") if one else None

    return find


class _Score:
    """How a rule does: whether it names few chargers often, and calls and answers alike."""

    def __init__(self) -> None:
        self.ids: Counter[bytes] = Counter()
        self._asked: dict[str, bytes] = {}
        self.agreed = self.differed = 0

    def take(self, name: bytes, message: str, *, call: bool) -> None:
        self.ids[name] += 1
        if call:
            self._asked[message] = name
        elif message in self._asked:
            same = self._asked.pop(message) == name
            self.agreed += same
            self.differed += not same

    def holds(self, frames: int, *, weak: bool) -> bool:
        hits, names = self.ids.total(), len(self.ids)
        if not hits or hits < frames * _AT_LEAST or self.differed * 10 > self.agreed + self.differed:
            return False
        if names == 1:
            return not weak or hits == frames or hits > _FEW
        return names * (_FEW if weak else 2) <= hits or (not weak and hits <= _FEW * 2)


class Line(NamedTuple):
    """What rules are tried on: the text before a frame, the rest of its line, its id, and whether it is a call."""

    prefix: bytes
    behind: bytes
    message: str
    call: bool


def choose(lines: Sequence[Line], rules: Sequence[Rule]) -> Rule | None:
    """Choose the rule that holds for the frames of a log."""
    scores: defaultdict[int, _Score] = defaultdict(_Score)
    for line in lines:
        for at, rule in enumerate(rules):
            for text in (line.prefix, line.behind):
                if place := rule.find(text):
                    scores[at].take(text[slice(*place)], line.message, call=line.call)
                    break
    holding = {
        at: scores[at].ids.total() for at, rule in enumerate(rules) if scores[at].holds(len(lines), weak=rule.weak)
    }
    most = max(holding.values(), default=0)
    return next((rules[at] for at in sorted(holding) if holding[at] >= most * _OF_MOST), None)
