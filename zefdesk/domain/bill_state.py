"""How a session was billed, as far as its source shows: five states, decided in a fixed order."""

ITEMISED = "itemised"
NOT_ITEMISED = "not-itemised"
FREE_VEND = "free-vend"
UNPRICED = "unpriced"
UNREADABLE = "unreadable"

BILL_STATES = (ITEMISED, NOT_ITEMISED, FREE_VEND, UNPRICED, UNREADABLE)

LABELS = {
    ITEMISED: "Itemised",
    NOT_ITEMISED: "Not itemised",
    FREE_VEND: "Free vend",
    UNPRICED: "Unpriced",
    UNREADABLE: "Unreadable",
}
"""What a person reads for each state."""

MEANINGS = {
    ITEMISED: "A bill with lines: in Bill Details, as the source gave it, or computed by a billing profile.",
    NOT_ITEMISED: "A cost without lines: the charger has a simple rate in its own set-up, or the source gave a text.",
    FREE_VEND: "No initiator and nothing to pay: the charger gave the session away.",
    UNPRICED: "An initiator, but no cost.",
    UNREADABLE: "Bill Details begin like JSON and cannot be read; the text is kept.",
}
"""The sentence that explains each state."""


def bill_state(*, unreadable: bool, lines: bool, initiator: str | None, cost: int | None) -> str:
    """Decide the state: unreadable; itemised; free vend; not itemised; else unpriced.

    `initiator` is None where the source has no such column (then nothing is free vend), empty where it is blank.
    """
    if unreadable:
        return UNREADABLE
    if lines:
        return ITEMISED
    if initiator == "" and not cost:
        return FREE_VEND
    return UNPRICED if cost is None else NOT_ITEMISED


def with_computed(state: str, lines: bool | None) -> str:  # noqa: FBT001 -- what there is, if anything
    """Give a source's state with a computed bill beside it: with lines, without, or (None) no bill at all."""
    if lines is None or state in {UNREADABLE, ITEMISED}:
        return state
    if lines:
        return ITEMISED
    return NOT_ITEMISED if state == UNPRICED else state
