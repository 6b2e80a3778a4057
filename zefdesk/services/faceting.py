"""Facets: the values of a few fields with their counts under a filter, each within a time."""

from zefdesk.domain.filter_fields import field
from zefdesk.domain.query import SessionQuery
from zefdesk.store import facets
from zefdesk.store.facets import Facet
from zefdesk.store.ledger import Ledger

COLUMNS = (
    *("month", "charger", "site", "initiator", "identity", "bill_state", "findings", "reviewed"),
    *("weekday", "hour", "currency", "import_id"),
)
"""The fields that have facets, in the order in which they stand."""

USUAL_SECONDS, USUAL_VALUES = 2.0, 12
_ALL = {"weekday": 7, "hour": 24}


def facet(
    ledger: Ledger,
    column: str,
    query: SessionQuery,
    *,
    values: int = USUAL_VALUES,
    seconds: float = USUAL_SECONDS,
) -> Facet:
    """Count the values of a field among what the rest of the query lets through; see `store.facets.facet`.

    Raises UnknownName for a field by which nothing can be filtered.
    """
    return facets.facet(ledger, field(column).column, query, max(values, _ALL.get(column, 0)), seconds)
