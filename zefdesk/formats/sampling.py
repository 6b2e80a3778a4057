"""The first rows of a table, by which its columns are judged."""

from contextlib import closing
from itertools import islice

from zefdesk.formats.header import Header
from zefdesk.formats.table import Row, Table, is_blank

ROWS = 1_000
CHARACTERS = 8 * 2**20


def first_rows(table: Table, header: Header) -> list[Row]:
    """Give the first rows behind the header that are not blank, within a bound of rows and characters."""
    found: list[Row] = []
    size = 0
    with closing(table.scan()) as rows:
        for line, raw, cells in islice(rows, header.at + 1, header.at + 1 + 50 * ROWS):
            if is_blank(cells):
                continue
            found.append(Row(line, raw, cells))
            size += len(raw)
            if len(found) == ROWS or size > CHARACTERS:
                break
    return found
