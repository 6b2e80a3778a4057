from array import array
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open, column, rest
from tests.desktop.tariffs import dearer, profile_file, set_up
from tests.factories import a_session
from zefdesk.desktop.sessions import cells, copying, pricing, pricing_words, tips, totals_words
from zefdesk.desktop.sessions.cells import NUMBER, Writing
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.sessions.row_delegate import look_of
from zefdesk.domain.bill import ESTIMATED
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.stored import Computed, Stored, Totals
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import bills, configuring
from zefdesk.services.priced import Summary
from zefdesk.services.progress import Progress
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WRITING = Writing(Notation(), "USD")


@pytest.fixture
def priced(open_page: Open, reviewed: Ledger, tmp_path: Path) -> SessionsPage:
    """The screen on the small report, with a profile on Lobby East and a simple rate on Lobby West."""
    set_up(reviewed, tmp_path)
    return open_page(reviewed)


def price(qtbot: QtBot, page: SessionsPage, modifier: Qt.KeyboardModifier = CTRL) -> str:
    with qtbot.waitSignal(page.desk.said) as told:
        QTest.keyClick(page.table, Qt.Key.Key_B, modifier)
    page.refresh()  # what the window does when something was stored
    qtbot.waitUntil(lambda: page.drill.shown_id is not None and page.rows.has_rows, timeout=20_000)
    rest(qtbot, page)
    return str(told.args[0])


def stored(computed: Computed | None, **changes: object) -> Stored:
    return Stored(1, a_session(**changes), "America/Chicago", (), (), computed)


def test_one_key_prices_all_that_the_filter_lets_through_and_says_what_came_of_it(
    priced: SessionsPage, qtbot: QtBot
) -> None:
    assert set(column(priced, "computed")) == {""}
    said = price(qtbot, priced)
    assert said == "4 bills made, 2 without a price (1 free vend, 1 no rate)"
    assert all(text.startswith("$") for text in column(priced, "computed") if text)
    assert sum(bool(text) for text in column(priced, "computed")) == 4
    assert price(qtbot, priced).startswith("0 bills made, 4 stood already")


def test_only_the_selected_sessions_are_priced_where_several_are(priced: SessionsPage, qtbot: QtBot) -> None:
    flags = QItemSelectionModel.SelectionFlag
    priced.table.go_to_row(2)
    priced.table.selectionModel().select(priced.rows.index(3, 0), flags.Select | flags.Rows)
    rest(qtbot, priced)
    assert price(qtbot, priced) == "2 bills made"
    assert [bool(text) for text in column(priced, "computed")] == [False, False, True, True, False, False]


def test_a_filter_limits_what_is_priced(priced: SessionsPage, qtbot: QtBot) -> None:
    priced.ask(SessionQuery().where("name", Test.IS, "Lobby West"))
    rest(qtbot, priced)
    assert price(qtbot, priced) == "2 bills made"


def test_the_current_session_alone_is_priced_from_its_panel_and_its_menu(priced: SessionsPage, qtbot: QtBot) -> None:
    priced.table.go_to_row(2)
    rest(qtbot, priced)
    with qtbot.waitSignal(priced.desk.said) as told:
        priced.drill.bill.computed.price.click()
    assert told.args[0] == "1 bill made"
    rest(qtbot, priced)
    priced.table.menu_wanted.emit(priced.table.mapToGlobal(priced.table.rect().center()))
    menu = priced.findChild(QMenu, "row-menu")
    assert isinstance(menu, QMenu)
    words = [entry.text().replace("&", "") for entry in menu.actions()]
    assert {"Price this session", "Price these sessions"} <= set(words)
    menu.close()


def test_the_panel_follows_the_bill_that_was_made(priced: SessionsPage, qtbot: QtBot) -> None:
    priced.table.go_to_row(3)
    rest(qtbot, priced)
    price(qtbot, priced, CTRL | SHIFT)

    def said() -> str:
        return "\n".join(each.text() for each in priced.drill.bill.findChildren(QLabel) if each.isVisible())

    qtbot.waitUntil(lambda: "Total with tax" in said())
    assert "Billing profile 'Workday ToU', version 1" in said()
    assert "Energy, Morning" in said()


def test_pricing_again_keeps_the_former_bill_to_be_compared(
    priced: SessionsPage, qtbot: QtBot, reviewed: Ledger, tmp_path: Path
) -> None:
    priced.table.go_to_row(3)
    rest(qtbot, priced)
    price(qtbot, priced)
    configuring.import_profile(reviewed, profile_file(tmp_path, **dearer()))
    price(qtbot, priced)
    panel = priced.drill.bill.computed
    assert panel.shown is not None
    assert panel.shown.bill is not None
    assert panel.shown.bill.profile.version == 2
    panel.choose(1)
    assert "The bill that stands comes to" in "\n".join(each.text() for each in panel.findChildren(QLabel))


