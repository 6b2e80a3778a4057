"""The guide to a month end: its counts are counted again, and its steps are walked, key by key and click by click."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop import month_end
from tests.desktop.month_end import Step
from zefdesk.desktop.findings.page import FindingsPage
from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.sessions.cells import KEYS
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.settings import Settings
from zefdesk.domain import columns
from zefdesk.services import demo
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[..., MainWindow]
WAIT_MS = 20_000
TASKS = {task.number: task for task in month_end.tasks()}
KEYS_OF, MOUSE_OF = "ZefDesk, keys", "ZefDesk, mouse"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample network, made once."""
    place = tmp_path_factory.mktemp("sample") / "sample.zefdesk"
    ledger = Ledger.open(place)
    demo.fill(ledger)
    ledger.close()
    return place


@pytest.fixture
def window(
    request: pytest.FixtureRequest, open_window: Open, settings: Settings, filled: Path, tmp_path: Path, qtbot: QtBot
) -> MainWindow:
    """The window as each task begins, beside a folder with the reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in demo.sample_files():
        shutil.copy(report, folder)
    issued_again(folder / "charging-sessions-2026-05.csv")
    settings.keep("window/folder", str(folder))
    place = tmp_path / "month.zefdesk"
    if request.node.callspec.params["number"] != 1:
        shutil.copy(filled, place)
    made = open_window(location=str(place))
    with qtbot.waitActive(made):
        made.activateWindow()
    rest(qtbot, made)
    return made


def issued_again(report: Path) -> None:
    """Make the report that the guide describes."""
    lines = report.read_text("utf-8").splitlines()
    assert lines[23].endswith(",4.16,")
    lines[23] = lines[23].replace(",4.16,", ",4.37,")
    del lines[47]
    report.with_stem(f"{report.stem}-again").write_text("\n".join([*lines, ""]), "utf-8")


def sessions(window: MainWindow) -> SessionsPage:
    page = window.frame.pages["sessions"]
    assert isinstance(page, SessionsPage)
    return page


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until what was asked for is done and shown."""
    page = sessions(window)
    QTest.qWait(0)
    search = page.parts.search
    qtbot.waitUntil(lambda: not window.jobs.busy and page.at_rest and not search._rest.isActive(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: shows_its_session(page) and page.at_rest and not window.jobs.busy, timeout=WAIT_MS)


def shows_its_session(page: SessionsPage) -> bool:
    """Whether the session beside the table is the current one; its row comes once the table is painted."""
    return not page.isVisible() or page.drill.shown_id == page._current_id()


def hand(window: MainWindow) -> QWidget:
    """Give what the keyboard goes to; a list that offers what can be written hands on what it is given."""
    above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if above is None:
        window.activateWindow()  # which the system does where there is a screen, once a dialog is gone
        above = window
    return above if isinstance(above, QAbstractItemView) else above.focusWidget() or above


def walk(qtbot: QtBot, window: MainWindow, step: Step) -> None:
    if step.key:
        chord = QKeySequence(step.key.replace("Enter", "Return"))[0]
        QTest.keyClick(hand(window), chord.key(), chord.keyboardModifiers())
    elif step.typed:
        QTest.keyClicks(hand(window), step.typed)
    else:
        click(window, step.click.split("*")[1])
    rest(qtbot, window)


def click(window: MainWindow, label: str) -> None:
    """Click a button, the head of a column, or a kind of finding, by what stands on it."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and label in {button.text(), button.accessibleName()}:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return
    findings = window.frame.pages["findings"]
    if findings.isVisible() and isinstance(findings, FindingsPage):
        QTest.mouseClick(*inside(findings, label))
        return
    header = sessions(window).table.header
    section = next(at for at, key in enumerate(KEYS) if columns.column(key).title == label)
    at = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def inside(findings: FindingsPage, label: str) -> tuple[QWidget, Qt.MouseButton, Qt.KeyboardModifier, QPoint]:
    kinds, model = findings.kinds, findings.kinds.model()
    index: QModelIndex = model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, label)[0]
    where = kinds.visualRect(index).center()
    return kinds.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where


def said(window: MainWindow) -> str:
    """Give all that stands on the screen, and the names of files in the folder."""
    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    rows = sessions(window).rows
    cells = [text for number in range(min(len(rows.ids), 50)) if (row := rows.row(number)) for text in row.texts]
    tables = [each for each in window.findChildren(QTableWidget) if each.isVisible()]
    told = [
        item.text()
        for table in tables
        for row in range(table.rowCount())
        for column in range(table.columnCount())
        if (item := table.item(row, column))
    ]
    files = [file.name for file in Path(window.settings.text("window/folder")).iterdir()]
    return "\n".join([*labels, *cells, *told, *files, sessions(window).parts.totals.accessibleName()])


@pytest.mark.parametrize("number", list(TASKS))
def test_by_the_keys_of_the_guide_comes_out_what_it_says(number: int, window: MainWindow, qtbot: QtBot) -> None:
    task = TASKS[number]
    for step in task.ways[KEYS_OF].steps:
        walk(qtbot, window, step)
    told = " ".join(said(window).split())
    assert task.facts
    assert [fact for fact in task.facts if fact not in told] == [], told
    assert not [each for each in window.findChildren(QFileDialog) if each.isVisible()]


@pytest.mark.parametrize("number", [2, 3, 11])
def test_by_its_clicks_comes_out_the_same(number: int, window: MainWindow, qtbot: QtBot) -> None:
    task = TASKS[number]
    for step in task.ways[MOUSE_OF].steps:
        walk(qtbot, window, step)
    told = " ".join(said(window).split())
    assert [fact for fact in task.facts if fact not in told] == [], told


def test_there_are_twelve_tasks() -> None:
    assert list(TASKS) == list(range(1, 13))


@pytest.mark.parametrize("number", list(TASKS))
def test_the_steps_are_counted_right_and_are_fewer_than_elsewhere(number: int) -> None:
    task = TASKS[number]
    for name, way in task.ways.items():
        typed = [step for step in way.steps if step.typed]
        assert [step.words for step in typed] == [month_end.words(step.typed) for step in typed], name
        assert way.count == sum(step.words for step in way.steps), name
    ours = min(way.count for name, way in task.ways.items() if name.startswith("ZefDesk"))
    theirs = task.ways["Excel"].count, task.ways["DB Browser"].count
    assert ours < min(theirs)
    assert month_end.table()[f"{number}. {task.title}"] == (ours, *theirs)


def test_the_sums_of_the_table_are_its_sums() -> None:
    *rows, last = month_end.table().values()
    assert last == tuple(map(sum, zip(*rows, strict=True)))
