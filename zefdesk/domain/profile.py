"""The billing profile: what is charged for what, when, and by which rules; ZEFNET's Billing module as a value.

Prices are billionths of the profile's currency, energy billionths of a kWh, power billionths of a kW, current
billionths of an ampere, durations whole seconds, clock times seconds of the local day, percentages billionths
of a percent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from zefdesk.domain.policy import Policy
from zefdesk.domain.rate import Per

END_OF_DAY = 86_400
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Dimension(Enum):
    """What a cost counts; the value is the name in profiles and bills."""

    ENERGY = "energy"
    CHARGING_TIME = "charging_time"
    IDLE_TIME = "idle_time"
    PLUGGED_TIME = "plugged_time"
    SESSION = "session"
    RESERVATION_TIME = "reservation_time"


class Reservation(Enum):
    """Which reservations a condition means (OCPI 2.2.1, ReservationRestrictionType)."""

    RESERVATION = "reservation"
    RESERVATION_EXPIRES = "reservation_expires"


class DurationBasis(Enum):
    """Whether a duration runs from the start of the session, or only while all other conditions hold."""

    SESSION = "session"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class When:
    """When a rule holds: every part that is given must hold; ranges are half-open, minimum inside, maximum outside.

    `days` are 0 (Monday) to 6, `from_` and `to` seconds of the local day: `to` 86400 is midnight at its end, `to` below
    `from_` wraps over midnight. Day and date are those of the local clock at the instant that is asked for.
    Durations count from the start of the session, `*_charging_time` and `*_idle_time` those times only.
    `initiator` lists initiators (a blank one is free vend), `identity_group` names a group of the profile.
    """

    days: tuple[int, ...] = ()
    from_: int | None = None
    to: int | None = None
    start_date: date | None = None
    end_date: date | None = None
    months: tuple[int, ...] = ()
    dates_in: tuple[date, ...] = ()
    dates_not_in: tuple[date, ...] = ()
    min_kwh: int | None = None
    max_kwh: int | None = None
    min_duration: int | None = None
    max_duration: int | None = None
    min_charging_time: int | None = None
    max_charging_time: int | None = None
    min_idle_time: int | None = None
    max_idle_time: int | None = None
    min_power: int | None = None
    max_power: int | None = None
    min_current: int | None = None
    max_current: int | None = None
    min_capacity: int | None = None
    max_capacity: int | None = None
    initiator: tuple[str, ...] = ()
    identity_group: str | None = None
    reservation: Reservation | None = None
    duration_basis: DurationBasis = DurationBasis.SESSION


ALWAYS = When()


@dataclass(frozen=True, slots=True)
class Variation:
    """Another rate while `when` holds; the first that holds in list order wins.

    `step` and `taxes` stand for those of the cost where they are given (an OCPI tariff has them for each price);
    `group` is the number of the tariff element that the variation came from.
    """

    name: str
    when: When
    rate: int
    step: int | None = None
    taxes: tuple[str, ...] | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class DateException:
    """Another rate, or none at all (`rate` None: waived), on some dates, or on the profile's holidays."""

    name: str
    rate: int | None
    dates: tuple[date, ...] = ()
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost of a profile; costs are collected side by side, so that two energy costs add up.

    `rate` is the base rate (None: there is none), in what `per` says; `constraints` say when the cost applies at
    all. `step` is the block that is billed: billionths of a kWh, or seconds. `cap` and `floor` bound the cost's total.
    """

    name: str
    dimension: Dimension
    per: Per
    rate: int | None = None
    constraints: When = ALWAYS
    variations: tuple[Variation, ...] = ()
    exceptions: tuple[DateException, ...] = ()
    step: int | None = None
    cap: int | None = None
    floor: int | None = None
    taxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax by name: billionths of a percent. A tax of a higher `stack` is taken on the lower ones too."""

    name: str
    percent: int
    stack: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """A least or greatest total, before or after tax, or both."""

    before_tax: int | None = None
    after_tax: int | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a session must reach to be billed at all: energy, and plugged seconds."""

    min_energy: int | None = None
    min_duration: int | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A date that exceptions may name, and what it is called."""

    date: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class BillingProfile:
    """A billing profile of one version: in force for sessions that start in [effective_from, effective_until)."""

    name: str
    currency: str
    time_zone: str
    effective_from: date
    costs: tuple[Cost, ...]
    version: int = 1
    effective_until: date | None = None
    taxes: tuple[Tax, ...] = ()
    prices_include_tax: bool = False
    minimum: Limit | None = None
    maximum: Limit | None = None
    billable_threshold: Threshold | None = None
    holidays: tuple[Holiday, ...] = ()
    identity_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    policy: Policy = field(default_factory=Policy)
    notes: str = ""
