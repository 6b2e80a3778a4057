"""Which values of a session no cell held: what they were made of."""

import csv
from typing import Any

from zefdesk.domain.stored import Stored
from zefdesk.formats.heading import read_heading
from zefdesk.formats.mapping import mappings
from zefdesk.store.sources import SourceView

_SEPARATORS = ",;\t|"


def derived(stored: Stored, told: list[SourceView]) -> dict[str, Any]:
    """Give, by field, the rule by which it came to be and how good that is; the header of the file decides."""
    session = stored.session
    if not told or session.end is None or session.plug_duration is None:
        return {}
    if session.end - session.start != session.plug_duration:
        return {}
    fields = _fields(told[0].header)
    rules = {}
    if fields and not fields & {"end", "end_date", "end_clock"}:
        rules["end"] = {"rule": "start + plug_duration", "quality": "exact"}
    elif fields and "plug_duration" not in fields:
        rules["plug_duration"] = {"rule": "end - start", "quality": "exact"}
    return rules


def _fields(header: str) -> set[str]:
    separator = max(_SEPARATORS, key=header.count)
    cells = next(csv.reader([header], delimiter=separator), [])
    named = (read_heading(cell.strip(), at, mapping) for mapping in mappings() for at, cell in enumerate(cells))
    return {one.field for one in named if one}
