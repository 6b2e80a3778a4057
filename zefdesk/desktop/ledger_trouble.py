"""What stands in the window when the ledger cannot be opened: what is wrong, and what can be done now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.empty_state import EmptyState


class LedgerTrouble(EmptyState):
    """Says the trouble in place and offers to try again, to open another ledger, or to begin a new one."""

    retry_wanted = Signal(str)
    open_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("circle-alert", "", "", parent)
        self._location = ""
        self.set_buttons(
            parts.button("Try again", "refresh-cw", kind="primary", clicked=self._retry),
            parts.button("Open another ledger…", "folder-open", key="Ctrl+O", clicked=self.open_wanted),
            parts.button("New ledger…", "plus", key="Ctrl+N", clicked=self.new_wanted),
        )

    def show_trouble(self, location: str, sentence: str) -> None:
        """Say why the ledger at this place (empty: the usual one) cannot be opened; it was left as it is."""
        self._location = location
        told = f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.\nNothing in it was changed."
        self.say("circle-alert", "The ledger cannot be opened", told, role="bad")

    def _retry(self) -> None:
        self.retry_wanted.emit(self._location)
