"""A raw row taken apart by its header: only to be shown field by field; nothing is read from it."""

import csv

_MARKS = ",;\t|"
_LONGEST = 200_000


def fields(header: str, raw: str) -> list[tuple[str, str]]:
    """Pair the names of a header with the texts of a row; nothing where the two do not fit together."""
    if not header or len(raw) > _LONGEST:
        return []
    mark = max(_MARKS, key=header.count)
    names, values = _apart(header, mark), _apart(raw, mark)
    if len(names) < 2 or not 0 <= len(names) - len(values) <= len(names) // 2:  # noqa: PLR2004 -- one name is no header
        return []
    return list(zip(names, [*values, *[""] * (len(names) - len(values))], strict=True))


def _apart(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([*line.splitlines(keepends=True)], delimiter=mark), [])
    except csv.Error:
        return []
