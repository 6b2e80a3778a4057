"""A profile and each of its parts as sentences that a person would say."""

from collections.abc import Iterable
from typing import NamedTuple

from zefdesk.billing.draft import Draft, items, read
from zefdesk.billing.reading import Fault
from zefdesk.billing.words import block_words, money_words, rate_words, threshold_words, when_words
from zefdesk.domain import quantity
from zefdesk.domain.profile import (
    ALWAYS,
    BillingProfile,
    Cost,
    DateException,
    Dimension,
    Limit,
    Tax,
    Threshold,
    Variation,
)

_OF = {
    Dimension.CHARGING_TIME: " of charging",
    Dimension.IDLE_TIME: " of idle time",
    Dimension.PLUGGED_TIME: " plugged in",
    Dimension.RESERVATION_TIME: " reserved",
}
_INCOMPLETE = "Not complete yet: "


class Said(NamedTuple):
    """A sentence, and the path of what it is about."""

    path: str
    text: str


def cost_sentence(cost: Cost, profile: BillingProfile) -> str:
    """Say what a cost takes: `$0.45 per kWh Mon-Fri 14:00-20:00, otherwise $0.25; at most $20.00`."""
    code = profile.currency
    text = ", ".join([*_variations(cost, code), *_base(cost, code)]) or "nothing"
    parts = [text, *(_on_dates(one, money_words(one.rate or 0, code)) for one in cost.exceptions)]
    if cost.constraints != ALWAYS:
        parts.append(f"only {when_words(cost.constraints)}")
    if cost.step:
        parts.append(f"in blocks of {block_words(cost.step, cost.dimension)}")
    if cost.floor is not None:
        parts.append(f"at least {money_words(cost.floor, code)}")
    if cost.cap is not None:
        parts.append(f"at most {money_words(cost.cap, code)}")
    return "; ".join(parts)


def _variations(cost: Cost, code: str) -> Iterable[str]:
    """Say the variations; what the price is per is said once."""
    for number, one in enumerate(cost.variations):
        rate = money_words(one.rate, code) if number else rate_words(one.rate, cost.per, code) + _unit(cost)
        yield f"{rate} {when_words(one.when)}"


def _base(cost: Cost, code: str) -> Iterable[str]:
    if cost.rate is None:
        return ["otherwise nothing"] if cost.variations and cost.variations[-1].when != ALWAYS else []
    if cost.variations:
        return [f"otherwise {money_words(cost.rate, code)}"]
    return [rate_words(cost.rate, cost.per, code) + _unit(cost)]


def _unit(cost: Cost) -> str:
    return _OF.get(cost.dimension, "")


def variation_sentence(one: Variation, cost: Cost, profile: BillingProfile) -> str:
    """Say a variation: `$0.45 per kWh Mon-Fri 14:00-20:00 June to September`."""
    return f"{rate_words(one.rate, cost.per, profile.currency)}{_unit(cost)} {when_words(one.when)}"


def exception_sentence(one: DateException, cost: Cost, profile: BillingProfile) -> str:
    """Say an exception: `on holidays $0.25`, `on 2026-05-16 waived`."""
    return _on_dates(one, rate_words(one.rate or 0, cost.per, profile.currency))


def _on_dates(one: DateException, price: str) -> str:
    days = [*(["holidays"] if one.holidays else []), *(day.isoformat() for day in one.dates)]
    return f"on {', '.join(days)} {'waived' if one.rate is None else price}"


def tax_sentence(tax: Tax, profile: BillingProfile) -> str:
    """Say a tax: `8 % sales tax on Energy, Idle`."""
    on = [cost.name for cost in profile.costs if tax.name in cost.taxes]
    on += [
        f"{cost.name} ({one.name})"
        for cost in profile.costs
        for one in cost.variations
        if tax.name in (one.taxes or ())
    ]
    every = len(profile.costs) > 1 and all(tax.name in cost.taxes for cost in profile.costs)
    where = "every cost" if every else ", ".join(on)
    stacked = ", and on the taxes before it" if tax.stack else ""
    return f"{quantity.plain(tax.percent)} % {tax.name} on {where or 'nothing yet'}{stacked}"


def limit_sentence(limit: Limit, word: str, profile: BillingProfile) -> str:
    """Say a minimum (`least`) or maximum (`most`): `at most $75.00 after tax`."""
    bounds = ((limit.before_tax, "before"), (limit.after_tax, "after"))
    said = [f"{money_words(nano, profile.currency)} {side} tax" for nano, side in bounds if nano is not None]
    return f"at {word} {' and '.join(said)}"


def threshold_sentence(threshold: Threshold) -> str:
    """Say what a session must reach: `nothing is billed below 0.5 kWh, 2 min`."""
    return f"nothing is billed below {threshold_words(threshold)}"


def profile_sentences(profile: BillingProfile) -> tuple[Said, ...]:
    """Say a whole profile: head, costs, taxes, limits, holidays, in the order of the document."""
    until = "" if profile.effective_until is None else f" until {profile.effective_until}"
    included = ", tax included" if profile.prices_include_tax else ""
    head = f"in {profile.currency}{included}, by the clock of {profile.time_zone}, from {profile.effective_from}{until}"
    said = [Said("", head)]
    for number, cost in enumerate(profile.costs):
        said.append(Said(f"costs[{number}]", f"{cost.name}: {cost_sentence(cost, profile)}"))
    said += [Said(f"taxes[{at}]", tax_sentence(tax, profile)) for at, tax in enumerate(profile.taxes)]
    if profile.minimum:
        said.append(Said("minimum", limit_sentence(profile.minimum, "least", profile)))
    if profile.maximum:
        said.append(Said("maximum", limit_sentence(profile.maximum, "most", profile)))
    if profile.billable_threshold:
        said.append(Said("billable_threshold", threshold_sentence(profile.billable_threshold)))
    if profile.holidays:
        named = ", ".join(f"{one.date} {one.name}".strip() for one in profile.holidays)
        said.append(Said("holidays", f"holidays: {named}"))
    return tuple(said)


def draft_sentences(draft: Draft) -> dict[str, str]:
    """Give the sentence of each cost, variation, exception, tax and limit of a draft, by its path.

    What is not complete, or wrong, says what is missing instead; so does a cost with a wrong part.
    """
    found = read(draft)
    profile, said = found.guess, {}
    for at, cost in enumerate(profile.costs):
        path = f"costs[{at}]"
        said[path] = cost_sentence(cost, profile)
        for number, one in enumerate(cost.variations):
            said[f"{path}.variations[{number}]"] = variation_sentence(one, cost, profile)
        for number, exception in enumerate(cost.exceptions):
            said[f"{path}.exceptions[{number}]"] = exception_sentence(exception, cost, profile)
    said |= {one.path: one.text for one in profile_sentences(profile) if one.path and one.path not in said}
    for path in {*said, *(f"taxes[{at}]" for at in range(len(items(draft, "taxes"))))}:
        faults = [one for one in found.faults if one.path == path or one.path.startswith((f"{path}.", f"{path}["))]
        if faults:
            said[path] = _INCOMPLETE + _said(faults[0], path)
    return said


def is_incomplete(sentence: str) -> bool:
    """Whether a sentence of `draft_sentences` says what is missing instead."""
    return sentence.startswith(_INCOMPLETE)


def _said(fault: Fault, path: str) -> str:
    """Say a fault by the name of its field: `rate 'x' is no decimal`."""
    field = fault.path.removeprefix(path).lstrip(".").replace("_", " ")
    return " ".join(part for part in (field, fault.value, fault.message) if part)
