"""What a version of a profile says otherwise than another, part by part, as sentences."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from zefdesk.billing.profile_text import policy_document
from zefdesk.billing.sentences import (
    cost_sentence,
    exception_sentence,
    limit_sentence,
    threshold_sentence,
    variation_sentence,
)
from zefdesk.billing.words import block_words, money_words, rate_words, when_words
from zefdesk.domain.policy import PRESETS, Policy
from zefdesk.domain.profile import BillingProfile, Cost, DateException, Limit, Tax, Threshold, Variation
from zefdesk.domain.quantity import plain

_Part = TypeVar("_Part")


class Change(NamedTuple):
    """A sentence, and the path in the newer profile of what it is about; in the older one where it was taken out."""

    path: str
    text: str


def changes(old: BillingProfile, new: BillingProfile) -> tuple[Change, ...]:
    """Say what is new, gone or other in `new`; nothing where both say the same."""
    return tuple(_changes(old, new))


def _changes(old: BillingProfile, new: BillingProfile) -> Iterator[Change]:
    yield from _plain(old, new)
    yield from _listed(
        "costs",
        "cost",
        (old.costs, new.costs),
        (lambda one: cost_sentence(one, old), lambda one: cost_sentence(one, new)),
        lambda before, after, path: _of_cost((before, old), (after, new), path),
    )
    yield from _listed(
        "taxes",
        "tax",
        (old.taxes, new.taxes),
        (_tax, _tax),
    )
    yield from _limits(old, new)
    yield from _holidays(old, new)
    yield from _groups(old, new)
    if old.policy != new.policy:
        yield Change("policy", f"rounding: {_policy(new)}, before {_policy(old)}")


def _plain(old: BillingProfile, new: BillingProfile) -> Iterator[Change]:
    for key, words in (
        ("name", "name"),
        ("currency", "currency"),
        ("time_zone", "time zone"),
        ("effective_from", "in force from"),
        ("effective_until", "in force until"),
        ("notes", "notes"),
    ):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Change(key, f"{words}: {after or 'none'}, before {before or 'none'}")
    if old.prices_include_tax != new.prices_include_tax:
        text = "prices include tax now" if new.prices_include_tax else "prices do not include tax any more"
        yield Change("prices_include_tax", text)


def _listed(
    path: str,
    word: str,
    both: tuple[Sequence[_Part], Sequence[_Part]],
    say: tuple[Callable[[_Part], str], Callable[[_Part], str]],
    within: Callable[[_Part, _Part, str], Iterable[Change]] | None = None,
) -> Iterator[Change]:
    """Compare two lists of parts that have names; several of one name follow each other's order."""
    old, new = (_by_name(parts) for parts in both)
    for key, (at, one) in old.items():
        if key not in new:
            yield Change(f"{path}[{at}]", f"{word} '{key[0]}' is gone: {say[0](one)}")
    for key, (at, one) in new.items():
        here = f"{path}[{at}]"
        if key not in old:
            yield Change(here, f"{word} '{key[0]}' is new: {say[1](one)}")
            continue
        before = old[key][1]
        if within is not None:
            yield from within(before, one, here)
        elif (said := say[1](one)) != (was := say[0](before)) or before != one:
            yield Change(here, f"{word} '{key[0]}': {said}, before {was}")
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Change(path, f"the order is another: {', '.join(key[0] for key in new)}")


def _by_name(parts: Sequence[Any]) -> dict[tuple[str, int], tuple[int, Any]]:
    found: dict[tuple[str, int], tuple[int, Any]] = {}
    for at, one in enumerate(parts):
        number = sum(1 for name, _ in found if name == one.name)
        found[one.name, number] = (at, one)
    return found


def _of_cost(old: tuple[Cost, BillingProfile], new: tuple[Cost, BillingProfile], path: str) -> Iterator[Change]:
    (before, was), (after, now) = old, new
    named = f"'{after.name}'"
    if before.dimension is not after.dimension:
        yield Change(f"{path}.dimension", f"{named} counts {_counts(after)}, before {_counts(before)}")
    for key, said, had in (
        ("rate", _rate(after, now), _rate(before, was)),
        ("constraints", when_words(after.constraints), when_words(before.constraints)),
        ("step", _step(after), _step(before)),
        ("cap", _money(after.cap, now), _money(before.cap, was)),
        ("floor", _money(after.floor, now), _money(before.floor, was)),
        ("taxes", ", ".join(after.taxes) or "none", ", ".join(before.taxes) or "none"),
    ):
        if said != had:
            yield Change(f"{path}.{key}", f"{named}, {_COST_WORDS[key]}: {said}, before {had}")
    yield from _of_rules(old, new, path)


