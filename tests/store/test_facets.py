"""Facets: counts of values under a filter, within a time."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import MAY_2, a_session, store
from zefdesk.domain import columns
from zefdesk.domain.clock import DAY
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.formats.reading import Settings
from zefdesk.services import configuring, faceting, importing
from zefdesk.store import sessions
from zefdesk.store.facets import Facet, facet
from zefdesk.store.ledger import Ledger


def counts(ledger: Ledger, column: str, text: str = "", limit: int = 20) -> dict[str | int | None, int]:
    return dict(facet(ledger, column, read_filter(text), limit, 60).values)


def count(ledger: Ledger, query: SessionQuery) -> int:
    return len(sessions.ids(ledger, query))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    store(
        ledger,
        a_session(start=MAY_2, initiator="ZEF"),  # a Saturday, 08:13
        a_session(start=MAY_2 + DAY, initiator="", cost=None, bill_state="free-vend"),
        a_session(start=MAY_2 + 40 * DAY, name="Café Lot", serial="S2", initiator=None),
        a_session(start=MAY_2 + 40 * DAY + 3600, name="Café Lot", serial="S2", currency="EUR", initiator="ZEF"),
    )
    return ledger


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("charger", "", {"Lobby East": 2, "Café Lot": 2}),
        ("initiator", "", {"ZEF": 2, None: 1, "": 1}),
        ("month", "", {"2026-05": 2, "2026-06": 2}),
        ("weekday", "", {6: 1, 7: 1, 4: 2}),
        ("hour", "", {8: 3, 9: 1}),
        ("bill_state", "", {"not-itemised": 3, "free-vend": 1}),
        ("currency", "month:2026-06", {"USD": 1, "EUR": 1}),
        ("import_id", "", {1: 4}),
        ("import_id", "initiator:ZEF", {1: 2}),
        ("findings", "", {}),
        ("reviewed", "", {"no": 4}),
        ("counted", "", {"yes": 4}),
        ("charger", "initiator:ZEF", {"Lobby East": 1, "Café Lot": 1}),
        ("initiator", "initiator:ZEF month:2026-05", {"ZEF": 1, "": 1}),
        ("charger", '-charger:"Café Lot" month:2026-06', {"Café Lot": 2}),
        ("reviewed", "reviewed:yes", {"no": 4}),
    ],
)
def test_counts_are_those_of_the_rest_of_the_filter(
    filled: Ledger, column: str, text: str, expected: dict[str | int | None, int]
) -> None:
    assert counts(filled, column, text) == expected


@pytest.fixture
def renamed(ledger: Ledger) -> Ledger:
    """A charger that was renamed and then retired, and one that took over its first name."""
    names = ("Lot", "Lot 1", "[ARCHIVED] Lot 1")
    store(ledger, *(a_session(serial="S1", name=name, start=MAY_2 + at * DAY) for at, name in enumerate(names)))
    store(ledger, a_session(serial="S2", name="Lot", start=MAY_2 + 9 * DAY), path="other.csv")
    store(ledger, a_session(serial=None, name="Roof", start=MAY_2 + 9 * DAY), path="roof.csv")
    return ledger


def test_a_charger_is_one_whatever_it_was_called_and_shown_as_it_was_seen_last(renamed: Ledger) -> None:
    assert counts(renamed, "charger") == {"[ARCHIVED] Lot 1": 3, "Roof": 1, "S2": 1}  # S1 was called Lot, too
    assert dict(sessions.values(renamed, "charger", SessionQuery())) == counts(renamed, "charger")
    for value, number in counts(renamed, "charger").items():
        assert count(renamed, SessionQuery().where("charger", Test.IS, value)) == number
        assert count(renamed, SessionQuery().where("charger", Test.IS_NOT, value)) == 5 - number


def test_a_name_that_comes_or_goes_with_a_file_is_shown_from_then_on(ledger: Ledger, tmp_path: Path) -> None:
    head = "Name,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy"
    for day, name in ((2, "Lot"), (3, "New Lot")):
        path = tmp_path / f"{day}.csv"
        path.write_text(f"{head}\n{name},S1,ZEF,a,2026-05-0{day} 08:00,2:00:00,1:00:00,10\n")
        importing.import_paths(ledger, [path], Settings(time_zone="America/Chicago"))
        assert counts(ledger, "charger") == {name: day - 1}
    importing.undo_import(ledger, 2)
    assert counts(ledger, "charger") == {"Lot": 1}


def test_a_charger_is_found_by_any_name_that_it_had(renamed: Ledger) -> None:
    assert count(renamed, read_filter('charger:"Lot 1"')) == 3
    assert count(renamed, read_filter("charger:S1")) == 3
    assert count(renamed, read_filter("charger:Lot")) == 4
    assert count(renamed, read_filter("name:Lot")) == 2


def test_the_newest_months_come_first_and_the_others_the_most_frequent_first(filled: Ledger) -> None:
    assert list(counts(filled, "month")) == ["2026-06", "2026-05"]
    assert list(counts(filled, "weekday")) == [4, 6, 7]
    assert list(counts(filled, "initiator")) == ["ZEF", None, ""]


def test_more_values_than_are_shown_are_told(filled: Ledger) -> None:
    found = facet(filled, "initiator", SessionQuery(), 2, 60)
    assert (len(found.values), found.more, found.complete) == (2, True, True)


def test_one_that_runs_out_of_time_says_so_and_the_ledger_goes_on(ledger: Ledger) -> None:
    store(ledger, *(a_session(start=MAY_2 + at, identity=str(at)) for at in range(5000)))
    assert facet(ledger, "identity", SessionQuery(), 5, 0.0) == Facet("identity", (), complete=False)
    assert len(facet(ledger, "identity", SessionQuery(), 5, 60).values) == 5


def test_every_facet_that_the_window_has_can_be_counted(filled: Ledger) -> None:
    for column in faceting.COLUMNS:
        assert faceting.facet(filled, column, SessionQuery(), seconds=60).complete


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(starts=st.lists(st.integers(-(10**9), 4 * 10**9), min_size=1, max_size=12, unique=True))
def test_filtering_by_a_value_gives_as_many_as_its_facet_says(
    tmp_path_factory: pytest.TempPathFactory, starts: list[int]
) -> None:
    ledger = Ledger.open(tmp_path_factory.mktemp("facets") / "x.zefdesk")
    store(ledger, *(a_session(start=start, zone="UTC", start_wall=start) for start in starts))
    for column in ("month", "weekday", "hour"):
        for value, count in counts(ledger, column, limit=100).items():
            found = sessions.ids(ledger, read_filter(f"{column}:{_written(column, value)}"))
            assert len(found) == count
    ledger.close()


def _written(column: str, value: str | int | None) -> str:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return days[int(value or 1) - 1] if column == "weekday" else str(value)


def test_the_site_of_a_charger_is_that_of_its_sessions_unless_the_source_names_another(ledger: Ledger) -> None:
    store(
        ledger,
        a_session(serial="HC1"),
        a_session(serial="HC1", start=MAY_2 + DAY, site="Harbor"),
        a_session(serial="HC2", start=MAY_2 + 2 * DAY),
    )
    configuring.set_charger(ledger, "HC1", {"site": "Duluth"})
    found = facet(ledger, "site", SessionQuery(), 10, 5.0)
    assert set(found.values) == {("Duluth", 1), ("Harbor", 1), (None, 1)}
    (number,) = sessions.ids(ledger, SessionQuery().where("site", Test.IS, "Duluth"))
    (stored,) = sessions.page(ledger, [number])
    assert columns.value_of(stored, "site") == "Duluth"
    assert stored.session.site is None


@pytest.mark.parametrize("text", ["month:none", "import:none"])
def test_every_session_has_a_month_and_a_file(filled: Ledger, text: str) -> None:
    assert count(filled, read_filter(text)) == 0
    assert count(filled, read_filter(f"-{text}")) == 4
