"""Take the pictures of the README: the program itself, on the sample data, in one language, zone, size and look.

    .venv/bin/python packaging/screenshots.py [FOLDER]

No display is needed. The pictures go to resources/screenshots, or to FOLDER.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_SCALE_FACTOR": "2",
    "LANG": "en_US.UTF-8",
    "LC_CTYPE": "C.UTF-8",
    "TZ": "America/Chicago",
}
os.environ.pop("LC_ALL", None)

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QTableView, QWidget

from zefdesk.desktop.app import make_application
from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import theme
from zefdesk.services import demo, importing, ledgers

SIZE = (1440, 860)
FOLDER = Path(*sys.argv[1:2]) if sys.argv[1:] else Path(__file__).parent.parent / "resources" / "screenshots"
PATIENCE_MS, QUIET_MS = 20_000, 400


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


def shown(settings: Settings, location: str | None) -> MainWindow:
    """Open the window on a ledger, or on the sample data, and wait until it is filled."""
    window = MainWindow(settings, location=location, demo=location is None)
    is_ready: list[bool] = []
    window.ready.connect(lambda: is_ready.append(True))
    window.resize(*SIZE)
    window.show()
    until(lambda: bool(is_ready), "the window to be ready")
    window.resize(*SIZE)
    settled(window)
    return window


def take(widget: QWidget, name: str) -> None:
    """Write the picture of a widget."""
    path = FOLDER / f"{name}.png"
    if not widget.grab().save(str(path)):
        raise OSError(f"could not write {path}")
    print(path)


def select(window: MainWindow, *texts: str) -> None:
    """Select the first row of the sessions that shows all of the texts."""
    table = window.frame.pages["sessions"].findChild(QTableView)
    if table is None:
        raise LookupError("the sessions page has no table")
    model = table.model()
    for row in range(model.rowCount()):
        table.scrollTo(model.index(row, 0))
        settled_texts = [str(model.index(row, column).data()) for column in range(model.columnCount())]
        if all(any(text in cell for cell in settled_texts) for text in texts):
            table.selectRow(row)
            return
    raise LookupError(f"no row shows {texts}")


def april_alone(folder: Path) -> str:
    """Make a ledger that knows the sample's April, for the preview of May."""
    location = str(folder / "Northland Charging.zefdesk")
    ledger = ledgers.open_ledger(location)
    importing.import_paths(ledger, demo.sample_files()[2:3], demo.sample_settings())
    ledger.close()
    return location


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        make_application()
        settings = Settings(Path(scratch) / "window.ini")
        theme().apply("light")
        window = shown(settings, None)
        select(window, "Lobby East", "Itemised")
        settled(window)
        take(window, "sessions-light")
        theme().apply("dark")
        settled(window)
        take(window, "sessions-dark")
        theme().apply("light")
        window.go_to("imports")
        settled(window)
        take(window, "imports-light")
        window.close()
        window = shown(settings, april_alone(Path(scratch)))
        window.import_files(demo.sample_files()[3:4])
        settled(window)
        take(window, "import-preview-light")
        window.close()
        rest(QUIET_MS)


if __name__ == "__main__":
    main()
