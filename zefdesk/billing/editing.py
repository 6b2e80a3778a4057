"""What a person adds to a draft: costs, variations, exceptions, taxes, holidays, with everything usual filled in."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zefdesk.billing.draft import Draft, free_name, insert, items, on_taxed, value_at
from zefdesk.domain.profile import Dimension
from zefdesk.domain.rate import Per

COST_NAMES = {
    Dimension.ENERGY.value: "Energy",
    Dimension.CHARGING_TIME.value: "Charging time",
    Dimension.IDLE_TIME.value: "Idle time",
    Dimension.PLUGGED_TIME.value: "Plugged-in time",
    Dimension.SESSION.value: "Session fee",
    Dimension.RESERVATION_TIME.value: "Reservation",
}
"""What a cost of each dimension is called, unless somebody calls it otherwise."""
_PER = {Dimension.ENERGY.value: Per.KWH, Dimension.SESSION.value: Per.SESSION, Dimension.IDLE_TIME.value: Per.MINUTE}


def new_draft(since: date, name: str = "", currency: str = "USD", time_zone: str = "America/Chicago") -> Draft:
    """Give a draft of a new profile that has no cost yet."""
    return {
        "name": name or None,
        "currency": currency,
        "time_zone": time_zone,
        "effective_from": since.isoformat(),
        "costs": [],
    }


def add_cost(draft: Draft, dimension: str = "energy", name: str = "") -> Draft:
    """Add a cost, with all taxes of the profile on it; its rate is still to be typed."""
    taxes = [one["name"] for one in items(draft, "taxes") if isinstance(one, dict) and one.get("name")]
    cost: dict[str, Any] = {
        "name": free_name(draft, "costs", name or COST_NAMES[dimension]),
        "dimension": dimension,
        "rate": None,
        "per": _PER.get(dimension, Per.HOUR).value,
    }
    return insert(draft, "costs", cost | ({"taxes": taxes} if taxes else {}))


def add_variation(
    draft: Draft, cost: int, rate: str | None = None, name: str = "", when: dict[str, Any] | None = None
) -> Draft:
    """Add a variation behind the others of a cost."""
    path = f"costs[{cost}].variations"
    variation = {"name": free_name(draft, path, name or "Variation"), "when": dict(when or {}), "rate": rate}
    return insert(draft, path, variation)


def add_exception(
    draft: Draft,
    cost: int,
    *,
    holidays: bool = False,
    dates: Sequence[date | str] = (),
    rate: str | None = None,
    waived: bool = False,
    name: str = "",
) -> Draft:
    """Add an exception on dates, or on the holidays of the profile, with the base rate where no other is given."""
    path = f"costs[{cost}].exceptions"
    exception: dict[str, Any] = {"name": free_name(draft, path, name or ("Holidays" if holidays else "Exception"))}
    if holidays or not dates:
        exception["holidays"] = True
    if dates:
        exception["dates"] = [str(one) for one in dates]
    usual = value_at(draft, f"costs[{cost}].rate") if rate is None else rate
    return insert(draft, path, exception | ({"waived": True} if waived else {"rate": usual}))


def add_tax(draft: Draft, name: str = "", percent: str | None = None) -> Draft:
    """Add a tax on all costs."""
    named = free_name(draft, "taxes", name or "Tax")
    made = insert(draft, "taxes", {"name": named, "percent": percent})
    return on_taxed(made, lambda names: [*names, named], all_costs=True)


def add_holidays(draft: Draft, days: Iterable[tuple[date | str, str]]) -> Draft:
    """Add dates with what they are called, in the order of the dates; one that is there already stays as it is."""
    known = {_date_of(one): one for one in items(draft, "holidays")}
    added = {str(day): {"date": str(day)} | ({"name": name} if name else {}) for day, name in days}
    both = added | known
    return draft | {"holidays": [both[day] for day in sorted(both)]}


def _date_of(item: Any) -> str:  # noqa: ANN401 -- any JSON
    return str(item.get("date") or "") if isinstance(item, dict) else str(item)


def set_group(draft: Draft, name: str, identities: Sequence[str]) -> Draft:
    """Set the identities of a group of the profile, such as its members; one that is not there yet is added."""
    known = draft.get("identity_groups")
    return draft | {"identity_groups": (known if isinstance(known, dict) else {}) | {name: list(identities)}}
