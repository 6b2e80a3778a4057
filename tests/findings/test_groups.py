"""What sessions show beside each other, in a month, and over the life of a charger."""

import pytest

from tests.findings.test_each import CENT, HOUR, KWH, seen
from zefdesk.domain.trouble import UnknownName
from zefdesk.findings import labels
from zefdesk.findings.beside import Doubles, Overlaps, Shared
from zefdesk.findings.billed import Billed, cost_differs
from zefdesk.findings.labels import Labelled
from zefdesk.findings.rates import Rates, median
from zefdesk.findings.seen import UNKNOWN, Place, Seen
from zefdesk.findings.silence import Silence, Visit, span
from zefdesk.findings.thresholds import DEFAULT, threshold, with_values

DAY = 24 * HOUR
START = 1_777_727_580


def at(number: int, start: int, lasts: int, **changes: object) -> Seen:
    return seen(id=number, key=number, start=START + start, end=START + start + lasts, plug=lasts, **changes)


def overlaps(*sessions: Seen, place: Place = UNKNOWN) -> dict[int, tuple[str, int | None]]:
    sweep = Overlaps(DEFAULT)
    for one in sessions:
        sweep.take(one, place)
    return {one.id: (found.message, found.other) for one, found in sweep.found()}


def test_both_sessions_of_an_overlap_name_the_other_and_how_long() -> None:
    found = overlaps(at(1, 0, 2 * HOUR), at(2, HOUR, 2 * HOUR, identity="ch-2"))
    assert {number: other for number, (_, other) in found.items()} == {1: 2, 2: 1}
    assert "by 1:00:00" in found[1][0]
    assert "ch-2" in found[1][0]


def test_an_overlap_of_a_minute_and_another_connector_are_none() -> None:
    assert not overlaps(at(1, 0, HOUR), at(2, HOUR - 60, HOUR))
    assert overlaps(at(1, 0, HOUR), at(2, HOUR - 61, HOUR))
    assert not overlaps(at(1, 0, HOUR, connector="1"), at(2, 0, HOUR, connector="2"))
    assert not overlaps(at(1, 0, HOUR), at(2, 0, HOUR, charger="S2"))


def test_two_at_a_time_are_no_overlap_where_the_charger_has_two_connectors_that_the_report_does_not_name() -> None:
    two = Place(connectors=2)
    assert not overlaps(at(1, 0, HOUR), at(2, 600, HOUR), place=two)
    found = overlaps(at(1, 0, HOUR), at(2, 600, HOUR), at(3, 700, HOUR), place=two)
    assert set(found) == {1, 2, 3}
    assert "and 1 more" in found[3][0]


def test_a_session_stored_twice_is_a_duplicate_and_no_overlap() -> None:
    one, other = at(1, 0, HOUR), at(2, 60, HOUR)
    sweep = Doubles(DEFAULT)
    sweep.take(one)
    sweep.take(other)
    assert {seen.id: found.other for seen, found in sweep.found()} == {1: 2, 2: 1}
    assert not overlaps(one, other)


@pytest.mark.parametrize(
    "changes", [{"energy": 11 * KWH}, {"identity": "ch-2"}, {"charger": "S2"}, {"start": START + 61}]
)
def test_what_differs_is_no_duplicate(changes: dict[str, object]) -> None:
    sweep = Doubles(DEFAULT)
    sweep.take(at(1, 0, HOUR))
    sweep.take(at(2, 0, HOUR)._replace(**changes))  # type: ignore[arg-type]
    assert not list(sweep.found())


def test_one_identity_at_two_chargers_is_shared_unless_it_is_a_card_reader() -> None:
    for place, expected in ((UNKNOWN, {1: 2, 2: 1}), (Place(card_readers=frozenset({"ch-1"})), {})):
        sweep = Shared(DEFAULT)
        sweep.take(at(1, 0, HOUR), place)
        sweep.take(at(2, 600, HOUR, charger="S2"), place)
        sweep.take(at(3, 2 * HOUR, HOUR, charger="S3"), place)
        assert {one.id: found.other for one, found in sweep.found()} == expected


