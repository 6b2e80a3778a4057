"""What a key of the catalogue of columns is in SQL: for an order, a filter, a list of values, a stream of rows."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, or_, select

from zefdesk.domain.bill_state import ITEMISED, NOT_ITEMISED, UNPRICED, UNREADABLE
from zefdesk.store.moments import MOMENTS
from zefdesk.store.schema import bill, charger, session

_S, _B = session.c, bill.c
_SETTLED = (_S.bill_state.in_([UNREADABLE, ITEMISED]), _S.bill_state)
_COMPARABLE = or_(_B.currency.is_(None), _S.currency.is_(None), _B.currency == _S.currency)

JOINED: dict[str, ColumnElement[Any]] = {
    "computed": _B.total_incl,
    "computed_currency": _B.currency,
    "computed_excl": _B.total_excl,
    "computed_rate": _B.rate,
    "computed_profile": _B.profile_id,
    "computed_body": _B.body,
    "difference": case((_COMPARABLE, _B.total_incl - _S.cost)),
    "bill_state": case(
        _SETTLED,
        (_B.profile_id.is_not(None), ITEMISED),
        (and_(_B.session_id.is_not(None), _S.bill_state == UNPRICED), NOT_ITEMISED),
        else_=_S.bill_state,
    ),
}
"""What the computed bill makes or changes, where `bill` is joined; the state is decided as in `domain.bill_state`."""

WITHOUT_BILLS: dict[str, ColumnElement[Any]] = dict.fromkeys(JOINED, null()) | {"bill_state": _S.bill_state}
"""The same in a ledger without bills."""


def _of_bill(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give something of the bill that stands for a session; nothing where none does."""
    return select(value).where(_B.session_id == _S.id).correlate(session).scalar_subquery()


SITE: ColumnElement[Any] = func.coalesce(
    _S.site,
    select(charger.c.site)
    .where(charger.c.charger == func.coalesce(_S.serial, _S.name))
    .correlate(session)
    .scalar_subquery(),
)
"""The site that the source names, else the one of the charger's configuration."""

_LOOKED_UP = (
    {"site": SITE}
    | {key: _of_bill(value) for key, value in JOINED.items()}
    | {"bill_state": case(_SETTLED, else_=func.coalesce(_of_bill(JOINED["bill_state"]), _S.bill_state))}
)


def field(key: str) -> ColumnElement[Any]:
    """Give a field of `Session`, a part of its Start, or what the computed bill makes, looked up session by session."""
    made = _LOOKED_UP.get(key)
    if made is None:
        made = MOMENTS.get(key)
    return _S[key] if made is None else made
