"""Where a profile begins: templates, each with when it is used, a file, or nothing at all."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from zefdesk.desktop.rates.designer import menus
from zefdesk.desktop.widgets import parts
from zefdesk.services.templates import Template, templates


class Beginning(QWidget):
    """`begun` tells the template to begin with (None: nothing), `import_wanted` asks for a file."""

    begun = Signal(object)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        rows = parts.column(inside, spacing=8, margins=(16, 4, 16, 14))
        rows.addWidget(parts.label("Begin a billing profile", "section"))
        said = (
            "A profile says what a session costs, and gives it Bill Details. Begin with what is nearest and change it."
        )
        rows.addWidget(parts.label(said, "muted", wrap=True))
        rows.addWidget(self._row("Nothing", "A blank profile, for whoever knows what it is to say.", None))
        for one in templates():
            rows.addWidget(self._row(one.title, one.when_to_use, one))
        file = parts.button("Import a profile or an OCPI tariff…", "import", clicked=self.import_wanted)
        rows.addLayout(parts.row(file, None))
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts.column(self).addWidget(scroll)

    def _row(self, title: str, when_to_use: str, template: Template | None) -> QFrame:
        made = parts.card("inset")
        words = parts.column(spacing=1)
        words.addWidget(parts.label(title, "strong"))
        words.addWidget(parts.label(when_to_use, "secondary", wrap=True))
        start = parts.button("Begin", clicked=partial(self.begun.emit, template))
        start.setAccessibleName(f"Begin with {title}")
        layout = parts.row(margins=(12, 8, 10, 8), spacing=12)
        layout.addLayout(words, 1)
        layout.addWidget(start)
        made.setLayout(layout)
        return made


def new_menu(begin: Callable[[Template | None], object], import_file: Callable[[], object]) -> QMenu:
    """Make the menu of what a new profile can begin with; None is nothing at all."""
    menu = QMenu()
    menu.setToolTipsVisible(True)
    menus.add(menu, "Blank profile", lambda: begin(None))
    menu.addSeparator()
    for one in templates():
        menus.add(menu, one.title, partial(begin, one), tip=one.when_to_use)
    menu.addSeparator()
    menus.add(menu, "From a file (JSON, OCPI tariff)…", import_file)
    return menu
