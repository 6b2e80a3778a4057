"""A billing profile as a JSON file, both ways; and what of it is its content, as one hash."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from zefdesk.billing.profile_reader import WATT_HOUR, profile_of
from zefdesk.billing.reading import Fault
from zefdesk.billing.when_reader import NAMES, SHORT_DAYS
from zefdesk.domain.policy import PRESETS, Policy
from zefdesk.domain.profile import ALWAYS, END_OF_DAY, BillingProfile, Cost, DateException, Dimension, Variation, When
from zefdesk.domain.quantity import plain
from zefdesk.domain.trouble import Trouble

_SECONDS = frozenset(f"{end}_{name}" for end in ("min", "max") for name in ("duration", "charging_time", "idle_time"))
_NOT_CONTENT = frozenset({"name", "notes", "version"})


class ProfileUnreadable(Trouble):
    """A document that is no billing profile: all `faults` of it, the first of them in the text."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        more = len(faults) - 1
        super().__init__(str(faults[0]) + (f" (and {more} more)" if more else ""))
        self.faults = faults


class NotJson(Trouble):
    """A text that is no JSON at all."""


def read_profile(text: str | bytes) -> BillingProfile:
    """Read a profile; raises ProfileUnreadable with everything that is wrong, or NotJson. Decimals stay exact."""
    faults: list[Fault] = []
    profile = profile_of(document_of(text), faults)
    if faults:
        raise ProfileUnreadable(tuple(faults))
    return profile


def document_of(text: str | bytes) -> Any:  # noqa: ANN401 -- any JSON
    """Read JSON with its decimals exact; raises NotJson."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotJson(f"no JSON document: {error}") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def write_profile(profile: BillingProfile) -> str:
    """Write a profile as a file that people read."""
    return json.dumps(profile_document(profile), indent=2, ensure_ascii=False) + "\n"


def profile_document(profile: BillingProfile) -> dict[str, Any]:
    """Give the document of a profile: what is not given, or is as by default, is left out."""
    document = {
        "name": profile.name,
        "version": profile.version,
        "currency": profile.currency,
        "time_zone": profile.time_zone,
        "effective_from": profile.effective_from.isoformat(),
        "effective_until": profile.effective_until and profile.effective_until.isoformat(),
        "costs": [_cost(cost) for cost in profile.costs],
        "taxes": [
            _without_nothing({"name": t.name, "percent": plain(t.percent), "stack": t.stack or None})
            for t in profile.taxes
        ],
        "prices_include_tax": profile.prices_include_tax or None,
        "minimum": _limits(profile.minimum),
        "maximum": _limits(profile.maximum),
        "billable_threshold": _threshold(profile),
        "holidays": [_without_nothing({"date": h.date.isoformat(), "name": h.name or None}) for h in profile.holidays],
        "identity_groups": {name: list(group) for name, group in profile.identity_groups.items()},
        "policy": None if profile.policy == Policy() else _policy(profile.policy),
        "notes": profile.notes or None,
    }
    return _without_nothing(document)


def _without_nothing(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value is not None and value not in ([], {})}


def _money(nano: int | None) -> str | None:
    return None if nano is None else plain(nano)


def _cost(cost: Cost) -> dict[str, Any]:
    return _without_nothing(
        {
            "name": cost.name,
            "dimension": cost.dimension.value,
            "rate": _money(cost.rate),
            "per": cost.per.value,
            "constraints": None if cost.constraints == ALWAYS else when_document(cost.constraints),
            "variations": [variation_document(one, cost.dimension) for one in cost.variations],
            "exceptions": [_exception(one) for one in cost.exceptions],
            "step": _step(cost.step, cost.dimension),
            "cap": _money(cost.cap),
            "floor": _money(cost.floor),
            "taxes": list(cost.taxes),
        }
    )


def _step(step: int | None, dimension: Dimension) -> int | str | None:
    if step is None or dimension is not Dimension.ENERGY:
        return step
    whole, part = divmod(step, WATT_HOUR)
    return plain(step * (10**9 // WATT_HOUR)) if part else whole


def variation_document(one: Variation, dimension: Dimension) -> dict[str, Any]:
    """Give the document of a variation of a cost of this dimension."""
    document = _without_nothing(
        {
            "name": one.name,
            "when": when_document(one.when),
            "rate": _money(one.rate),
            "step": _step(one.step, dimension),
            "group": one.group,
        }
    )
    return document if one.taxes is None else document | {"taxes": list(one.taxes)}


def _exception(one: DateException) -> dict[str, Any]:
    return _without_nothing(
        {
            "name": one.name,
            "dates": [day.isoformat() for day in sorted(one.dates)],
            "holidays": one.holidays or None,
            "rate": _money(one.rate),
            "waived": True if one.rate is None else None,
        }
    )


def when_document(when: When) -> dict[str, Any]:
    """Give the object of a condition: the parts that restrict something."""
    return {
        NAMES[field.name]: _part(field.name, getattr(when, field.name))
        for field in fields(When)
        if getattr(when, field.name) != getattr(ALWAYS, field.name)
    }


def _part(name: str, value: Any) -> Any:  # noqa: ANN401 -- a part of any kind
    if isinstance(value, tuple):
        return list(value) if name == "initiator" else [_one(name, one) for one in sorted(value)]
    return _one(name, value)


def _one(name: str, value: Any) -> Any:  # noqa: ANN401 -- a value of any kind
    if name in _WRITERS:
        return _WRITERS[name](value)
    if isinstance(value, Enum | date):
        return value.value if isinstance(value, Enum) else value.isoformat()
    return value if isinstance(value, str) or name in _SECONDS else plain(value)


def clock_text(second: int) -> str:
    """Write a time of the day: `14:00`, `24:00` for its end, seconds only where there are some."""
    text = f"{second // 3600:02d}:{second % 3600 // 60:02d}"
    return f"{text}:{second % 60:02d}" if second % 60 and second < END_OF_DAY else text


_WRITERS: dict[str, Callable[[int], str | int]] = {
    "days": SHORT_DAYS.__getitem__,
    "from_": clock_text,
    "to": clock_text,
    "months": int,
}


def _limits(limit: Any) -> dict[str, Any] | None:  # noqa: ANN401 -- a Limit or None
    if limit is None:
        return None
    return _without_nothing({"before_tax": _money(limit.before_tax), "after_tax": _money(limit.after_tax)})


def _threshold(profile: BillingProfile) -> dict[str, Any] | None:
    found = profile.billable_threshold
    if found is None:
        return None
    return _without_nothing({"min_energy_kwh": _money(found.min_energy), "min_duration_s": found.min_duration})


def _policy(policy: Policy) -> str | dict[str, Any]:
    return policy.name if PRESETS.get(policy.name) == policy else policy_document(policy)


def policy_document(policy: Policy) -> dict[str, Any]:
    """Give all rules of a policy; decimals that are those of the currency are null."""
    return {
        field.name: value.value if isinstance(value := getattr(policy, field.name), Enum) else value
        for field in fields(Policy)
    }


def canonical(profile: BillingProfile) -> str:
    """Give the content of a profile as one text: sorted keys, plain decimals, nothing that is as by default."""
    document = {key: value for key, value in profile_document(profile).items() if key not in _NOT_CONTENT}
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_hash(profile: BillingProfile) -> str:
    """Give the SHA-256 of the canonical text, in hex; names, notes and version of the profile do not count."""
    return _hash(canonical(profile)) if profile.identity_groups else _hash_of(profile)


@lru_cache(maxsize=256)
def _hash_of(profile: BillingProfile) -> str:
    return _hash(canonical(profile))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
