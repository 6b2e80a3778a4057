"""Names of log files: the charger that one may name, and the family of a rotated set."""

import re
from pathlib import Path

_DATE = r"(?:19|20)\d\d[-_.]?(?:0\d|1[0-2])[-_.]?(?:[0-2]\d|3[01])"
_STAMP = re.compile(
    rf"(?<!\d){_DATE}(?:[T_ -]?\d\d[-_.:h]?\d\d(?:[-_.:m]?\d\d)?(?:[.,]\d{1, 6})?Z?)?(?!\d)(?:-\d{{1,3}}(?=\.|$))?"
)
_ENDINGS = re.compile(
    r"(?i)\.(?:log|logs|txt|csv|tsv|json|jsonl|ndjson|html?|out|trace|gz|zip|bz2|xz|old|bak|\d{1,5})(?=\.|$)"
)
_COPY = re.compile(r" ?\(\d+\)(?=\.|$)")
_GENERIC = re.compile(
    r"""(?xi)(?:(?:log|logs|ocpp\w*|messages?|trace|traces|debug|server|csms|cms|central|system|charger|chargers|charging|
    charge|point|station|stations|output|out|stdout|stderr|export|exports|data|file|steve|evcc|transactions?|everest|
    libocpp|home|assistant|websocket|frames?|journal|syslog|docker|container|capture|dump|session|sessions|test|sample|
    current|archive|archived|old|all|full|part|error|info|app|application|service|json|raw)\d{0,2}|v?\d{1,3}|\d{5,})"""
)
_MOST_WORDS = 3


def stem(path: Path) -> str:
    """Give a file's name without endings, dates and numbers of copies."""
    return _STAMP.sub("", _ENDINGS.sub("", _COPY.sub("", path.name))).strip(" ._-") or path.stem


def charger_of(path: Path) -> str | None:
    """Give the charger that a file's name names; None where it looks like no identifier."""
    words = stem(path).split("_")
    while len(words) > 1 and _GENERIC.fullmatch(words[-1]) and not words[-1].isdigit():
        words.pop()
    name = "_".join(words)
    parts = [part for part in re.split(r"[-_. ]+", name) if part]
    if not parts or len(parts) > _MOST_WORDS or all(_GENERIC.fullmatch(part) for part in parts):
        return None
    if not re.search(r"\d", name) or not re.search(r"[A-Za-z]", name) or not re.fullmatch(r"[\w.+@ -]{3,48}", name):
        return None
    return name.split(" ")[-1] if " " in name else name


def family(path: Path) -> tuple[str, str]:
    """Give what the files of a rotated set have in common: their folder, and their name without dates and numbers."""
    name = _COPY.sub("", path.name)
    while True:
        shorter = re.sub(r"(?i)\.(?:gz|bz2|xz|zip|old|bak|\d{1,5})$", "", name)
        shorter = re.sub(r"(?i)\.\d{1,5}(?=\.(?:log|txt|json|jsonl|csv)$)", "", shorter)
        if shorter == name:
            break
        name = shorter
    bare = re.sub(r"[-_. ]+(?=\.|$)", "", _STAMP.sub("", name))
    return str(path.parent), re.sub(r"[-_. ]{2,}", "-", bare).strip("-_ ").lower()
