"""The refused rows of a file as CSV: where each stood, why it was refused, and the row as it was."""

from collections.abc import Iterable
from typing import BinaryIO

from zefdesk.domain.problem import Problem
from zefdesk.reports.csv_text import Fields

TITLES = ("Line", "Field", "Code", "What is wrong", "The row as it was")


def write_refused(problems: Iterable[Problem], out: BinaryIO) -> int:
    """Write refused rows in the manner of the canonical CSV; gives how many."""
    fields = Fields()
    out.write(fields.header(TITLES))
    written = 0
    for one in problems:
        line = (str(one.line), *map(fields.field, (one.field, one.code, one.message, one.raw)))
        out.write(fields.lines([[value] for value in line]))
        written += 1
    return written
