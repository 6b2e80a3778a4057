"""Profiles in and out by file, and where one begins."""

import json
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.desktop.rates.designer.hands import button, choose, press, settle, type_in
from tests.desktop.rates.designer.test_panel import said
from tests.desktop.tariffs import WORKDAY, profile_file
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.services import configuring, profile_files
from zefdesk.services.templates import templates
from zefdesk.store.ledger import Ledger

WAIT_MS = 20_000
MORE = "More that can be done with profiles"


def give(panel: DesignerPanel, desk: Desk, qtbot: QtBot, path: Path) -> None:
    """Choose a file in the dialog that is open."""
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: panel.findChild(QFileDialog) is None, timeout=WAIT_MS)


def test_every_template_begins_with_a_sentence_on_when_it_is_used_and_without_errors(
    panel: DesignerPanel, desk: Desk, qtbot: QtBot
) -> None:
    words = said(panel)
    for one in templates():
        assert one.title in words
        assert one.when_to_use in words
        panel._begin(one)
        type_in(panel, "name", f"My {one.key}")
        assert panel.problems.errors == 0, panel.problems._remarks
        assert panel.foot.bill.total.text() != ""
    settle(qtbot, desk)


def test_a_file_comes_in_as_a_draft_with_all_that_is_wrong_in_it(
    panel: DesignerPanel, desk: Desk, ledger: Ledger, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.files.ask_to_import()
    give(panel, desk, qtbot, profile_file(tmp_path, effective_from="soon"))
    assert panel.design.value("effective_from") == "soon"
    assert panel.problems.errors == 1
    assert configuring.profiles(ledger) == []
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    panel.files.ask_to_import()
    give(panel, desk, qtbot, broken)
    assert "The file was not read or written" in said(panel)


def test_a_draft_goes_out_as_json_and_comes_back_the_same(
    panel: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.files.read([profile_file(tmp_path)])
    settle(qtbot, desk)
    choose(panel, MORE, "Export as JSON…")
    out = tmp_path / "out.json"
    give(panel, desk, qtbot, out)
    assert json.loads(out.read_text("utf-8")) == WORKDAY


def test_what_ocpi_cannot_say_is_named_before_it_is_left_out(
    panel: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    costs = [{**WORKDAY["costs"][0], "cap": "20"}]
    panel.files.read([profile_file(tmp_path, costs=costs)])
    settle(qtbot, desk)
    choose(panel, MORE, "Export as an OCPI tariff…")
    assert "OCPI 2.2.1 cannot say all of this profile" in said(panel)
    assert panel.findChild(QFileDialog) is None
    press(panel.callout, "Export without them…")
    out = tmp_path / "tariff.json"
    give(panel, desk, qtbot, out)
    back = profile_files.draft_from_file(out, "America/Chicago")
    assert [one["dimension"] for one in back["costs"]] == ["energy"]


def test_what_ocpi_cannot_say_is_brought_into_sight_and_has_the_keyboard(
    panel: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.files.read([profile_file(tmp_path, costs=[{**WORKDAY["costs"][0], "cap": "20"}])])
    settle(qtbot, desk)
    panel.steps.open_all(opened=True)
    bar = panel.steps.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=WAIT_MS)
    bar.setValue(bar.maximum())
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    panel.files.ask_to_export_tariff()
    qtbot.waitUntil(lambda: button(panel.callout, "Export without them…").hasFocus(), timeout=WAIT_MS)
    assert panel.callout.visibleRegion().boundingRect().height() == panel.callout.height()


def test_an_ocpi_tariff_comes_in_as_a_draft(panel: DesignerPanel, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    flat = [{"name": "Energy", "dimension": "energy", "rate": "0.35"}]
    panel.files.read([profile_file(tmp_path, costs=flat, taxes=[])])
    settle(qtbot, desk)
    choose(panel, MORE, "Export as an OCPI tariff…")
    out = tmp_path / "tariff.json"
    give(panel, desk, qtbot, out)
    panel.files.read([out])
    settle(qtbot, desk)
    assert panel.foot.bill.total.text() == "$7.00"
