"""What a person does with profiles in the designer."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import choose, drag, field, press, settle, type_in
from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, WORKDAY, profile_file
from zefdesk.billing.draft import insert
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.fields import Field
from zefdesk.desktop.rates.designer.line_button import LineButton
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.desktop.rates.designer.tab_order import in_order
from zefdesk.services import configuring, drafting
from zefdesk.store.ledger import Ledger

NAME = WORKDAY["name"]
NARROWEST_PX = 642
"""What is left for the designer in a window of 1280 pixels, beside list and form."""


def lines(panel: DesignerPanel) -> list[LineButton]:
    QApplication.processEvents()
    return [each for each in panel.foot.bill.findChildren(LineButton) if not each.isHidden()]


def said(panel: DesignerPanel) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def begin_on(panel: DesignerPanel, day: str) -> None:
    panel.profile.open_up(opened=True)
    type_in(panel, "effective_from", day)


def test_the_profile_that_is_stored_is_shown_with_its_sentence_and_its_bill(workday: DesignerPanel) -> None:
    assert workday.head.profiles.currentText() == NAME
    assert "Version 1" in workday.head.state.accessibleName()
    assert "$0.45 per kWh 06:00-09:00, otherwise $0.25" in said(workday)
    assert workday.foot.bill.total.text().startswith("$")
    assert not workday.head.save.isEnabled()


def test_each_keystroke_prices_the_sample_again(workday: DesignerPanel) -> None:
    totals = [workday.foot.bill.total.text()]
    rate = field(workday, "costs[0].rate")
    rate.setFocus()
    rate.selectAll()
    for key in "0.5":
        QTest.keyClick(rate, key)
        totals.append(workday.foot.bill.total.text())
    assert totals[0] != totals[-1]
    workday.foot.bill.sample.energy.slider.setValue(40)
    assert workday.foot.bill.sample.energy.field.text() == "40"
    assert workday.foot.bill.total.text() != totals[-1]


def test_what_cannot_be_priced_says_what_the_bill_waits_for(workday: DesignerPanel) -> None:
    type_in(workday, "costs[0].rate", "0.2x")
    assert workday.foot.bill.total.text() == ""
    assert "The bill waits: Energy, rate '0.2x' is no decimal" in said(workday)
    assert field(workday, "costs[0].rate").property("wrong") == "true"
    workday.foot.bill.sample.start.field.clear()
    QTest.keyClicks(workday.foot.bill.sample.start.field, "soon")
    assert "The sample cannot be read" in said(workday)


def test_a_line_of_the_bill_leads_to_the_rule_that_made_it(workday: DesignerPanel) -> None:
    workday.costs.open(None)
    line = next(each for each in lines(workday) if "Idle" in each.accessibleName())
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    assert focused is field(workday, "costs[1].rate")


def test_a_stored_session_takes_the_place_of_the_sample(workday: DesignerPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.shown_session = 1
    workday.foot.bill.source.choose("stored")
    settle(qtbot, desk)
    assert "15.70 kWh, by a report" in said(workday)
    assert workday.foot.bill.total.text() != ""
    QTest.keyClicks(workday.foot.bill._number, "99")
    settle(qtbot, desk)
    assert workday.foot.bill.total.text() == ""


def test_an_edit_of_a_profile_in_use_becomes_a_version_with_a_day_of_its_own(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger
) -> None:
    type_in(workday, "costs[0].rate", "0.30")
    assert "Version 2, draft" in workday.head.state.accessibleName()
    assert not workday.head.save.isEnabled()
    assert "begins too" in said(workday)
    QTest.mouseClick(workday.problems._mend, Qt.MouseButton.LeftButton)
    assert workday.design.value("effective_from") > date.today().isoformat()  # noqa: DTZ011
    press(workday.head, "Save version")
    settle(qtbot, desk)
    settle(qtbot, desk)
    versions = [one.version for one in configuring.profiles(ledger)]
    assert versions == [1, 2]
    assert "Version 2" in workday.head.state.accessibleName()
    assert drafting.open_drafts(ledger) == []


def test_what_is_typed_is_kept_over_a_close_and_said_to_be_a_draft(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger
) -> None:
    type_in(workday, "costs[0].rate", "0.4x")
    workday.set_ledger(None)
    settle(qtbot, desk)
    assert [one.draft["costs"][0]["rate"] for one in drafting.open_drafts(ledger)] == ["0.4x"]
    workday.set_ledger(ledger)
    settle(qtbot, desk)
    assert field(workday, "costs[0].rate").text() == "0.4x"
    assert "not stored as a version yet" in said(workday)
    choose(workday, "More that can be done with profiles", "Throw the draft away")
    workday.storing.keep()
    settle(qtbot, desk)
    assert drafting.open_drafts(ledger) == []
    assert field(workday, "costs[0].rate").text() == "0.25"


def test_undo_and_redo_by_the_keyboard_wherever_the_focus_is(workday: DesignerPanel) -> None:
    rate = field(workday, "costs[0].rate")
    type_in(workday, "costs[0].rate", "0.31")
    QTest.keyClick(rate, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workday.design.value("costs[0].rate") == "0.25"
    week = workday.costs.cards[0].week
    assert week is not None
    QTest.keyClick(week.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert workday.design.value("costs[0].rate") == "0.31"


def test_hours_are_painted_with_a_rate_and_taken_away_again(workday: DesignerPanel) -> None:
    week = workday.costs.cards[0].week
    assert week is not None
    drag(week.grid, (5, 6), (10, 12))
    assert "Selected: Sat to Sun 10:00-12:00" in week.said.text()
    QTest.keyClicks(week.brushes.new_rate, "0.10")
    QTest.keyClick(week.brushes.new_rate, Qt.Key.Key_Return)
    assert [one["rate"] for one in workday.design.value("costs[0].variations")] == ["0.1", "0.45"]
    assert week.grid.at(6, 11 * 3600).rate != week.grid.at(6, 13 * 3600).rate
    week.grid.select(5, 10 * 3600)
    week.grid.select(6, 11 * 3600, extend=True)
    QTest.keyClick(week.grid, Qt.Key.Key_Delete)
    assert [one["rate"] for one in workday.design.value("costs[0].variations")] == ["0.45"]


def test_a_day_is_copied_to_other_days(workday: DesignerPanel) -> None:
    week = workday.costs.cards[0].week
    assert week is not None
    week.grid.select(0, 10 * 3600)
    QTest.keyClicks(week.brushes.new_rate, "0.10")
    QTest.keyClick(week.brushes.new_rate, Qt.Key.Key_Return)
    assert week.grid.at(4, 10 * 3600).rate != week.grid.at(0, 10 * 3600).rate
    choose(week, "Copy day", "Copy the day to Monday to Friday")
    assert week.grid.at(4, 10 * 3600) == week.grid.at(0, 10 * 3600)
    assert week.grid.at(5, 10 * 3600).rate != week.grid.at(0, 10 * 3600).rate


def test_the_grid_says_which_rule_wins_and_why(workday: DesignerPanel) -> None:
    week = workday.costs.cards[0].week
    assert week is not None
    week.grid.pointed.emit(2, 7 * 3600)
    assert "Wednesday 06:00-09:00: Morning" in said(workday)


def test_hours_without_a_price_are_found_by_the_grid(workday: DesignerPanel) -> None:
    type_in(workday, "costs[0].rate", "")
    begin_on(workday, "2027-01-01")
    workday.problems.toggle()
    gap = next(each for each in workday.problems._remarks if each.code == "no-price")
    press(workday.problems, f"Show where: {gap.message}")
    week = workday.costs.cards[0].week
    assert week is not None
    assert week.grid.hasFocus()
    assert week.grid.at(week.grid.selection.first, week.grid.selection.start).rate is None
    assert gap.mend is not None
    press(workday.problems, f"Fix: {gap.mend.text}")
    assert workday.problems.errors == 0


def test_errors_keep_it_from_being_attached_and_say_so(workday: DesignerPanel) -> None:
    workday.chargers.open_up(opened=True)
    workday.chargers.choose([LOBBY_WEST])
    assert workday.chargers.attach.isEnabled()
    assert "The simple rate of Lobby West no longer applies" in said(workday)
    type_in(workday, "costs[0].rate", "-1")
    assert not workday.chargers.attach.isEnabled()
    assert "To be attached once" in said(workday)


def test_it_is_saved_and_attached_from_a_day(workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger) -> None:
    type_in(workday, "costs[0].rate", "0.30")
    begin_on(workday, "2027-01-01")
    workday.chargers.open_up(opened=True)
    workday.chargers.choose([LOBBY_WEST])
    workday.chargers.since.setDate(QDate(2027, 2, 1))
    assert workday.chargers.attach.text() == "Save and attach to 1 charger"
    with qtbot.waitSignal(workday.attach_wanted) as told:
        QTest.mouseClick(workday.chargers.attach, Qt.MouseButton.LeftButton)
    assert told.args == [NAME, (LOBBY_WEST,), date(2027, 2, 1)]
    settle(qtbot, desk)
    assert [one.version for one in configuring.profiles(ledger)] == [1, 2]


def test_versions_can_be_read_and_compared(workday: DesignerPanel) -> None:
    type_in(workday, "costs[0].rate", "0.30")
    begin_on(workday, "2027-01-01")
    choose(workday, "More that can be done with profiles", "Versions…")
    assert "0.30" in said(workday)
    press(workday.versions, "Read version 1")
    assert "Version 1:" in said(workday)
    press(workday.versions, "Make version 1 the draft")
    assert workday.design.value("costs[0].rate") == "0.25"


def test_costs_and_rules_are_moved_by_the_keyboard(workday: DesignerPanel) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(workday.costs.cards[1], Qt.Key.Key_Up, alt)
    assert [one["name"] for one in workday.design.value("costs")] == ["Idle", "Energy"]
    workday.design.undo()
    choose(workday, "Add a variation: another rate", "Energy")
    assert workday.design.value("costs[0].variations[1].name") == "Energy"
    row = field(workday, "costs[0].variations[1].name").parentWidget()
    QTest.keyClick(row, Qt.Key.Key_Up, alt)
    assert workday.design.value("costs[0].variations[0].name") == "Energy"
    choose(workday, "What can be done with Energy", "Remove")
    assert len(workday.design.value("costs[0].variations")) == 1


def test_every_widget_that_takes_the_keyboard_has_a_name(workday: DesignerPanel) -> None:
    for step in (workday.profile, workday.limits, workday.chargers):
        step.open_up(opened=True)
    for cost in range(2):
        workday.costs.open(cost)
        nameless = [
            each
            for each in workday.findChildren(QWidget)
            if each.isVisible()
            and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not each.accessibleName()
            and each.objectName() != "qt_spinbox_lineedit"
        ]
        assert not nameless, nameless


def test_a_version_that_nobody_used_is_put_right_in_its_place(
    panel: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger, tmp_path: Path
) -> None:
    configuring.import_profile(ledger, profile_file(tmp_path))
    panel.refresh()
    settle(qtbot, desk)
    type_in(panel, "costs[0].rate", "0.30")
    assert "Version 1, draft" in panel.head.state.accessibleName()
    assert panel.problems.errors == 0
    press(panel.head, "Save version")
    settle(qtbot, desk)
    settle(qtbot, desk)
    versions = configuring.profiles(ledger)
    assert [one.version for one in versions] == [1]
    assert '"0.3"' in versions[0].document


def test_drafts_of_two_profiles_are_kept_apart(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger, tmp_path: Path
) -> None:
    configuring.import_profile(ledger, profile_file(tmp_path, name="Other"))
    workday.refresh()
    settle(qtbot, desk)
    workday.show_profile(NAME)
    type_in(workday, "costs[0].rate", "0.31")
    workday.show_profile("Other")
    type_in(workday, "costs[0].rate", "0.32")
    type_in(workday, "costs[0].variations[0].rate", "0.33")
    workday.show_profile(NAME)
    settle(qtbot, desk)
    kept = {one.draft["name"]: one.draft["costs"][0]["rate"] for one in drafting.open_drafts(ledger)}
    assert kept == {NAME: "0.31", "Other": "0.32"}
    workday.show_profile("Other")
    settle(qtbot, desk)
    workday.show_profile(NAME)
    assert workday.design.value("costs[0].rate") == "0.31"


def test_who_charges_is_asked_of_the_sample_where_it_matters(workday: DesignerPanel) -> None:
    sample = workday.foot.bill.sample
    assert not sample.identity.isVisible()
    choose(workday, "Add a variation: another rate", "Members")
    type_in(workday, "costs[0].variations[1].rate", "0.10")
    type_in(workday, "costs[0].variations[1].when.identity_group", "members")
    type_in(workday, "identity_groups.members", "ch-5521, z-20114")
    assert sample.identity.isVisible()
    guest = workday.foot.bill.total.text()
    QTest.keyClicks(sample.identity, "z-20114")
    assert workday.foot.bill.total.text() != guest
    assert any("Members" in line.accessibleName() for line in lines(workday))


def test_the_name_of_a_draft_stands_in_the_chooser_as_it_is_typed(panel: DesignerPanel) -> None:
    press(panel.beginning, "Begin with Nothing")
    assert panel.head.profiles.currentText() == "New profile"
    type_in(panel, "name", "Lobby by night")
    assert panel.head.profiles.currentText() == "Lobby by night"


def test_the_real_week_of_a_holiday_shows_its_exception(workday: DesignerPanel) -> None:
    holiday = {"date": "2026-07-03", "name": "Founders' day"}
    waived = {"name": "Holidays", "holidays": True, "waived": True}
    draft = workday.design.draft | {"holidays": [holiday]}
    workday.design.change(insert(draft, "costs[0].exceptions", waived))
    week = workday.costs.cards[0].week
    assert week is not None
    usual = week.grid.at(4, 7 * 3600)
    week.dates.setCurrentIndex(week.dates.findText("2026-07-03 Founders' day"))
    week._show_date()
    assert week.grid.at(4, 7 * 3600).rate != usual.rate
    assert week.grid.at(3, 7 * 3600).rate == usual.rate
    assert "Friday 00:00-24:00: Holidays" in week.said.text()
    week.grid.painted.emit(week.grid.selection)
    QTest.keyClick(week.grid, Qt.Key.Key_Delete)
    assert "choose the usual week first" in week.said.text()
    week.dates.setCurrentIndex(0)
    week._show_week()
    assert week.grid.at(4, 7 * 3600).rate == usual.rate


def test_a_version_that_nobody_used_is_withdrawn_and_a_used_one_says_why_not(
    workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger
) -> None:
    choose(workday, "More that can be done with profiles", "Versions…")
    press(workday.versions, "Withdraw version 1")
    settle(qtbot, desk)
    assert "unassign it first" in said(workday)
    configuring.unassign(ledger, [LOBBY_EAST], date(2026, 1, 1))
    press(workday.versions, "Withdraw version 1")
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert configuring.profiles(ledger) == []


def test_a_copy_is_a_profile_of_its_own(workday: DesignerPanel, desk: Desk, qtbot: QtBot, ledger: Ledger) -> None:
    choose(workday, "More that can be done with profiles", "Begin a copy of it")
    assert workday.profile.name.text() == f"{NAME} copy"
    assert "Version 1, draft" in workday.head.state.accessibleName()
    press(workday.head, "Save version")
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert sorted(one.name for one in configuring.profiles(ledger)) == [NAME, f"{NAME} copy"]


@pytest.mark.parametrize("step", ["all", "season", "rows"])
def test_nothing_is_cut_where_the_window_is_small(workday: DesignerPanel, step: str) -> None:
    workday.steps.open_all(opened=True)
    week = workday.costs.cards[0].week
    assert week is not None
    if step == "season":
        press(week, "Add a season")
    elif step == "rows":
        for word in ("Months", "Time of Use", "Time Limit", "Members"):
            choose(workday, "Add a variation: another rate", word)
    QApplication.processEvents()
    assert workday.minimumSizeHint().width() <= NARROWEST_PX
    assert workday.steps.widget().minimumSizeHint().width() <= NARROWEST_PX


def test_what_is_typed_is_in_the_ledger_a_moment_later_whatever_happens_then(
    workday: DesignerPanel, ledger: Ledger, qtbot: QtBot
) -> None:
    type_in(workday, "costs[0].rate", "0.37")
    qtbot.waitUntil(lambda: len(drafting.open_drafts(ledger)) == 1)
    assert drafting.open_drafts(ledger)[0].draft["costs"][0]["rate"] == "0.37"
    type_in(workday, "costs[0].rate", "0.38")
    qtbot.waitUntil(lambda: drafting.open_drafts(ledger)[0].draft["costs"][0]["rate"] == "0.38")
    assert len(drafting.open_drafts(ledger)) == 1


def test_tab_goes_through_the_steps_as_they_stand(workday: DesignerPanel) -> None:
    QApplication.processEvents()
    named = [each.path if isinstance(each, Field) else each.accessibleName() for each in in_order(workday._split)]
    chain: list[str] = []
    at: QWidget | None = workday.head.profiles
    while at is not None and len(chain) < 400:
        chain.append(at.path if isinstance(at, Field) else at.accessibleName())
        at = at.nextInFocusChain()
    places = [chain.index(name) for name in dict.fromkeys(named) if name]
    assert places == sorted(places)
    wanted = ["Profile", "Add a cost", "costs[0].rate", "Week grid", "costs[0].variations[0].name", "Live bill"]
    assert [name for name in named if name in wanted] == wanted
