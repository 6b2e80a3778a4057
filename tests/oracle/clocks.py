"""Who wins at an instant as far as the clock alone can tell: slow, from the zone database, rule by rule."""

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from zefdesk.domain.profile import BillingProfile, Cost, When

NOTHING = None
BASE_RATE = -1


class Verdict(NamedTuple):
    """Whether the cost applies, the rule that wins surely, and those that win before it if the session is so."""

    applies: bool
    rule: int | None
    maybe: tuple[int, ...]


def verdict(profile: BillingProfile, cost: Cost, instant: int) -> Verdict:
    local = datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(profile.time_zone))
    return verdict_at(profile, cost, local.date(), local.hour * 3600 + local.minute * 60 + local.second)


def verdict_at(profile: BillingProfile, cost: Cost, day: date, second: int) -> Verdict:
    if not clock_holds(cost.constraints, day, second):
        return Verdict(False, NOTHING, ())
    holidays = [holiday.date for holiday in profile.holidays]
    for number, exception in enumerate(cost.exceptions):
        if day in exception.dates or (exception.holidays and day in holidays):
            return Verdict(True, number, ())
    maybe: list[int] = []
    for number, variation in enumerate(cost.variations, len(cost.exceptions)):
        if clock_holds(variation.when, day, second):
            if not asks_session(variation.when):
                return Verdict(True, number, tuple(maybe))
            maybe.append(number)
    return Verdict(True, NOTHING if cost.rate is None else BASE_RATE, tuple(maybe))


def clock_holds(when: When, day: date, second: int) -> bool:
    parts = (
        not when.days or day.weekday() in when.days,
        not when.months or day.month in when.months,
        when.start_date is None or day >= when.start_date,
        when.end_date is None or day < when.end_date,
        not when.dates_in or day in when.dates_in,
        day not in when.dates_not_in,
    )
    return all(parts) and hour_holds(when, second)


def hour_holds(when: When, second: int) -> bool:
    begin = 0 if when.from_ is None else when.from_
    finish = 86_400 if when.to is None or when.to == 0 else when.to
    if finish > begin:
        return begin <= second < finish
    return second < finish or second >= begin


def asks_session(when: When) -> bool:
    low = (
        when.min_kwh,
        when.min_duration,
        when.min_charging_time,
        when.min_idle_time,
        when.min_power,
        when.min_current,
        when.min_capacity,
    )
    high = (
        when.max_kwh,
        when.max_duration,
        when.max_charging_time,
        when.max_idle_time,
        when.max_power,
        when.max_current,
        when.max_capacity,
    )
    named = when.initiator or when.identity_group or when.reservation
    return any(low) or any(bound is not None for bound in high) or bool(named)
