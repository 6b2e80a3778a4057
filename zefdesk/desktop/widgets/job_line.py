"""The foot of the window: what runs, how far it is, how long it takes still, Cancel; afterwards what came of it."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.jobs import Job
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel

SHOW_AFTER_MS = 200
GO_AFTER_MS = 20_000
WHOLE = 1000

_Said: TypeAlias = tuple[str, str, Callable[[], object] | None, str]


class JobLine(QFrame):
    """Shows one labelled job at a time, or the last result; hidden while there is neither.

    A result goes after a while, and when one goes to another page; what went wrong stays until it is closed.
    """

    cancelled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("job-line")
        self._jobs: list[Job] = []
        self._follow: Callable[[], object] | None = None
        self._said: _Said | None = None
        self._picture = parts.label()
        self._what = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, WHOLE)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._left = parts.label("", "secondary")
        self._left.setMinimumWidth(150)
        self._cancel = parts.button("Cancel", kind="ghost", tip="Stop this; nothing half is kept", clicked=self._stop)
        self._link = parts.button("", kind="link", clicked=self._followed)
        self._close = parts.icon_button("x", "Close this line", clicked=self.clear)
        self._late = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._late.timeout.connect(self._show_job)
        self._leaves = QTimer(self, singleShot=True, interval=GO_AFTER_MS)
        self._leaves.timeout.connect(self.leave)
        inside = (self._picture, self._what, self._link, None, self._bar, self._left, self._cancel, self._close)
        self.setLayout(parts.row(*inside, spacing=10, margins=(16, 3, 12, 3)))
        self.setFixedHeight(38)
        self.hide()

    def started(self, job: Job) -> None:
        """Take up a job that has a label; it is shown once it takes longer than a blink."""
        if job.label:
            self._jobs.append(job)
            self._late.start()

    def progressed(self, job: Job) -> None:
        """Show how far a job is."""
        if self._jobs and job is self._jobs[0] and self._bar.isVisible():
            self._show_job()

    def finished(self, job: Job) -> None:
        """Let a job go; the next one, or an earlier result, takes its place."""
        if job not in self._jobs:
            return
        self._jobs.remove(job)
        if self._jobs:
            self._late.start()
        else:
            self._late.stop()
            self._show_parts(running=False)
            if self._said is None:
                self.hide()
            else:
                self.say(*self._said)

    def say(self, sentence: str, link: str = "", follow: Callable[[], object] | None = None, tone: str = "") -> None:
        """Say what came of something, with a link to it; `tone` is empty, `warn` or `bad`."""
        self._follow = follow
        self._said = (sentence, link, follow, tone)
        self._what.setText(sentence)
        self.setAccessibleName(sentence)
        picture = {"bad": "circle-alert", "warn": "triangle-alert"}.get(tone, "check")
        icons.put_picture(self._picture, picture, tone or "accent")
        self._link.setText(link)
        self._link.setAccessibleName(link)
        self._show_parts(running=False)
        self._leaves.stop() if tone else self._leaves.start()
        self.show()

    def leave(self) -> None:
        """Take the result away, unless it says what went wrong."""
        if self._said is not None and self._said[3] != "bad":
            self.clear()

    def clear(self) -> None:
        """Take the result away."""
        self._leaves.stop()
        self._said = None
        self._follow = None
        self.setVisible(bool(self._jobs) and self._bar.isVisible())

    def _show_job(self) -> None:
        if not self._jobs:
            return
        job = self._jobs[0]
        at = job.what.replace("\\", "/").rpartition("/")[2]
        self._what.setText(f"{job.label}: {at}" if at and at not in job.label else job.label)
        self._bar.setRange(0, WHOLE if job.share else 0)
        self._bar.setValue(job.promille)
        self._left.setText("Stopping…" if job.cancelled else job.left_in_words)
        icons.put_picture(self._picture, "refresh-cw", "muted")
        self.setAccessibleName(self._what.text())
        self._show_parts(running=True)
        self.show()

    def _show_parts(self, *, running: bool) -> None:
        for part in (self._bar, self._left, self._cancel):
            part.setVisible(running)
        self._link.setVisible(not running and bool(self._link.text()))
        self._close.setVisible(not running)

    def _stop(self) -> None:
        if self._jobs:
            self.cancelled.emit(self._jobs[0])
            self._left.setText("Stopping…")

    def _followed(self) -> None:
        if self._follow is not None:
            self._follow()
