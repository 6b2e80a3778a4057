import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.widgets.job_line import JobLine
from zefdesk.services.progress import Progress


@pytest.fixture
def line(qtbot: QtBot, desk: Desk) -> JobLine:
    made = JobLine()
    qtbot.addWidget(made)
    desk.jobs.started.connect(made.started)
    desk.jobs.progressed.connect(made.progressed)
    desk.jobs.finished.connect(made.finished)
    made.cancelled.connect(desk.jobs.cancel)
    return made


def nothing(_answer: Any) -> None:
    """Take an answer that does not matter."""


def button(line: JobLine, text: str) -> QPushButton:
    return next(each for each in line.findChildren(QPushButton) if each.text() == text)


def test_long_work_is_shown_and_can_be_cancelled(qtbot: QtBot, desk: Desk, line: JobLine) -> None:
    def work(report: Any) -> None:
        while True:
            report(Progress("/home/me/may.csv", 0.4))

    ended: list[Exception] = []
    desk.jobs.run(work, nothing, ended.append, label="Import")
    qtbot.waitUntil(line.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: any("Import: may.csv" in each.text() for each in line.findChildren(QLabel)), timeout=5000)
    button(line, "Cancel").click()
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=5000)
    assert len(ended) == 1
    assert not line.isVisible()


def test_a_blink_of_work_is_not_shown(qtbot: QtBot, desk: Desk, line: JobLine) -> None:
    desk.jobs.run(lambda _report: None, nothing, label="Opening")
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=5000)
    assert not line.isVisible()


def test_silent_work_is_never_shown(qtbot: QtBot, desk: Desk, line: JobLine) -> None:
    go = threading.Event()
    desk.jobs.run(lambda _report: go.wait(5), nothing)
    qtbot.wait(300)
    assert not line.isVisible()
    go.set()


def test_the_result_stays_with_its_link_until_it_is_closed(line: JobLine) -> None:
    followed: list[int] = []
    line.say("1,180 new, 15 known, 5 refused", "show", lambda: followed.append(1))
    assert line.isVisible()
    button(line, "show").click()
    assert followed == [1]
    line.clear()
    assert not line.isVisible()


def test_a_result_comes_back_when_work_that_came_between_has_ended(qtbot: QtBot, desk: Desk, line: JobLine) -> None:
    go = threading.Event()
    line.say("1 bill made", "show", lambda: None)
    desk.jobs.run(lambda _report: go.wait(5), nothing, label="Looking again")
    qtbot.waitUntil(lambda: "Looking again" in line.accessibleName(), timeout=5000)
    assert not button(line, "show").isVisible()
    go.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=5000)
    assert line.accessibleName() == "1 bill made"
    assert button(line, "show").isVisible()


def test_a_result_leaves_by_itself_and_what_went_wrong_stays(line: JobLine) -> None:
    line.say("2 sessions marked reviewed")
    assert line._leaves.isActive()
    line._leaves.timeout.emit()
    assert not line.isVisible()
    line.say("May 2026 is closed: nothing was changed", tone="warn")
    assert not line._leaves.isActive()
    line.leave()
    assert not line.isVisible()
    line.say("The disk is full", tone="bad")
    line.leave()
    assert line.isVisible()
