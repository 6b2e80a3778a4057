"""Passwords and authorisation keys, which are never shown."""

import re

_KEYED = re.compile(
    r"""(?ix) ((?:authori[sz]ation_?key|basic_?auth\w*|pass(?:word|wd|phrase)|secret|api_?key|token_?secret)
        \\*"?\s*[:=,]\s*(?:\\*"value\\*"\s*:\s*)?\\*"?) ([^"\\,}\s]+)"""
)
_BASIC = re.compile(r"(?i)\b(basic|bearer)\s+[A-Za-z0-9+/=._-]{6,}")
_LOGIN = re.compile(r"(?i)(wss?://|https?://)[^/@\s:]+:[^/@\s]+@")
MASK = "***"


def masked(text: str) -> str:
    """Give a text with its secrets masked."""
    text = _KEYED.sub(lambda found: found[1] + MASK, text)
    text = _BASIC.sub(lambda found: f"{found[1]} {MASK}", text)
    return _LOGIN.sub(lambda found: f"{found[1]}{MASK}@", text)
