from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.settings import Settings


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_folder_of_the_last_choice_is_where_the_next_begins(
    owner: QWidget, settings: Settings, tmp_path: Path
) -> None:
    chosen: list[list[Path]] = []
    dialog = file_dialogs.ask_for_files(owner, settings, "Import", chosen.append)
    dialog.filesSelected.emit([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")])
    dialog.close()
    assert chosen == [[tmp_path / "a.csv", tmp_path / "b.csv"]]
    again = file_dialogs.ask_for_ledger(owner, settings, "Open", chosen.append)
    assert Path(again.directory().path()) == tmp_path
    again.close()


def test_a_new_ledger_does_not_offer_to_replace_a_file(owner: QWidget, settings: Settings) -> None:
    dialog = file_dialogs.ask_where(
        owner, settings, "New", "ledger.zefdesk", file_dialogs.LEDGERS, print, may_replace=False
    )
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "zefdesk"
    dialog.close()


def test_the_kind_of_a_file_is_that_of_its_proposed_name_and_the_name_follows_the_kind(
    owner: QWidget, settings: Settings
) -> None:
    kinds = "Tables (*.csv);;Workbooks (*.xlsx)"
    dialog = file_dialogs.ask_where(owner, settings, "Export", "month.xlsx", kinds, print)
    assert dialog.selectedNameFilter() == "Workbooks (*.xlsx)"
    dialog.filterSelected.emit("Tables (*.csv)")
    assert dialog.defaultSuffix() == "csv"
    assert [Path(name).name for name in dialog.selectedFiles()] == ["month.csv"]
    dialog.close()
