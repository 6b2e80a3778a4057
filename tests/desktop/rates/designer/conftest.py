"""The designer on a ledger of the test, with two chargers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import settle
from tests.desktop.tariffs import LOBBY_EAST, WORKDAY, charger_file, profile_file
from tests.factories import a_session, store
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path) -> Iterator[DesignerPanel]:
    """A ledger with one session and two chargers, no profile yet."""
    store(ledger, a_session())
    configuring.set_charger(ledger, LOBBY_EAST, {"name": "Lobby East", "time_zone": "America/Chicago"})
    configuring.import_chargers(ledger, charger_file(tmp_path))
    made = DesignerPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    made.set_ledger(ledger)
    settle(qtbot, desk)
    yield made
    made.set_ledger(None)
    settle(qtbot, desk)


@pytest.fixture
def workday(panel: DesignerPanel, desk: Desk, ledger: Ledger, qtbot: QtBot, tmp_path: Path) -> DesignerPanel:
    """The designer with a profile that is on Lobby East."""
    configuring.import_profile(ledger, profile_file(tmp_path))
    configuring.assign(ledger, WORKDAY["name"], [LOBBY_EAST])
    panel.refresh()
    settle(qtbot, desk)
    return panel
