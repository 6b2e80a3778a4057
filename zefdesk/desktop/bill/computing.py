"""What was computed for a session, as the bill panel is given it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # this module is read before the ledger is
    from zefdesk.services.bills import ComputedBill


class Computing(NamedTuple):
    """The bill that stands, those that once stood (the newest first), and what would price the session now."""

    standing: "ComputedBill | None" = None
    former: "tuple[ComputedBill, ...]" = ()
    applies: str = ""

    @property
    def bills(self) -> "tuple[ComputedBill, ...]":
        """All bills, the one that stands first."""
        return (self.standing, *self.former) if self.standing else self.former


def says_a_price(applies: str) -> bool:
    """Whether what applies is a price, and no reason why there is none."""
    return applies.startswith(("billing profile '", "simple rate "))
