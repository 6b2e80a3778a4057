"""Sort, filter, search and totals, against the same statements stepped through Python's own sqlite3."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import data
from tests.benchmarks.measure import Figure, paired, timed
from zefdesk.domain.query import Condition, SessionQuery, Test, parse_sort
from zefdesk.formats.reading import Settings
from zefdesk.services import faceting, reviewing
from zefdesk.services.importing import import_paths
from zefdesk.store.ledger import Ledger

_SEARCHED = ("name", "sticker", "serial", "initiator", "identity", "bill_details")
_LIKE = " OR ".join(f"{column} LIKE '%ze-1999%'" for column in _SEARCHED)
_QUERIES = (
    ("sort by start", SessionQuery(sort=parse_sort("start")), "ORDER BY start, id"),
    ("sort by identity", SessionQuery(sort=parse_sort("identity")), "ORDER BY identity NULLS LAST, id"),
    ("sort by cost", SessionQuery(sort=parse_sort("-cost")), "ORDER BY cost DESC NULLS LAST, id"),
    (
        "sort by charger, then energy",
        SessionQuery(sort=parse_sort("serial,-energy")),
        "ORDER BY serial NULLS LAST, energy DESC NULLS LAST, id",
    ),
    (
        "filter by charger",
        SessionQuery(conditions=(Condition("serial", Test.IS, ("HC1C190900042",)),)),
        "WHERE serial = 'HC1C190900042' ORDER BY start DESC, id",
    ),
    ("search", SessionQuery(search="ze-1999"), f"WHERE {_LIKE} ORDER BY start DESC, id"),
)


def ledger_of(folder: Path, rows: int) -> Path:
    """Give a ledger of so many sessions, made once."""
    path = folder / f"ledger-{rows}.zefdesk"
    if not path.exists():
        opened = Ledger.open(path)
        settings = Settings(time_zone="America/Chicago", date_order="mdy")
        import_paths(opened, [data.report(folder / f"report-{rows}.csv", rows)], settings)
        opened.close()
    return path


_FACETS = (
    ("charger", "SELECT name, count(*) FROM session GROUP BY name ORDER BY 2 DESC, 1 LIMIT 13"),
    ("month", "SELECT strftime('%Y-%m', start_local, 'unixepoch'), count(*) FROM session GROUP BY 1 ORDER BY 1"),
    ("initiator", "SELECT initiator, count(*) FROM session GROUP BY initiator ORDER BY 2 DESC, 1 LIMIT 13"),
)


def _facets(opened: Ledger, plain: sqlite3.Connection, rows: int) -> Iterator[Figure]:
    for column, statement in _FACETS:

        def ours(column: str = column) -> float:
            return timed(lambda: faceting.facet(opened, column, SessionQuery(), seconds=60))

        def peer(statement: str = statement) -> float:
            return timed(lambda: plain.execute(statement).fetchall())

        ours()
        mine, theirs = paired(ours, peer)
        yield Figure(f"facet of {column}, {rows:,}", mine, theirs, 1.3, "the same statement through sqlite3")


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Time each query to its first page filled."""
    path = ledger_of(folder, rows)
    opened = Ledger.open(path)
    plain = sqlite3.connect(path)
    for what, query, tail in _QUERIES:

        def ours(query: SessionQuery = query) -> float:
            return timed(lambda: reviewing.sessions(opened, reviewing.session_ids(opened, query)[:60]))

        def peer(tail: str = tail) -> float:
            return timed(lambda: [row[0] for row in plain.execute(f"SELECT id FROM session {tail}")])  # noqa: S608

        ours()
        mine, theirs = paired(ours, peer)
        yield Figure(f"{what}, {rows:,}", mine, theirs, 1.3, "the same statement through sqlite3")
    mine, theirs = paired(
        lambda: timed(lambda: reviewing.totals(opened, SessionQuery())),
        lambda: timed(
            lambda: plain.execute(
                "SELECT currency, count(*), sum(energy), sum(cost), sum(plug_duration), sum(charge_duration) "
                "FROM session GROUP BY currency"
            ).fetchall()
        ),
    )
    yield Figure(f"exact totals of all, {rows:,}", mine, theirs, 1.5, "SQLite's own sums, which may overflow")
    yield from _facets(opened, plain, rows)
    summable = reviewing.summable(opened)
    scattered = reviewing.session_ids(opened, SessionQuery(sort=parse_sort("identity")))[::2]
    seconds = timed(lambda: summable.totals(scattered))
    yield Figure(f"exact totals of {len(scattered):,} scattered", seconds * 1000, None, 600, "one call", "ms")
    plain.close()
    opened.close()
