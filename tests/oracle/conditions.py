"""Whether a rule holds at a moment: every part that is given must hold, and what is not known never does."""

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.instants import local_date, time_of_day
from zefdesk.domain.profile import END_OF_DAY, BillingProfile, DurationBasis, Reservation, When

NANO = 10**9


class Moment(NamedTuple):
    """The session at an instant: kWh and seconds so far, and what is known about it (kW and amperes)."""

    instant: Fraction
    energy: Fraction
    charging: Fraction
    idle: Fraction
    since: Fraction
    reserved: bool
    expires: bool
    power: tuple[Fraction | None, Fraction | None]
    current: tuple[Fraction | None, Fraction | None]
    capacity: Fraction | None
    initiator: str | None
    identity: str | None

    @property
    def duration(self) -> Fraction:
        """Seconds since the reservation's start while it lasts, then since its end."""
        return self.instant - self.since


def holds(when: When, moment: Moment, profile: BillingProfile, window: Fraction = Fraction(0)) -> bool:
    """Whether a rule holds; `window` are the seconds for which its other conditions have held so far."""
    duration = window if when.duration_basis is DurationBasis.WINDOW else moment.duration
    return (
        calendar_holds(when, moment, profile)
        and between(billionths(when.min_kwh), moment.energy, billionths(when.max_kwh))
        and between(when.min_duration, duration, when.max_duration)
        and between(when.min_charging_time, moment.charging, when.max_charging_time)
        and between(when.min_idle_time, moment.idle, when.max_idle_time)
        and spans(billionths(when.min_power), moment.power, billionths(when.max_power))
        and spans(billionths(when.min_current), moment.current, billionths(when.max_current))
        and spans(billionths(when.min_capacity), (moment.capacity, moment.capacity), billionths(when.max_capacity))
        and people_hold(when, moment, profile)
        and reservation_holds(when.reservation, moment)
    )


def others_hold(when: When, moment: Moment, profile: BillingProfile) -> bool:
    """Whether all but the duration of a rule holds."""
    return holds(replace(when, min_duration=None, max_duration=None), moment, profile)


def calendar_holds(when: When, moment: Moment, profile: BillingProfile) -> bool:
    day = local_date(profile.time_zone, moment.instant)
    return (
        (not when.days or day.weekday() in when.days)
        and (not when.months or day.month in when.months)
        and (when.start_date is None or when.start_date <= day)
        and (when.end_date is None or day < when.end_date)
        and (not when.dates_in or day in when.dates_in)
        and day not in when.dates_not_in
        and clock_holds(when, time_of_day(profile.time_zone, moment.instant))
    )


def clock_holds(when: When, time: Fraction) -> bool:
    start = when.from_ or 0
    end = when.to or END_OF_DAY
    return start <= time < end if start < end else time >= start or time < end


def people_hold(when: When, moment: Moment, profile: BillingProfile) -> bool:
    if when.initiator and moment.initiator not in when.initiator:
        return False
    return when.identity_group is None or moment.identity in profile.identity_groups.get(when.identity_group, ())


def reservation_holds(wanted: Reservation | None, moment: Moment) -> bool:
    if wanted is None:
        return True
    return moment.reserved and (wanted is Reservation.RESERVATION or moment.expires)


def between(low: Fraction | int | None, value: Fraction, high: Fraction | int | None) -> bool:
    return (low is None or value >= low) and (high is None or value < high)


def spans(low: Fraction | None, values: tuple[Fraction | None, Fraction | None], high: Fraction | None) -> bool:
    lowest, highest = values
    if low is not None and (highest is None or highest < low):
        return False
    return high is None or (lowest is not None and lowest < high)


def billionths(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value, NANO)