_COST_WORDS = {
    "rate": "base rate",
    "constraints": "holds",
    "step": "billed in blocks of",
    "cap": "at most",
    "floor": "at least",
    "taxes": "taxes",
}


def _of_rules(old: tuple[Cost, BillingProfile], new: tuple[Cost, BillingProfile], path: str) -> Iterator[Change]:
    (before, was), (after, now) = old, new

    def varied(cost: Cost, profile: BillingProfile) -> Callable[[Variation], str]:
        return lambda one: variation_sentence(one, cost, profile) + _own_terms(one, cost)

    def excepted(cost: Cost, profile: BillingProfile) -> Callable[[DateException], str]:
        return lambda one: exception_sentence(one, cost, profile)

    yield from _listed(
        f"{path}.exceptions",
        f"'{after.name}', exception",
        (before.exceptions, after.exceptions),
        (excepted(before, was), excepted(after, now)),
    )
    yield from _listed(
        f"{path}.variations",
        f"'{after.name}', variation",
        (before.variations, after.variations),
        (varied(before, was), varied(after, now)),
    )


def _own_terms(one: Variation, cost: Cost) -> str:
    """Say the step and the taxes of a variation that has its own."""
    step = "" if one.step is None else f", in blocks of {block_words(one.step, cost.dimension)}"
    return step + ("" if one.taxes is None else f", taxes {', '.join(one.taxes) or 'none'}")


def _counts(cost: Cost) -> str:
    return cost.dimension.value.replace("_", " ")


def _rate(cost: Cost, profile: BillingProfile) -> str:
    return "none" if cost.rate is None else rate_words(cost.rate, cost.per, profile.currency)


def _money(nano: int | None, profile: BillingProfile) -> str:
    return "no bound" if nano is None else money_words(nano, profile.currency)


def _step(cost: Cost) -> str:
    return "what is used" if cost.step is None else block_words(cost.step, cost.dimension)


def _limits(old: BillingProfile, new: BillingProfile) -> Iterator[Change]:
    for key, word in (("minimum", "least"), ("maximum", "most")):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            said, was = _limit(after, word, new), _limit(before, word, old)
            yield Change(key, f"{key} of a bill: {said}, before {was}")
    if old.billable_threshold != new.billable_threshold:
        said, was = _threshold(new.billable_threshold), _threshold(old.billable_threshold)
        yield Change("billable_threshold", f"{said}, before {was}")


def _limit(limit: Limit | None, word: str, profile: BillingProfile) -> str:
    return "none" if limit is None else limit_sentence(limit, word, profile)


def _threshold(threshold: Threshold | None) -> str:
    return "everything is billed" if threshold is None else threshold_sentence(threshold)


def _holidays(old: BillingProfile, new: BillingProfile) -> Iterator[Change]:
    before, after = ({one.date for one in profile.holidays} for profile in (old, new))
    for word, days in (("new", after - before), ("gone", before - after)):
        if days:
            yield Change("holidays", f"holidays that are {word}: {', '.join(str(day) for day in sorted(days))}")
    if before == after and old.holidays != new.holidays:
        yield Change("holidays", "holidays are named otherwise")


def _groups(old: BillingProfile, new: BillingProfile) -> Iterator[Change]:
    for name in sorted({*old.identity_groups, *new.identity_groups}):
        before, after = (set(one.identity_groups.get(name, ())) for one in (old, new))
        if before != after or (name in old.identity_groups) != (name in new.identity_groups):
            text = f"group '{name}': {len(after - before):,} identities are new, {len(before - after):,} are gone"
            yield Change(f"identity_groups.{name}", text)


def _tax(tax: Tax) -> str:
    return f"{plain(tax.percent)} %" + (f", on the taxes before it too ({tax.stack})" if tax.stack else "")


def _policy(profile: BillingProfile) -> str:
    """Name the policy, with what is other than in the preset of its name."""
    usual = policy_document(PRESETS.get(profile.policy.name, Policy(profile.policy.name)))
    own = {key: value for key, value in policy_document(profile.policy).items() if value != usual[key]}
    return ", ".join([profile.policy.name, *(f"{key} {value}".replace("_", " ") for key, value in own.items())])