def rates(*sessions: Seen) -> list[int]:
    month = Rates(DEFAULT)
    for one in sessions:
        month.take(one)
    return [one.id for one, _ in month.found()]


def priced(number: int, energy: int, cost: int) -> Seen:
    return at(number, number * HOUR, HOUR, energy=energy, cost=cost)


def test_a_rate_far_from_those_of_charger_and_month_is_an_outlier() -> None:
    usual = [priced(number, number * KWH, 35 * number * CENT) for number in range(1, 20)]
    assert rates(*usual, priced(50, 10 * KWH, 700 * CENT)) == [50]
    assert rates(*usual[:-1], priced(50, 10 * KWH, 700 * CENT)) == []


def test_what_rounding_explains_is_no_outlier() -> None:
    usual = [priced(number, number * KWH, 35 * number * CENT) for number in range(1, 20)]
    rounded = priced(50, 1_400_000_000, 50 * CENT)
    assert rates(*usual, rounded, priced(51, 14 * KWH, 500 * CENT)) == [51]


def test_a_median_lies_in_the_middle() -> None:
    assert (median([3, 1, 2]), median([4, 1, 2, 3]), median([7])) == (2, 2, 7)


def visits(*days: float) -> list[Visit]:
    return [Visit(number, number, START + int(day * DAY), int(day * DAY), HOUR) for number, day in enumerate(days)]


def gaps(*days: float) -> list[int]:
    silence = Silence(DEFAULT)
    for one in visits(*days):
        silence.take(one)
    return [visit.id for visit, _ in silence.found()]


def test_a_charger_silent_for_longer_than_a_week_and_than_is_usual_for_it() -> None:
    assert gaps(0, 1, 2, 3, 4, 5, 13) == [6]
    assert gaps(0, 1, 2, 3, 4, 5, 11) == []
    assert gaps(0, 5, 10, 15, 20, 25, 40) == []
    assert gaps(0, 1, 2, 12) == []
    assert (span(8 * DAY + 12 * HOUR), span(90 * 60)) == ("8.5 days", "1.5 h")


def test_an_archived_mark_is_no_other_name() -> None:
    same = [Labelled("S1", "Lobby", "1", 3), Labelled("S1", "Lobby [ARCHIVED]", "1", 2)]
    assert not list(labels.found(same))
    (found,) = labels.found([*same, Labelled("S1", "Café", "1", 1)])
    assert found[0] == "S1"
    assert "Café (1 session), Lobby (5 sessions)" in found[1].message


def test_a_sticker_on_two_serials_is_said_of_both() -> None:
    found = dict(labels.found([Labelled("S1", "A", "7", 3), Labelled("S2", "B", "7", 2)]))
    assert set(found) == {"S1", "S2"}
    assert "S1 (3 sessions), S2 (2 sessions)" in found["S1"].message


def test_a_cent_of_difference_is_told_with_its_reason() -> None:
    one = Billed(1, 1, 1000 * CENT, "USD", 1001 * CENT, 1001 * CENT, None, None)
    assert "$0.01 less was reported." in (cost_differs(one, DEFAULT) or one)[1]
    estimate = one._replace(low=900 * CENT, high=1100 * CENT)
    assert "estimate" in (cost_differs(estimate, DEFAULT) or one)[1]
    taxed = one._replace(computed=1080 * CENT, excl=1000 * CENT)
    assert "before tax" in (cost_differs(taxed, DEFAULT) or one)[1]
    assert cost_differs(one, with_values({"cost-differs": CENT})) is None


def test_a_threshold_is_read_and_written_in_its_unit() -> None:
    plug, least = threshold("long-plug"), threshold("least-energy")
    assert (plug.usual, plug.read("72"), plug.write(72 * HOUR)) == ("48", 72 * HOUR, "72")
    assert (least.usual, least.read(" 0.25 ")) == ("0.5", KWH // 4)
    for wrong in ("-1", "many", "NaN", "1e99", ""):
        with pytest.raises(UnknownName, match="long-plug"):
            plug.read(wrong)
    with pytest.raises(UnknownName, match="duplicate-within"):
        threshold("no-such")
