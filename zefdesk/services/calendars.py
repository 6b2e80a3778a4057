"""Public holidays of countries and their parts, computed offline, to be taken into a profile."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

import holidays
from holidays.registry import COUNTRIES

_ENGLISH = ("en_US", "en_GB", "en")


class Country(NamedTuple):
    """A country, or a part of one: its ISO 3166 code and its name."""

    code: str
    name: str


class Day(NamedTuple):
    """A holiday: its date and its name."""

    date: date
    name: str


@cache
def countries() -> tuple[Country, ...]:
    """Give all countries that holidays are known of, by name."""
    named = {codes[1]: key.replace("_", " ").title() for key, codes in COUNTRIES.items()}
    codes = holidays.list_supported_countries(include_aliases=False)
    return tuple(sorted((Country(code, named.get(code, code)) for code in codes), key=lambda one: one.name))


@cache
def parts_of(country: str) -> tuple[Country, ...]:
    """Give the parts of a country that have holidays of their own, by name."""
    kind = type(holidays.country_holidays(country))
    names = {code: alias for alias, code in reversed(kind.subdivisions_aliases.items())}
    return tuple(sorted((Country(code, names.get(code, code)) for code in kind.subdivisions), key=lambda one: one.name))


def days(country: str, part: str | None, years: Iterable[int]) -> tuple[Day, ...]:
    """Give the public holidays of a country, or of a part of it, in some years, in English where it can."""
    kind = type(holidays.country_holidays(country))
    language = next((one for one in _ENGLISH if one in kind.supported_languages), None)
    found = holidays.country_holidays(country, subdiv=part or None, years=list(years), language=language)
    return tuple(Day(day, name) for day, name in sorted(found.items()))
