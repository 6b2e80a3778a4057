"""The menu Rates: profiles and chargers in and out by file, profiles assigned; all in the window's worker."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.menus import OF_RATES
from zefdesk.desktop.rates import words
from zefdesk.desktop.rates.assign_sheet import AssignSheet
from zefdesk.desktop.rates.choices import Choices, choices
from zefdesk.desktop.rates.history import History
from zefdesk.desktop.rates.words import ProfileCame
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.key_values import KeyValues
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import configuring
from zefdesk.services.charger_changes import Change, attach, import_file

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

CHARGERS = "charger-configuration.csv"


class Rates(QObject):
    """What the commands do; `ledger` gives the one that is open."""

    def __init__(self, desk: Desk, window: QWidget, ledger: "Callable[[], Ledger | None]", history: History) -> None:
        super().__init__(window)
        self._desk, self._window, self._ledger, self._history = desk, window, ledger, history
        self._sheet: AssignSheet | None = None

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what each command does, by its name."""
        does = (self.import_profile, self.assign_profile, self.import_chargers, self.export_chargers)
        return dict(zip(OF_RATES, does, strict=True))

    def import_profile(self) -> None:
        """Ask for a profile's file and store it."""
        self._ask("Import a billing profile", file_dialogs.PROFILES, self._read_profile)

    def import_chargers(self) -> None:
        """Ask for a table of chargers and take over what it says."""
        self._ask("Import chargers", file_dialogs.CHARGERS, self._read_chargers)

    def export_chargers(self) -> None:
        """Ask for a name and write all chargers there."""
        if self._ledger() is not None:
            kinds = file_dialogs.CHARGERS
            dialog = file_dialogs.ask_where(
                self._window, self._desk.settings, "Export chargers", CHARGERS, kinds, self._write_chargers
            )
            dialog.setAccessibleName("Export chargers to a file")

    def assign_profile(self) -> None:
        """Open the sheet on which a profile is assigned."""
        self._open_sheet("")

    # work

    def _ask(self, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
        if self._ledger() is not None:
            file_dialogs.ask_for_file(self._window, self._desk.settings, title, kinds, then)

    def _read_profile(self, files: list[Path]) -> None:
        if (ledger := self._ledger()) is not None:
            work = partial(words.profile_came, ledger, files[0])
            self._run(work, self._profile_came, f"Import {files[0].name}")

    def _profile_came(self, came: ProfileCame) -> None:
        if came.warnings:
            link, follow = "show", partial(self._show_warnings, came)
        else:
            link, follow = "assign it to chargers", partial(self._open_sheet, came.name)
        self._desk.said.emit(words.profile_outcome(came), link, follow)
        self._desk.stored.emit()

    def _show_warnings(self, came: ProfileCame) -> None:
        content = QWidget()
        rows = KeyValues(name_width=170)
        rows.show_rows(words.warnings(came.warnings))
        layout = parts.column(content, spacing=10, margins=(0, 0, 12, 0))
        said = "The profile is stored and can be used. This may not be what was meant:"
        layout.addWidget(parts.label(said, "secondary", wrap=True))
        layout.addWidget(rows)
        layout.addStretch(1)
        sheet = Sheet(f"{came.name}, version {came.version}", content, self._window, size=(620, 380))
        assign = parts.button("Assign it\u2026", kind="primary", clicked=sheet.close)
        assign.clicked.connect(partial(self._open_sheet, came.name))
        sheet.add_button(assign)
        sheet.show()

    def _read_chargers(self, files: list[Path]) -> None:
        self._history.do(
            f"Chargers of {files[0].name}", lambda ledger: import_file(ledger, files[0]), then=self._chargers_came
        )

    def _chargers_came(self, change: Change) -> None:
        self._say_stored(words.chargers_outcome(len(change.serials), self._desk.notation))

    def _write_chargers(self, files: list[Path]) -> None:
        if (ledger := self._ledger()) is not None:
            work = partial(configuring.export_chargers, ledger, files[0], force=True)
            self._run(work, partial(self._chargers_written, files[0]), f"Export {files[0].name}")

    def _chargers_written(self, target: Path, count: int) -> None:
        self._desk.said.emit(words.chargers_written(count, target, self._desk.notation), "", None)

    def _run(self, work: Callable[[], object], done: Callable[..., None], label: str) -> None:
        self._desk.jobs.run(lambda _report: work(), done, self._failed, label=label)

    # assigning

    def _open_sheet(self, profile: str) -> None:
        if (ledger := self._ledger()) is not None:
            notation = self._desk.notation
            show = partial(self._show_sheet, profile)
            self._desk.jobs.run(lambda _report: choices(ledger, notation), show, self._failed, channel="choices")

    def _show_sheet(self, profile: str, found: Choices) -> None:
        if not found.profiles:
            self._desk.said.emit("There is no billing profile yet", "import one", self.import_profile)
            return
        if not found.chargers:
            self._desk.said.emit("No charger is known yet", "import a report or a log", self._desk.wants_import.emit)
            return
        self._sheet = sheet = AssignSheet(found, profile, self._window)
        sheet.wanted.connect(self._assign)
        sheet.show()

    def _assign(self, name: str, serials: tuple[str, ...], day: date | None) -> None:
        self._history.do(
            words.assigned(name, len(serials), self._desk.notation),
            lambda ledger: attach(ledger, name, serials, day),
            self._not_assigned,
            partial(self._assigned, name, len(serials)),
        )

    def _assigned(self, name: str, count: int, _change: Change) -> None:
        if self._sheet is not None and isValid(self._sheet):
            self._sheet.close()
        self._say_stored(words.assigned(name, count, self._desk.notation))

    def _not_assigned(self, sentence: str) -> None:
        if self._sheet is not None and isValid(self._sheet):
            self._sheet.say_wrong(sentence)
        else:
            self._desk.trouble.emit(sentence)

    def _say_stored(self, sentence: str) -> None:
        """Say that something changed by which sessions are priced."""
        self._desk.said.emit(sentence, "price the sessions", self._desk.wants_pricing.emit)
        self._desk.stored.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._desk.trouble.emit(words.sentence(error))
