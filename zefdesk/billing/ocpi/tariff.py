"""An OCPI tariff as a billing profile: for each dimension one cost, whose variations are the elements that price it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from zefdesk.billing.ocpi.fields import OcpiUnreadable, known, known_zone, maybe, moment, nano, thing, things, wrong
from zefdesk.billing.ocpi.restrictions import read_restrictions
from zefdesk.domain import clock, money
from zefdesk.domain.clock import DAY
from zefdesk.domain.policy import PRESETS, Policy
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, Limit, Tax, Variation, When
from zefdesk.domain.quantity import PLACES, plain
from zefdesk.domain.rate import Per

ALWAYS_IN_FORCE = date(1970, 1, 1)
"""The first day of a tariff that names none."""
WATT_HOUR = 10**6
TYPES = {
    "ENERGY": (Dimension.ENERGY, Per.KWH),
    "TIME": (Dimension.CHARGING_TIME, Per.HOUR),
    "PARKING_TIME": (Dimension.IDLE_TIME, Per.HOUR),
    "FLAT": (Dimension.SESSION, Per.SESSION),
}
"""What each type of a price component counts (OCPI 2.2.1, TariffDimensionType)."""
NAMES = {
    ("ENERGY", False): "Energy",
    ("TIME", False): "Charging time",
    ("PARKING_TIME", False): "Parking time",
    ("FLAT", False): "Session",
    ("TIME", True): "Reservation time",
    ("FLAT", True): "Reservation",
    ("ENERGY", True): "Energy of a reservation",
    ("PARKING_TIME", True): "Parking time of a reservation",
}
"""What the cost of a type is called, for sessions and for reservations."""
_INCLUDED = {"YES": True, "NO": False, "N/A": False}


def read_tariff(
    document: dict[str, Any], *, time_zone: str | None = None, policy: Policy | None = None
) -> BillingProfile:
    """Read a tariff of OCPI 2.1.1, 2.2.1 or 2.3; its clock is that of `time_zone`, since a tariff names none.

    Raises OcpiUnreadable with path, value and mend.
    """
    included = str(document.get("tax_included") or "NO").upper()
    if included not in _INCLUDED:
        raise wrong("tax_included", included, "is unknown; write YES, NO or N/A")
    elements = _Elements(taxed=included != "N/A")
    for number, (path, element) in enumerate(things(document, "elements", "")):
        elements.add(number, path, element)
    zone = _zone(document, time_zone)
    return BillingProfile(
        str(document.get("id") or document.get("name") or "OCPI tariff"),
        known(document.get("currency"), "currency", money.currency),
        zone,
        _day(document, "start_date_time", zone) or ALWAYS_IN_FORCE,
        elements.costs(),
        effective_until=_day(document, "end_date_time", zone),
        taxes=tuple(elements.taxes[percent] for percent in sorted(elements.taxes)),
        prices_include_tax=_INCLUDED[included],
        minimum=_limit(document, "min_price"),
        maximum=_limit(document, "max_price"),
        policy=policy or PRESETS["ocpi"],
        notes=_notes(document),
    )


class _Elements:
    """The elements of a tariff, gathered by what they price."""

    def __init__(self, *, taxed: bool) -> None:
        self._taxed = taxed
        self._variations: dict[tuple[str, bool], list[Variation]] = {}
        self.taxes: dict[int, Tax] = {}

    def add(self, number: int, path: str, element: dict[str, Any]) -> None:
        """Add an element; of two components of one type the first counts."""
        restrictions = thing(element.get("restrictions") or {}, f"{path}.restrictions")
        when = read_restrictions(restrictions, f"{path}.restrictions")
        seen: set[str] = set()
        for here, component in things(element, "price_components", path):
            kind = str(component.get("type"))
            if kind not in TYPES:
                raise wrong(f"{here}.type", component.get("type"), f"is unknown; write one of {', '.join(TYPES)}")
            if kind not in seen:
                seen.add(kind)
                name = str(element.get("label") or f"Element {number + 1}")
                one = self._variation(name, number, when, component, here)
                self._variations.setdefault((kind, when.reservation is not None), []).append(one)

    def _variation(self, name: str, number: int, when: When, component: dict[str, Any], path: str) -> Variation:
        price = nano(component.get("price"), f"{path}.price")
        step = maybe(component, "step_size", path, nano)
        if step and step % 10**PLACES:
            raise wrong(f"{path}.step_size", component["step_size"], "is no whole number")
        size = (step or 0) // 10**PLACES or None
        if component["type"] == "FLAT":
            size = None
        elif size and component["type"] == "ENERGY":
            size *= WATT_HOUR
        return Variation(name, when, price, size, self._tax(component, path), number)

    def _tax(self, component: dict[str, Any], path: str) -> tuple[str, ...]:
        percent = maybe(component, "vat", path, nano)
        if percent is None or not self._taxed:
            return ()
        tax = self.taxes.setdefault(percent, Tax(f"VAT {plain(percent)} %", percent))
        return (tax.name,)

    def costs(self) -> tuple[Cost, ...]:
        """Give a cost for each type that is priced, for sessions first."""
        return tuple(
            Cost(NAMES[key], *_counted(*key), variations=tuple(self._variations[key]))
            for key in NAMES
            if key in self._variations
        )


def _counted(kind: str, reservation: bool) -> tuple[Dimension, Per]:  # noqa: FBT001 -- half of a key
    dimension, per = TYPES[kind]
    return (Dimension.RESERVATION_TIME, per) if kind == "TIME" and reservation else (dimension, per)


def _zone(document: dict[str, Any], told: str | None) -> str:
    name = document.get("time_zone") or told
    if not name:
        raise OcpiUnreadable("time_zone: an OCPI tariff names none; tell it with --time-zone")
    return known_zone(name)


def _day(document: dict[str, Any], key: str, zone: str) -> date | None:
    """Give the local day of a time; a tariff that ends within a day is in force to its end."""
    instant = maybe(document, key, "", moment)
    if instant is None:
        return None
    day, later = divmod(clock.wall_of(zone, instant), DAY)
    try:
        return clock.date_of(day + 1 if later and key.startswith("end") else day)
    except ValueError:
        raise wrong(key, document[key], "is beyond the calendar") from None


def _limit(document: dict[str, Any], key: str) -> Limit | None:
    """Read a limit as 2.2.1 writes it (excl_vat, incl_vat), or 2.3 (before_taxes, after_taxes), or a bare number."""
    value = document.get(key)
    if value is None:
        return None
    if not isinstance(value, dict):
        return Limit(before_tax=nano(value, key))
    before = maybe(value, "before_taxes", key, nano)
    after = maybe(value, "after_taxes", key, nano)
    before = maybe(value, "excl_vat", key, nano) if before is None else before
    after = maybe(value, "incl_vat", key, nano) if after is None else after
    return None if before is None and after is None else Limit(before, after)


def _notes(document: dict[str, Any]) -> str:
    texts = document.get("tariff_alt_text")
    if not isinstance(texts, list):
        return ""
    return "; ".join(str(one.get("text", "")) for one in texts if isinstance(one, dict))


def at_midnight(profile: BillingProfile) -> Callable[[date], int]:
    """Give what tells the instant at which a day begins on a profile's clock."""
    return lambda day: clock.instant_of(profile.time_zone, clock.wall_of_day(day))[0]
