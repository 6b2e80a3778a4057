"""Take the pictures of the README: the program itself on the sample data, in one language, zone, size and day.

    .venv/bin/python packaging/screenshots.py [FOLDER]

No display is needed. The pictures go to resources/screenshots, or to FOLDER.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_SCALE_FACTOR": "2",
    "LANG": "en_US.UTF-8",
    "LC_CTYPE": "C.UTF-8",
    "TZ": "America/Chicago",
}
os.environ.pop("LC_ALL", None)

# Qt reads these variables when it is imported.
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from zefdesk.billing.draft import put
from zefdesk.billing.painting import Selection, paint
from zefdesk.billing.seasons import months_season
from zefdesk.desktop.app import make_application
from zefdesk.desktop.charts.panel import ChartsPanel
from zefdesk.desktop.findings.kind_list import KindListView
from zefdesk.desktop.imports.questions import Questions
from zefdesk.desktop.main_window import FINDINGS, IMPORTS, RATES, SESSIONS, MainWindow
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.desktop.sessions.drill_down import BILL, REVIEW, TIMELINE, DrillDown
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.sessions.table_view import SessionTable
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import theme
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.query import SessionQuery
from zefdesk.formats.reading import Settings as ReadingSettings
from zefdesk.services import demo, importing, ledgers, log_importing, looking, pricing

SIZE = (1600, 940)
HERE = Path(__file__).parent.parent
PATIENCE_MS, QUIET_MS = 20_000, 400
LOBBY_EAST, LOBBY_WEST = "HC1C190912849", "HC1C190912851"
JUNE_2_2026 = 1_780_410_600
Part = TypeVar("Part", bound=QWidget)


def until(holds: Callable[[], bool], what: str) -> None:
    """Let the program run until something holds; raises TimeoutError where it does not come about."""
    clock = QElapsedTimer()
    clock.start()
    while not holds():
        if clock.elapsed() > PATIENCE_MS:
            raise TimeoutError(what)
        rest(20)


def rest(milliseconds: int) -> None:
    """Let the program run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settled(window: MainWindow) -> None:
    """Let the program run until nothing is left to do."""
    rest(QUIET_MS)
    until(lambda: not window.jobs.busy, "the jobs to end")
    rest(QUIET_MS)


def shown(settings: Settings, location: str) -> MainWindow:
    """Open the window on a ledger, and wait until it is filled."""
    window = MainWindow(settings, location=location)
    is_ready: list[bool] = []
    window.ready.connect(lambda: is_ready.append(True))
    window.show()
    until(lambda: bool(is_ready), "the window to be ready")
    window.showNormal()
    window.resize(*SIZE)
    settled(window)
    return window


def take(widget: QWidget, folder: Path, name: str) -> None:
    """Write the picture of a widget."""
    path = folder / f"{name}.png"
    if not widget.grab().save(str(path)):
        raise OSError(f"could not write {path}")
    print(path)


def part(window: MainWindow, place: str, kind: type[Part]) -> Part:
    """Give the one part of a place that is of a kind."""
    found = window.frame.pages[place].findChild(kind)
    if found is None:
        raise LookupError(f"{place} has no {kind.__name__}")
    return found


def select(window: MainWindow, *texts: str) -> None:
    """Select the first row of the sessions that shows all of the texts."""
    table = part(window, SESSIONS, SessionTable)
    model = table.model()
    columns = range(model.columnCount())
    for row in range(model.rowCount()):
        cells = [str(model.index(row, column).data() or "") for column in columns]
        if not any(cells):
            settled(window)
            cells = [str(model.index(row, column).data() or "") for column in columns]
        if all(any(text in cell for cell in cells) for text in texts):
            table.selectRow(row)
            table.setFocus()
            settled(window)
            return
    raise LookupError(f"no row shows {texts}")


def ledger_of(path: Path, months: slice) -> str:
    """Make a ledger of some of the sample's months, whose files are named as from their own folder."""
    ledger = ledgers.open_ledger(path)
    files = [Path(file.name) for file in demo.sample_files()[months]]
    with patch.object(importing, "time") as clock, patch.object(pricing, "time", clock):
        clock.time.return_value = JUNE_2_2026
        importing.import_paths(ledger, files, demo.sample_settings())
        demo.configure(ledger)
        if months == slice(None):
            logs = [Path(log.name) for log in demo.sample_logs()]
            with patch.object(log_importing, "time", clock):
                importing.import_paths(ledger, logs, ReadingSettings())
        pricing.price_sessions(ledger, SessionQuery())
        looking.look(ledger)
    ledger.close()
    return str(path)


