"""Profiles by file: one that comes in becomes a draft to look at; one goes out as JSON, or as an OCPI tariff."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from zefdesk.billing.draft import Draft
from zefdesk.desktop import file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.locale import zone
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import drafting, ocpi_documents, profile_files

TARIFF_VERSION = "2.2.1"
_MOST_TOLD = 6


class Files(QObject):
    """`came` tells a draft that was read; what cannot be done is said in `callout`."""

    came = Signal(object)

    def __init__(self, desk: Desk, design: Design, callout: Callout, panel: QWidget) -> None:
        super().__init__(panel)
        self._desk, self._design, self._callout, self._panel = desk, design, callout, panel

    def ask_to_import(self) -> None:
        """Ask for a file."""
        title = "Import a billing profile or an OCPI tariff"
        file_dialogs.ask_for_file(self._panel, self._desk.settings, title, file_dialogs.PROFILES, self.read)

    def read(self, files: list[Path]) -> None:
        """Read a file as a draft; an OCPI tariff by the clock of the profile that is shown, else of this computer."""
        clock = str(self._design.value("time_zone") or zone())
        work = partial(profile_files.draft_from_file, files[0], clock)
        self._desk.jobs.run(lambda _report: work(), self._came, self._failed, label=f"Read {files[0].name}")

    def ask_to_export(self) -> None:
        """Ask where to write the draft as JSON."""
        self._ask("Export the profile", f"{self._name()}.json", self._write)

    def ask_to_export_tariff(self) -> None:
        """Say what OCPI cannot say of the profile, if anything; else ask where to write it."""
        profile = self._design.profile
        if profile is None or not self._design.sound:
            self._callout.say(
                "bad", "The draft has errors", "Mend them before it is written as an OCPI tariff.", self._close()
            )
            return
        missing = ocpi_documents.left_out(profile, TARIFF_VERSION)
        if not missing:
            self._ask_where_tariff()
            return
        shown = [
            *missing[:_MOST_TOLD],
            *([f"{len(missing) - _MOST_TOLD} more things are left out."] if len(missing) > _MOST_TOLD else []),
        ]
        without = parts.button("Export without them…", clicked=self._ask_where_tariff)
        title = f"OCPI {TARIFF_VERSION} cannot say all of this profile"
        self._callout.say("warn", title, "\n".join(shown), without, self._close())

    def _ask_where_tariff(self) -> None:
        self._callout.hide()
        self._ask("Export as an OCPI tariff", f"{self._name()}-ocpi.json", self._write_tariff)

    def _ask(self, title: str, name: str, then: Callable[[list[Path]], None]) -> None:
        file_dialogs.ask_where(self._panel, self._desk.settings, title, name, file_dialogs.PROFILES, then)

    def _write(self, files: list[Path]) -> None:
        work = partial(drafting.save_draft, self._design.draft, files[0], overwrite=True)
        self._desk.jobs.run(lambda _report: work(), partial(self._written, files[0]), self._failed)

    def _write_tariff(self, files: list[Path]) -> None:
        if (profile := self._design.profile) is not None:
            work = partial(ocpi_documents.save_tariff, profile, files[0], TARIFF_VERSION, lossy=True, overwrite=True)
            self._desk.jobs.run(lambda _report: work(), partial(self._written, files[0]), self._failed)

    def _written(self, path: Path, _result: object) -> None:
        self._desk.said.emit(f"Profile written to {path.name}", "", None)

    def _came(self, draft: Draft) -> None:
        self._callout.hide()
        self.came.emit(draft)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._callout.say("bad", "The file was not read or written", str(error), self._close())

    def _close(self) -> QPushButton:
        return parts.button("Close", kind="ghost", clicked=self._callout.hide)

    def _name(self) -> str:
        name = str(self._design.value("name") or "profile")
        return "".join(one if one.isalnum() or one in "-_" else "-" for one in name).strip("-").lower() or "profile"
