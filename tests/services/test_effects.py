from array import array
from datetime import date
from pathlib import Path

import pytest

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, dearer, profile_file
from tests.factories import MAY_2, a_session, store
from zefdesk.domain.query import SessionQuery
from zefdesk.services import charger_changes, configuring, effects, pricing
from zefdesk.services.effects import Effects
from zefdesk.store.ledger import Ledger

DAY = 86_400


@pytest.fixture
def network(ledger: Ledger, tmp_path: Path) -> Ledger:
    """Two chargers with three sessions and one, all priced by a simple rate."""
    sessions = [a_session(start=MAY_2 + day * DAY) for day in range(3)]
    store(ledger, *sessions, a_session(name="Lobby West", serial=LOBBY_WEST))
    for serial in (LOBBY_EAST, LOBBY_WEST):
        configuring.set_charger(ledger, serial, {"simple_rate": "0.35/kWh", "currency": "USD"})
    configuring.import_profile(ledger, profile_file(tmp_path))
    pricing.price_sessions(ledger, SessionQuery())
    return ledger


def of(ledger: Ledger, *serials: str) -> Effects:
    return effects.effects(ledger, effects.sessions_of(ledger, serials))


def test_what_is_priced_as_it_would_be_is_not_touched(network: Ledger) -> None:
    assert of(network, LOBBY_EAST, LOBBY_WEST) == Effects()
    assert of(network) == Effects()


def test_another_rate_prices_the_sessions_of_its_charger_differently_and_changes_none(network: Ledger) -> None:
    charger_changes.set_values(network, [LOBBY_EAST], {"simple_rate": "0.45/kWh"})
    found = of(network, LOBBY_EAST, LOBBY_WEST)
    assert found.chargers == {LOBBY_EAST: 3}
    assert found.before == {"USD": 3 * 5_500_000_000}
    assert found.after == {"USD": 3 * 7_070_000_000}
    assert (found.itemised, found.plain, found.without) == (0, 0, 0)
    assert of(network, LOBBY_EAST) == found


def test_a_profile_that_is_attached_from_a_day_itemises_the_sessions_from_there(network: Ledger) -> None:
    charger_changes.attach(network, "Workday ToU", [LOBBY_EAST], date(2026, 5, 3))
    found = of(network, LOBBY_EAST)
    assert (len(found.numbers), found.itemised, found.plain) == (2, 2, 0)
    pricing.price_sessions(network, SessionQuery())
    assert of(network, LOBBY_EAST) == Effects()
    charger_changes.detach(network, [LOBBY_EAST], date(2026, 5, 4))
    found = of(network, LOBBY_EAST)
    assert (len(found.numbers), found.itemised, found.plain) == (1, 0, 1)


def test_a_price_that_is_taken_away_leaves_sessions_without(network: Ledger) -> None:
    charger_changes.set_values(network, [LOBBY_WEST], {"simple_rate": ""})
    found = of(network, LOBBY_EAST, LOBBY_WEST)
    assert (found.chargers, found.without, found.after) == ({LOBBY_WEST: 1}, 1, {})


def test_a_change_that_no_bill_shows_is_none(network: Ledger) -> None:
    charger_changes.set_values(network, [LOBBY_EAST], {"capacity_kw": "9.6", "name": "East", "site": "Harbor"})
    assert of(network, LOBBY_EAST) == Effects()


def test_a_change_that_is_taken_back_has_no_effect(network: Ledger) -> None:
    change = charger_changes.set_values(network, [LOBBY_EAST], {"simple_rate": "0.45/kWh"})
    charger_changes.put(network, change.backwards())
    assert of(network, LOBBY_EAST) == Effects()


def test_a_new_version_of_a_profile_in_use_has_effects(network: Ledger, tmp_path: Path) -> None:
    charger_changes.attach(network, "Workday ToU", [LOBBY_EAST])
    pricing.price_sessions(network, SessionQuery())
    configuring.import_profile(network, profile_file(tmp_path, **dearer()))
    found = of(network, LOBBY_EAST)
    assert len(found.numbers) == 3
    assert found.after["USD"] > found.before["USD"]


def test_parts_add_up_to_the_whole(network: Ledger) -> None:
    charger_changes.set_values(network, [LOBBY_EAST, LOBBY_WEST], {"simple_rate": "2/h"})
    numbers = effects.sessions_of(network, [LOBBY_EAST, LOBBY_WEST])
    sum_ = Effects()
    for number in numbers:
        sum_.add(effects.effects(network, array("q", [number])))
    assert sum_ == effects.effects(network, numbers)
    assert len(sum_.numbers) == 4
