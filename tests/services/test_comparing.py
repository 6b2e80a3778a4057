"""Real sessions under a draft: totals, chargers, largest differences, a histogram; as a file too; nothing is stored."""

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.factories import MAY_2, a_session, store
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.rate import Per
from zefdesk.domain.trouble import Cancelled, UnknownName
from zefdesk.reports.target import CannotWrite
from zefdesk.services import bills, comparing, configuring
from zefdesk.services.comparing import buckets
from zefdesk.services.comparison_files import save_comparison
from zefdesk.services.progress import Progress
from zefdesk.store.ledger import Ledger

EVERYTHING = SessionQuery()
CENT = 10**7
KWH = 10**9


def a_profile(rate: int, currency: str = "USD") -> BillingProfile:
    """So many cents a kWh."""
    energy = Cost("Energy", Dimension.ENERGY, Per.KWH, rate * CENT)
    return BillingProfile("Draft", currency, "America/Chicago", date(2026, 1, 1), (energy,))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two sessions at 40 cents a kWh, one at 2 dollars an hour, one free, one without a rate."""
    store(
        ledger,
        a_session(),
        a_session(start=MAY_2 + 90_000, energy=10 * KWH),
        a_session(serial="S2", start=MAY_2 + 7_200, energy=10 * KWH, plug_duration=3600),
        a_session(serial="S3", identity="member", energy=10 * KWH),
        a_session(serial="=S4", energy=10 * KWH),
    )
    configuring.set_charger(
        ledger, "HC1C190912849", {"simple_rate": "0.40/kWh", "currency": "USD", "name": "Lobby East"}
    )
    configuring.set_charger(ledger, "S2", {"simple_rate": "5/h", "currency": "USD"})
    configuring.set_charger(ledger, "S3", {"simple_rate": "5/h", "currency": "USD", "members": "member"})
    return ledger


def test_sessions_become_dearer_or_cheaper_and_members_stay_free(filled: Ledger) -> None:
    found = comparing.compare(filled, EVERYTHING, a_profile(45))
    assert (found.sessions, found.without, found.unlike) == (5, 1, 0)
    assert (found.in_force, found.draft) == ({"USD": 1528 * CENT}, {"USD": 2057 * CENT})
    assert (found.dearer, found.cheaper, found.same) == ({"USD": 3}, {"USD": 1}, {})
    assert [(pair.name, pair.difference // CENT) for pair in found.by_charger] == [
        ("=S4", 450),
        ("HC1C190912849", 129),
        ("S2", -50),
    ]
    assert [(pair.name, pair.difference // CENT) for pair in found.largest] == [
        ("5", 450),
        ("1", 79),
        ("2", 50),
        ("3", -50),
    ]
    assert sum(one.sessions for one in found.buckets("USD")) == 4
    assert found.buckets("EUR") == ()
    assert bills.bill_of(filled, 1) is None


def test_another_profile_may_stand_for_what_is_in_force(filled: Ledger) -> None:
    found = comparing.compare(filled, EVERYTHING, a_profile(45), against=a_profile(45))
    assert (found.same, found.dearer, found.largest) == ({"USD": 4}, {}, [])
    assert found.in_force == found.draft == {"USD": 2057 * CENT}


def test_costs_in_other_currencies_are_not_compared(filled: Ledger) -> None:
    found = comparing.compare(filled, EVERYTHING, a_profile(45, "EUR"))
    assert found.unlike == 3
    assert (found.in_force, found.draft) == ({"USD": 1528 * CENT}, {"EUR": 2057 * CENT})
    assert [pair.name for pair in found.largest] == ["5"]


@given(st.lists(st.integers(-(10**13), 10**13).filter(bool), min_size=1, max_size=50), st.integers(2, 30))
def test_buckets_hold_every_difference_once_and_part_dearer_from_cheaper(found: list[int], most: int) -> None:
    made = buckets(found, most)
    assert len(made) <= most
    assert sum(one.sessions for one in made) == len(found)
    assert all(one.sessions == sum(one.low <= by < one.high for by in found) for one in made)
    assert all(one.high <= 0 or one.low >= 0 for one in made)
    assert all(one.high == other.low for one, other in itertools.pairwise(made))


def test_a_comparison_is_saved_as_csv(filled: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "compared.csv"
    found = save_comparison(filled, EVERYTHING, a_profile(45), path)
    assert found == comparing.compare(filled, EVERYTHING, a_profile(45))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [
        (row["Session No."], row["Charger"], row["In Force"], row["Under Draft"], row["Difference"]) for row in rows
    ] == [
        ("1", "HC1C190912849", "6.28", "7.07", "0.79"),
        ("2", "HC1C190912849", "4.00", "4.50", "0.50"),
        ("3", "S2", "5.00", "4.50", "-0.50"),
        ("4", "S3", "", "", ""),
        ("5", "'=S4", "", "4.50", "4.50"),
    ]
    assert rows[3]["Why Nothing In Force"] == rows[3]["Why Nothing Under Draft"] == "member"
    assert rows[0]["Session Began"] == "2026-05-02T08:13:00-05:00"
    assert (rows[0]["Charger Name"], rows[0]["Time Zone"]) == ("Lobby East", "America/Chicago")
    with pytest.raises(CannotWrite):
        save_comparison(filled, EVERYTHING, a_profile(45), path)
    save_comparison(filled, EVERYTHING, a_profile(45), path, overwrite=True)


def test_a_comparison_is_saved_as_a_workbook(filled: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "compared.xlsx"
    save_comparison(filled, EVERYTHING, a_profile(45), path, against=a_profile(40))
    made = load_workbook(path)
    assert made.sheetnames == ["Sessions", "Sums", "Compared"]
    rows = list(made["Sessions"].iter_rows(min_row=2, values_only=True))
    assert next((row[0], row[1], row[5], row[7], row[9]) for row in rows) == (1, "HC1C190912849", 6.28, 7.07, 0.79)
    assert rows[4][1] == "=S4"
    sums = list(made["Sums"].iter_rows(min_row=2, values_only=True))
    assert "Lobby East (HC1C190912849)" in [row[0] for row in sums]
    assert sums[0] == ("All", "USD", 18.28, 20.57, 2.29)
    said = dict(made["Compared"].iter_rows(min_row=2, values_only=True))
    assert said["Sessions"] == "all sessions"
    assert said["Under draft"].startswith("billing profile 'Draft' (")


def test_a_comparison_that_is_stopped_leaves_no_file(filled: Ledger, tmp_path: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    for name in ("compared.csv", "compared.xlsx"):
        with pytest.raises(Cancelled):
            save_comparison(filled, EVERYTHING, a_profile(45), tmp_path / name, report=stop)
    assert not list(tmp_path.glob("compared*"))
    with pytest.raises(UnknownName, match=r"\.csv or \.xlsx"):
        save_comparison(filled, EVERYTHING, a_profile(45), tmp_path / "compared.pdf")
