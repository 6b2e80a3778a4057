"""Steps and foot: one below the other, or side by side where there is room for both."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from zefdesk.desktop.settings import Settings

BELOW, BESIDE = "designer/below", "designer/beside"
_BESIDE_FROM_PX = 1080
_BELOW_SHARES, _BESIDE_SHARES = (70, 30), (63, 37)


class FootSplit(QSplitter):
    """The sizes that a person gives them are kept, for each way by itself."""

    def __init__(self, settings: Settings, upper: QWidget, foot: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._settings = settings
        self._laid_out = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)
        self.addWidget(upper)
        self.addWidget(foot)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._keep)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= _BESIDE_FROM_PX else Qt.Orientation.Vertical
        if wanted != self.orientation() or not self._laid_out:
            self._laid_out = True
            self.setOrientation(wanted)
            self._share()

    @property
    def _key(self) -> str:
        return BESIDE if self.orientation() == Qt.Orientation.Horizontal else BELOW

    def _share(self) -> None:
        if not self.restoreState(self._settings.state(self._key)):
            beside = self.orientation() == Qt.Orientation.Horizontal
            whole, shares = (self.width(), _BESIDE_SHARES) if beside else (self.height(), _BELOW_SHARES)
            self.setSizes([whole * share // 100 for share in shares])

    def _keep(self) -> None:
        self._settings.keep(self._key, self.saveState())
