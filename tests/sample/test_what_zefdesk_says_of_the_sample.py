"""ZefDesk reads the sample files as their README says."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sample import readme
from zefdesk.domain.bill_state import BILL_STATES
from zefdesk.domain.finding import KINDS
from zefdesk.domain.query import SessionQuery, parse_sort
from zefdesk.domain.stored import Stored
from zefdesk.services import demo, importing, reviewing
from zefdesk.services.importing import ImportOutcome
from zefdesk.store.ledger import Ledger

BILLION = 1_000_000_000
BESIDES = {"long-idle", "gap", "shared-identity", "cost-differs", "dcfc-not-started"}
"""What an ordinary network shows too: cars that stay, months without a report, requests that did not start."""
PlaceOf = dict[tuple[str, int], Stored]


@pytest.fixture
def outcome(ledger: Ledger) -> ImportOutcome:
    return demo.fill(ledger)


def everything(ledger: Ledger) -> list[Stored]:
    return reviewing.sessions(ledger, reviewing.session_ids(ledger, SessionQuery()))


def by_place(ledger: Ledger) -> PlaceOf:
    return {(Path(place.path).name, place.line): stored for stored in everything(ledger) for place in stored.sources}


def test_each_file_counts_as_told(outcome: ImportOutcome) -> None:
    got = [
        readme.Counts(Path(result.path).name, result.read, result.new, result.duplicate, result.rejected)
        for result in outcome.results
    ]
    assert got == readme.counts()
    assert not [result.error for result in outcome.results if result.error]


@pytest.mark.usefixtures("outcome")
def test_sums_are_exact(ledger: Ledger) -> None:
    count, energy, cost = readme.in_all()
    totals = reviewing.totals(ledger, SessionQuery())
    assert totals.count == count
    assert Decimal(totals.energy) / BILLION == Decimal(energy)
    costs = {code: Decimal(amount) / BILLION for code, amount in totals.cost.items() if amount}
    assert costs == {"USD": Decimal(cost)}


@pytest.mark.parametrize("place", readme.planted(), ids=lambda place: f"{place.file[18:25]}:{place.line}")
def test_what_is_planted_is_seen(place: readme.Planted, request: pytest.FixtureRequest, ledger: Ledger) -> None:
    outcome: ImportOutcome = request.getfixturevalue("outcome")
    codes = set(re.findall(r"`([^`]+)`", place.says))
    if place.says.startswith("refused"):
        problems = {
            (Path(result.path).name, problem.line): problem for result in outcome.results for problem in result.problems
        }
        assert {problems[place.file, place.line].code} == codes
        return
    stored = by_place(ledger)[place.file, place.line]
    assert codes & KINDS.keys() <= set(stored.findings) <= codes | BESIDES
    assert codes & set(BILL_STATES) <= {stored.session.bill_state}
    if place.says.startswith("identity"):
        assert {stored.session.identity} == codes


@pytest.mark.usefixtures("outcome")
def test_nothing_else_is_found(ledger: Ledger) -> None:
    told = {(place.file, place.line) for place in readme.planted()}
    reports = [(place, stored) for place, stored in by_place(ledger).items() if not place[0].endswith(".log")]
    found = {place for place, stored in reports if not BESIDES.issuperset(stored.findings)}
    assert found <= told


@pytest.mark.usefixtures("outcome")
def test_the_dearest_session_is_the_long_weekend(ledger: Ledger) -> None:
    dearest = reviewing.sessions(ledger, reviewing.first_ids(ledger, SessionQuery(sort=parse_sort("-cost")), 1))[0]
    lines = [place.line for place in readme.planted() if "dearest" in place.what]
    assert [place.line for place in dearest.sources if place.path.endswith(".csv")] == lines


@pytest.mark.usefixtures("outcome")
def test_importing_again_adds_nothing(ledger: Ledger) -> None:
    again = demo.fill(ledger)
    assert [result.new for result in again.results] == [0] * len(again.results)


def test_the_order_of_the_files_does_not_matter(ledger: Ledger) -> None:
    importing.import_paths(ledger, demo.sample_files()[::-1], demo.sample_settings())
    assert len(everything(ledger)) == readme.in_all()[0]
    renamed = {stored.session.name for stored in everything(ledger) if stored.session.serial == "HC1C220820115"}
    assert renamed <= {"Café Lot", "Café Lot North"}
