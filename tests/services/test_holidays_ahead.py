from datetime import date

import pytest

from zefdesk.billing.draft import Draft, items, put
from zefdesk.billing.editing import add_cost, add_exception, add_holidays, new_draft
from zefdesk.services import calendars, holidays_ahead
from zefdesk.services.calendars import Day
from zefdesk.services.drafting import Surroundings

TODAY = date(2026, 6, 1)


def a_draft(*holidays: Day) -> Draft:
    draft = put(add_cost(new_draft(date(2026, 1, 1), "Workday")), "costs[0].rate", "0.25")
    return add_exception(add_holidays(draft, holidays), 0, holidays=True, rate="0.10")


def us(*years: int) -> tuple[Day, ...]:
    return calendars.days("US", None, years)


def ends(draft: Draft, today: date = TODAY) -> list[str]:
    return [one.message for one in Surroundings(today=today).check(draft) if one.code == "holidays-end"]


def test_holidays_that_run_out_are_a_warning_with_a_mend_that_adds_further_years() -> None:
    draft = a_draft(*us(2026, 2027))
    assert ends(draft) == ["the holidays end with 2027: those of 2028 and later cost as any other day"]
    found = next(one for one in Surroundings(today=TODAY).check(draft) if one.code == "holidays-end")
    assert found.mend
    assert found.mend.text == "Add those of 2028 to 2031"
    mended = found.mend.apply(draft)
    days = {one["date"]: one["name"] for one in items(mended, "holidays")}
    assert (days["2028-07-04"], days["2031-11-27"]) == ("Independence Day", "Thanksgiving Day")
    assert ends(mended) == []


def test_holidays_need_not_outlast_the_profile_nor_be_named_where_nothing_asks_for_them() -> None:
    assert ends(put(a_draft(*us(2026)), "effective_until", "2026-12-31")) == []
    plain = add_holidays(put(add_cost(new_draft(TODAY, "P")), "costs[0].rate", "0.25"), us(2026))
    assert ends(plain) == []


@pytest.mark.parametrize(("country", "day"), [("US", "2030-05-27"), ("DE", "2030-06-10"), ("GB", "2030-04-19")])
def test_the_calendar_is_that_of_the_days_that_are_named(country: str, day: str) -> None:
    known = calendars.days(country, None, [2027])
    found = {str(one.date) for one in holidays_ahead.ahead(known, range(2028, 2031))}
    assert day in found


def test_a_day_that_was_not_taken_over_is_not_added_and_one_of_ones_own_comes_each_year() -> None:
    known = [one for one in us(2027) if one.name != "Columbus Day"]
    found = list(holidays_ahead.ahead((*known, Day(date(2027, 8, 16), "Plant closed")), range(2028, 2030)))
    assert Day(date(2029, 8, 16), "Plant closed") in found
    assert not any(one.name == "Columbus Day" for one in found)
    assert any(one.date == date(2028, 11, 23) for one in found)


def test_the_29th_of_february_comes_when_there_is_one() -> None:
    found = list(holidays_ahead.ahead((Day(date(2028, 2, 29), "Leap"),), range(2029, 2033)))
    assert [one.date.year for one in found] == [2032]
