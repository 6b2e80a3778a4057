"""The one window: shown first, then the ledger is opened and the places are filled."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from zefdesk.desktop import file_dialogs, sheets
from zefdesk.desktop.desk import Desk, Page
from zefdesk.desktop.door import Door, behind, later
from zefdesk.desktop.drop import DropShade, files_of
from zefdesk.desktop.frame import Frame
from zefdesk.desktop.jobs import Jobs
from zefdesk.desktop.menus import Menus
from zefdesk.desktop.person import PERSON, person_sheet
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import theme
from zefdesk.desktop.tokens import NARROW_WINDOW_PX
from zefdesk.domain.query import SessionQuery

if TYPE_CHECKING:
    from zefdesk.desktop.behind import Behind
    from zefdesk.desktop.imports.page import ImportsPage
    from zefdesk.desktop.later import Later
    from zefdesk.desktop.sessions.page import SessionsPage
    from zefdesk.services.ledgers import LedgerFacts
    from zefdesk.store.ledger import Ledger

SESSIONS, RATES, IMPORTS, FINDINGS = "sessions", "rates", "imports", "findings"
PLACES = {SESSIONS: "table-2", RATES: "plug", IMPORTS: "import", FINDINGS: "flag"}
"""The places in the order of the side bar, with their icons."""
USUAL_SIZE = (1440, 900)
LEAST_SIZE = (960, 600)
PATIENCE_MS = 5000
LATER_MS = 500


class MainWindow(QMainWindow):
    """Frame, menus and door of a ledger, and what connects them."""

    ready = Signal()
    """Everything that was asked for at the start is loaded and the ledger is open."""

    gone = Signal()
    """The window is closed and what it did is ended; without it nobody keeps the program."""

    def __init__(
        self, settings: Settings, *, location: str | None = None, demo: bool = False, files: tuple[Path, ...] = ()
    ) -> None:
        super().__init__()
        self._asked = (location, demo)
        self._files = files
        self._begun = False
        self._leaving = False
        self._place = SESSIONS
        self.settings = settings
        self.jobs = Jobs(self)
        self.desk = Desk(self.jobs, settings, self)
        self.door = Door(self.desk, self)
        self.frame = Frame(self.desk)
        self.menus = Menus(self)
        self.facts: LedgerFacts | None = None
        self._shade = DropShade(self)
        self._pages: dict[str, Page] = {}
        self._sessions: SessionsPage | None = None
        self._imports: ImportsPage | None = None
        self.setCentralWidget(self.frame)
        self.frame.wait()
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        self._connect()
        self._restore()

    # what a person does

    def choose_files(self) -> None:
        """Ask for reports and preview their import."""
        file_dialogs.ask_for_files(self, self.settings, "Import reports or logs", self.import_files)

    def import_files(self, files: list[Path] | tuple[Path, ...]) -> None:
        """Preview the import of files, as soon as a ledger is open."""
        if self.door.ledger is None or self._imports is None:
            self._files = (*self._files, *files)
            if self.frame.trouble.isVisible():
                self.frame.line.say("Open a ledger first; these files are previewed then", tone="warn")
            return
        for file in files:
            self._remember("recent/reports", str(file.absolute()))
        self.go_to(IMPORTS)
        self._imports.preview(list(files))

    def go_to(self, place: str) -> None:
        """Show a place."""
        if place != self._place:
            self.frame.line.leave()
        self._place = place
        for each in PLACES:
            self.menus.own[each].setChecked(each == place)
        if self.door.ledger is not None or not self.frame.trouble.isVisible():
            self.frame.show_page(place)
        page = self._pages.get(place)
        self.menus.show_page(page.actions_by_name() if page else {})
        if place in self.frame.pages and not self.frame.side_bar.has_keyboard():
            self.frame.pages[place].setFocus()

    def open_ledger(self) -> None:
        """Ask for a ledger and open it."""
        file_dialogs.ask_for_ledger(self, self.settings, "Open a ledger", self._open_first)

    def new_ledger(self) -> None:
        """Ask for a name and begin a ledger there."""
        file_dialogs.ask_where(
            self,
            self.settings,
            "New ledger",
            "ledger.zefdesk",
            file_dialogs.LEDGERS,
            self._begin_first,
            may_replace=False,
        )

    def save_copy(self) -> None:
        """Ask for a name and write a consistent copy of the ledger there."""
        name = f"{Path(self.facts.name).stem if self.facts else 'ledger'}-copy.zefdesk"
        file_dialogs.ask_where(self, self.settings, "Save a copy", name, file_dialogs.LEDGERS, self._copy_first)

    def show_ledger_facts(self) -> None:
        """Say where the ledger lies and how big it is."""
        if (facts := self.facts) is None:
            return
        count = self.desk.notation.count
        name = "Sample data, thrown away when ZefDesk is closed" if self.door.is_demo else facts.name
        rows = [
            ("Name", name),
            ("Where", facts.location),
            ("Size", self._size()),
            ("Sessions", count(facts.sessions)),
        ]
        folder = str(Path(facts.location).parent) if Path(facts.location).is_file() else None
        sheets.ledger(self, [*rows, ("Files", count(facts.files))], folder, facts.location).show()

    # how it begins

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        location, demo = self._asked
        self.jobs.run(lambda _report: behind(), self._furnish)
        if demo:
            self.door.open_demo()
        else:
            self.door.open(location)

    def _furnish(self, behind: "Behind") -> None:
        self._sessions = behind.sessions_page(self.desk)
        self.menus.offer_everywhere(self._sessions.actions_by_name())
        self._take_in(SESSIONS, self._sessions, self._sessions)

    def _furnish_more(self, later: "Later") -> None:
        if self._imports is None:
            self._imports = later.imports_page(self.desk)
            self._take_in(IMPORTS, self._imports, self._imports)
            findings = later.findings_page(self.desk)
            self._take_in(FINDINGS, findings, findings)
            rates = later.rates_page(self.desk)
            self._take_in(RATES, rates, rates)
            for name, does in later.rates(self.desk, self, lambda: self.door.ledger, rates).commands().items():
                self.menus.own[name].triggered.connect(does)
                self.menus.own[name].setEnabled(True)
        files, self._files = self._files, ()
        if files:
            self.import_files(files)
        self.ready.emit()

    def _take_in(self, name: str, page: Page, widget: QWidget) -> None:
        self._pages[name] = page
        self.frame.add_page(name, widget)
        page.set_ledger(self.door.ledger)
        self.go_to(self._place)

    def _work_as(self, name: str) -> None:
        """Let what is done from now on be done under this name."""
        if self.door.ledger is not None and name:
            self.door.ledger.person = name

    def _opened(self, ledger: "Ledger") -> None:
        self._work_as(self.settings.text(PERSON))
        for page in self._pages.values():
            page.set_ledger(ledger)
        if not self.door.is_demo:
            self._remember("recent/ledgers", ledger.location)
        self.go_to(self._place)
        QTimer.singleShot(0 if self._files else LATER_MS, self._load_more)

    def _load_more(self) -> None:
        """Load what nobody waits for, once the first sessions had the worker to themselves."""
        self.jobs.run(lambda _report: later(), self._furnish_more)
        self.door.describe()
        self.door.look()

    def _not_opened(self, location: str, sentence: str) -> None:
        if self.door.ledger is None:
            self.frame.show_trouble(location, sentence)
        else:
            self.frame.line.say(f"{sentence}. The ledger before it stays open.", tone="bad")

    # how it hangs together

    def _connect(self) -> None:
        own, frame, door, desk = self.menus.own, self.frame, self.door, self.desk
        for place, icon in PLACES.items():
            frame.add_place(own[place], icon)
            own[place].triggered.connect(lambda _on=False, place=place: self.go_to(place))
        for name, does in {
            "import": self.choose_files,
            "new-ledger": self.new_ledger,
            "open-ledger": self.open_ledger,
            "save-copy": self.save_copy,
            "ledger-facts": self.show_ledger_facts,
            "person": lambda: person_sheet(self, self.settings, self._work_as).show(),
            "quit": self.close,
            "fields": lambda: sheets.fields(self).show(),
            "keys": lambda: sheets.keys(self, self.menus.with_keys()).show(),
            "month-end": lambda: sheets.month_end(self).show(),
            "about": lambda: sheets.about(self).show(),
        }.items():
            own[name].triggered.connect(does)
        door.opened.connect(self._opened)
        door.failed.connect(self._not_opened)
        door.described.connect(self._described)
        door.copied.connect(self._copied)
        door.looked.connect(self._refresh)
        desk.wants_import.connect(self.choose_files)
        desk.wants_sessions_of.connect(self._show_sessions_of)
        desk.wants_query.connect(self._show_query)
        desk.wants_import_shown.connect(self._show_import)
        desk.stored.connect(self._stored)
        frame.trouble.retry_wanted.connect(lambda location: door.open(location or None))
        frame.trouble.open_wanted.connect(self.open_ledger)
        frame.trouble.new_wanted.connect(self.new_ledger)
        frame.side_bar.ledger_wanted.connect(self.show_ledger_facts)
        self.menus.themes.triggered.connect(lambda chosen: self._put_on(chosen.data()))

    def _stored(self) -> None:
        self._refresh()
        self.door.describe()
        self.door.look()

    def _refresh(self) -> None:
        for page in self._pages.values():
            page.refresh()

    def _described(self, facts: "LedgerFacts") -> None:
        self.facts = facts
        count = self.desk.notation.count
        name = "Sample data" if self.door.is_demo else facts.name
        ones = "session" if facts.sessions == 1 else "sessions", "file" if facts.files == 1 else "files"
        sizes = f"{count(facts.sessions)} {ones[0]} · {count(facts.files)} {ones[1]}"
        self.frame.side_bar.show_ledger(name, sizes, f"{facts.location}\n{sizes} · {self._size()}")
        self.setWindowTitle(name)

    def _size(self) -> str:
        size = self.facts.size if self.facts else 0
        return self.locale().formattedDataSize(size, 1) if size else "on a server"

    def _open_first(self, files: list[Path]) -> None:
        self.door.open(str(files[0]), create=False)

    def _begin_first(self, files: list[Path]) -> None:
        self.door.begin(files[0])

    def _copy_first(self, files: list[Path]) -> None:
        self.door.save_copy(files[0])

    def _copied(self, target: Path) -> None:
        self.frame.line.say(f"Copy saved: {target}", "open it", lambda: self.door.open(str(target), create=False))

    def _show_sessions_of(self, number: int, path: str) -> None:
        self.go_to(SESSIONS)
        if self._sessions is not None:
            self._sessions.show_import(number, path)

    def _show_query(self, query: SessionQuery) -> None:
        self.go_to(SESSIONS)
        if self._sessions is not None:
            self._sessions.ask(query)

    def _show_import(self, number: int) -> None:
        self.go_to(IMPORTS)
        if self._imports is not None:
            self._imports.show_import(number)

    # what is remembered

    def _remember(self, key: str, text: str) -> None:
        if not self.door.is_demo:
            self.settings.lately(key, text)
        self._show_recent()

    def _show_recent(self) -> None:
        self.menus.show_recent("recent-reports", self.settings.texts("recent/reports"), self._import_again)
        self.menus.show_recent("recent-ledgers", self.settings.texts("recent/ledgers"), self._open_again)

    def _import_again(self, path: str) -> None:
        self.import_files([Path(path)])

    def _open_again(self, location: str) -> None:
        self.door.open(location, create=False)

    def _put_on(self, mode: str) -> None:
        self.settings.keep("window/theme", mode)
        theme().apply(mode)

    def _restore(self) -> None:
        for action in self.menus.themes.actions():
            action.setChecked(action.data() == theme().mode)
        self._show_recent()
        self.go_to(SESSIONS)
        if self.restoreGeometry(self.settings.state("window/geometry")):
            return
        room = QGuiApplication.primaryScreen().availableSize()
        if room.width() <= USUAL_SIZE[0] or room.height() <= USUAL_SIZE[1]:
            self.resize(room)
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.resize(*USUAL_SIZE)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.side_bar.set_narrow(self.width() < NARROW_WINDOW_PX)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
            self._shade.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._shade.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._shade.hide()
        event.acceptProposedAction()
        self.import_files(files_of(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs and go when it did, or when patience ends; nothing half is kept either way."""
        if not self._leaving:
            self._leaving = True
            self.settings.keep("window/geometry", self.saveGeometry())
            self.settings.flush()
            for page in self._pages.values():
                page.set_ledger(None)
            if self.jobs.busy:
                self.jobs.idle.connect(self.close)
                QTimer.singleShot(PATIENCE_MS, self.close)
                self.jobs.cancel_all()
                self.hide()
                event.ignore()
                return
        self.jobs.close()
        self.door.close()
        event.accept()
        self.gone.emit()
