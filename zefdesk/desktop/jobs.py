"""Long work off the UI thread, one job at a time: progress, cancelling, and answers that come back on the UI thread.

    self.jobs.run(lambda report: importing.imports(ledger), self._show_imports)
    self.jobs.run(partial(exporting.export, ledger, target, query), self._said, self._failed, label="Export")

A job with a label is shown at the foot of the window and can be cancelled there; one without is silent.
"""

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from inspect import ismethod
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from zefdesk.domain.trouble import Cancelled

SWITCH_SECONDS = 0.001
TELL_EVERY_SECONDS = 0.05
TELL_LEFT_AFTER_SECONDS = 1.5
TELL_LEFT_FROM_SHARE = 0.02

Tell: TypeAlias = Callable[[Any], None]
Work: TypeAlias = Callable[[Tell], Any]


class Job:
    """One piece of work: what it is called, whether somebody wants it to stop, how it ended."""

    def __init__(
        self, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None] | None, label: str
    ) -> None:
        self.label = label
        self.work, self.done, self.failed = work, done, failed
        self.started_at = time.monotonic()
        self.what, self.share = "", 0.0
        self.superseded = False
        self._stop = threading.Event()
        self._told_at = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._stop.is_set()

    @property
    def promille(self) -> int:
        """How much is done, in thousandths."""
        return round(self.share * 1000)

    @property
    def left_in_words(self) -> str:
        """How far the job is, and how long it takes still as far as that can be told."""
        if not self.share:
            return ""
        elapsed = time.monotonic() - self.started_at
        percent = f"{self.share:.0%}"
        if elapsed < TELL_LEFT_AFTER_SECONDS or self.share < TELL_LEFT_FROM_SHARE:
            return percent
        return f"{percent}, {_in_words(elapsed / self.share * (1 - self.share))} left"

    def ask_to_stop(self) -> None:
        """Make the next report raise `Cancelled`."""
        self._stop.set()

    def check(self) -> None:
        """Raise Cancelled once the job was asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def due(self) -> bool:
        """Whether it is time again to tell how far the job is."""
        now = time.monotonic()
        if now - self._told_at < TELL_EVERY_SECONDS:
            return False
        self._told_at = now
        return True


class Jobs(QObject):
    """The one worker of the window.

    `failed` is given what was raised, `Cancelled` included; without it troubles go to `went_wrong`. A job that
    a newer one of the same channel supersedes is stopped and answers nobody.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    went_wrong = Signal(object, object)
    idle = Signal()
    _answered = Signal(object, object, object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self.interrupt: Callable[[], None] | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._open: list[Job] = []
        self._newest: dict[str, Job] = {}
        self._running: Job | None = None
        self._closed = False
        self._answered.connect(self._answer)
        self._told.connect(self._tell)

    def run(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        label: str = "",
        channel: str = "",
    ) -> Job:
        """Do `work(report)` in the worker, then call `done(result)` or `failed(error)` on the UI thread."""
        job = Job(work, done, failed, label)
        if channel:
            if (earlier := self._newest.get(channel)) in self._open and earlier is not None:
                earlier.superseded = True
                self.cancel(earlier)
            self._newest[channel] = job
        if self._closed:
            return job
        self._open.append(job)
        self.started.emit(job)
        self._pool.submit(self._work, job)
        return job

    def cancel(self, job: Job) -> None:
        """Ask a job to stop; a statement of it that reads the ledger is ended at once."""
        job.ask_to_stop()
        if self._running is job and self.interrupt:
            self.interrupt()

    def cancel_all(self) -> None:
        """Ask everything to stop and take no more; `idle` tells when it did."""
        self._closed = True
        for job in list(self._open):
            job.superseded = True
            self.cancel(job)
        if not self._open:
            self.idle.emit()

    @property
    def busy(self) -> bool:
        """Whether any job runs or waits."""
        return bool(self._open)

    def close(self) -> None:
        """Let the worker go when it has finished what it does."""
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self, job: Job) -> None:
        self._running = job
        job.started_at = time.monotonic()
        try:
            outcome = self._attempt(job)
        finally:
            self._running = None
        self._answered.emit(job, *outcome)

    def _attempt(self, job: Job) -> tuple[Any, Exception | None]:
        """Do the work; a statement that was ended for the sake of another job is tried once more."""
        for last in (False, True):
            try:
                job.check()
                return job.work(lambda progress: self._report(job, progress)), None
            except Cancelled as error:
                if last or job.cancelled:
                    return None, error
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is told on the UI thread
                return None, error
        return None, Cancelled()

    def _report(self, job: Job, progress: Any) -> None:  # noqa: ANN401 -- a Progress of the services
        job.check()
        if job.due():
            self._told.emit(job, progress)

    def _tell(self, job: Job, progress: Any) -> None:  # noqa: ANN401
        job.what, job.share = progress
        if job in self._open:
            self.progressed.emit(job)

    def _answer(self, job: Job, result: Any, error: Exception | None) -> None:  # noqa: ANN401
        self._open.remove(job)
        self.finished.emit(job)
        if not job.superseded:
            self._hand_over(job, result, error)
        if not self._open:
            self.idle.emit()

    def _hand_over(self, job: Job, result: Any, error: Exception | None) -> None:  # noqa: ANN401
        if error is None:
            if _alive(job.done):
                job.done(result)
        elif job.failed is not None:
            if _alive(job.failed):
                job.failed(error)
        elif not isinstance(error, Cancelled):
            self.went_wrong.emit(job, error)


def _in_words(seconds: float) -> str:
    return f"about {seconds / 60:.0f} min" if seconds >= 90 else f"{max(seconds, 1):.0f} s"  # noqa: PLR2004 -- 1.5 min


def _alive(answer: Callable[..., None]) -> bool:
    """Whether the widget whose method this is, with or without arguments given beforehand, still exists."""
    while isinstance(answer, partial):
        answer = answer.func
    owner = answer.__self__ if ismethod(answer) else None
    return not isinstance(owner, QObject) or isValid(owner)
