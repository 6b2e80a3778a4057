"""Findings in sum, by kind: how many are open and set aside, in how many sessions, and what these cost."""

from collections import defaultdict

from sqlalchemy import case, func, or_, select

from zefdesk.domain.query import SessionQuery
from zefdesk.store import findings
from zefdesk.store import sums as sums_of
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import bill, finding, session

_F, _S, _B = finding.c, session.c, bill.c
_DIFFERS = "cost-differs"


def counts(ledger: Ledger, query: SessionQuery) -> dict[str, tuple[int, int, int, int]]:
    """Give by code how many are open, and set aside, how many sessions have an open one, how many are of no session.

    Where the query filters, those of the sessions that it lets through; none of chargers and files.
    """
    is_open = case((_F.aside_id.is_(None), 1), else_=0)
    elsewhere = case((_F.session_id.is_(None), is_open), else_=0)
    sessions = func.count(case((_F.aside_id.is_(None), _F.session_id)).distinct())
    sums = (func.sum(is_open), func.count(_F.aside_id), sessions, func.sum(elsewhere))
    statement = select(_F.code, *sums).where(findings.inside(query)).group_by(_F.code)
    with ledger.reading() as connection:
        return {row[0]: (int(row[1] or 0), row[2], row[3], int(row[4] or 0)) for row in connection.execute(statement)}


def money(ledger: Ledger, query: SessionQuery) -> dict[str, dict[str | None, int]]:
    """Give by code the money that open findings touch, in billionths by currency: exact, each session once."""
    found = (
        select(_F.code, _F.session_id)
        .where(_F.aside_id.is_(None), _F.session_id.is_not(None), findings.inside(query))
        .distinct()
        .subquery()
    )
    off = _B.total_incl - _S.cost
    amount = case(
        (found.c.code == _DIFFERS, case((off < 0, -off), else_=off)), else_=func.coalesce(_S.cost, _B.total_incl)
    )
    currency = func.coalesce(_S.currency, _B.currency)
    statement = (
        select(found.c.code, currency, *sums_of.parts(amount))
        .select_from(
            found.join(session, _S.id == found.c.session_id).outerjoin(bill, _B.session_id == found.c.session_id)
        )
        .where(or_(_S.cost.is_not(None), _B.total_incl.is_not(None)))
        .group_by(found.c.code, currency)
    )
    sums: dict[str, dict[str | None, int]] = defaultdict(dict)
    with ledger.reading() as connection:
        for row in connection.execute(statement):
            total = sums_of.joined(row[2], row[3])
            if total:
                sums[row[0]][row[1]] = total
    return dict(sums)
