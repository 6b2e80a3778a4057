"""Logs as files: in one piece, packed, rotated, in other encodings and line ends."""

import gzip
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from tests.fleet.fleet import Log
from tests.fleet.styles import lines_of


def text_of(log: Log) -> str:
    """Write a log as one text."""
    style = log.kind
    lines = [
        (at, place, line)
        for place, charger in enumerate(log.chargers)
        for at, line in lines_of(style, charger.name, charger.in_order(), log.random, spaced=log.spaced)
    ]
    lines.sort(key=lambda one: one[0])
    first = datetime.fromtimestamp(lines[0][0] / 1000, UTC)
    head, foot = style.head(first), style.foot
    return "\n".join([*([head] if head else []), *(line for _, _, line in lines), *([foot] if foot else [])]) + "\n"


def write(log: Log, folder: Path) -> list[Path]:
    """Write a log to files; gives what a person would name."""
    folder.mkdir()
    packing = log.packing
    style = log.kind
    if style.encoding != "utf-8" and packing.startswith("utf"):
        packing = "plain"
    text = text_of(log)
    if packing == "crlf":
        text = text.replace("\n", "\r\n")
    encoding = packing if packing.startswith("utf") else style.encoding
    data = text.encode(encoding, errors="replace")
    name = log.random.choice(["messages", log.chargers[0].name.replace("*", "_"), "ocpp-2026-03"])
    path = folder / f"{name}.log"
    if packing == "gz":
        path = folder / f"{name}.log.gz"
        path.write_bytes(gzip.compress(data))
    elif packing == "zip":
        path = folder / f"{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("logs/charger.log", data)
    elif packing.startswith("rotated") and len(data) > 4_000:
        return _rotated(log, folder, name, data, packing)
    else:
        path.write_bytes(data)
    return [path]


def write_apart(log: Log, folder: Path) -> list[Path]:
    """Write a log to two files that no name joins, as two days of it; gives them in any order."""
    text = text_of(log)
    frames = [place for place in range(len(text) // 3, 2 * len(text) // 3) if text.startswith("\n", place)]
    if not log.kind.apart or not frames:
        return write(log, folder)
    folder.mkdir()
    cut = log.random.choice(frames) + 1
    name = log.chargers[0].name.replace("*", "_")
    paths = [folder / part / f"{name}.log" for part in ("first", "second")]
    for path, piece in zip(paths, (text[:cut], text[cut:]), strict=True):
        path.parent.mkdir()
        path.write_bytes(piece.encode(log.kind.encoding, errors="replace"))
    return log.random.sample(paths, 2)


def _rotated(log: Log, folder: Path, name: str, data: bytes, packing: str) -> list[Path]:
    third = len(data) // 3
    cuts = [third + log.random.randrange(-third // 2, third // 2), 2 * third + log.random.randrange(third // 2)]
    pieces = [data[: cuts[0]], data[cuts[0] : cuts[1]], data[cuts[1] :]]
    names = [f"{name}.log.2", f"{name}.log.1", f"{name}.log"]
    told_by_contents = log.kind.clock and not log.kind.busy
    if packing == "rotated-misnamed" and told_by_contents:
        names = log.random.sample(names, 3)
    for piece, its in zip(pieces, names, strict=True):
        (folder / its).write_bytes(piece)
    return [folder]
