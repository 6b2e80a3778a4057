import json
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_session
from zefdesk.billing.reported import read_bill
from zefdesk.desktop.bill import activity, reasons
from zefdesk.desktop.bill.bill_lines import MOST_LINES
from zefdesk.desktop.bill.panel import BillPanel
from zefdesk.desktop.widgets.badge import Badge
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored

LINES = json.dumps({"lines": [{"description": "Energy", "amount": 5.75}, {"description": "Tax", "amount": 0.53}]})


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[BillPanel]:
    made = BillPanel(Notation())
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    watch = _Windows()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    yield made
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert not watch.shown, "a part of the panel was a window of its own for a moment"


class _Windows(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def stored(findings: tuple[str, ...] = (), **changes: Any) -> Stored:
    return Stored(1, a_session(**changes), "America/Chicago", findings, ())


def shown(panel: BillPanel, one: Stored) -> str:
    panel.show_bill(one, read_bill(one.session.bill_details), "USD")
    QApplication.processEvents()
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    badges = [badge.accessibleName() for badge in panel.findChildren(Badge) if badge.isVisible()]
    raw = [text.toPlainText() for text in panel.findChildren(QPlainTextEdit) if text.isVisible()]
    return "\n".join([*labels, *badges, *raw])


def test_lines_tax_total_and_cost_stand_there(panel: BillPanel) -> None:
    said = shown(panel, stored(bill_details=LINES, bill_state="itemised"))
    for words in ("Energy", "$5.75", "Subtotal", "Tax", "$0.53", "Total of the lines", "$6.28", "Equal to the Cost"):
        assert words in said


def test_a_difference_is_told_in_its_place(panel: BillPanel) -> None:
    said = shown(panel, stored(bill_details=LINES, bill_state="itemised", cost=7_000_000_000))
    assert "$0.72 less than the Cost" in said


def test_a_bill_of_very_many_lines_shows_the_first(panel: BillPanel) -> None:
    lines = [{"description": f"Quarter {at}", "amount": 1} for at in range(MOST_LINES + 30)]
    said = shown(panel, stored(bill_details=json.dumps(lines), bill_state="itemised"))
    assert "and 30 more lines" in said


def test_a_text_is_shown_as_a_text(panel: BillPanel) -> None:
    said = shown(panel, stored(bill_details="Flat fee for members"))
    assert "Bill Details are a text" in said
    assert "Flat fee for members" in said


def test_an_unreadable_bill_says_why_and_shows_what_came(panel: BillPanel) -> None:
    said = shown(panel, stored(bill_details='{"lines": [', bill_state="unreadable"))
    assert "Bill Details cannot be read" in said
    assert '{"lines": [' in said


def test_a_cost_without_lines_is_explained_by_the_simple_rate(panel: BillPanel) -> None:
    said = shown(panel, stored())
    assert "set-up window" in said
    assert "$6.28" in said


def test_free_vend_is_said(panel: BillPanel) -> None:
    said = shown(panel, stored(initiator="", cost=None, bill_state="free-vend"))
    assert "Free vend: there is no bill" in said


def test_energy_without_cost_names_four_causes() -> None:
    reason = reasons.no_bill(stored(cost=None, bill_state="unpriced"))
    assert reason.causes == reasons.FOUR_CAUSES
    assert "offline" in reasons.no_cost(stored(cost=None, bill_state="unpriced"))


def test_a_request_that_did_not_start_is_no_error() -> None:
    reason = reasons.no_bill(stored(("dcfc-not-started",), cost=None, energy=0, bill_state="unpriced"))
    assert reason.title == "Requested, not started"
    without = reasons.no_bill(stored(cost=None, energy=0, bill_state="unpriced"))
    assert "no guarantee" in without.sentence


def test_the_bar_says_charging_and_idle_and_that_the_order_is_not_known(panel: BillPanel) -> None:
    stretches = activity.activities(a_session())
    assert [one.words for one in stretches] == ["Charging 2:00:00", "Idle 0:30:00"]
    assert activity.CAVEAT in shown(panel, stored())
    assert activity.activities(a_session(plug_duration=None, charge_duration=None)) == ()
    assert activity.activities(a_session(charge_duration=None))[0].words == "Plugged in 2:30:00"


def test_the_bar_has_dates_where_a_session_spans_midnight() -> None:
    short = stored()
    assert activity.moments(short, Notation(), 2)[::2] == ("08:13", "10:43")
    long = short.session._replace(end=(short.session.end or 0) + 86_400)
    dated = activity.moments(short._replace(session=long), Notation(), 2)[::2]
    assert dated == ("2026-05-02 08:13", "2026-05-03 10:43")


def test_the_bill_is_copied_as_text_and_its_source_is_asked_for(panel: BillPanel, qtbot: QtBot) -> None:
    shown(panel, stored(bill_details=LINES, bill_state="itemised"))
    by_text = {button.text(): button for button in panel.findChildren(QPushButton)}
    with qtbot.waitSignal(panel.copied):
        by_text["Copy bill"].click()
    assert "Energy\t$5.75" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(panel.source_wanted):
        by_text["Show the source row"].click()


def test_without_a_session_nothing_is_shown(panel: BillPanel) -> None:
    panel.show_bill(None, None)
    assert not panel.widget().isVisible()
