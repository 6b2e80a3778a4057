import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import CHICAGO_IN_MAY, MAY_2, a_session, store
from zefdesk.domain.query import Condition, SessionQuery, Test, parse_sort
from zefdesk.domain.trouble import UnknownName
from zefdesk.store import sessions
from zefdesk.store.ledger import Ledger

IS = Test.IS


def energies(ledger: Ledger, query: SessionQuery) -> list[int | None]:
    return [one.session.energy for one in sessions.page(ledger, sessions.ids(ledger, query))]


def test_unknown_values_come_last_either_way(ledger: Ledger) -> None:
    store(ledger, *(a_session(start=MAY_2 + at, energy=e) for at, e in enumerate([5, None, 7, 1])))
    assert energies(ledger, SessionQuery(sort=parse_sort("energy"))) == [1, 5, 7, None]
    assert energies(ledger, SessionQuery(sort=parse_sort("-energy"))) == [7, 5, 1, None]


def test_several_sort_columns_and_ties_by_number(ledger: Ledger) -> None:
    rows = [("B", 1), ("A", 1), ("A", 2), ("B", 2), ("A", 2)]
    store(ledger, *(a_session(start=MAY_2 + at, identity=i, energy=e) for at, (i, e) in enumerate(rows)))
    assert list(sessions.ids(ledger, SessionQuery(sort=parse_sort("identity,-energy")))) == [3, 5, 2, 4, 1]


def test_an_order_by_an_unknown_column_is_refused() -> None:
    with pytest.raises(UnknownName):
        parse_sort("-colour")


@pytest.mark.parametrize(
    ("search", "found"),
    [("LOBBY", 3), ("0109", 3), ("ch-5", 1), ("100%", 1), ("_", 1), ("ÄRGER", 1), ("ß", 1), ("nothing", 0), ("\\", 1)],
)
def test_search_looks_anywhere_whatever_the_case(ledger: Ledger, search: str, found: int) -> None:
    store(
        ledger,
        a_session(start=MAY_2),
        a_session(start=MAY_2 + 1, identity="100% _ \\", initiator=""),
        a_session(start=MAY_2 + 2, identity="x", bill_details="Viel ärger mit Straße"),
    )
    assert len(sessions.ids(ledger, SessionQuery(search=search))) == found


def test_a_day_is_the_chargers_day(ledger: Ledger) -> None:
    midnight = 1_777_680_000 - CHICAGO_IN_MAY  # 2026-05-02 00:00 in Chicago
    store(ledger, a_session(start=midnight - 1), a_session(start=midnight), a_session(start=midnight + 86_400))
    day = SessionQuery().where("start", Test.AT_LEAST, 1_777_680_000).where("start", Test.BELOW, 1_777_766_400)
    found = sessions.page(ledger, sessions.ids(ledger, day))
    assert [one.session.start for one in found] == [midnight]


def test_conditions_hold_together_and_unknown_is_a_value(ledger: Ledger) -> None:
    store(
        ledger,
        a_session(start=MAY_2, initiator=""),
        a_session(start=MAY_2 + 1, initiator=None),
        a_session(start=MAY_2 + 2, cost=None),
    )
    free = SessionQuery(conditions=(Condition("initiator", IS, ("",)),))
    unknown = SessionQuery(conditions=(Condition("initiator", IS, (None, "nobody")),))
    others = SessionQuery(conditions=(Condition("initiator", Test.IS_NOT, ("",)),))
    priced = SessionQuery(conditions=(Condition("cost", Test.IS_NOT, (None,)), Condition("initiator", IS, (None,))))
    assert [list(sessions.ids(ledger, query)) for query in (free, unknown, others, priced)] == [[1], [2], [3, 2], [2]]


def test_totals_are_exact_beyond_64_bits_and_by_currency(ledger: Ledger) -> None:
    much = 9 * 10**18
    store(
        ledger,
        *(a_session(start=MAY_2 + at, energy=much, cost=much, currency="EUR") for at in range(3)),
        a_session(start=MAY_2 + 9, energy=-1, cost=-1),
        a_session(start=MAY_2 + 10, energy=None, cost=5, currency=None, plug_duration=None),
        a_session(start=MAY_2 + 11, energy=None, cost=None, currency="CHF"),
    )
    summed = sessions.totals(ledger, SessionQuery())
    assert (summed.count, summed.energy, summed.plug_duration) == (6, 3 * much - 1, 5 * 9000)
    assert summed.cost == {"EUR": 3 * much, "USD": -1, None: 5}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), min_size=1, max_size=30))
def test_sums_equal_python_s_own(tmp_path_factory: pytest.TempPathFactory, values: list[int | None]) -> None:
    ledger = Ledger.open(tmp_path_factory.mktemp("sums") / "x.zefdesk")
    store(ledger, *(a_session(start=MAY_2 + at, energy=value) for at, value in enumerate(values)))
    assert sessions.totals(ledger, SessionQuery()).energy == sum(value or 0 for value in values)
    ledger.close()


def test_values_of_a_column_come_with_their_counts(ledger: Ledger) -> None:
    store(ledger, *(a_session(start=MAY_2 + at, initiator=i) for at, i in enumerate(["ZEF", "", "ZEF", None])))
    assert sessions.values(ledger, "initiator", SessionQuery()) == [("ZEF", 2), (None, 1), ("", 1)]


def test_a_page_keeps_the_order_that_was_asked_for(ledger: Ledger) -> None:
    store(ledger, *(a_session(start=MAY_2 + at) for at in range(5)))
    assert [one.id for one in sessions.page(ledger, [4, 99, 1, 3])] == [4, 1, 3]
