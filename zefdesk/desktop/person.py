"""Under which name one works: it stands beside what is reviewed, set aside and changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from zefdesk.desktop.settings import Settings
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts

PERSON = "person"
_SAID = (
    "It stands in the activity log, and beside what you mark reviewed, note, adjust and set aside. Left empty, it is "
    "the name with which you are logged in on this computer. What was done before keeps its name."
)


def person_sheet(parent: QWidget, settings: Settings, taken: Callable[[str], None]) -> Sheet:
    """Make the sheet that asks for the name; `taken` is called with one that is kept."""
    content = QWidget()
    layout = parts.column(content, spacing=12)
    name = QLineEdit(settings.text(PERSON))
    name.setPlaceholderText("Name")
    name.setAccessibleName("Your name")
    name.setMaxLength(80)
    layout.addWidget(name)
    layout.addWidget(parts.label(_SAID, "secondary", wrap=True))
    layout.addStretch(1)
    sheet = Sheet("Your name", content, parent, size=(460, 260))

    def keep() -> None:
        settings.keep(PERSON, " ".join(name.text().split()))
        taken(settings.text(PERSON))
        sheet.close()

    sheet.add_button(parts.button("Keep", kind="primary", clicked=keep))
    name.returnPressed.connect(keep)
    sheet.setFocusProxy(name)
    return sheet
