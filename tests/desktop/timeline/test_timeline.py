"""The timeline: what a person sees of a session that a charger's log tells."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ocpp.talk import Talk
from zefdesk.desktop.timeline import words
from zefdesk.desktop.timeline.chart import _item
from zefdesk.desktop.timeline.panel import TimelinePanel
from zefdesk.desktop.timeline.value_table import ValueModel
from zefdesk.domain.logged import Logged, Span
from zefdesk.domain.notation import Notation
from zefdesk.domain.samples import Samples
from zefdesk.domain.stored import Stored
from zefdesk.services import timeline
from zefdesk.services.log_sessions import as_session
from zefdesk.services.log_text import CHANGED, MOVED, UNCHANGED, lines_at
from zefdesk.services.timeline import Curve
from zefdesk.store.log_summaries import LogPart, LogPlace

NOTATION = Notation()


def whole(*, meter: bool = True, stop: bool = True, states: bool = True) -> Logged:
    talk = Talk(lag=3)
    talk.boot("07:00:00")
    if states:
        talk.status("08:00:00", "Available")
        talk.status("08:10:00", "Preparing")
    talk.start("08:10:30", meter=0)
    if states:
        talk.status("08:11:00", "Charging")
    for minute in range(12, 42) if meter else ():
        power = {"measurand": "Power.Active.Import", "unit": "kW"}
        values = [{"value": str((minute - 11) * 120)}, {"value": "7.2", **power}]
        values += [{"value": "2.4", "phase": phase, **power} for phase in ("L1", "L2", "L3")]
        talk.meter(f"08:{minute}:00", values)
    if states:
        talk.status("08:42:00", "SuspendedEV")
    if stop:
        talk.stop("09:00:00", meter=3600)
    if states:
        talk.status("09:10:00", "Available")
    return talk.session()


def stored(told: Logged) -> Stored:
    return Stored(1, as_session(told), "America/Chicago", (), ())


@pytest.fixture
def panel(qtbot: QtBot) -> TimelinePanel:
    made = TimelinePanel(NOTATION)
    qtbot.addWidget(made)
    made.resize(420, 900)
    return made


def said(panel: TimelinePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def test_bands_follow_the_states() -> None:
    told = whole()
    found = [(one.kind, one.end - one.start) for one in timeline.bands(told)]
    assert found == [("waiting", 60), ("charging", 1860), ("idle", 1680)]


def test_bands_follow_the_meter_where_there_are_no_states() -> None:
    kinds = [one.kind for one in timeline.bands(whole(states=False))]
    assert kinds[0] == "charging"
    assert kinds[-1] in {"charging", "idle"}


def test_bands_fill_the_session_and_do_not_overlap() -> None:
    for told in (whole(), whole(meter=False), whole(stop=False), whole(states=False), whole(states=False, meter=False)):
        bands = timeline.bands(told)
        assert bands[0].start == told.start
        assert bands[-1].end == told.end
        assert all(one.end == other.start for one, other in pairwise(bands))


def test_a_session_is_told_by_bar_curve_sentence_and_events(panel: TimelinePanel) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    text = said(panel)
    assert "Power and energy" in text
    assert "30 meter values, every 1 min. Energy: meter-stop - meter-start. Clock 3 s behind the log." in text
    assert "L1 solid, L2 dashed, L3 dotted" in text
    events = [panel._events.item(at).text() for at in range(panel._events.count())]
    assert events[0] == "02:10:00   Plugged in   \u00b7   StatusNotification Preparing"
    assert events[-1].startswith("03:10:00   Unplugged")
    assert "Charging 0:31:00" in panel._bar.accessibleName()


def test_left_and_right_tell_the_values(panel: TimelinePanel) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    chart = panel._chart
    assert chart
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert panel.at_cursor.text().startswith("02:12:00   7.20 kW   L1 2.40 kW")
    assert panel.at_cursor.text().endswith("0.12 kWh")
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert panel.at_cursor.text().startswith("02:13:00")


def test_the_cursor_is_at_the_sample_that_is_nearest(panel: TimelinePanel) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    chart = panel._chart
    assert chart
    third = told.samples[2].at
    for between, shown in ((third - 29, third), (third + 29, third), (third + 31, third + 60)):
        chart.point_at(between)
        assert panel.at_cursor.text().startswith(words.moment(shown, "America/Chicago", NOTATION))
        assert chart._cursor.value() == shown
    chart.point_at(told.start - 9999)
    assert panel.at_cursor.text().startswith("02:12:00")


def wheel(widget: QWidget, modifiers: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over a widget; gives whether it took that for itself."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_the_wheel_scrolls_the_panel_and_zooms_with_ctrl(panel: TimelinePanel, qtbot: QtBot) -> None:
    told = whole()
    panel.resize(420, 300)
    panel.show_session(stored(told), told)
    with qtbot.waitExposed(panel):
        panel.show()
    chart = panel._chart
    assert chart
    width = chart.viewRange()[0][1] - chart.viewRange()[0][0]
    wheel(chart.viewport(), Qt.KeyboardModifier.NoModifier)
    assert chart.viewRange()[0][1] - chart.viewRange()[0][0] == width
    wheel(chart.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert chart.viewRange()[0][1] - chart.viewRange()[0][0] < width


def test_a_session_over_midnight_is_told_with_dates(panel: TimelinePanel) -> None:
    talk = Talk()
    talk.status("08:00:00", "Preparing")
    talk.start("08:00:10", meter=0)
    talk.meter("08:30:00", 3000)
    talk.stop("2026-03-04 09:00:00", meter=5000)
    talk.status("2026-03-05 09:10:00", "Available")
    told = talk.session()
    panel.show_session(stored(told), told)
    assert panel._events.item(0).text().startswith("2026-03-03 02:00:00   Plugged in")
    assert panel._bar._edges == ("2026-03-03 02:00", "2026-03-05 03:10")
    assert panel._values.values.text(0, 0) == "2026-03-03 02:30:00"
    assert panel._chart
    panel._chart.point_at(told.start)
    assert panel.at_cursor.text().startswith("2026-03-03 02:30:00")


def test_times_that_are_the_same_are_one_way_to_show_them(panel: TimelinePanel) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    assert "Times: charger (CST)" in [button.text() for button in panel.findChildren(QPushButton)]
    panel.next_times()
    assert "Times: UTC (UTC)" in [button.text() for button in panel.findChildren(QPushButton)]
    panel.next_times()
    assert "Times: charger (CST)" in [button.text() for button in panel.findChildren(QPushButton)]


def test_a_charger_without_a_zone_is_said_to_have_none(panel: TimelinePanel) -> None:
    told = whole()
    unset = stored(told)._replace(display_zone="UTC")
    panel.show_session(unset, told, zone_set=False)
    for _ in range(2):
        texts = [button.text() for button in panel.findChildren(QPushButton)]
        assert "Times: charger's zone not set, as written (UTC)" in texts
        panel.next_times()


def test_the_table_of_values_cuts_no_row(panel: TimelinePanel, qtbot: QtBot) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    panel._show_values.click()
    with qtbot.waitExposed(panel):
        panel.show()
    table = panel._values
    assert table.viewport().height() % table.rowHeight(0) == 0


def test_an_event_leads_to_its_line(panel: TimelinePanel, qtbot: QtBot) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    with qtbot.waitSignal(panel.line_wanted) as wanted:
        panel._events.itemActivated.emit(panel._events.item(1))
    assert wanted.args == [told.events[1].span]


def test_what_is_missing_is_said(panel: TimelinePanel) -> None:
    told = whole(meter=False)
    panel.show_session(stored(told), told)
    assert "no meter values of this session, so there is no curve" in said(panel)
    assert panel._chart is None
    told = whole(stop=False)
    panel.show_session(stored(told), told)
    assert "The log has no stop: closed by the connector becoming available." in said(panel)


def test_a_report_alone_is_drawn_as_assumed(panel: TimelinePanel) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    panel.show_session(stored(told), None)
    assert words.NO_LOG in said(panel)
    assert "assumed first" in panel._bar.accessibleName()
    assert panel._chart is not None
    assert panel._chart.isHidden()


def test_the_values_are_there_as_a_table_to_copy(panel: TimelinePanel) -> None:
    told = whole()
    panel.show_session(stored(told), told)
    panel._show_values.click()
    table = panel._values
    assert not table.isHidden()
    assert table.values.rowCount() == 30
    table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Time", "Register (kWh)", "Power (kW)"]
    assert lines[1].split("\t")[:3] == ["02:12:00", "0.12", "7.2"]


@pytest.mark.usefixtures("qapp")
def test_the_table_is_a_sound_model() -> None:
    model = ValueModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_samples(Samples.of(whole().samples), "UTC", NOTATION)
    model.show_samples(Samples(), "UTC", NOTATION)
    assert model.columnCount() == 0
    del tester


def test_many_points_keep_their_peaks() -> None:
    values = [0.0] * 100_000
    values[54_321] = 22.0
    drawn = _item(Curve("power", range(100_000), values), "k")
    at, shown = drawn.getData()
    assert len(at) <= 7_000
    assert max(shown) == 22.0
    assert (at[0], at[-1]) == (0, 99_999)


def test_lines_of_the_log_are_read_as_they_lie(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    text = "".join(f"line {number} password=secret{number}\n" for number in range(1, 101))
    log.write_text(text)
    about = log.stat()
    place = LogPlace(1, str(log), "", (LogPart(str(log), 0, about.st_size, about.st_mtime_ns),))
    offset = text.index("line 50")
    found = lines_at(place, Span(1, offset, 7, 50), before=1, after=1)
    assert (found.state, [one.number for one in found.lines]) == (UNCHANGED, [49, 50, 51])
    assert [one.here for one in found.lines] == [False, True, False]
    assert "secret" not in "".join(one.text for one in found.lines)
    log.write_text(text + "more\n")
    assert lines_at(place, Span(1, offset, 7, 50)).state == CHANGED
    log.unlink()
    assert lines_at(place, Span(1, offset, 7, 50)).state == MOVED
