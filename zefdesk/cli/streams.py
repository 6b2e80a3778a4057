"""Standard output and error: UTF-8 whatever the locale; one JSON document, or lines for a person."""

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def speak_utf8() -> None:
    """Write UTF-8 from now on; what cannot be written is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def one_line(text: str) -> str:
    """Give a text on one line, without signs that would steer a terminal."""
    return _CONTROLS.sub(" ", text).strip()


def tell(message: str) -> None:
    """Tell a person something, on standard error, in one line."""
    print(f"zefdesk-cli: {one_line(message)}", file=sys.stderr)


def say(line: str = "") -> None:
    """Print one line of the answer."""
    print(_CONTROLS.sub(" ", line))


def output() -> BinaryIO:
    """Give standard output for bytes."""
    sys.stdout.flush()
    return sys.stdout.buffer


def encode(document: Any) -> bytes:  # noqa: ANN401 -- any JSON
    """Write a value as JSON; what is no Unicode is replaced."""
    try:
        return _ENCODER.encode(document)
    except UnicodeEncodeError:
        return _ENCODER.encode(_writable(document))


def _writable(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_writable(key): _writable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(one) for one in value]
    return value


def print_json(document: Any) -> None:  # noqa: ANN401 -- any JSON
    """Print one JSON document."""
    output().write(encode(document) + b"\n")


def print_json_list(head: dict[str, Any], name: str, pages: Iterable[Iterable[Any]]) -> None:
    """Print one JSON object: `head`, and a list under `name` that may be longer than memory holds."""
    out = output()
    out.write(encode(head)[:-1] + (b"," if head else b"") + encode(name) + b":[")
    out.writelines(_separated(pages))
    out.write(b"]}\n")


def _separated(pages: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    first = True
    for page in pages:
        items = list(map(encode, page))
        if items:
            yield (b"" if first else b",\n") + b",\n".join(items)
            first = False


def hang_up() -> None:
    """Let nobody hear what is still unwritten: the reader of the pipe is gone."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
