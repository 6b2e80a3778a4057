"""Why a session has no bill, or no cost: what may be innocent, in the words of the article."""

from typing import NamedTuple

from zefdesk.domain import bill_state
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Stored

NOT_STARTED = "dcfc-not-started"

FOUR_CAUSES = (
    "Free vend: the charger gives its energy away.",
    "A member of an access pool, who charges free.",
    "The charger was offline: it starts a session anyway, and nothing is taken.",
    "No price was set on the charger.",
)
"""Why energy may have been drawn without a cost, and nothing be wrong."""


class Reason(NamedTuple):
    """Why there is nothing to show: a title, a sentence, and causes of which any may hold."""

    title: str
    sentence: str
    causes: tuple[str, ...] = ()


def no_bill(stored: Stored) -> Reason:
    """Say why Bill Details are empty."""
    session = stored.session
    if session.bill_state == bill_state.NOT_ITEMISED:
        return Reason(
            "A cost, but no Bill Details",
            "A simple rate that is set in the charger's own set-up window gives a cost and leaves Bill Details empty. "
            "Only a billing profile of the Billing module gives a bill with lines.",
        )
    if NOT_STARTED in stored.findings:
        return Reason("Requested, not started", _REQUEST)
    if session.bill_state == bill_state.FREE_VEND:
        return Reason(
            "Free vend: there is no bill",
            "The session has no initiator and nothing to pay. A blank initiator means that the charger gave the "
            "session away.",
        )
    return _unpriced(session)


_REQUEST = (
    "On a DCFC, Start means that a session was requested. That is no guarantee that one started, so a request "
    "without energy is not an error."
)


def _unpriced(session: Session) -> Reason:
    if not session.energy:
        drawn = "No energy was drawn" if session.energy == 0 else "The source gives no energy"
        return Reason("No cost, and no energy", f"{drawn}, so there may be nothing to bill. {_REQUEST}")
    return Reason("Energy, but no cost", "That alone is not wrong. It may be any of these:", FOUR_CAUSES)


def no_cost(stored: Stored) -> str:
    """Say in a few lines why the cost is empty."""
    reason = no_bill(stored) if stored.session.bill_state != bill_state.UNREADABLE else _unpriced(stored.session)
    if stored.session.energy and not reason.causes:
        reason = Reason(reason.title, reason.sentence)
    if stored.session.bill_state == bill_state.ITEMISED:
        return "The source gives no Cost beside its Bill Details."
    return "\n".join((f"{reason.title}. {reason.sentence}", *(f"\u2022 {cause}" for cause in reason.causes)))
