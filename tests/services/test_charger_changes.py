from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, profile_file
from tests.factories import a_session, store
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import UnknownName
from zefdesk.services import charger_changes, configuring, reviewing
from zefdesk.services.charger_changes import Change, ChangedMeanwhile, NotChanged
from zefdesk.services.charger_overview import overview
from zefdesk.store.ledger import Ledger
from zefdesk.store.profiles import Overlap


@pytest.fixture
def network(ledger: Ledger, tmp_path: Path) -> Ledger:
    """Two chargers, of which one has a session, and a profile."""
    store(ledger, a_session())
    configuring.set_charger(ledger, LOBBY_EAST, {"name": "Lobby East"})
    configuring.set_charger(ledger, LOBBY_WEST, {"name": "Lobby West"})
    configuring.import_profile(ledger, profile_file(tmp_path))
    return ledger


def seen(ledger: Ledger) -> list[object]:
    return [(one.charger, one.spans) for one in overview(ledger).chargers]


def test_a_change_knows_what_was_and_what_became(network: Ledger) -> None:
    change = charger_changes.set_values(network, [LOBBY_EAST, LOBBY_WEST], {"name": "Lobby West"})
    assert change.serials == (LOBBY_EAST,)
    assert [state.charger.name for state in change.before if state.charger] == ["Lobby East"]


def test_a_refused_value_changes_none_of_the_chargers(network: Ledger) -> None:
    before = seen(network)
    with pytest.raises(UnknownName):
        charger_changes.set_values(network, [LOBBY_EAST, LOBBY_WEST], {"capacity_kw": "much"})
    assert seen(network) == before


def test_attaching_and_detaching_are_taken_back_whole(network: Ledger) -> None:
    nothing = seen(network)
    attached = charger_changes.attach(network, "Workday ToU", [LOBBY_EAST, LOBBY_WEST], date(2026, 5, 1))
    with_profile = seen(network)
    detached = charger_changes.detach(network, [LOBBY_EAST], date(2026, 6, 1))
    assert charger_changes.put(network, detached.backwards()).serials == (LOBBY_EAST,)
    assert seen(network) == with_profile
    charger_changes.put(network, attached.backwards())
    assert seen(network) == nothing


def test_an_overlap_is_refused_for_all(network: Ledger) -> None:
    charger_changes.attach(network, "Workday ToU", [LOBBY_WEST], date(2026, 5, 1))
    before = seen(network)
    with pytest.raises(Overlap):
        charger_changes.attach(network, "Workday ToU", [LOBBY_EAST, LOBBY_WEST], date(2026, 4, 1))
    assert seen(network) == before


def test_what_something_else_changed_since_is_not_undone(network: Ledger) -> None:
    change = charger_changes.set_values(network, [LOBBY_EAST], {"site": "Harbor"})
    configuring.set_charger(network, LOBBY_EAST, {"sticker": "010983"})
    before = seen(network)
    with pytest.raises(ChangedMeanwhile):
        charger_changes.put(network, change.backwards())
    assert seen(network) == before


def test_a_zone_that_is_taken_back_shows_sessions_in_the_zone_they_were_read_in(network: Ledger) -> None:
    change = charger_changes.set_values(network, [LOBBY_EAST], {"time_zone": "Europe/Berlin"})
    (number,) = reviewing.session_ids(network, SessionQuery())
    assert reviewing.session(network, number).display_zone == "Europe/Berlin"
    charger_changes.put(network, change.backwards())
    assert reviewing.session(network, number).display_zone == "America/Chicago"


def test_only_a_charger_that_no_session_names_gets_another_serial_or_goes(network: Ledger) -> None:
    with pytest.raises(NotChanged):
        charger_changes.rename(network, LOBBY_EAST, "OTHER")
    with pytest.raises(NotChanged):
        charger_changes.remove(network, [LOBBY_EAST])
    with pytest.raises(NotChanged):
        charger_changes.rename(network, LOBBY_WEST, LOBBY_EAST)
    before = seen(network)
    renamed = charger_changes.rename(network, LOBBY_WEST, "OTHER")
    assert [one.charger.serial for one in overview(network).chargers] == [LOBBY_EAST, "OTHER"]
    removed = charger_changes.remove(network, ["OTHER"])
    assert [one.charger.serial for one in overview(network).chargers] == [LOBBY_EAST]
    charger_changes.put(network, removed.backwards())
    charger_changes.put(network, renamed.backwards())
    assert seen(network) == before


_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("attach"), _DAYS),
        st.tuples(st.just("detach"), _DAYS),
        st.tuples(st.just("rate"), st.sampled_from(["0.35/kWh", "2/h", "1.5/charging-h", ""])),
        st.tuples(st.just("zone"), st.sampled_from(["Europe/Berlin", "America/Chicago", ""])),
    ),
    max_size=8,
)


def _step(ledger: Ledger, kind: str, value: object) -> Change | None:
    try:
        if isinstance(value, date):
            if kind == "attach":
                return charger_changes.attach(ledger, "Workday ToU", [LOBBY_EAST], value)
            return charger_changes.detach(ledger, [LOBBY_EAST], value)
        key = "simple_rate" if kind == "rate" else "time_zone"
        return charger_changes.set_values(ledger, [LOBBY_EAST], {key: str(value)})
    except Overlap:
        return None


@given(_STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_run_of_changes_can_be_undone_and_done_again(network: Ledger, steps: list[tuple[str, object]]) -> None:
    begun = seen(network)
    made = [change for step in steps if (change := _step(network, *step)) is not None]
    ended = seen(network)
    for change in reversed(made):
        charger_changes.put(network, change.backwards())
    assert seen(network) == begun
    for change in made:
        charger_changes.put(network, change)
    assert seen(network) == ended
    for change in reversed(made):
        charger_changes.put(network, change.backwards())


def test_chargers_are_in_the_order_in_which_a_person_counts_and_the_archived_last(ledger: Ledger) -> None:
    for serial, name in enumerate(("Garage 10", "[ARCHIVED] Annex", "garage 2", "Lobby", "Garage 2b")):
        configuring.set_charger(ledger, f"S{serial}", {"name": name})
    names = [one.charger.name for one in overview(ledger).chargers]
    assert names == ["garage 2", "Garage 2b", "Garage 10", "Lobby", "[ARCHIVED] Annex"]