def sessions_and_imports(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the pictures of a ledger with all that the sample holds."""
    window = shown(settings, ledger)
    select(window, "Lobby East", "ch-7710")
    take(window, folder, "sessions-light")
    theme().apply("dark")
    settled(window)
    take(window, folder, "sessions-dark")
    theme().apply("light")
    select(window, "Lobby East", "$40.72")
    drill = part(window, SESSIONS, DrillDown)
    take(drill, folder, "bill-light")
    drill.tabs.setCurrentIndex(TIMELINE)
    settled(window)
    take(drill, folder, "timeline-light")
    drill.tabs.setCurrentIndex(BILL)
    window.go_to(IMPORTS)
    settled(window)
    take(window, folder, "imports-light")
    window.close()


def rates(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the pictures of chargers and rates, after a rate was raised."""
    window = shown(settings, ledger)
    window.go_to(RATES)
    settled(window)
    page = window.frame.findChild(RatesPage)
    if page is None:
        raise LookupError("the window has no place for chargers and rates")
    page.select((LOBBY_WEST,))
    page.form.given.emit("simple_rate", "0.39/kWh")
    settled(window)
    window.frame.line.clear()
    page.select((LOBBY_EAST,))
    page.designer.show_profile("Workday ToU")
    settled(window)
    take(window, folder, "rates-light")
    theme().apply("dark")
    settled(window)
    take(window, folder, "rates-dark")
    theme().apply("light")
    window.close()


def designer(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the pictures of a profile that is designed: a night rate is painted for summer, and May is compared."""
    window = shown(settings, ledger)
    window.go_to(RATES)
    settled(window)
    page = window.frame.findChild(RatesPage)
    if page is None:
        raise LookupError("the window has no place for chargers and rates")
    made = page.designer
    made.show_profile("Workday ToU")
    made.head.wide.setChecked(True)
    draft = put(made.design.draft | {"effective_from": "2026-07-01"}, "costs[0].rate", "0.27")
    summer = months_season((4, 5, 6, 7, 8, 9))
    made.design.change(paint(draft, 0, Selection(tuple(range(7)), 22 * 3600, 6 * 3600, summer), "0.18", "Summer night"))
    week = made.costs.cards[0].week
    if week is not None:
        week.tabs.setCurrentIndex(1)
        week.grid.select(2, 15 * 3600)
        week.grid.setFocus()
    settled(window)
    window.frame.line.clear()
    take(window, folder, "designer-light")
    theme().apply("dark")
    settled(window)
    take(window, folder, "designer-dark")
    theme().apply("light")
    made.foot.show_what_if()
    made.foot.what_if.compare()
    settled(window)
    take(made.foot, folder, "what-if-light")
    made.head.wide.setChecked(False)
    window.close()


def findings(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the pictures of what does not add up, at a kind that has thresholds."""
    window = shown(settings, ledger)
    window.go_to(FINDINGS)
    settled(window)
    kinds = part(window, FINDINGS, KindListView)
    model = kinds.model()
    rows = range(model.rowCount())
    kinds.setCurrentIndex(next(model.index(row, 0) for row in rows if model.index(row, 0).data() == "Very long"))
    settled(window)
    take(window, folder, "findings-light")
    theme().apply("dark")
    settled(window)
    take(window, folder, "findings-dark")
    theme().apply("light")
    window.close()


def review(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the pictures of facets, a filter and the review of a session."""
    window = shown(settings, ledger)
    page = window.frame.pages[SESSIONS]
    if not isinstance(page, SessionsPage):
        raise TypeError(page)
    page.actions_by_name()["facets"].setChecked(True)
    page.actions_by_name()["drill-down-below"].setChecked(True)
    page.ask(read_filter("month:2026-05 -initiator:ZEF energy>5"))
    settled(window)
    part(window, SESSIONS, DrillDown).tabs.setCurrentIndex(REVIEW)
    select(window, "Garage L1-03", "$2.93")
    settled(window)
    take(window, folder, "review-light")
    theme().apply("dark")
    settled(window)
    take(window, folder, "review-dark")
    theme().apply("light")
    page.actions_by_name()["facets"].setChecked(False)
    page.actions_by_name()["drill-down-below"].setChecked(False)
    window.close()


def charts(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the pictures of the charts over the table."""
    window = shown(settings, ledger)
    page = window.frame.pages[SESSIONS]
    if not isinstance(page, SessionsPage):
        raise TypeError(page)
    page.actions_by_name()["charts"].setChecked(True)
    panel = part(window, SESSIONS, ChartsPanel)
    for kind, choice, name in (("week", "energy", "charts-week"), ("spread", "", "charts-spread")):
        panel.choose(kind, choice)
        until(lambda: panel.at_rest, "the chart")
        settled(window)
        take(panel, folder, f"{name}-light")
    panel.choose("days", "energy")
    page.ask(read_filter("start>=2026-03-01"))
    settled(window)
    take(window, folder, "charts-light")
    theme().apply("dark")
    settled(window)
    take(window, folder, "charts-dark")
    theme().apply("light")
    window.close()


def import_preview(settings: Settings, ledger: str, folder: Path) -> None:
    """Take the picture of May about to be imported where April is known."""
    window = shown(settings, ledger)
    window.import_files([Path(demo.sample_files()[3].name)])
    settled(window)
    for name, answer in (("time_zone", "America/Chicago"), ("currency", "USD")):
        part(window, IMPORTS, Questions).answered.emit(name, answer)
        settled(window)
    take(window, folder, "import-preview-light")
    window.close()


def main() -> None:
    """Take all pictures."""
    folder = Path(*sys.argv[1:2]).absolute() if sys.argv[1:] else HERE / "resources" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(demo.sample_files()[0].parent)
    with tempfile.TemporaryDirectory() as scratch:
        make_application()
        settings = Settings(Path(scratch) / "window.ini")
        theme().apply("light")
        sessions_and_imports(settings, ledger_of(Path(scratch) / "northland.zefdesk", slice(None)), folder)
        review(Settings(Path(scratch) / "review.ini"), str(Path(scratch) / "northland.zefdesk"), folder)
        charts(Settings(Path(scratch) / "charts.ini"), str(Path(scratch) / "northland.zefdesk"), folder)
        findings(settings, str(Path(scratch) / "northland.zefdesk"), folder)
        rates(settings, ledger_of(Path(scratch) / "rates.zefdesk", slice(None)), folder)
        designer(settings, str(Path(scratch) / "rates.zefdesk"), folder)
        import_preview(settings, ledger_of(Path(scratch) / "until-april.zefdesk", slice(3)), folder)
        rest(QUIET_MS)


if __name__ == "__main__":
    main()
