"""The frame around the places: side bar, pages, and the foot that tells of long work."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.jobs import Job
from zefdesk.desktop.ledger_trouble import LedgerTrouble
from zefdesk.desktop.side_bar import SideBar
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.job_line import JobLine
from zefdesk.domain.trouble import Trouble


class Frame(QWidget):
    """Holds the pages by name; shows one, or why there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side_bar = SideBar()
        self.trouble = LedgerTrouble()
        self.line = JobLine()
        self.pages: dict[str, QWidget] = {}
        self._waiting = QWidget()
        self._waiting.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.trouble)
        right = parts.column(spacing=0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.line)
        layout = parts.row(self.side_bar, spacing=0)
        layout.addLayout(right, 1)
        self.setLayout(layout)
        self._connect(desk)

    def add_place(self, action: QAction, icon: str) -> None:
        """Add a place to the side bar; its page may come later."""
        action.setCheckable(True)
        self.side_bar.add_place(action, icon)

    def add_page(self, name: str, page: QWidget) -> None:
        """Take in the page of a place."""
        self.pages[name] = page
        self._stack.addWidget(page)

    def wait(self) -> None:
        """Hold the keyboard for the page that comes, so that it does not stay in the side bar."""
        self._waiting.setFocus()

    def show_page(self, name: str) -> None:
        """Show the page of a place, or nothing while it is not there yet."""
        self._stack.setCurrentWidget(self.pages.get(name, self._waiting))

    def show_trouble(self, location: str, sentence: str) -> None:
        """Say instead of any page why there is no ledger."""
        self.trouble.show_trouble(location, sentence)
        self._stack.setCurrentWidget(self.trouble)

    def _connect(self, desk: Desk) -> None:
        jobs = desk.jobs
        jobs.started.connect(self.line.started)
        jobs.progressed.connect(self.line.progressed)
        jobs.finished.connect(self.line.finished)
        jobs.went_wrong.connect(self._went_wrong)
        self.line.cancelled.connect(jobs.cancel)
        desk.said.connect(self.line.say)
        desk.refused.connect(self._say_refusal)
        desk.trouble.connect(self._say_trouble)

    def _say_refusal(self, sentence: str, link: str, follow: Callable[[], object] | None) -> None:
        self.line.say(sentence, link, follow, "warn")

    def _say_trouble(self, sentence: str) -> None:
        self.line.say(sentence, tone="bad")

    def _went_wrong(self, job: Job, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.line.say(f"{job.label}: {error}" if job.label else str(error), tone="bad")
