"""Table and drill-down: beside each other where there is room, else one above the other; sizes are remembered."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from zefdesk.desktop.sessions.drill_down import LEAST_BELOW_PX, LEAST_PX, MOST_PX, DrillDown
from zefdesk.desktop.settings import Settings

WIDTH, HEIGHT, HIDDEN, BELOW = "drill/width", "drill/height", "drill/hidden", "drill/below"
_USUAL_SHARE, _GAP = 0.42, 10
_BARS = 20
LEAST_TABLE_PX = 160
_LEAST_BOTH = LEAST_TABLE_PX + _GAP + LEAST_BELOW_PX


class Split(QSplitter):
    """Holds both; `widths` are those in which the table's usual columns can be read, and stand whole.

    Where even what `spare` could give is not enough height for both, the drill-down hides until there is room again.
    """

    def __init__(
        self,
        table: QWidget,
        drill: DrillDown,
        settings: Settings,
        widths: tuple[int, int],
        spare: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__()
        self._spare = spare
        self._table_shown = True
        self._drill, self._settings = drill, settings
        self._needed, self._usual = widths
        self.addWidget(table)
        self.addWidget(drill)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(_GAP)
        self.wants_below = settings.flag(BELOW)
        self._placed: bool | None = None
        self.splitterMoved.connect(self._keep_size)
        drill.setVisible(not settings.flag(HIDDEN))

    @property
    def shows_drill(self) -> bool:
        """Whether the drill-down is wanted."""
        return not self._settings.flag(HIDDEN)

    def show_drill(self, *, shown: bool) -> None:
        """Show or hide the drill-down, and remember it."""
        self._settings.keep(HIDDEN, not shown)
        self._place()

    def show_table(self, *, shown: bool) -> None:
        """Take in that there are sessions, of which one can be shown beside."""
        self._table_shown = shown
        self._place()

    def take_widths(self, needed: int, usual: int) -> None:
        """Take other widths in which the table's usual columns can be read, and stand whole."""
        if (needed, usual) != (self._needed, self._usual):
            self._needed, self._usual = needed, usual
            self._place()

    def prefer_below(self, *, below: bool) -> None:
        """Put the drill-down below the table even where it could stand beside it."""
        self._settings.keep(BELOW, below)
        self.wants_below = below
        self._place()

    def _place(self) -> None:
        below = self.wants_below or self.width() - _GAP - _BARS - self._needed < LEAST_PX
        if below != self._placed:
            self._placed = below
            self.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
            self._drill.lie_below(below=below)
            self._drill.setMaximumWidth(16_777_215 if below else MOST_PX)
        fits = not below or self.height() + self._spare() >= _LEAST_BOTH
        shown = self._table_shown and self.shows_drill and fits
        if shown != self._drill.isVisibleTo(self):
            self._drill.setVisible(shown)
            self.updateGeometry()
        self._size()

    def _size(self) -> None:
        if self._placed:
            whole = self.height()
            height = self._settings.number(HEIGHT) or int(whole * _USUAL_SHARE)
            height = min(max(height, LEAST_BELOW_PX), max(whole - LEAST_TABLE_PX - _GAP, LEAST_BELOW_PX))
            self.setSizes([whole - height, height])
        else:
            room = self.width() - _GAP - _BARS - self._usual
            wanted = self._settings.number(WIDTH) or room
            width = max(LEAST_PX, min(wanted, MOST_PX))
            self.setSizes([self.width() - width - _GAP, width])

    def _keep_size(self) -> None:
        size = self.sizes()[1]
        if size:
            self._settings.keep(HEIGHT if self._placed else WIDTH, size)

    # Qt

    def minimumSizeHint(self) -> QSize:
        """Ask for the height that both need, so that what stands above gives some of its own."""
        both = self._placed and self._drill.isVisibleTo(self)
        return QSize(super().minimumSizeHint().width(), _LEAST_BOTH if both else LEAST_TABLE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
