"""The canonical CSV, to the letter."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.rows import batches, stored
from zefdesk.domain import clock
from zefdesk.domain.stored import Stored
from zefdesk.reports import session_csv
from zefdesk.reports.csv_text import guarded

HEADER = (
    "Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost,Bill Details,"
    "End,Currency,Connector,Bill State,Computed Cost,Difference,Stop Reason,Findings,Session ID,Source File,Source Line"
)


def written(*sessions: Stored) -> bytes:
    out = io.BytesIO()
    assert session_csv.write_canonical(batches(session_csv.FIELDS, *sessions), out) == len(sessions)
    return out.getvalue()


def cells(*sessions: Stored) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(*sessions).decode(), newline="")))


def test_a_session_is_one_line_after_the_header() -> None:
    assert written(stored()).decode().split("\r\n") == [
        HEADER,
        (
            "Lobby East,010983,HC1C190912849,ChargeHub,ch-5521,2026-05-02T08:13:00-05:00,2:30:00,2:00:00,15.7,6.28,,"
            "2026-05-02T10:43:00-05:00,USD,,not-itemised,,,,,,may.csv,2"
        ),
        "",
    ]


def test_without_sessions_there_is_the_header_alone() -> None:
    out = io.BytesIO()
    assert session_csv.write_canonical([], out) == 0
    assert out.getvalue() == HEADER.encode() + b"\r\n"


def test_there_is_no_mark_before_the_text() -> None:
    assert written(stored(name="Café Lot")).startswith(b"Name,")
    assert "Café Lot".encode() in written(stored(name="Café Lot"))


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@me", "'quoted", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_guarded(text: str) -> None:
    (row,) = cells(stored(identity=text, name=text, bill_details=text, stop_reason=text, session_id=text))
    for title in ("Identity", "Name", "Bill Details", "Stop Reason", "Session ID"):
        assert row[title] == f"'{text}"


def test_numbers_below_zero_are_numbers_and_not_guarded() -> None:
    (row,) = cells(stored(energy=-1_500_000_000, cost=-1_000_000_000, plug_duration=-60))
    assert (row["Energy"], row["Cost"], row["Plug Duration"]) == ("-1.5", "-1.00", "-0:01:00")


def test_what_is_not_known_is_empty() -> None:
    nothing = dict.fromkeys(("name", "sticker", "identity", "end", "plug_duration", "charge_duration", "energy"))
    (row,) = cells(stored(**nothing, cost=None, currency=None, initiator="", sources=()))
    empty = {title for title, value in row.items() if not value}
    assert empty == set(row) - {"Serial", "Start", "Bill State"}


def test_bill_details_stand_as_the_source_gave_them() -> None:
    bill = '{"lines": [{"description": "Energy, peak", "amount": 1.10}],\r\n "total": 1.10}'
    (row,) = cells(stored(bill_details=bill))
    assert row["Bill Details"] == bill


def test_each_row_has_the_offset_of_its_own_zone() -> None:
    rows = cells(stored(1), stored(2, display_zone="Asia/Kathmandu"), stored(3, display_zone="-06:00"))
    assert [row["Start"][-6:] for row in rows] == ["-05:00", "+05:45", "-06:00"]


def test_findings_are_listed_and_the_first_place_is_named() -> None:
    (row,) = cells(stored(findings=("end-differs", "future-start")))
    assert row["Findings"] == "end-differs, future-start"
    assert (row["Source File"], row["Source Line"]) == ("may.csv", "2")


def test_money_has_the_decimals_of_its_currency() -> None:
    rows = cells(stored(1, cost=500 * 10**9, currency="JPY"), stored(2, cost=10**9, currency=None))
    assert [row["Cost"] for row in rows] == ["500", "1.00"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=8))
def test_every_text_comes_back(texts: list[str]) -> None:
    rows = cells(*(stored(number, identity=text, name=text) for number, text in enumerate(texts, 1)))
    assert [row["Identity"] for row in rows] == [guarded(text) for text in texts]
    assert [row["Name"] for row in rows] == [guarded(text) for text in texts]


@given(
    st.lists(st.integers(-60_000_000_000, 250_000_000_000), min_size=1, max_size=5),
    st.sampled_from(["America/Chicago", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Dublin", "+12:45"]),
)
def test_instants_are_written_as_one_by_one(instants: list[int], zone: str) -> None:
    rows = cells(*(stored(number, start=at, display_zone=zone) for number, at in enumerate(instants, 1)))
    assert [row["Start"] for row in rows] == [clock.iso(at, zone) for at in instants]
