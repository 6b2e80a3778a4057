"""What people said of sessions and months as a table: who, when, what, why."""

from typing import NamedTuple

TITLES = ("Session No.", "Month", "What", "By", "At (UTC)", "Text", "Amount", "Currency")


class ReviewRow(NamedTuple):
    """One thing that was said of a session, or of a month, which then has no session.

    `at` is an instant, `amount` billionths of `currency` that an adjustment adds.
    """

    session: int | None
    month: str
    what: str
    by: str
    at: int
    text: str
    amount: int | None = None
    currency: str | None = None
