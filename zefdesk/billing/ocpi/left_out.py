"""What an OCPI tariff leaves out of a profile, in sentences: what goes, why, and what it would cost instead."""

from collections.abc import Iterable, Sequence

from zefdesk.billing.ocpi.restrictions import unspeakable
from zefdesk.billing.words import money_words, rate_words
from zefdesk.domain.profile import ALWAYS, Cost, Dimension, When

_NO = {
    "months": "months",
    "dates_in": "lists of dates",
    "dates_not_in": "dates that are left out",
    "min_charging_time": "bounds of charging time",
    "max_charging_time": "bounds of charging time",
    "min_idle_time": "bounds of idle time",
    "max_idle_time": "bounds of idle time",
    "min_current": "bounds of current",
    "max_current": "bounds of current",
    "min_capacity": "capacities of chargers",
    "max_capacity": "capacities of chargers",
    "initiator": "initiators",
    "identity_group": "groups of identities",
    "reservation": "reservations",
    "duration_basis": "time counted within some hours only",
    "seconds of a time of day": "seconds in a time of day",
}
_OF = {
    Dimension.ENERGY: "energy",
    Dimension.CHARGING_TIME: "charging time",
    Dimension.IDLE_TIME: "idle time",
    Dimension.PLUGGED_TIME: "time plugged in",
    Dimension.SESSION: "a session",
    Dimension.RESERVATION_TIME: "reserved time",
}
TWICE = "it and its cost ask for the same thing in two ways"
MIXED = "it prices reservations and sessions in one"


def why_unsaid(when: When, further: Iterable[str] = ()) -> str:
    """Say why OCPI has no words for a condition; empty where it has. `further` names parts that a version has not."""
    parts = [*unspeakable(when), *(key for key in further if getattr(when, key) != getattr(ALWAYS, key))]
    named = list(dict.fromkeys(_NO[part] for part in parts))
    return f"OCPI has no {' and no '.join(named)}" if named else ""


def no_price_of(dimension: Dimension) -> str:
    """Say that OCPI has no price for a dimension."""
    return f"OCPI has no price for {_OF[dimension]}"


def no_second(dimension: Dimension) -> str:
    """Say that OCPI adds up no two prices of a dimension."""
    return f"OCPI adds no second price for {_OF[dimension]} to the first"


def whole_cost(cost: Cost, why: str) -> str:
    """Say that a cost is left out: nothing would be taken for it."""
    return f"The cost '{cost.name}' is left out whole, since {why}: nothing would be taken for it."


def whole_rule(cost: Cost, rule: str, why: str, written: Sequence[int], currency: str) -> str:
    """Say that a rule is left out; `written` are the rates of the rules after it that stay, the base rate last."""
    meant = "it" if rule.startswith("the base rate") else "what it prices"
    instead = _instead(cost, written, currency)
    return f"{_capital(rule)} of '{cost.name}' is left out whole, since {why}: {meant} {instead}."


def _instead(cost: Cost, written: Sequence[int], currency: str) -> str:
    if not written:
        return "would cost nothing"
    if cost.rate is None:
        return "would cost what the rules after it say, or nothing"
    shown = rate_words(written[-1], cost.per, currency)
    same = len(set(written)) == 1
    return f"would cost {shown} instead" if same else f"would cost what the rules after it say, {shown} at the end"


def bound(cost: Cost, key: str, currency: str) -> str:
    """Say that a cap or a floor is left out."""
    word, more = ("most", "more") if key == "cap" else ("least", "less")
    return (
        f"That '{cost.name}' costs at {word} {money_words(getattr(cost, key), currency)} is left out: "
        f"it could cost {more}."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
