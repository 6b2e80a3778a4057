"""Who started a session: from afar, by a card reader, by a tag, or nobody (free vend)."""

from zefdesk.domain.logged import Derived
from zefdesk.ocpp.course import Course
from zefdesk.ocpp.transaction import CARD_TYPES, FREE_TOKENS, FREE_TYPES, Transaction

REMOTE, CARD, RFID, FREE_VEND = "Remote", "Credit card", "RFID", ""


def initiator(course: Course, one: Transaction) -> tuple[str, Derived]:
    """Give the Initiator and the rule that gave it."""
    text, kind = one.token
    if one.remote or (one.remote_start and one.remote_start.accepted):
        return REMOTE, Derived("an accepted remote start with this identity in the 5 minutes before")
    if kind in CARD_TYPES or (text is not None and course.setup.reads(text, course.charger, course.serial)):
        return CARD, Derived("direct payment" if kind in CARD_TYPES else "the identity of the charger's card reader")
    if text is None or not text.strip() or text.upper() in FREE_TOKENS or kind in FREE_TYPES:
        return FREE_VEND, Derived("no identity, or one that stands for free vend")
    if text in course.serials or text == course.charger:
        return FREE_VEND, Derived("the charger's own serial as identity")
    return RFID, Derived("an identity that was read at the charger")
