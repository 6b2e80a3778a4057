from datetime import date

from zefdesk.services import calendars


def test_the_holidays_of_a_state_are_those_of_its_country_and_its_own() -> None:
    named = {one.date: one.name for one in calendars.days("US", "TX", [2026])}
    assert named[date(2026, 12, 25)] == "Christmas Day"
    assert named[date(2026, 7, 4)] == "Independence Day"
    assert set(calendars.days("US", None, [2026])) != set(calendars.days("US", "TX", [2026]))


def test_several_years_come_in_the_order_of_their_dates() -> None:
    found = [one.date for one in calendars.days("DE", "BY", [2027, 2026])]
    assert found == sorted(found)
    assert {day.year for day in found} == {2026, 2027}


def test_countries_are_named_and_have_parts_with_names() -> None:
    united = next(one for one in calendars.countries() if one.code == "US")
    assert united.name == "United States"
    assert calendars.Country("MN", "Minnesota") in calendars.parts_of("US")
    assert calendars.parts_of("VA") == ()


def test_every_country_can_be_asked() -> None:
    for country in calendars.countries():
        assert calendars.days(country.code, None, [2026]) is not None
        assert calendars.parts_of(country.code) is not None
