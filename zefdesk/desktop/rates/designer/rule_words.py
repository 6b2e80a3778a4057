"""When each rule of a profile holds, in words; its rate stands beside it."""

from collections.abc import Iterator

from zefdesk.billing.words import when_words
from zefdesk.domain.profile import BillingProfile, DateException

_FEWEST, _ROOM = 4, 16


def when_each_holds(profile: BillingProfile) -> dict[str, str]:
    """Give the words of every variation and exception, by its path."""
    return dict(_pairs(profile))


def _pairs(profile: BillingProfile) -> Iterator[tuple[str, str]]:
    for at, cost in enumerate(profile.costs):
        for number, one in enumerate(cost.variations):
            yield f"costs[{at}].variations[{number}]", when_words(one.when)
        for number, exception in enumerate(cost.exceptions):
            yield f"costs[{at}].exceptions[{number}]", _on(exception)


def _on(exception: DateException) -> str:
    days = [day.isoformat() for day in exception.dates]
    named = ["holidays", *days] if exception.holidays else days
    return f"on {', '.join(named)}"


def shortened(sentence: str, most: int = 230) -> str:
    """Cut a sentence of many rules after some of them, and say how many more there are; its end stays."""
    rules = sentence.split(", ")
    if len(sentence) <= most or len(rules) < _FEWEST:
        return sentence
    shown: list[str] = []
    while len(", ".join([*shown, rules[len(shown)], rules[-1]])) < most - _ROOM:
        shown.append(rules[len(shown)])
    left = len(rules) - len(shown) - 1
    return ", ".join([*shown, f"and {left} more", rules[-1]])
