from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.bill.computed import MADE, by_profile, by_rate, cents, workday
from tests.factories import a_session
from zefdesk.desktop.bill.computing import Computing
from zefdesk.desktop.bill.panel import BillPanel
from zefdesk.desktop.widgets.badge import Badge
from zefdesk.domain.bill import ESTIMATED
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored
from zefdesk.services.bills import ComputedBill

APPLIES = "billing profile 'Test', version 1"


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[BillPanel]:
    made = BillPanel(Notation())
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    yield made
    made.close()


def show(panel: BillPanel, computing: Computing, cost: int | None = cents(628)) -> str:
    panel.show_bill(Stored(1, a_session(cost=cost), "America/Chicago", (), ()), None, "USD", computing)
    return said(panel)


def said(panel: BillPanel) -> str:
    QApplication.processEvents()
    labels = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    return "\n".join(labels + [each.accessibleName() for each in panel.findChildren(Badge) if each.isVisible()])


def button(panel: BillPanel, text: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text)


def test_both_totals_stand_beside_each_other_with_the_difference_and_its_reason(panel: BillPanel) -> None:
    words = show(panel, Computing(by_rate(cents(550)), applies="simple rate 0.35/kWh"))
    for part in ("Cost reported", "$6.28", "Computed", "$5.50", "-$0.78", "Computed $0.78 less", "The report charged"):
        assert part in words


def test_every_line_carries_its_arithmetic_its_reason_and_its_times(panel: BillPanel) -> None:
    words = show(panel, Computing(by_profile(), applies=APPLIES))
    for part in (
        "Energy, Morning",
        "Energy, otherwise",
        "Idle",
        "0:30:00 \u00d7 $0.50 / h",
        "from 2026-05-02 08:13 to 09:00",
    ):
        assert part in words
    for part in (
        "Total before tax",
        "Sales tax  8.25 % of $5.41",
        "Total with tax",
        "version 1",
        "Computed 2026-05-03",
    ):
        assert part in words


def test_an_estimate_bears_its_badge_and_its_range(panel: BillPanel) -> None:
    words = show(panel, Computing(by_profile(), applies=APPLIES))
    assert words.count(ESTIMATED) == 2  # the badge's name, and the sentence with the range
    bill = by_profile().bill
    assert bill is not None
    sure = by_profile(bill=bill._replace(range=None))
    assert ESTIMATED not in show(panel, Computing(sure, applies=APPLIES))


def test_a_simple_rate_gives_a_cost_and_no_lines(panel: BillPanel) -> None:
    words = show(panel, Computing(by_rate(), applies="simple rate 0.35/kWh"))
    assert "Simple rate $0.35 / kWh: a cost, and never lines" in words
    assert "15.70 kWh \u00d7 $0.35 / kWh" in words
    assert "Total" not in words


def test_without_a_bill_what_applies_and_the_command_stand_there(panel: BillPanel, qtbot: QtBot) -> None:
    words = show(panel, Computing(applies=APPLIES))
    assert f"What applies now: {APPLIES}" in words
    price = button(panel, "Price this session")
    with qtbot.waitSignal(panel.price_wanted):
        price.setFocus()
        QTest.keyClick(price, Qt.Key.Key_Space)
    words = show(panel, Computing(applies="no rate"))
    assert "neither a billing profile nor a simple rate" in words
    assert not price.isEnabled()


def test_another_price_that_applies_now_is_told(panel: BillPanel) -> None:
    words = show(panel, Computing(by_profile(), applies="billing profile 'Test', version 2"))
    assert "Now the billing profile 'Test', version 2 applies" in words
    assert button(panel, "Price again").isEnabled()


def two_bills() -> tuple[ComputedBill, ComputedBill]:
    standing = by_profile(of=replace(workday(), version=2, taxes=(), costs=workday().costs[:1]), priced_at=MADE + 90)
    return standing, by_profile(replaced_at=MADE + 90)


def test_a_former_bill_is_chosen_by_keyboard_and_compared(panel: BillPanel) -> None:
    standing, former = two_bills()
    show(panel, Computing(standing, (former,), APPLIES))
    chooser = panel.findChild(QComboBox)
    assert isinstance(chooser, QComboBox)
    assert chooser.isVisible()
    assert "replaced" in chooser.itemText(1)
    assert "stands" in chooser.itemText(0)
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    words = said(panel)
    assert "The bill that stands comes to" in words
    assert "Idle: $0.25 \u2192 none" in words
    assert "Former bill" in words
    assert "version 1" in words
    QTest.keyClick(chooser, Qt.Key.Key_Up)
    assert "version 2" in said(panel)


def test_a_bill_that_stands_no_longer_can_still_be_read(panel: BillPanel) -> None:
    words = show(panel, Computing(None, (by_profile(replaced_at=MADE + 5),), "free vend"))
    assert "there is nothing to pay" in words
    panel.computed.choose(1)
    assert "Energy, Morning" in said(panel)


def test_nothing_is_cut_in_the_narrowest_panel(panel: BillPanel) -> None:
    standing, former = two_bills()
    show(panel, Computing(standing, (former,), "no rate"))
    assert panel.horizontalScrollBar().maximum() == 0
    right = panel.viewport().mapToGlobal(panel.viewport().rect().topRight()).x()
    for each in panel.findChildren(QWidget):
        if each.isVisible() and isinstance(each, (QLabel, QPushButton, Badge, QComboBox)):
            assert each.mapToGlobal(QPoint(each.width(), 0)).x() <= right + 1, each.accessibleName()


def test_the_computed_bill_lies_at_the_right_of_the_reported_one_where_there_is_room(panel: BillPanel) -> None:
    panel.resize(900, 300)
    panel.lie_wide(wide=True)
    show(panel, Computing(by_profile(), applies=APPLIES))
    reported = next(each for each in panel.findChildren(QLabel) if each.text() == "Cost reported")
    computed = next(each for each in panel.findChildren(QLabel) if each.text() == "Computed bill")
    assert computed.mapToGlobal(QPoint(0, 0)).x() > reported.mapToGlobal(QPoint(reported.width(), 0)).x()


def test_a_copied_bill_has_the_computed_lines_too(panel: BillPanel) -> None:
    show(panel, Computing(by_profile(), applies=APPLIES))
    panel.copy()
    text = QGuiApplication.clipboard().text()
    assert "Cost reported\t$6.28" in text
    assert "Idle (0:30:00 \u00d7 $0.50 / h)\t$0.25" in text
    assert "Total with tax\t" in text
    assert ESTIMATED in text
