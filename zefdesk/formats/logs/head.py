"""How frames begin: in plain JSON, with escaped quotes, pretty-printed, or cut into pieces."""

import re
from typing import Any

from zefdesk.ocpp.message import CALL, ERROR, RESULT, RESULT_ERROR, SEND

_BLANK = rb"(?:[ \t\r\n]|\\+[nrt]|&nbsp;)*"
_QUOTE = rb"(?:\\*\"\"?|&quot;|&#34;|&#x22;)"
_NAME, _VERB = rb'"[^"\\\n]{1,64}", ?', rb'"[A-Za-z]\w{0,63}", ?'
_PLAIN = (
    rb"(2, ?"
    + _NAME
    + rb'"MeterValues", ?\{)|'
    + rb"(2, ?"
    + _NAME
    + _VERB
    + rb"\{)|(3, ?"
    + _NAME
    + rb"\{)|([4-6], ?"
    + _NAME
    + rb"(?:"
    + _VERB
    + rb")?\{)"
)
_QUOTED = _QUOTE + rb'[^"\\&\n]{1,64}(?:' + _QUOTE + _BLANK + rb",|(?<=[\w-]{8})[>\n])"
_SPLIT = rb'[ \t\r]*\n[^\n]{0,300}?[2-6],[ \t\r]*\n[^\n]{0,300}?"[^"\n]{1,64}",[ \t\r]*\n'
_OTHER = _BLANK + rb"[2-6]" + _BLANK + rb"," + _BLANK + _QUOTED + rb"|" + _SPLIT
VALUES, CALLING = 1, 2
"""Groups of HEAD that say that plain meter values, or another plain call, begin."""
HEAD = re.compile(rb"\[(?=[2-6 \t\r\n\\&])(?:" + _PLAIN + rb"|" + _OTHER + rb")")
"""How a frame begins: plainly, as the number of the last group says, or otherwise, without groups."""
TELLING = re.compile(rb"\[(?=[2-6 \t\r\n\\&])(?!3, ?" + _NAME + rb"\{\}\])(?:" + _PLAIN + rb"|" + _OTHER + rb")")
"""The same without answers that say nothing."""
LONGEST_HEAD = 360
_ID, _WORD = rb' ?"[^"]{1,64}" ?', rb' ?"[A-Za-z]\w{0,63}" ?'
_ERROR = rb"[45] ?," + _ID + rb', ?"[^"]{0,255}" ?, ?["{n]'
_CONVINCING = re.compile(rb"\[ ?(?:[26] ?," + _ID + rb"," + _WORD + rb", ?\{|3 ?," + _ID + rb", ?\{|" + _ERROR + rb")")
_POSSIBLE = re.compile(
    rb"\[ ?(?:[26] ?,"
    + _ID
    + rb","
    + _WORD
    + rb'(?:\]|, ?(?:[{n]|\[ ?\]|""))|3 ?,'
    + _ID
    + rb", ?[{n]|"
    + _ERROR
    + rb")"
)
_CUT = re.compile(rb"\[ *[2-6] *, *\"[\w-]{8,64}(?:\"[ ,]*(?:\"\w*)?\"?,?)?[>\xe2\x80\xa6. \t]*\Z")
_QUOTES = re.compile(rb'\\+"|""|&quot;|&#34;|&#x22;')
_BLANKS = re.compile(rb"(?:[ \t\r\n]|\\+[nrt]|&nbsp;)+")
ACTIONS_WITHOUT_PAYLOAD = {"Heartbeat", "ClearCache", "GetLocalListVersion", "BootNotification"}
_LEAST_OF_ERROR = 4


def level(start: bytes) -> int:
    """Say how many backslashes stand before the first quote of a head."""
    quote = start.find(b'"')
    return quote - len(start[:quote].rstrip(b"\\")) if quote > 0 else 0


def normal(start: bytes) -> bytes:
    """Give a head with plain quotes and single blanks."""
    if b"\\" in start or b'""' in start or b"&" in start:
        start = _QUOTES.sub(b'"', start)
    return _BLANKS.sub(b" ", start)


def judge(start: bytes) -> tuple[bool, bool]:
    """Whether what begins so is a frame beyond doubt (a problem where it cannot be read), and whether it may be one."""
    flat = normal(start)
    return bool(_CONVINCING.match(flat)), bool(_POSSIBLE.match(flat))


def is_cut(line: bytes) -> bool:
    """Whether a line ends in the middle of a head."""
    return bool(_CUT.match(normal(line)))


def frame(value: Any) -> tuple[int, str, str, Any] | None:  # noqa: ANN401 -- any JSON
    """Give kind, id, action and payload of decoded JSON; None where it is no frame."""
    match value:
        case [int(kind), str(name), dict() | None as payload, *_] if kind == RESULT:
            return kind, name, "", payload
        case [int(kind), str(_), *_]:
            pass
        case _:
            return None
    if kind in {CALL, SEND}:
        return _call(value)
    if kind in {ERROR, RESULT_ERROR}:
        return _error(value)
    return None


def _call(value: list[Any]) -> tuple[int, str, str, Any] | None:
    match value:
        case [kind, name, str(action), dict() as payload, *_] if action.isidentifier():
            return kind, name, action, payload
        case [kind, name, str(action), None | [] | "", *_] if action.isidentifier():
            return kind, name, action, {}
        case [kind, name, str(action)] if action in ACTIONS_WITHOUT_PAYLOAD:
            return kind, name, action, {}
    return None


def _error(value: list[Any]) -> tuple[int, str, str, Any] | None:
    told = value[2:5]
    texts = [part for part in told if isinstance(part, str)]
    details = next((part for part in told if isinstance(part, dict)), None)
    if not texts or (len(value) < _LEAST_OF_ERROR and details is None):
        return None
    return value[0], value[1], "", {"code": texts[0], "text": texts[1] if len(texts) > 1 else "", "details": details}
