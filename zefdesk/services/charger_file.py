"""Chargers as text: the keys of `chargers set`, and the CSV file that has them as columns."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from zefdesk.domain import clock, money, quantity
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.rate import parse_rate
from zefdesk.domain.trouble import Trouble, UnknownName

_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})
_LARGEST = 64 << 20


class ChargerFileUnreadable(Trouble):
    """A file that is no list of chargers."""


def _text(text: str) -> str | None:
    return text.strip() or None


def _kind(text: str) -> Kind | None:
    if not text.strip():
        return None
    kinds = {kind.value.casefold(): kind for kind in Kind}
    if text.strip().casefold() not in kinds:
        raise UnknownName(f"kind '{text}': one of {', '.join(kind.value for kind in Kind)}")
    return kinds[text.strip().casefold()]


def _capacity(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        nano = quantity.to_nano(Decimal(text.strip()))
    except (InvalidOperation, ValueError, OverflowError):
        nano = 0
    if nano <= 0:
        raise UnknownName(f"capacity_kw '{text}': write a decimal over 0, such as 7.2")
    return nano


def _connectors(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,3}", text.strip()):
        raise UnknownName(f"connectors '{text}': write a whole number")
    return int(text)


def _zone(text: str) -> str | None:
    if not text.strip():
        return None
    clock.zone(text)
    return text.strip()


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise UnknownName(f"free_vend '{text}': yes or no")
    return word in _YES


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


_READ: dict[str, tuple[str, Callable[[str], Any]]] = {
    "name": ("name", _text),
    "sticker": ("sticker", _text),
    "kind": ("kind", _kind),
    "capacity_kw": ("capacity", _capacity),
    "connectors": ("connectors", _connectors),
    "site": ("site", _text),
    "time_zone": ("time_zone", _zone),
    "currency": ("currency", lambda text: money.currency(text) if text.strip() else None),
    "card_reader_identity": ("card_reader_identities", _several),
    "free_vend": ("free_vend", _flag),
    "members": ("members", _several),
    "simple_rate": ("simple_rate", lambda text: parse_rate(text) if text.strip() else None),
}
KEYS = tuple(_READ)
"""The keys that can be set."""


def changed(charger: Charger, values: Mapping[str, str]) -> Charger:
    """Give a charger with these keys set from texts; raises UnknownName for a key or a value that does not exist."""
    fields: dict[str, Any] = {}
    for key, text in values.items():
        if key not in _READ:
            raise UnknownName(f"unknown key '{key}': one of {', '.join(KEYS)}")
        name, read = _READ[key]
        fields[name] = read(text)
    return replace(charger, **fields)


def texts_of(charger: Charger) -> dict[str, str]:
    """Give the keys of a charger as texts, as they can be set."""
    return {
        "name": charger.name or "",
        "sticker": charger.sticker or "",
        "kind": charger.kind.value if charger.kind else "",
        "capacity_kw": "" if charger.capacity is None else quantity.plain(charger.capacity),
        "connectors": "" if charger.connectors is None else str(charger.connectors),
        "site": charger.site or "",
        "time_zone": charger.time_zone or "",
        "currency": charger.currency or "",
        "card_reader_identity": ";".join(charger.card_reader_identities),
        "free_vend": "yes" if charger.free_vend else "no",
        "members": ";".join(charger.members),
        "simple_rate": str(charger.simple_rate) if charger.simple_rate else "",
    }


def differences(before: Charger | None, after: Charger) -> tuple[str, str]:
    """Give the keys that differ between two states of a charger, as texts before and after."""
    old, new = texts_of(before or Charger(after.serial)), texts_of(after)
    keys = [key for key in new if new[key] != old[key]]
    told = [f"{key}={old[key]}" for key in keys] if before else []
    return "; ".join(told), "; ".join(f"{key}={new[key]}" for key in keys)


def text_of(chargers: Iterable[Charger]) -> str:
    """Give the CSV file of chargers: header `serial` and the keys, a line for each."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(["serial", *KEYS])
    write.writerows([charger.serial, *texts_of(charger).values()] for charger in chargers)
    return out.getvalue()


def read(path: Path) -> list[tuple[int, str, dict[str, str]]]:
    """Read a CSV file of chargers: line, serial, and the keys that it has; raises ChargerFileUnreadable."""
    text = _decoded(path)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [title.strip().casefold() for title in next(rows, [])]
        _check(path, header)
        return [(rows.line_num, *_row(path, rows.line_num, header, row)) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise ChargerFileUnreadable(f"{path}, line {rows.line_num}: {error}") from None


def _row(path: Path, line: int, header: list[str], row: list[str]) -> tuple[str, dict[str, str]]:
    if len(row) > len(header) and any(map(str.strip, row[len(header) :])):
        raise ChargerFileUnreadable(f"{path}, line {line}: {len(row)} values under {len(header)} titles")
    values = dict(zip(header, row, strict=False))
    serial = values.pop("serial", "").strip()
    if not serial:
        raise ChargerFileUnreadable(f"{path}, line {line}: the serial is missing")
    if not values.get("free_vend", "yes").strip():
        del values["free_vend"]
    return serial, values


def _check(path: Path, header: list[str]) -> None:
    if "serial" not in header:
        raise ChargerFileUnreadable(f"{path}: no column 'serial'; the columns are serial, {', '.join(KEYS)}")
    unknown = [title for title in header if title not in {"serial", *KEYS}]
    if unknown:
        raise ChargerFileUnreadable(f"{path}: unknown column '{unknown[0]}'; there are serial, {', '.join(KEYS)}")
    if len(set(header)) < len(header):
        raise ChargerFileUnreadable(f"{path}: a column stands twice")


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ChargerFileUnreadable(f"{path}: larger than 64 MB; this is no list of chargers")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ChargerFileUnreadable(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ChargerFileUnreadable(f"{path}: not UTF-8; save it as CSV UTF-8") from None


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
