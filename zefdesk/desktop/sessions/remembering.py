"""The filter and order of a ledger as a text that outlives the window, and back."""

import json
from typing import Any

from zefdesk.domain import columns
from zefdesk.domain.filter_fields import FIELDS
from zefdesk.domain.query import Condition, SessionQuery, Sort, Test


def to_text(location: str, query: SessionQuery) -> str:
    """Write what was asked of a ledger."""
    document = {
        "ledger": location,
        "conditions": [[part.column, part.test.name, list(part.values)] for part in query.conditions],
        "search": query.search,
        "sort": [[sort.column, sort.descending] for sort in query.sort],
    }
    return json.dumps(document)


def from_text(text: str, location: str) -> SessionQuery:
    """Read it back; the usual query for another ledger, or where anything in it is not known any more."""
    try:
        return _query(json.loads(text), location)
    except (ValueError, KeyError, TypeError, AttributeError):
        return SessionQuery()


def _query(document: dict[str, Any], location: str) -> SessionQuery:
    if document["ledger"] != location:
        return SessionQuery()
    conditions = tuple(
        Condition(_known(name), Test[test], tuple(values)) for name, test, values in document["conditions"]
    )
    order = tuple(Sort(_known(name), bool(descending)) for name, descending in document["sort"])
    return SessionQuery(conditions, str(document["search"]), order or SessionQuery().sort)


def _known(name: str) -> str:
    if name not in columns.COLUMNS and name not in FIELDS:
        raise ValueError(name)
    return name
