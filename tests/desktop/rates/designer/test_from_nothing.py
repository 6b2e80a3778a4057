"""A profile made from nothing in the window is the same as from a file."""

import json
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import choose, drag, press, press_all, settle, type_in
from zefdesk.billing.profile_text import content_hash, profile_document, read_profile
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.services import calendars, configuring
from zefdesk.store.ledger import Ledger

SUMMER: dict[str, Any] = {
    "name": "Workday, summer peak",
    "currency": "USD",
    "time_zone": "America/Chicago",
    "effective_from": "2026-06-01",
    "costs": [
        {
            "name": "Energy",
            "dimension": "energy",
            "rate": "0.25",
            "variations": [
                {
                    "name": "Peak",
                    "when": {
                        "days": ["mon", "tue", "wed", "thu", "fri"],
                        "from": "14:00",
                        "to": "20:00",
                        "months": [6, 7, 8, 9],
                    },
                    "rate": "0.45",
                }
            ],
            "exceptions": [{"name": "Holidays", "holidays": True, "rate": "0.25"}],
            "cap": "20",
            "taxes": ["Sales tax"],
        },
        {
            "name": "Idle time",
            "dimension": "idle_time",
            "per": "minute",
            "variations": [{"name": "After 15 min", "when": {"min_idle_time": 900}, "rate": "0.20"}],
            "taxes": ["Sales tax"],
        },
    ],
    "taxes": [{"name": "Sales tax", "percent": "8"}],
    "holidays": [{"date": str(one.date), "name": one.name} for one in calendars.days("US", None, range(2026, 2029))],
}


def make_the_head(panel: DesignerPanel) -> None:
    press(panel.beginning, "Begin with Nothing")
    type_in(panel, "name", SUMMER["name"])
    type_in(panel, "effective_from", "2026-06-01")
    type_in(panel, "currency", "USD")
    press(panel.profile.holidays, "Pick by country…")
    press(panel.profile.holidays, "Add the ticked holidays")


def make_the_energy(panel: DesignerPanel) -> None:
    choose(panel, "Add a cost", "Energy")
    type_in(panel, "costs[0].rate", "0.25")
    week = panel.costs.cards[0].week
    assert week is not None
    press(week, "Add a season")
    press_all(week, ["Season: Jun", "Season: Jul", "Season: Aug", "Season: Sep", "Add this season"])
    assert week.tabs.tabText(week.tabs.currentIndex()) == "June to September"
    QTest.keyClicks(week.brushes.new_rate, "0.45")
    drag(week.grid, (0, 4), (14, 20))
    type_in(panel, "costs[0].variations[0].name", "Peak")
    choose(panel, "Add an exception: holidays or dates", "Holidays")
    type_in(panel, "costs[0].exceptions[0].rate", "0.25")
    choose(panel, "Add a constraint: when the cost applies, a cap", "Cost Cap")
    type_in(panel, "costs[0].cap", "20")


def make_the_idle_time(panel: DesignerPanel) -> None:
    choose(panel, "Add a cost", "Idle time")
    choose(panel, "Add a variation: another rate", "Idle Time")
    type_in(panel, "costs[1].variations[0].name", "After 15 min")
    type_in(panel, "costs[1].variations[0].rate", "0.20")
    type_in(panel, "costs[1].variations[0].when.min_idle_time", "15")


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_summer_peak_made_from_nothing_is_the_same_as_from_a_file(
    panel: DesignerPanel, desk: Desk, ledger: Ledger, qtbot: QtBot
) -> None:
    make_the_head(panel)
    make_the_energy(panel)
    make_the_idle_time(panel)
    press(panel.limits, "Add a tax")
    type_in(panel, "taxes[0].percent", "8")
    assert panel.problems.errors == 0
    press(panel.head, "Save version")
    settle(qtbot, desk)
    settle(qtbot, desk)
    stored = configuring.newest_version(ledger, SUMMER["name"])
    from_file = read_profile(json.dumps(SUMMER))
    assert json.loads(stored.document)["costs"] == profile_document(from_file)["costs"]
    assert stored.content_hash == content_hash(from_file)
