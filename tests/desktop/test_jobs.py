import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.jobs import Job, Jobs
from zefdesk.domain.trouble import Cancelled, Trouble
from zefdesk.services.progress import Progress


class Asker(QObject):
    """Somebody who asks for work and keeps what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.errors: list[Exception] = []
        self.threads: list[threading.Thread] = []

    def take(self, answer: Any) -> None:
        self.answers.append(answer)
        self.threads.append(threading.current_thread())

    def fail(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def asker() -> Asker:
    return Asker()


def wait_idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


def until_stopped(started: threading.Event) -> Callable[[Any], None]:
    def work(report: Any) -> None:
        started.set()
        while True:
            report(Progress("on and on", 0.5))

    return work


def test_an_answer_comes_back_on_the_thread_that_asked(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    desk.jobs.run(lambda _report: threading.current_thread(), asker.take)
    wait_idle(qtbot, desk.jobs)
    assert asker.answers[0] is not threading.main_thread()
    assert asker.threads == [threading.main_thread()]


def test_jobs_run_one_after_another_in_one_thread(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    for _ in range(3):
        desk.jobs.run(lambda _report: threading.current_thread().name, asker.take)
    wait_idle(qtbot, desk.jobs)
    assert len(set(asker.answers)) == 1


def test_what_work_raises_is_given_to_failed(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    def work(_report: Any) -> None:
        raise Trouble("the file is gone")

    desk.jobs.run(work, asker.take, asker.fail)
    wait_idle(qtbot, desk.jobs)
    assert [str(error) for error in asker.errors] == ["the file is gone"]


def test_what_nobody_takes_is_told_to_the_window(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    def work(_report: Any) -> None:
        raise Trouble("the file is gone")

    with qtbot.waitSignal(desk.jobs.went_wrong, timeout=5000) as told:
        desk.jobs.run(work, asker.take)
    assert str(told.args[1]) == "the file is gone"


def test_a_cancelled_job_stops_at_its_next_report(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    started = threading.Event()
    job = desk.jobs.run(until_stopped(started), asker.take, asker.fail, label="Long")
    assert started.wait(5)
    desk.jobs.cancel(job)
    wait_idle(qtbot, desk.jobs)
    assert isinstance(asker.errors[0], Cancelled)


def test_a_newer_job_of_a_channel_drops_the_older_answer(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    started = threading.Event()
    desk.jobs.run(until_stopped(started), asker.take, asker.fail, channel="totals")
    assert started.wait(5)
    desk.jobs.run(lambda _report: "newer", asker.take, asker.fail, channel="totals")
    wait_idle(qtbot, desk.jobs)
    assert (asker.answers, asker.errors) == (["newer"], [])


def test_cancelling_interrupts_what_reads_the_ledger(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    started, interrupted = threading.Event(), threading.Event()

    def query(_report: Any) -> None:
        started.set()
        assert interrupted.wait(5)
        raise Cancelled

    desk.jobs.interrupt = interrupted.set
    job = desk.jobs.run(query, asker.take, asker.fail)
    assert started.wait(5)
    desk.jobs.cancel(job)
    wait_idle(qtbot, desk.jobs)
    assert len(asker.errors) == 1


def test_a_job_that_was_interrupted_for_another_is_tried_again(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    tries: list[int] = []

    def query(_report: Any) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise Cancelled
        return len(tries)

    desk.jobs.run(query, asker.take, asker.fail)
    wait_idle(qtbot, desk.jobs)
    assert asker.answers == [2]


def test_progress_is_told_on_the_way(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    def work(report: Any) -> str:
        report(Progress("may.csv", 0.25))
        return "done"

    with qtbot.waitSignal(desk.jobs.progressed, timeout=5000) as told:
        desk.jobs.run(work, asker.take, label="Import")
    job: Job = told.args[0]
    assert (job.what, job.promille, job.left_in_words) == ("may.csv", 250, "25%")
    wait_idle(qtbot, desk.jobs)


def test_an_answer_for_a_widget_that_is_gone_goes_nowhere(qtbot: QtBot, desk: Desk) -> None:
    asker = Asker()
    go = threading.Event()
    desk.jobs.run(lambda _report: go.wait(5), asker.take)
    asker.deleteLater()
    qtbot.waitSignal(asker.destroyed, timeout=5000).wait()
    go.set()
    wait_idle(qtbot, desk.jobs)


def test_cancelling_all_ends_in_idle_and_takes_no_more(qtbot: QtBot, desk: Desk, asker: Asker) -> None:
    started = threading.Event()
    desk.jobs.run(until_stopped(started), asker.take, asker.fail)
    desk.jobs.run(lambda _report: "waited", asker.take, asker.fail)
    assert started.wait(5)
    with qtbot.waitSignal(desk.jobs.idle, timeout=5000):
        desk.jobs.cancel_all()
    desk.jobs.run(lambda _report: "late", asker.take, asker.fail)
    assert (asker.answers, asker.errors, desk.jobs.busy) == ([], [], False)


def test_an_answer_with_arguments_does_not_reach_somebody_who_is_gone(desk: Desk, qtbot: QtBot) -> None:
    asker = Asker()
    desk.jobs.run(lambda _report: "late", partial(partial(asker.take)))
    shiboken6.delete(asker)
    wait_idle(qtbot, desk.jobs)
    assert asker.answers == []
