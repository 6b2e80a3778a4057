import pytest

from tests.factories import a_session
from zefdesk.domain import columns
from zefdesk.domain.bill_state import BILL_STATES, LABELS, MEANINGS, bill_state
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Place, Stored
from zefdesk.domain.trouble import UnknownName

STORED = Stored(7, a_session(), "America/Chicago", ("end-differs", "future-start"), (Place(3, "may.csv", 12),))


@pytest.mark.parametrize("key", list(columns.COLUMNS))
def test_every_column_has_a_value_and_says_what_it_means(key: str) -> None:
    columns.value_of(STORED, key)
    column = columns.column(key)
    assert column.help.endswith(".")
    assert column.width >= 70


def test_the_eleven_fields_stand_under_the_article_s_names() -> None:
    titles = [columns.column(key).title for key in columns.ARTICLE_FIELDS]
    assert titles == [
        *("Name", "Sticker", "Serial", "Initiator", "Identity", "Start", "Plug Duration", "Charge Duration"),
        *("Energy", "Cost", "Bill Details"),
    ]


def test_what_a_ledger_adds_to_a_session() -> None:
    keys = ("id", "findings", "source_file", "source_line", "name")
    assert [columns.value_of(STORED, key) for key in keys] == [
        7,
        "end-differs, future-start",
        "may.csv",
        12,
        "Lobby East",
    ]


def test_sortable_columns_are_fields_of_a_session() -> None:
    sortable = {key for key, column in columns.COLUMNS.items() if column.sortable}
    assert sortable <= {*Session._fields, "id", "computed", "difference"}


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(UnknownName, match="colour"):
        columns.column("colour")


@pytest.mark.parametrize(
    ("unreadable", "lines", "initiator", "cost", "state"),
    [
        (True, False, "", None, "unreadable"),
        (False, True, "", 0, "itemised"),
        (False, False, "", None, "free-vend"),
        (False, False, "", 0, "free-vend"),
        (False, False, "", 5, "not-itemised"),
        (False, False, None, 0, "not-itemised"),
        (False, False, None, None, "unpriced"),
        (False, False, "ZEF", None, "unpriced"),
        (False, False, "ZEF", 0, "not-itemised"),
    ],
)
def test_bill_states_are_decided_in_their_order(
    *, unreadable: bool, lines: bool, initiator: str | None, cost: int | None, state: str
) -> None:
    assert bill_state(unreadable=unreadable, lines=lines, initiator=initiator, cost=cost) == state


def test_every_state_has_a_word_and_a_meaning() -> None:
    assert set(BILL_STATES) == set(LABELS) == set(MEANINGS)
