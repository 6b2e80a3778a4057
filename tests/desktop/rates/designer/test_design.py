import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.tariffs import WORKDAY
from zefdesk.billing.draft import insert, remove
from zefdesk.desktop.rates.designer.design import Design


@pytest.fixture
def design() -> Design:
    made = Design()
    made.begin(WORKDAY, WORKDAY)
    return made


def test_what_is_typed_at_one_place_is_taken_back_as_one(design: Design) -> None:
    for text in ("0.3", "0.30", "0.305"):
        design.type_in("costs[0].rate", text)
    design.type_in("costs[1].rate", "0.6")
    assert design.changed
    design.undo()
    assert design.value("costs[1].rate") == "0.50"
    assert design.value("costs[0].rate") == "0.305"
    design.undo()
    assert design.value("costs[0].rate") == "0.25"
    assert not design.can_undo
    assert not design.changed
    design.redo()
    design.redo()
    assert design.value("costs[1].rate") == "0.6"
    assert not design.can_redo


def test_leaving_a_field_ends_what_is_taken_back_as_one(design: Design) -> None:
    design.type_in("costs[0].rate", "0.3")
    design.end_typing()
    design.type_in("costs[0].rate", "0.31")
    design.undo()
    assert design.value("costs[0].rate") == "0.3"


def test_a_new_edit_forgets_what_was_taken_back(design: Design) -> None:
    design.type_in("name", "A")
    design.undo()
    design.type_in("notes", "B")
    assert not design.can_redo


def test_what_cannot_be_read_stays_as_typed_beside_the_last_profile_that_could(design: Design) -> None:
    design.type_in("costs[0].rate", "0.4x")
    assert design.value("costs[0].rate") == "0.4x"
    assert not design.sound
    assert "is no decimal" in design.fault_at("costs[0].rate")
    assert design.profile is not None
    assert design.profile.costs[0].rate == 250_000_000
    design.type_in("costs[0].rate", "0.4")
    assert design.sound
    assert design.profile.costs[0].rate == 400_000_000
    assert design.fault_at("costs[0].rate") == ""


def test_rows_that_come_and_go_are_told_apart_from_values(design: Design, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(design.reshaped), qtbot.waitSignal(design.edited):
        design.type_in("name", "Other")
    with qtbot.assertNotEmitted(design.edited), qtbot.waitSignal(design.reshaped):
        design.change(remove(design.draft, "costs[1]"))
    with qtbot.assertNotEmitted(design.reshaped):
        design.change(dict(design.draft))
    with qtbot.waitSignal(design.reshaped):
        design.undo()
    assert design.value("costs[1].name") == "Idle"


def test_what_follows_a_value_changes_with_it_and_is_taken_back_with_it(design: Design) -> None:
    waived = {"name": "Holidays", "holidays": True, "waived": True}
    design.change(insert(design.draft, "costs[0].exceptions", waived))
    path = "costs[0].exceptions[0]"
    design.type_in(f"{path}.rate", "0.1", also={f"{path}.waived": None})
    assert design.sound
    design.undo()
    assert design.value(f"{path}.waived") is True
    assert design.value(f"{path}.rate") is None
