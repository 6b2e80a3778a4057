"""Rules that share a name are told apart, and one rate in two places does not contradict itself."""

from tests.billing.profiles import energy, nano, profile
from zefdesk.billing.seasons import ALL_YEAR
from zefdesk.billing.week import why
from zefdesk.billing.winning import At
from zefdesk.domain.profile import Variation, When

AFTERNOON = When(days=(0,), from_=14 * 3600, to=20 * 3600)
MORNING = When(days=(5,), from_=8 * 3600, to=12 * 3600)


def test_more_hours_of_the_rate_that_wins_are_no_reason_against_it() -> None:
    two = energy("0.25", Variation("Peak", AFTERNOON, nano("0.45")), Variation("Peak", MORNING, nano("0.45")))
    told = why(profile(two), 0, At(0, 15 * 3600, ALL_YEAR))
    assert told.text == "'Peak' holds Mon 14:00-20:00"
    assert not any("Peak' does" in one.text for one in told.others)


def test_two_rates_of_one_name_are_told_apart_by_their_hours() -> None:
    two = energy("0.25", Variation("Peak", AFTERNOON, nano("0.45")), Variation("Peak", MORNING, nano("0.35")))
    told = why(profile(two), 0, At(0, 15 * 3600, ALL_YEAR))
    assert told.others[0].text == "'Peak' (Sat 08:00-12:00) does not hold: Monday is not Sat"
