import itertools

import pytest
from sqlalchemy import func, select

from tests.factories import CHICAGO_IN_MAY, MAY_2, a_session, store, told
from zefdesk.domain.finding import Found
from zefdesk.domain.problem import Problem
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.session import Reported
from zefdesk.store import findings, imports, schema, sessions, sources
from zefdesk.store.ingest import File, Ingest
from zefdesk.store.ledger import Ledger
from zefdesk.store.ready import make_ready

EVERYTHING = SessionQuery()


def shown(ledger: Ledger) -> list[tuple[object, ...]]:
    """All that a person sees of the sessions, whatever their numbers and files."""
    found = sessions.page(ledger, sessions.ids(ledger, EVERYTHING))
    return sorted(one.session[:] for one in found)


def test_a_session_told_twice_is_stored_once_with_both_places(ledger: Ledger) -> None:
    store(ledger, a_session(), path="april.csv")
    second = store(ledger, a_session(), path="may.csv")
    assert (second.counts.new, second.counts.duplicate) == (0, 1)
    (one,) = sessions.page(ledger, sessions.ids(ledger, EVERYTHING))
    assert [place.path for place in one.sources] == ["april.csv", "may.csv"]


def test_a_twin_within_one_file_is_a_duplicate(ledger: Ledger) -> None:
    one = store(ledger, a_session(), a_session(start=MAY_2 + 9), a_session())
    assert (one.counts.read, one.counts.new, one.counts.duplicate) == (3, 2, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"initiator": ""},
        {"initiator": None},
        {"identity": "other"},
        {"plug_duration": 9001},
        {"charge_duration": 1},
        {"energy": 1},
        {"cost": 1},
        {"cost": None},
        {"currency": "EUR"},
        {"bill_details": '{"lines": []}'},
    ],
)
def test_other_values_under_the_same_key_are_another_telling(ledger: Ledger, change: dict[str, object]) -> None:
    both = store(ledger, a_session(), a_session(**change))
    assert both.counts.new == 2


@pytest.mark.parametrize("change", [{"connector": "2"}, {"serial": "other"}, {"session_id": "7"}, {"start": MAY_2 + 1}])
def test_another_key_is_another_session(ledger: Ledger, change: dict[str, object]) -> None:
    assert store(ledger, a_session(), a_session(**change)).counts.new == 2


def test_values_are_compared_as_values_not_as_text(ledger: Ledger) -> None:
    one = a_session(bill_details='{"a": 1.50, "b": [2]}')
    other = a_session(bill_details='{"b":[2.0],\n"a":1.5}')
    assert store(ledger, one, other).counts.duplicate == 1


def test_the_zone_that_is_told_later_doubles_nothing(ledger: Ledger) -> None:
    wall = MAY_2 + CHICAGO_IN_MAY
    store(ledger, a_session())
    in_denver = a_session(start=MAY_2 + 3600, start_wall=wall, zone="America/Denver")
    assert store(ledger, in_denver).counts.duplicate == 1


def test_a_telling_with_an_offset_and_one_without_are_one_session(ledger: Ledger) -> None:
    plain = a_session()
    with_offset = a_session(zoned=True, zone="-05:00")
    in_utc = a_session(zoned=True, zone="+00:00", start_wall=MAY_2)
    store(ledger, plain)
    assert store(ledger, with_offset, in_utc).counts.duplicate == 2


def test_the_same_wall_clock_in_another_zone_is_another_session(ledger: Ledger) -> None:
    store(ledger, a_session())
    elsewhere = a_session(zoned=True, zone="+00:00", start=MAY_2 + CHICAGO_IN_MAY)
    assert store(ledger, elsewhere).counts.new == 1


def test_any_order_of_files_shows_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    april = [a_session(start=MAY_2 - 86_400), a_session(name="Lobby East old")]
    may = [a_session(), a_session(start=MAY_2 + 86_400)]
    june = [a_session(name="Lobby East [ARCHIVED]"), a_session(start=MAY_2 + 2 * 86_400), a_session(cost=1)]
    results = []
    for order in itertools.permutations([("april", april), ("may", may), ("june", june)]):
        ledger = Ledger.open(tmp_path_factory.mktemp("order") / "x.zefdesk")
        for name, rows in order:
            store(ledger, *rows, path=name)
            store(ledger, *rows, path=name)
        results.append(shown(ledger))
        ledger.close()
    assert all(result == results[0] for result in results)
    assert any(row[0] == "Lobby East [ARCHIVED]" for row in results[0])


def test_a_session_goes_with_the_last_import_that_tells_it(ledger: Ledger) -> None:
    first = store(ledger, a_session(), a_session(start=MAY_2 + 60))
    second = store(ledger, a_session(name="New name"))
    with ledger.writing() as transaction:
        assert imports.remove(transaction, first.import_id) == 1
    (left,) = sessions.page(ledger, sessions.ids(ledger, EVERYTHING))
    assert left.session.name == "New name"
    with ledger.writing() as transaction:
        assert imports.remove(transaction, second.import_id) == 1
    with ledger.reading() as connection:
        for table in (schema.session, schema.sighting, schema.finding, schema.problem, schema.import_):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


def test_numbers_are_never_given_twice(ledger: Ledger) -> None:
    first = store(ledger, a_session())
    with ledger.writing() as transaction:
        imports.remove(transaction, first.import_id)
    second = store(ledger, a_session())
    assert second.import_id == first.import_id + 1
    assert list(sessions.ids(ledger, EVERYTHING)) == [second.first_id]
    assert second.first_id > first.first_id


def test_what_was_found_in_a_row_is_stored_with_its_session(ledger: Ledger) -> None:
    with ledger.writing() as transaction:
        ingest = Ingest(transaction, File("x.csv", "f", "0", 1, 1))
        ingest.add(make_ready([Reported(a_session(), 2, "raw", (Found("future-start", "It starts tomorrow."),))]))
        ingest.finish()
    (found,) = findings.of_session(ledger, ingest.first_id)
    assert (found.code, found.message) == ("future-start", "It starts tomorrow.")
    assert sessions.page(ledger, [ingest.first_id])[0].findings == ("future-start",)


def test_the_raw_row_comes_with_its_neighbours_refused_ones_too(ledger: Ledger) -> None:
    rows = told(*(a_session(start=MAY_2 + at) for at in range(5)))
    with ledger.writing() as transaction:
        ingest = Ingest(transaction, File("x.csv", "f", "0", 1, 1, header="Name,Start"))
        ingest.add(make_ready(rows))
        ingest.refuse([Problem(7, "Energy", "unreadable-energy", "no", "bad row")])
        ingest.finish()
    (view,) = sources.source(ledger, ingest.first_id + 3)
    assert (view.header, view.raw) == ("Name,Start", "raw HC1C190912849 3")
    assert [line for line, _ in view.before] == [2, 3, 4]
    assert view.after == ((6, "raw HC1C190912849 4"), (7, "bad row"))


def test_an_offset_is_recognised_among_starts_of_any_year(ledger: Ledger) -> None:
    starts = [0, MAY_2, -(2**35) - 999, 2**35 + 12_345]
    store(ledger, *(a_session(start=start) for start in starts))
    zoned = [a_session(start=start, zoned=True, zone="-05:00") for start in starts]
    assert store(ledger, *zoned).counts.duplicate == 4
