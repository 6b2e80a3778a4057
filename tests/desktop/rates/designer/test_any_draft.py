"""Whatever a file says, the designer shows it, and names what is wrong."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import settle
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.panel import DesignerPanel

ODD: tuple[dict[str, Any], ...] = (
    {"costs": "x"},
    {"costs": [1, None, {}]},
    {
        "costs": [
            {"name": 5, "dimension": "what", "variations": {}, "taxes": "x", "exceptions": [4], "constraints": [1]}
        ],
        "taxes": [3, "y", {"name": None}],
        "holidays": [5, None, "2026-01-01", {"date": 3}],
        "policy": 7,
    },
    {
        "costs": [
            {
                "name": "E",
                "dimension": "energy",
                "rate": True,
                "variations": [None, {"when": {"days": "mon", "from": 5, "months": ["x"], "identity_group": 3}}, 7],
                "step": "x",
            }
        ],
        "policy": {"name": "zz", "lines": 4},
        "identity_groups": [1],
        "minimum": 3,
        "billable_threshold": "x",
    },
    {
        "name": ["a"],
        "currency": 5,
        "time_zone": {},
        "effective_from": 7,
        "costs": [{"name": "E", "dimension": "session", "per": "hour", "rate": "1", "cap": []}],
        "taxes": {"a": 1},
        "prices_include_tax": "yes",
    },
)


@pytest.mark.parametrize("draft", ODD)
def test_a_draft_of_any_kind_is_shown_and_its_errors_are_named(
    panel: DesignerPanel, desk: Desk, qtbot: QtBot, draft: dict[str, Any]
) -> None:
    panel._came(draft)
    panel.steps.open_all(opened=True)
    panel.profile.holidays.open_up()
    costs = draft["costs"] if isinstance(draft["costs"], list) else []
    for number in range(len(costs)):
        panel.costs.open(number)
        QApplication.processEvents()
    panel._show_versions()
    panel.foot.what_if.compare()
    settle(qtbot, desk)
    assert panel.problems.errors > 0
    assert panel.foot.bill.total.text() == ""
    assert not panel.head.save.isEnabled()
