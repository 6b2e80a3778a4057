"""The language of filters: what is read, what is written, and errors that point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain.clock import DAY, wall_from
from zefdesk.domain.filter_fields import FIELDS, Field, Form
from zefdesk.domain.filter_text import FilterUnreadable, read_filter, write_filter, writing_at
from zefdesk.domain.quantity import NANO
from zefdesk.domain.query import Condition, SessionQuery, Test, parse_sort

MAY_13 = wall_from(2026, 5, 13)


def conditions(text: str) -> list[tuple[str, str, tuple[str | int | None, ...]]]:
    return [(one.column, one.test.value, one.values) for one in read_filter(text).conditions]


def test_fields_and_free_words_stand_side_by_side() -> None:
    query = read_filter('energy>40 initiator:ChargeHub -finding:end-differs month:2026-05 "free text"')
    assert query == SessionQuery(
        (
            Condition("energy", Test.AT_LEAST, (40 * NANO + 1,)),
            Condition("initiator", Test.IS, ("ChargeHub",)),
            Condition("findings", Test.IS_NOT, ("end-differs",)),
            Condition("month", Test.IS, ("2026-05",)),
        ),
        "free text",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("initiator:ZEF,AmpUp", ("initiator", "is", ("ZEF", "AmpUp"))),
        ('charger:"Lobby East"', ("charger", "is", ("Lobby East",))),
        ('initiator:""', ("initiator", "is", ("",))),
        ("initiator:none", ("initiator", "is", (None,))),
        ('initiator:"none"', ("initiator", "is", ("none",))),
        ("energy>=40", ("energy", "from", (40 * NANO,))),
        ("energy<=40", ("energy", "to", (40 * NANO + 1,))),
        ("cost:>6.28", ("cost", "from", (6_280_000_001,))),
        ("plug>48h", ("plug_duration", "from", (48 * 3600 + 1,))),
        ("plug<1:30:00", ("plug_duration", "to", (5400,))),
        ("charge=1h30m", ("charge_duration", "is", (5400,))),
        ("weekday:sat,sun", ("weekday", "is", (6, 7))),
        ("hour>=22", ("hour", "from", (22,))),
        ("start>2026-05-13", ("start", "from", (MAY_13 + DAY,))),
        ("start<2026-05-13T08:30", ("start", "to", (MAY_13 + 30_600,))),
        ("bill:free-vend", ("bill_state", "is", ("free-vend",))),
        ("difference<0", ("difference", "to", (0,))),
        ("import:7", ("import_id", "is", (7,))),
    ],
)
def test_one_part(text: str, expected: tuple[object, ...]) -> None:
    assert conditions(text) == [expected]


def test_a_day_is_the_whole_of_it() -> None:
    assert conditions("start:2026-05-13") == [("start", "from", (MAY_13,)), ("start", "to", (MAY_13 + DAY,))]


def test_date_is_a_name_of_the_start() -> None:
    assert conditions("date:2026-05-13") == conditions("start:2026-05-13")
    assert conditions("date>=2026-05-13") == [("start", "from", (MAY_13,))]
    assert write_filter(read_filter("date>=2026-05-13")) == "start>=2026-05-13"


@pytest.mark.parametrize("text", ["ab:cd", "-foo:bar", "http://x", "foo>40", "Note: east", 'x:"a b"'])
def test_a_word_that_looks_like_a_field_is_none_unless_it_is_quoted(text: str) -> None:
    with pytest.raises(FilterUnreadable) as caught:
        read_filter(f"lobby {text}")
    error = caught.value
    assert f"lobby {text}"[error.start : error.end] == text.lstrip("-").partition(":")[0].partition(">")[0]
    quoted = error.expected.partition("search for it: ")[2]
    assert read_filter(f"lobby {quoted}").search in f"lobby {text}".replace('"', "")


@pytest.mark.parametrize(
    "text", ["lobby east", "8:13", "at 08:13", "abc=", "-5521", "=cmd", "a  b", "100% _ \\", '5" cable']
)
def test_plain_text_stays_a_plain_search(text: str) -> None:
    assert read_filter(text) == SessionQuery(search=text)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("energy>forty", "forty", "kWh"),
        ("lobby initator:ZEF", "initator", "initiator"),
        ("ab:cd", "ab", '"ab:cd"'),
        ("finding:end-difers", "end-difers", "end-differs"),
        ('charger:"Lobby', '"Lobby', "quotation mark"),
        ("energy>", "", "kWh"),
        ("initiator>ZEF", ">", "colon"),
        ("month:2026-13", "2026-13", "2026-05"),
        ("start:2026-02-30", "2026-02-30", "2026-05-13"),
        ("energy>1,2", "1,2", "only one"),
        ("-start:2026-05-13", "2026-05-13", "time of the day"),
        ('"a"b', "b", "blank"),
        ('charger:"a"b', "b", "comma"),
    ],
)
def test_an_error_points_and_says_what_is_expected(text: str, place: str, word: str) -> None:
    with pytest.raises(FilterUnreadable) as caught:
        read_filter(text)
    error = caught.value
    assert text[error.start : error.start + len(place)] == place
    assert word in error.expected
    assert f"column {error.start + 1}" in str(error)
    assert "\n" not in str(error)


def test_order_and_columns_are_those_before() -> None:
    base = SessionQuery(sort=parse_sort("energy"), columns=("start",))
    assert read_filter("lobby", base) == SessionQuery((), "lobby", base.sort, base.columns)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["none", "", "a b", 'x"y', ","]
)


def _values(field: Field) -> st.SearchStrategy[str | int]:
    return {
        Form.TEXT: _TEXTS,
        Form.CHOICE: st.sampled_from(field.choices or ("",)),
        Form.MONTH: st.builds("{:04d}-{:02d}".format, st.integers(1, 9999), st.integers(1, 12)),
        Form.WEEKDAY: st.integers(1, 7),
        Form.INSTANT: st.integers(wall_from(1970, 1, 1), wall_from(9999, 12, 31)) | st.just(MAY_13),
        Form.DURATION: st.integers(-(10**9), 10**9),
        Form.ENERGY: st.integers(-(2**62), 2**62) | st.sampled_from([40 * NANO, 40 * NANO + 1]),
        Form.MONEY: st.integers(-(2**62), 2**62),
        Form.NUMBER: st.integers(-(10**18) + 1, 10**18 - 1),
    }[field.form]


@st.composite
def a_condition(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from(list(FIELDS.values())))
    tests = list(Test) if field.ranged else [Test.IS, Test.IS_NOT]
    test = draw(st.sampled_from(tests))
    if test in {Test.AT_LEAST, Test.BELOW}:
        return Condition(field.column, test, (draw(_values(field)),))
    return Condition(field.column, test, tuple(draw(st.lists(st.none() | _values(field), min_size=1, max_size=3))))


@given(
    st.lists(a_condition(), max_size=4, unique=True),
    _TEXTS | st.sampled_from(["energy>4", "initator:x", "ab:cd", "-a:", '"']),
)
def test_what_is_written_reads_back(wanted: list[Condition], search: str) -> None:
    query = SessionQuery(tuple(wanted), search)
    assert read_filter(write_filter(query)) == query


@given(st.text(max_size=40) | st.text('ab ":,<>=-\\energyhour', max_size=40))
def test_any_text_reads_or_points(text: str) -> None:
    query, error = _read(text)
    if query is None:
        assert error is not None
        assert 0 <= error.start < error.end
    else:
        assert read_filter(write_filter(query)) == query


def _read(text: str) -> tuple[SessionQuery | None, FilterUnreadable | None]:
    try:
        return read_filter(text), None
    except FilterUnreadable as error:
        return None, error


@pytest.mark.parametrize(
    ("text", "start", "written", "field"),
    [
        ("", 0, "", None),
        ("lobby ene", 6, "ene", None),
        ("-fin", 1, "fin", None),
        ("initiator:Ch", 10, "Ch", "initiator"),
        ('charger:"Lob', 8, "Lob", "charger"),
        ("bill:itemised,fr", 14, "fr", "bill"),
        ("energy>4", 7, "4", "energy"),
    ],
)
def test_what_is_being_written_is_known(text: str, start: int, written: str, field: str | None) -> None:
    found = writing_at(text, len(text))
    assert (found.start, found.text, found.field and found.field.name) == (start, written, field)
