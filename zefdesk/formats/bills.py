"""Bill Details of a row: whether they hold lines, whether they can be read, whether they sum to the cost."""

from functools import lru_cache

from zefdesk.billing.reported import ReportedBill, read_bill
from zefdesk.domain import quantity
from zefdesk.domain.bill_state import bill_state
from zefdesk.domain.finding import Found
from zefdesk.formats.number import is_nothing


@lru_cache(maxsize=1024)
def _bill(text: str) -> ReportedBill | None:
    return read_bill(text)


def bill_text(cell: str) -> str | None:
    """Give Bill Details as they were given; None where they are empty (`{}`, `[]`, `null` too)."""
    if not cell or is_nothing(cell):
        return None
    return cell if _bill(cell) else None


def judge(text: str, initiator: str | None, cost: int | None) -> tuple[str, list[Found]]:
    """Give the bill state of a session with Bill Details, and what is to be found in them."""
    bill = _bill(text)
    found: list[Found] = []
    if bill is None:
        return bill_state(unreadable=False, lines=False, initiator=initiator, cost=cost), found
    if bill.unreadable:
        found.append(Found("bill-unreadable", f"Bill Details begin like JSON and cannot be read: {bill.unreadable}."))
    elif bill.lines and cost is not None:
        money = quantity.to_decimal(cost)
        if bill.sums_to(money) is False:
            sentence = f"The lines of the bill sum to {bill.sum}, the Cost is {quantity.plain(cost)}."
            found.append(Found("bill-does-not-sum", sentence))
    state = bill_state(unreadable=bool(bill.unreadable), lines=bool(bill.lines), initiator=initiator, cost=cost)
    return state, found
