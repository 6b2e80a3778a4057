"""Charts of what the filter lets through: choose one, brush it to filter, see it as numbers, save it as a picture."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.charts.kinds import KINDS
from zefdesk.desktop.charts.legend import Legend
from zefdesk.desktop.charts.loader import ChartLoader
from zefdesk.desktop.charts.measures import Scale
from zefdesk.desktop.charts.number_table import NumberTable
from zefdesk.desktop.charts.picture import Axis, Drawing, Picture, narrowed
from zefdesk.desktop.charts.sheet import sheet
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.segments import Segments
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Stored

if TYPE_CHECKING:
    from zefdesk.desktop.charts.plot import Plot
    from zefdesk.store.ledger import Ledger

KIND, CHOICE = "charts/kind", "charts/choice/"
_LEAST, _HEIGHT = 200, 270
_HELP = "Click or drag to filter; arrow keys, Shift and Enter do the same. The wheel zooms."


class _Made(NamedTuple):
    """A chart that was worked out: which, its picture, what of it is drawn."""

    kind: str
    picture: Picture
    drawing: Drawing


class ChartsPanel(QFrame):
    """`wanted` asks for another query, `closed` to be hidden. It asks only while it is shown."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, of_what: Callable[[], str], parent: QWidget | None = None) -> None:
        """Make it; `of_what` says the filter in words, empty where there is none."""
        super().__init__(parent)
        self._of_what, self._legend, self._drawing = of_what, Legend(), Drawing(Axis("", 0, 1), Axis("", 0, 1))
        self.setProperty("card", "surface")
        self._desk = desk
        self._loader: ChartLoader | None = None
        self._query = SessionQuery()
        self._currency: str | None = None
        self._picture: Picture | None = None
        self._stored: Stored | None = None
        self._plot: Plot | None = None
        self._said = ""
        self._wants_focus = self._tabled = False
        self._kinds = Segments([(key, one.title) for key, one in KINDS.items()])
        self._choices = {key: Segments(one.choices) for key, one in KINDS.items() if one.choices}
        self._as_numbers = parts.button("Numbers", "table-2", kind="ghost", tip="Show the same as a table")
        self._as_numbers.setCheckable(True)
        self._save = parts.icon_button("download", "Save the chart as a picture", clicked=self.save)
        self._close = parts.icon_button("x", "Close the charts", clicked=self.closed)
        self._table = NumberTable()
        self._nothing = parts.label("", "secondary", wrap=True)
        self._stack = QStackedWidget()
        self._words = parts.label(_HELP, "secondary", wrap=True, selectable=True)
        self._lay_out()
        self._connect()
        self._restore()

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show charts of this ledger, or nothing."""
        if self._loader is not None:
            self._loader.stop()
            self._loader = None
        self._picture = None
        if ledger is not None:
            self._loader = ChartLoader(ledger, self)
            self._loader.came.connect(self._show)
            self._loader.failed.connect(self._desk.trouble)

    def show_query(self, query: SessionQuery, currency: str | None) -> None:
        """Show what another query lets through; costs are in this currency."""
        self._query, self._currency = query, currency
        self._ask()

    def mark(self, stored: Stored | None) -> None:
        """Show where the current session is."""
        self._stored = stored
        if self._plot is not None and not self.isHidden():
            self._plot.mark(stored)

    def focus_in(self) -> None:
        """Go on with the keyboard in the chart."""
        self._wants_focus = self._plot is None
        (self._table if self._as_numbers.isChecked() else self._plot or self._kinds).setFocus()

    def save(self) -> None:
        """Ask where the picture is to be written."""
        title = self._title()
        file_dialogs.ask_where(
            self, self._desk.settings, "Save the chart", f"{title}.png", "Pictures (*.png)", self._write
        )

    def _title(self) -> str:
        return self._drawing.title or KINDS[self._kinds.current].title

    @property
    def at_rest(self) -> bool:
        """Whether everything asked for has come."""
        return self._loader is None or self._loader.at_rest

    @property
    def plot(self) -> "Plot | None":
        """The chart, once one was shown."""
        return self._plot

    @property
    def numbers(self) -> NumberTable:
        """The same as a table."""
        self._fill()
        return self._table

    def choose(self, kind: str, choice: str = "") -> None:
        """Choose a chart, and what it is of."""
        self._kinds.choose(kind)
        if choice:
            self._choices[kind].choose(choice)

    def show_numbers(self, kind: str) -> None:
        """Choose a chart, and show it as numbers."""
        self._kinds.choose(kind)
        self._as_numbers.setChecked(True)

    def _ask(self) -> None:
        if self._loader is None or self.isHidden():
            return
        kind, choice = KINDS[self._kinds.current], self._choice()
        query, currency = self._query, self._currency
        key, scale = self._kinds.current, Scale(self._desk.notation, currency)

        def work(ledger: "Ledger") -> _Made:
            import zefdesk.desktop.charts.plot  # noqa: F401 -- here, so that the window does not wait for the library

            picture = kind.picture(kind.ask(ledger, query, choice, currency), choice, scale)
            return _Made(key, picture, picture.drawing)

        self._loader.work_out(work)

    def _show(self, made: "_Made") -> None:
        from zefdesk.desktop.charts.plot import Plot

        if self._plot is None:
            self._plot = Plot()
            self._plot.pointed.connect(self._say)
            self._plot.wanted.connect(self._narrow)
            self._stack.addWidget(self._plot)
        self._picture, self._drawing, self._tabled = made.picture, made.drawing, False
        title = made.drawing.title or KINDS[made.kind].title
        self._kinds.rename(made.kind, title)
        self._legend.show_meanings(made.drawing.legend)
        self._plot.show_picture(made.picture, made.drawing, title, self._stored)
        self._said = " ".join(filter(None, (made.drawing.note, _HELP)))
        self._words.setText(self._said)
        self._nothing.setText(
            "" if made.drawing.elements else "Nothing that the filter lets through can be shown here."
        )
        self._turn()
        if self._wants_focus:
            self.focus_in()

    def _narrow(self, conditions: Any) -> None:  # noqa: ANN401 -- a signal's argument
        self.wanted.emit(narrowed(self._query, conditions))

    def _say(self, words: str) -> None:
        self._words.setText(words or self._said)

    def _choice(self) -> str:
        segments = self._choices.get(self._kinds.current)
        return segments.current if segments else ""

    def _chosen(self, *_key: str) -> None:
        kind = self._kinds.current
        for key, segments in self._choices.items():
            segments.setVisible(key == kind)
        self._desk.settings.keep(KIND, kind)
        if self._choice():
            self._desk.settings.keep(CHOICE + kind, self._choice())
        self._ask()

    def _turn(self, *_checked: bool) -> None:
        """Show the chart, its numbers, or that there is nothing to show."""
        if self._nothing.text():
            self._stack.setCurrentWidget(self._nothing)
        elif self._as_numbers.isChecked():
            self._fill()
            self._stack.setCurrentWidget(self._table)
        elif self._plot is not None:
            self._stack.setCurrentWidget(self._plot)
        self._save.setEnabled(self._stack.currentWidget() is self._plot)

    def _fill(self) -> None:
        """Write the numbers, once they are asked for."""
        if self._picture is not None and not self._tabled:
            self._tabled = True
            self._table.show_numbers(self._picture.numbers())

    def _write(self, paths: list[Path]) -> None:
        if self._plot is not None and paths:
            choice = dict(KINDS[self._kinds.current].choices).get(self._choice(), "")
            title = ": ".join(filter(None, (self._title(), choice)))
            if sheet(self._plot.bare(), title, self._of_what() or "All sessions", self._drawing).save(str(paths[0])):
                self._desk.said.emit(f"The chart is saved as {paths[0].name}", "", None)
            else:
                self._desk.trouble.emit(f"{paths[0]} cannot be written")

    def _lay_out(self) -> None:
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._nothing.setMargin(16)
        for widget in (self._nothing, self._table):
            self._stack.addWidget(widget)
        head = parts.row(
            self._kinds, *self._choices.values(), None, self._as_numbers, self._save, self._close, spacing=6
        )
        layout = parts.column(self, spacing=4, margins=(12, 8, 12, 8))
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        foot = parts.row(self._legend, self._words, spacing=0)
        foot.setStretch(1, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._chosen)
        for segments in self._choices.values():
            segments.chosen.connect(self._chosen)
        self._as_numbers.toggled.connect(self._turn)

    def _restore(self) -> None:
        settings = self._desk.settings
        kind = settings.text(KIND)
        for key, segments in self._choices.items():
            choice = settings.text(CHOICE + key)
            if choice in dict(KINDS[key].choices):
                segments.choose(choice)
        self._kinds.choose(kind if kind in KINDS else "days")
        self._chosen()

    # Qt

    def hasHeightForWidth(self) -> bool:
        """Say no: else the usual height would be the least one, since words wrap inside."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEIGHT)

    def showEvent(self, event: Any) -> None:  # noqa: ANN401 -- Qt's own
        """Work out what was not, while it was hidden."""
        super().showEvent(event)
        self._ask()
