"""The billing profiles that are stored, read only: name, version, and what each cost says in one sentence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.services.charger_overview import ProfileSeen


class ProfilesCard(QFrame):
    """`import_wanted` asks for a profile's file."""

    import_wanted = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self.setProperty("card", "surface")
        self._rows = parts.column(spacing=14)
        inside = QWidget()
        layout = parts.column(inside, spacing=14, margins=(16, 0, 16, 12))
        layout.addLayout(self._rows)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName("Billing profiles")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = parts.column(self, spacing=10, margins=(1, 12, 1, 1))
        taken = parts.button("Import a profile\u2026", "import", clicked=self.import_wanted)
        head = parts.row(parts.label("Billing profiles", "object"), None, taken, margins=(16, 0, 16, 0))
        outside.addLayout(head)
        outside.addWidget(scroll, 1)

    def show_profiles(self, profiles: Sequence[ProfileSeen]) -> None:
        """Show these profiles."""
        parts.empty(self._rows)
        if not profiles:
            self._rows.addWidget(parts.label("There is no billing profile yet. A profile is a JSON file.", "muted"))
        for one in profiles:
            self._rows.addWidget(parts.label(f"{one.name}, version {one.version}", "strong", wrap=True))
            self._rows.addWidget(parts.label(self._facts(one), "secondary", wrap=True))
            for name, sentence in one.costs:
                self._rows.addWidget(parts.label(f"{name}: {sentence}", wrap=True))

    def _facts(self, one: ProfileSeen) -> str:
        day = self._notation.day(clock.wall_of_day(one.effective_from))
        return f"{one.currency} \u00b7 {one.time_zone} \u00b7 effective from {day}"
