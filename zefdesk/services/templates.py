"""Profiles to start from, each with when it is used; files under `resources/profiles` that anyone can read."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zefdesk.assets import resources
from zefdesk.billing.draft import Draft, draft_of_text
from zefdesk.domain.trouble import UnknownName

KEYS = (
    "flat-per-kwh",
    "per-hour-four-free-hours",
    "time-of-use-summer-winter",
    "idle-fee-after-grace",
    "energy-session-fee-tax",
    "members-free",
    "dc-fast-with-minimum",
)
"""The templates by the names of their files, the usual ones first."""


class Template(NamedTuple):
    """A template: its key, its title, a sentence on when it is used, and the draft that it begins with."""

    key: str
    title: str
    when_to_use: str
    draft: Draft

    def begun(self, since: date, currency: str, time_zone: str, name: str = "") -> Draft:
        """Give a draft of it that begins on a day, in a currency, by the clock of a zone."""
        head = {"currency": currency, "time_zone": time_zone, "effective_from": since.isoformat()}
        made = self.draft | head | ({"name": name} if name else {})
        return {key: value for key, value in made.items() if key != "notes"}


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """Give all templates."""
    return tuple(_template(key) for key in KEYS)


def template(key: str) -> Template:
    """Give the template of a key; raises UnknownName."""
    if key not in KEYS:
        raise UnknownName(f"unknown template '{key}': one of {', '.join(KEYS)}")
    return templates()[KEYS.index(key)]


def _template(key: str) -> Template:
    draft = draft_of_text((resources() / "profiles" / f"{key}.json").read_bytes())
    return Template(key, draft["name"], draft["notes"], draft)
