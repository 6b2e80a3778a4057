"""Asking for files, without stopping the window meanwhile."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from zefdesk.desktop.settings import Settings

_ENDINGS = "csv tsv txt xlsx xlsm xls ods json log jsonl html gz zip"
REPORTS = f"Reports and logs ({' '.join(f'*.{one}' for one in _ENDINGS.split())});;All files (*)"
LEDGERS = "Ledgers (*.zefdesk);;All files (*)"
PROFILES = "Billing profiles (*.json);;All files (*)"
CHARGERS = "Tables of chargers (*.csv);;All files (*)"
FOLDER = "window/folder"
_ENDING = re.compile(r"\*\.(\w+)")


def ask_for_files(parent: QWidget, settings: Settings, title: str, then: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for one or more reports to read, then call `then` with them."""
    dialog = _dialog(parent, settings, title, REPORTS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _open(dialog, settings, then)


def ask_for_ledger(parent: QWidget, settings: Settings, title: str, then: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for a ledger that exists."""
    return ask_for_file(parent, settings, title, LEDGERS, then)


def ask_for_file(
    parent: QWidget, settings: Settings, title: str, kinds: str, then: Callable[[list[Path]], None]
) -> QFileDialog:
    """Ask for one file of these kinds."""
    dialog = _dialog(parent, settings, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, settings, then)


def ask_where(
    parent: QWidget,
    settings: Settings,
    title: str,
    name: str,
    kinds: str,
    then: Callable[[list[Path]], None],
    *,
    may_replace: bool = True,
) -> QFileDialog:
    """Ask where to write a file; an existing one is replaced only if the person says so, if at all."""
    dialog = _dialog(parent, settings, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not may_replace)
    fits = next((kind for kind in dialog.nameFilters() if f"*{Path(name).suffix}" in kind), "")
    if fits:
        dialog.selectNameFilter(fits)
    dialog.filterSelected.connect(lambda kind: _follow_kind(dialog, kind))
    return _open(dialog, settings, then)


def _follow_kind(dialog: QFileDialog, kind: str) -> None:
    """Let the ending of the proposed name be that of the kind of file that is chosen."""
    match = _ENDING.search(kind)
    if match and (names := dialog.selectedFiles()):
        dialog.setDefaultSuffix(match[1])
        dialog.selectFile(Path(names[0]).with_suffix(f".{match[1]}").name)


def _dialog(parent: QWidget, settings: Settings, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, settings.text(FOLDER, str(Path.home())), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _open(dialog: QFileDialog, settings: Settings, then: Callable[[list[Path]], None]) -> QFileDialog:
    def chosen(names: list[str]) -> None:
        settings.keep(FOLDER, str(Path(names[0]).parent))
        then([Path(name) for name in names])

    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog
