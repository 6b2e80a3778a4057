"""Sessions under two prices as a table: what each comes to now and under a draft, and the difference."""

from dataclasses import dataclass
from typing import NamedTuple

TITLES = (
    *(
        "Session No.",
        "Charger",
        "Charger Name",
        "Session Began",
        "Time Zone",
        "In Force",
        "In Force Currency",
        "Under Draft",
        "Draft Currency",
    ),
    *("Difference", "Why Nothing In Force", "Why Nothing Under Draft"),
)


class ComparedRow(NamedTuple):
    """One session: billionths of the two currencies, None where there is no cost, and then the reason why.

    `difference` is draft less in force, what has no cost counting as none; None where the currencies differ.
    """

    session: int
    charger: str
    name: str
    began: int
    zone: str
    in_force: int | None
    in_force_currency: str | None
    draft: int | None
    draft_currency: str | None
    difference: int | None
    why_none_in_force: str
    why_none_draft: str


class ComparedSum(NamedTuple):
    """What a charger's sessions, or all (an empty name), come to in one currency."""

    name: str
    currency: str | None
    in_force: int | None
    draft: int | None


@dataclass(frozen=True, slots=True)
class AboutComparison:
    """What was compared: words with what they say, sums of chargers and of all."""

    said: tuple[tuple[str, str], ...]
    sums: tuple[ComparedSum, ...]
