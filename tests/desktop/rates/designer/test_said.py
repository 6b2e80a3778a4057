"""What the designer says of a draft that is not whole, and how it shows what is typed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu

from tests.desktop.rates.designer.hands import button, choose, field, press, type_in
from zefdesk.desktop.rates.designer import forms
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.domain.notation import Notation


def said(panel: DesignerPanel) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if not each.isHidden())


def test_a_profile_without_a_cost_is_said_to_need_one(panel: DesignerPanel) -> None:
    press(panel.beginning, "Begin with Nothing")
    type_in(panel, "name", "Lobby")
    assert "The bill waits: a profile needs at least one cost." in said(panel)
    assert "A profile needs at least one cost." in panel.problems._first.text()


def test_a_unit_is_said_once_though_something_else_is_wrong(workday: DesignerPanel) -> None:
    workday.design.type_in("name", None)
    QApplication.processEvents()
    words = [row._words.text() for each in workday.costs.cards[0]._lists for row in each.rows]
    assert words
    assert not any("per kWh" in each for each in words)


def test_a_cap_takes_the_keyboard_says_what_it_is_of_and_is_a_problem_while_it_is_empty(workday: DesignerPanel) -> None:
    choose(workday, "Add a constraint: when the cost applies, a cap", "Cost Cap")
    QApplication.processEvents()
    assert workday.window().focusWidget() is field(workday, "costs[0].cap")
    assert "USD per session" in said(workday)
    assert [one.code for one in workday.problems._remarks][:1] == ["empty-bound"]
    type_in(workday, "costs[0].cap", "20")
    QApplication.processEvents()
    assert "empty-bound" not in [one.code for one in workday.problems._remarks]


def test_an_upper_end_that_is_not_given_is_shown_as_none(workday: DesignerPanel) -> None:
    choose(workday, "Add a constraint: when the cost applies, a cap", "Time Limit")
    assert field(workday, "costs[0].constraints.max_duration").placeholderText() == "no end"


def test_what_can_be_added_is_in_groups(workday: DesignerPanel) -> None:
    opener = button(workday, "Add a constraint: when the cost applies, a cap")
    menu = opener.findChild(QMenu)
    assert menu is not None
    menu.aboutToShow.emit()
    groups: list[list[str]] = [[]]
    for action in menu.actions():
        if action.isSeparator():
            groups.append([])
        else:
            groups[-1].append(action.text())
    assert groups[2:] == [["Initiator", "Members", "Reservation"], ["Charger Capacity"], ["Cost Cap", "Cost Floor"]]


def test_how_blocks_are_counted_is_asked_only_where_there_are_some(workday: DesignerPanel) -> None:
    boxes = {each.accessibleName(): each for each in workday.limits.findChildren(QComboBox)}
    assert boxes["Begun blocks"].isHidden()
    workday.design.type_in("costs[0].step", 500)
    assert not boxes["Begun blocks"].isHidden()
    assert boxes["Begun blocks"].currentText() == "a block that is begun is billed"


def test_money_is_shown_with_both_decimals_once_it_is_left() -> None:
    form = forms.money(Notation())
    assert [form.show(one) for one in ("0.4", "0.45", "20", "0.125", None)] == ["0.40", "0.45", "20", "0.125", ""]
    assert form.read("0.40") == "0.40"


def test_the_live_bill_ends_with_its_total_and_its_lines_say_their_times(workday: DesignerPanel) -> None:
    live = workday.foot.bill
    live.price()
    QApplication.processEvents()
    labels = [each.text() for each in live.findChildren(QLabel) if not each.isHidden()]
    assert labels.index("Total") < len(labels) - 1
    assert live.bill is not None
    assert live.bill.lines[0].times.startswith(live.sample.start.field.text()[11:16])
    assert labels[labels.index("Total") + 1] == live.bill.total


def test_the_sample_begins_once_the_profile_is_in_force_and_says_so_where_it_does_not(workday: DesignerPanel) -> None:
    live = workday.foot.bill
    live.begin_within("2027-01-02")
    assert live.sample.start.field.text() == "2027-01-04 15:00"
    workday.design.type_in("effective_from", "2027-06-01")
    assert "The sample begins before 2027-06-01" in live._said.text()


def test_what_a_person_typed_as_a_start_stays(workday: DesignerPanel) -> None:
    live = workday.foot.bill
    QTest.keyClick(live.sample.start.field, Qt.Key.Key_Backspace)
    QTest.keyClicks(live.sample.start.field, "0")
    before = live.sample.start.field.text()
    live.begin_within("2027-01-02")
    assert live.sample.start.field.text() == before
