"""A problem: one place in a file that could not be read, with what stood there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, and where.

    `line` is the physical line at which the row begins (from 1; the item's number in a JSON list);
    `field` the column as the file names it, or empty; `code` is stable (`missing-start`,
    `missing-charger`, `unreadable-energy`, ...); `raw` the row as it stood in the file.
    """

    line: int
    field: str
    code: str
    message: str
    raw: str
