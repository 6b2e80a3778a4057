"""The Chargers & rates screen on a ledger with two chargers, a profile and some sessions."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, profile_file
from tests.factories import MAY_2, a_session, store
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

WAIT_MS = 20_000
DAY = 86_400


@pytest.fixture
def network(ledger: Ledger, tmp_path: Path) -> Ledger:
    """Lobby East with three sessions, Lobby West with one, and the profile Workday ToU on neither."""
    store(
        ledger,
        *(a_session(start=MAY_2 + day * DAY) for day in range(3)),
        a_session(name="Lobby West", serial=LOBBY_WEST),
    )
    for serial, name in ((LOBBY_EAST, "Lobby East"), (LOBBY_WEST, "Lobby West")):
        configuring.set_charger(ledger, serial, {"name": name, "time_zone": "America/Chicago", "currency": "USD"})
    configuring.import_profile(ledger, profile_file(tmp_path))
    return ledger


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Wait until nothing is left to do."""
    return lambda: qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT_MS)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, network: Ledger, settle: Callable[[], None]) -> Iterator[RatesPage]:
    """The screen, shown and filled."""
    made = RatesPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.set_ledger(network)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    yield made
    settle()
