"""Bare rows of everything that a query lets through."""

import pytest

from tests.factories import MAY_2, a_session, store
from zefdesk.domain.query import SessionQuery, Sort, Test
from zefdesk.store import streams
from zefdesk.store.ledger import Ledger

EVERYTHING = SessionQuery(sort=(Sort("start"),))


def rows(ledger: Ledger, query: SessionQuery, *fields: str) -> list[tuple[object, ...]]:
    with ledger.reading() as transaction:
        return [row[: len(fields)] for batch in streams.rows(transaction, query, fields) for row in batch]


def test_rows_hold_the_asked_fields_in_the_order_of_the_query(ledger: Ledger) -> None:
    store(ledger, a_session(start=MAY_2 + 60), a_session(), a_session(start=MAY_2 + 30, name=None))
    assert rows(ledger, EVERYTHING, "start", "name", "display_zone", "source_file", "source_line", "findings") == [
        (MAY_2, "Lobby East", "America/Chicago", "may.csv", 3, None),
        (MAY_2 + 30, None, "America/Chicago", "may.csv", 4, None),
        (MAY_2 + 60, "Lobby East", "America/Chicago", "may.csv", 2, None),
    ]


@pytest.mark.parametrize("fetch", [1, 2, 1_000])
def test_a_session_that_several_files_tell_comes_once_with_its_first_place(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, fetch: int
) -> None:
    monkeypatch.setattr(streams, "_FETCH", fetch)
    for path in ("may.csv", "again.csv", "once more.csv"):
        store(ledger, a_session(), a_session(start=MAY_2 + 60), path=path)
    assert rows(ledger, EVERYTHING, "id", "source_file") == [(1, "may.csv"), (2, "may.csv")]
    with ledger.reading() as transaction:
        assert streams.count(transaction, EVERYTHING) == 2
        assert streams.told_by(transaction, EVERYTHING) == {1: 2, 2: 2, 3: 2}


def test_a_filter_holds_for_rows_count_and_files(ledger: Ledger) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + 60, initiator=""))
    store(ledger, a_session(start=MAY_2 + 120), path="other.csv")
    free = EVERYTHING.where("initiator", Test.IS, "")
    assert rows(ledger, free, "id") == [(2,)]
    with ledger.reading() as transaction:
        assert streams.count(transaction, free) == 1
        assert streams.told_by(transaction, free) == {1: 1}


def test_findings_are_listed(ledger: Ledger) -> None:
    store(ledger, a_session(), a_session(cost=1))
    with ledger.writing() as transaction:
        transaction.exec_driver_sql("INSERT INTO finding (session_id, code, message) VALUES (1, 'a', ''), (1, 'b', '')")
    assert rows(ledger, EVERYTHING, "id", "findings") == [(1, "a, b"), (2, None)]
