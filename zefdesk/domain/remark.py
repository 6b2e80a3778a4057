"""What a person says of a session: it is reviewed, a note, an adjustment, or that another telling stands for it.

A remark stands beside what the source said, never over it. It names who said it and when.
"""

from typing import NamedTuple

REVIEWED = "reviewed"
NOTE = "note"
ADJUSTMENT = "adjustment"
PASSED_OVER = "passed-over"
"""The session is not counted, since of two conflicting tellings the other one stands."""

LABELS = {REVIEWED: "Reviewed", NOTE: "Note", ADJUSTMENT: "Adjusted", PASSED_OVER: "Not counted"}


class Remark(NamedTuple):
    """One remark: `at` is an instant, `amount` billionths of `currency` that an adjustment adds (negative: takes off).

    `text` is the note, the reason of an adjustment, or why the other telling stands.
    """

    id: int
    session_id: int | None
    kind: str
    by: str
    at: int
    text: str
    amount: int | None = None
    currency: str | None = None
