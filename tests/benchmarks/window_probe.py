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
    from zefdesk.desktop.app import make_application, sweep_quickly
    from zefdesk.desktop.main_window import MainWindow
    from zefdesk.desktop.settings import Settings
    from zefdesk.desktop.theme import theme

    application = make_application()
    theme().apply("light")
    window = MainWindow(Settings(Path(settings)), location=ledger)
    sweep_quickly(window)
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
    figures |= _answers(application, page)
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


class Watch:
    """Looks every two milliseconds how long the event loop was away; remembers the longest."""

    def __init__(self, what: str) -> None:
        from PySide6.QtCore import QTimer

        self.what, self.longest, self._last = what, 0.0, time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> None:
        """Look no more."""
        self._look()
        self._timer.stop()


def _answers(application: Any, page: Any) -> dict[str, float]:
    """Facets, charts, filters and sorts while they work: the longest time in which the window answers nobody."""
    from zefdesk.domain.query import SessionQuery, Test

    commands, charger = page.actions_by_name(), SessionQuery().where("name", Test.IS, "Garage L3-042")
    charts = page._charted.panel
    watches: list[Watch] = []

    def watched(what: str, do: Any) -> float:
        watch = Watch(what)
        watches.append(watch)
        begun = time.perf_counter()
        do()
        _until(application, lambda: page.at_rest)
        watch.stop()
        return time.perf_counter() - begun

    def shown() -> float:
        begun = time.perf_counter()
        page.ask(charger)
        _until(application, lambda: bool(row := page.rows.row(0)) and row.stored.session.name == "Garage L3-042")
        page.table.viewport().repaint()
        return time.perf_counter() - begun

    watched("the library of the charts", lambda: commands["charts"].setChecked(True))
    watches.clear()  # loading it takes its time once, the first time that a chart is shown
    for kind in ("week", "spread", "split", "steps", "days"):
        watched(f"chart: {kind}", partial(charts.choose, kind))
    watched("facets", lambda: commands["facets"].setChecked(True))
    clicked = shown()
    watched("facets of a charger", lambda: None)
    watched("all again", lambda: page.ask(SessionQuery()))
    watched("sort by cost", lambda: page.sort("cost", more=False))
    watched("search", lambda: page.ask(SessionQuery(search="ze-1999")))
    for name in ("charts", "facets"):  # the next run begins as this one did
        commands[name].setChecked(False)
    page.sort("start", more=False)
    page.ask(SessionQuery())
    worst = max(watches, key=lambda one: one.longest)
    for one in watches:
        print(f"{one.what}: {one.longest * 1000:.1f} ms", file=sys.stderr)
    return {"facet_click": clicked, "gap": worst.longest * 1000}


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