def test_the_bill_state_counts_the_computed_bill(priced: SessionsPage, qtbot: QtBot) -> None:
    before = column(priced, "bill_state")
    price(qtbot, priced)
    after = column(priced, "bill_state")
    assert before[2] == after[2] == "Not itemised"
    assert after[3] == "Itemised"


def test_the_computed_cost_is_a_usual_column_once_there_is_one(priced: SessionsPage, qtbot: QtBot) -> None:
    assert "computed" not in priced.parts.layout_of_columns.shown
    price(qtbot, priced)
    shown = priced.parts.layout_of_columns.shown
    assert shown.index("computed") == shown.index("cost") + 1
    assert "Computed" in priced.parts.totals.accessibleName()


def test_pricing_that_is_stopped_keeps_what_was_made(reviewed: Ledger, tmp_path: Path) -> None:
    set_up(reviewed, tmp_path)
    ids = array("q", range(1, 7))

    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pricing.listed(reviewed, ids, False, stop)
    assert len(bills.bills_of(reviewed, list(ids))) == 4


def test_outcomes_are_said_in_words() -> None:
    summary = Summary(1180, 1000, 3, Counter({"no rate": 150, "free vend": 20, "member": 5, "a": 1, "b": 1}))
    assert pricing_words.outcome(summary, Notation()) == (
        "1,000 bills made, 3 stood already, 177 without a price "
        "(150 no rate, 20 free vend, 5 member, 2 for other reasons)"
    )
    assert pricing_words.outcome(Summary(), Notation()) == "There is no session to price"
    only = Summary(2, 1, 0, Counter({"no rate": 1}))
    assert pricing_words.outcome(only, Notation()) == "1 bill made, 1 without a price (no rate)"


def test_a_difference_shows_its_sign_and_is_copied_as_a_number() -> None:
    more = stored(Computed(1, 7_000_000_000, "USD", None, estimated=True))
    row = cells.rows([more], WRITING)[0]
    assert row.texts[NUMBER["computed"]] == "$7.00"
    assert row.texts[NUMBER["difference"]] == "+$0.72"
    assert copying._field(row, "difference") == "$0.72"
    less = cells.rows([stored(Computed(1, 6_000_000_000, "USD", "0.35/kWh", estimated=False))], WRITING)[0]
    assert less.texts[NUMBER["difference"]] == "-$0.28"
    other = cells.rows([stored(Computed(1, 10**9, "EUR", None, estimated=False))], WRITING)[0]
    assert (other.texts[NUMBER["computed"]], other.texts[NUMBER["difference"]]) == ("EUR 1.00", "")


def test_hovering_says_what_made_a_computed_cost() -> None:
    by_profile = cells.rows([stored(Computed(1, 10**9, "USD", None, estimated=True))], WRITING)[0]
    assert tips.tip(by_profile, "computed", WRITING, cut=False) == (
        f"By a billing profile, with lines.\nIt differs from the reported cost.\n{ESTIMATED}."
    )
    nothing = cells.rows([stored(None)], WRITING)[0]
    assert "menu Rates" in tips.tip(nothing, "computed", WRITING, cut=False)
    assert "nothing to compare" in tips.tip(nothing, "difference", WRITING, cut=False)


def test_the_badge_of_a_row_counts_the_computed_bill() -> None:
    itemised = cells.rows([stored(Computed(1, 10**9, "USD", None, estimated=False))], WRITING)[0]
    assert look_of(itemised).word == "Itemised"
    request = Stored(1, a_session(bill_state="unpriced"), "UTC", ("dcfc-not-started",), (), None)
    assert look_of(cells.rows([request], WRITING)[0]).word == "Request only"


def test_totals_of_computed_cost_are_by_currency() -> None:
    totals = Totals(2, 0, 0, 0, {"USD": 10**9}, {"USD": 2 * 10**9, "EUR": 10**9})
    assert totals_words.computed(totals, WRITING.notation, "USD") == "$2.00 + EUR 1.00"
    assert totals_words.computed(Totals(0, 0, 0, 0, {}), WRITING.notation, "USD") == ""


def test_pricing_can_be_stopped_and_says_what_is_kept(priced: SessionsPage, qtbot: QtBot) -> None:
    priced.desk.jobs.started.connect(priced.desk.jobs.cancel)
    with qtbot.waitSignal(priced.desk.said) as told, qtbot.waitSignal(priced.desk.stored):
        QTest.keyClick(priced.table, Qt.Key.Key_B, CTRL)
    assert told.args[0] == pricing_words.STOPPED
    rest(qtbot, priced)
