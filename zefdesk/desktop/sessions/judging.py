"""What a person says of the findings of the session that is shown: set aside, open again, beside the other session."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.drill_down import DrillDown
from zefdesk.desktop.sessions.loader import Loader
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import setting_aside


class Judging(QObject):
    """Answers the wishes of the Findings tab."""

    def __init__(self, desk: Desk, drill: DrillDown, loader: Callable[[], Loader | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._drill, self._loader = desk, drill, loader
        drill.findings.aside_wanted.connect(self._set_aside)
        drill.findings.back_wanted.connect(self._bring_back)
        drill.findings.other_wanted.connect(self._show_both)

    def _set_aside(self, number: int, reason: str) -> None:
        if (loader := self._loader()) is not None:
            ledger = loader.ledger
            self._desk.jobs.run(
                lambda _report: setting_aside.set_aside(ledger, [number], reason), self._done, self._failed
            )

    def _bring_back(self, number: int) -> None:
        if (loader := self._loader()) is not None:
            ledger = loader.ledger
            self._desk.jobs.run(lambda _report: setting_aside.bring_back(ledger, [number]), self._done, self._failed)

    def _show_both(self, other: int) -> None:
        mine = self._drill.shown_id
        numbers = [other] if mine is None else sorted((mine, other))
        self._desk.wants_query.emit(SessionQuery().where("id", Test.IS, *numbers))

    def _done(self, _nothing: None) -> None:
        self._desk.stored.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._desk.trouble.emit(str(error))
