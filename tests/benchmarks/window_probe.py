"""A process that opens a window and says what it measured, as one JSON line: our window, or a bare one."""

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

STEPS = 200
_PATIENCE = 20.0


def main() -> None:
    """`ours LEDGER SETTINGS BEGUN` or `bare - - BEGUN`; BEGUN is when the process was started."""
    which, ledger, settings, begun = sys.argv[1:5]
    figures = _bare(float(begun)) if which == "bare" else _ours(ledger, settings, float(begun))
    print(json.dumps(figures), flush=True)


def _bare(begun: float) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1440, 900)
    window.show()
    _until(application, window.windowHandle().isExposed)
    application.processEvents()
    return {"shown": time.time() - begun}


def _ours(ledger: str, settings: str, begun: float) -> dict[str, float]:
    from zefdesk.desktop.app import make_application
    from zefdesk.desktop.main_window import MainWindow
    from zefdesk.desktop.settings import Settings
    from zefdesk.desktop.theme import theme

    application = make_application()
    theme().apply("light")
    window = MainWindow(Settings(Path(settings)), location=ledger)
    window.resize(1440, 900)
    window.show()
    _until(application, lambda: window.windowHandle().isExposed() and window._begun)
    figures = {"shown": time.time() - begun}
    _until(
        application, lambda: window._sessions is not None and bool(window._sessions.table.model().index(0, 0).data())
    )
    application.processEvents()
    figures["first_rows"] = time.time() - begun
    page: Any = window._sessions
    _until(application, lambda: page.at_rest)
    figures |= _used(application, page)
    window.close()
    _until(application, lambda: not window.isVisible())
    return figures


def _used(application: Any, page: Any) -> dict[str, float]:
    """Wheel, jump and select all, each to the pixels."""
    table, model = page.table, page.table.model()
    bar = table.verticalScrollBar()
    step = 3 * bar.singleStep()

    def turn() -> None:
        bar.setValue(bar.value() + step)
        table.viewport().repaint()
        application.processEvents()

    def jump(part: float) -> None:
        bar.setValue(int(bar.maximum() * part))
        _until(application, lambda: bool(model.index(table.rowAt(0), 0).data()))
        table.viewport().repaint()

    wheel = [_timed(turn) for _ in range(STEPS)]
    jumps = [_timed(partial(jump, part)) for part in (0.9, 0.1, 0.5, 0.77, 0.33)]
    every = _timed(lambda: (table.selectAll(), application.processEvents()))
    return {
        "wheel_p95": sorted(wheel)[int(len(wheel) * 0.95)] * 1000,
        "jump": sorted(jumps)[len(jumps) // 2] * 1000,
        "select_all": every * 1000,
    }


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _until(application: Any, true: Any) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        application.processEvents()
        time.sleep(0.0005)  # as an event loop rests, so that the window's threads can work
        if time.monotonic() > end:
            raise TimeoutError


if __name__ == "__main__":
    main()
