"""The application around the window: look, Ctrl+C, and what happens when something unforeseen is raised."""

import gc
import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from zefdesk.desktop import icons
from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import font, theme

LOOK_AT_SIGNALS_MS = 250


def run(location: str | None, files: tuple[Path, ...], *, demo: bool) -> int:
    """Show the window until it is closed; gives the exit code."""
    application = make_application()
    settings = Settings()
    theme().apply(settings.text("window/theme", "system"))
    window = MainWindow(settings, location=location, demo=demo, files=files)
    window.gone.connect(application.quit)
    sweep_quickly(window)
    window.show()
    _obey_the_keyboard(application)
    sys.excepthook = _Unforeseen(window)
    return application.exec()


def make_application() -> QApplication:
    """Make the application with its style, its name and its typeface."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("zefdesk")
    application.setApplicationDisplayName("ZefDesk")
    application.setDesktopFileName("zefdesk")
    application.setStyle("Fusion")
    application.setFont(font())
    application.setWindowIcon(QIcon(icons.pixmap("plug-zap", "accent", 64)))
    return application


def sweep_quickly(window: MainWindow) -> None:
    """Let Python pass over what is made by then when it looks for garbage: all of it stays.

    A sweep through everything would hold the window up for a tenth of a second, now and then.
    """
    window.ready.connect(gc.freeze)


def _obey_the_keyboard(application: QApplication) -> None:
    """Let Ctrl+C in the terminal close the window: Python must get to run now and then to hear it."""
    signal.signal(signal.SIGINT, lambda *_: application.closeAllWindows())
    wake = QTimer(application)
    wake.timeout.connect(lambda: None)
    wake.start(LOOK_AT_SIGNALS_MS)


class _Unforeseen:
    """Our own fault: the whole story on standard error, one line in the window, which goes on."""

    def __init__(self, window: MainWindow) -> None:
        self._line: QObject = window.frame.line
        self._say = window.frame.line.say

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        told = traceback.format_exception_only(error)[-1].strip()
        copy = "".join(traceback.format_exception(kind, error, trace))
        self._say(
            f"Something went wrong inside ZefDesk; your data are as they were. {told}",
            "copy details",
            lambda: QApplication.clipboard().setText(copy),
            "bad",
        )
