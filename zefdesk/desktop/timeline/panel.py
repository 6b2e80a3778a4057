"""The Timeline: what the car did when, power and energy, the events, and the numbers behind them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.timeline import words
from zefdesk.desktop.timeline.band_bar import BandBar, Stretch
from zefdesk.desktop.timeline.value_table import ValueTable
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.segments import Segments
from zefdesk.domain import clock
from zefdesk.domain.logged import Logged
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.samples import Samples
from zefdesk.domain.stored import Stored
from zefdesk.services import timeline

if TYPE_CHECKING:
    from zefdesk.desktop.timeline.chart import Chart


_SHORT = {"soc": "Charge %"}
_NOT_SET = "charger's zone not set, as written"
_TIMES_TIP = "Times by the charger's zone, by UTC, or as the log has them; those that are the same are passed"
_WHOLE_TIP = "Show the whole session again; Ctrl and the wheel zoom into the curve, dragging moves it"
_HINT = "Point at the curve, or use left and right, for its values; Ctrl+wheel zooms."


class TimelinePanel(Pane):
    """`line_wanted` asks for the place in the log of an event that was chosen."""

    line_wanted = Signal(object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("Timeline", parent)
        self._notation = notation
        self._told: Logged | None = None
        self._zone = "UTC"
        self._stored: Stored | None = None
        self._mode, self._zone_set, self._dated, self._low = 0, True, False, False
        self._times = parts.button("", kind="link", tip=_TIMES_TIP, key="Ctrl+T", clicked=self.next_times)
        self._chart: Chart | None = None
        self._bar = BandBar()
        self._title = parts.label("", "section")
        self._at_cursor = parts.label("", "strong", wrap=True, selectable=True)
        self._legend = parts.label("", "secondary", wrap=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices: Segments | None = None
        self._choice_row = parts.row()
        self._above = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._chart_place = QVBoxLayout()
        self._reset = parts.button("Whole session", kind="link", tip=_WHOLE_TIP, clicked=self._whole)
        self._summary = parts.label("", "secondary", wrap=True, selectable=True)
        self._events = QListWidget()
        self._events.setAccessibleName("Events; Enter shows the line of the log")
        self._events.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._events.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._events.setMinimumWidth(120)
        self._events.itemActivated.connect(self._chosen)
        self._events.itemClicked.connect(self._chosen)
        self._events_title = parts.label("Events", "section")
        self._show_values = parts.button("Show values", "table-2", tip="All meter values as a table")
        self._show_values.setCheckable(True)
        self._show_values.toggled.connect(self._toggle_values)
        self._values = ValueTable()
        self._values.hide()
        self._put_together()

    def _put_together(self) -> None:
        content = QWidget()
        layout = self._layout = parts.column(content, spacing=10, margins=(16, 14, 16, 14))
        layout.addWidget(self._bar)
        self._above.setSpacing(10)
        self._above.addWidget(self._title)
        self._above.addLayout(self._choice_row)
        self._above.addWidget(self._at_cursor, 1)
        layout.addLayout(self._above)
        layout.addLayout(self._chart_place)
        layout.addWidget(self._legend)
        layout.addWidget(self._summary)
        layout.addLayout(parts.row(self._show_values, None, self._times, self._reset))
        layout.addWidget(self._values)
        layout.addWidget(self._events_title)
        layout.addWidget(self._events)
        layout.addStretch(1)
        self.setWidget(content)

    def lie_wide(self, *, wide: bool) -> None:
        """Stand in few lines where the panel is wide and low, so that bar, values and curve are seen together."""
        self._low = wide
        directions = QBoxLayout.Direction
        self._above.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._layout.setSpacing(6 if wide else 10)
        self._layout.setContentsMargins(16, 8 if wide else 14, 16, 8 if wide else 14)
        if self._chart:
            self._chart.be_low(low=wide)

    def show_session(self, stored: Stored, told: Logged | None, *, zone_set: bool = True) -> None:
        """Show a session: by its log, or as far as a report tells; `zone_set` is whether its charger has a zone."""
        self._told, self._stored, self._zone_set = told, stored, zone_set
        ways = self._ways(stored, told)
        word, self._zone = ways[self._mode % len(ways)]
        self._times.setText(f"Times: {word} ({clock.short_name(self._zone, stored.session.start)})")
        self._times.setEnabled(len(ways) > 1)
        end = stored.session.end if stored.session.end is not None else stored.session.start
        self._dated = words.spans_midnight(stored.session.start, end, self._zone)
        self._at_cursor.setText("")
        if told is None:
            self._show_report(stored)
        else:
            self._show_log(told)

    def next_times(self) -> None:
        """Show times by the charger's clock, by UTC, or as the log has them, one after the other."""
        if self._stored is not None:
            self._mode = (self._mode + 1) % len(self._ways(self._stored, self._told))
            self.show_session(self._stored, self._told, zone_set=self._zone_set)

    def _ways(self, stored: Stored, told: Logged | None) -> list[tuple[str, str]]:
        """Give the ways to show times, in words and by zone; those that show the same are one."""
        written = told.zone if told else stored.session.zone
        ways = [("charger" if self._zone_set else _NOT_SET, stored.display_zone), ("UTC", "UTC")]
        ways.append(("as written", written))
        start = stored.session.start
        walls = [clock.wall_of(zone, start) for _, zone in ways]
        return [way for at, way in enumerate(ways) if walls[at] not in walls[:at]]

    def _show_report(self, stored: Stored) -> None:
        session = stored.session
        plug, charge = session.plug_duration or 0, min(session.charge_duration or 0, session.plug_duration or 0)
        stretches = (
            Stretch("assumed-charging", charge, f"Charging {duration(charge)}, assumed first"),
            Stretch("waiting" if session.charge_duration is None else "idle", plug - charge, duration(plug - charge)),
        )
        end = session.end if session.end is not None else session.start
        self._bar.show_stretches(stretches, self._edges(session.start, end))
        self._summary.setText(words.NO_LOG)
        for widget in (
            self._title,
            self._at_cursor,
            self._legend,
            self._events,
            self._events_title,
            self._show_values,
            self._reset,
            self._values,
        ):
            widget.hide()
        if self._chart:
            self._chart.hide()
        self._choose_among([])

    def _show_log(self, told: Logged) -> None:
        bands = timeline.bands(told)
        stretches = tuple(
            Stretch(one.kind, one.end - one.start, f"{words.BANDS[one.kind]} {self._span(one.start, one.end)}")
            for one in bands
        )
        end = told.end if told.end is not None else told.start
        self._bar.show_stretches(stretches, self._edges(told.start, end))
        self._summary.setText(words.summary(told, self._notation))
        offered = timeline.quantities(told)
        self._choose_among(offered)
        for widget in (self._title, self._at_cursor, self._legend):
            widget.setVisible(bool(offered))
        self._reset.setVisible(bool(offered))
        self._show_values.setVisible(len(told.samples) > 0)
        self._values.setVisible(self._show_values.isChecked() and len(told.samples) > 0)
        self._values.values.show_samples(Samples.of(told.samples), self._zone, self._notation, dated=self._dated)
        if offered:
            self._draw(offered[0])
        elif self._chart:
            self._chart.hide()
        self._show_events(told)

    def _choose_among(self, offered: list[str]) -> None:
        """Offer the quantities that there are curves of, where there are several."""
        if self._choices is not None:
            self._choice_row.removeWidget(self._choices)
            self._choices.hide()
            self._choices.deleteLater()
            self._choices = None
        if len(offered) > 1:
            self._choices = Segments([(name, _SHORT.get(name, words.QUANTITIES[name][0])) for name in offered])
            self._choices.chosen.connect(self._draw)
            self._choice_row.insertWidget(0, self._choices)

    def _draw(self, quantity: str) -> None:
        from zefdesk.desktop.timeline.chart import Chart, Pictured

        told = self._told
        if told is None:
            return
        if self._chart is None:
            self._chart = Chart()
            self._chart.pointed.connect(self._at_cursor.setText)
            self._chart.be_low(low=self._low)
            self._chart_place.addWidget(self._chart)
        energy = next((one for one in timeline.curves(told, "energy") if one.series == "energy"), None)
        end = told.end if told.end is not None else told.start
        marks = [one.at for one in told.events if told.start < one.at < end]
        curves = timeline.curves(told, quantity)
        name = words.QUANTITIES[quantity][0]
        self._title.setText(f"{name} and energy" if energy and quantity != "energy" else name)
        told_by_phase = [one.series.partition(".")[2][:2] for one in curves if "." in one.series]
        self._at_cursor.setText(_HINT)
        self._legend.setText(words.legend(told_by_phase, energy=energy is not None and quantity != "energy"))
        shown = Pictured(quantity, curves, energy, told.start, end, self._zone, marks, self._dated)
        self._chart.show_picture(shown, self._notation)
        self._chart.show()

    def _show_events(self, told: Logged) -> None:
        self._events.clear()
        for event in told.events:
            at = words.moment(event.at, self._zone, self._notation, dated=self._dated)
            text = f"{at}   {words.event_words(event)}"
            item = QListWidgetItem(f"{text}   \u00b7   {event.detail}" if event.detail else text)
            item.setData(Qt.ItemDataRole.UserRole, event.span)
            item.setToolTip(f"line {event.span.line}: {event.detail}")
            self._events.addItem(item)
        self._events.setVisible(bool(told.events))
        self._events_title.setVisible(bool(told.events))
        rows = min(len(told.events), 12)
        self._events.setFixedHeight(rows * max(self._events.sizeHintForRow(0), 20) + 8)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.line_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _toggle_values(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's own signal
        self._values.setVisible(shown)
        self._show_values.setText("Hide values" if shown else "Show values")

    def _whole(self) -> None:
        if self._chart:
            self._chart.reset()

    def _edges(self, start: int, end: int) -> tuple[str, str]:
        first, last = (
            words.moment(at, self._zone, self._notation, seconds=False, dated=self._dated) for at in (start, end)
        )
        return first, last

    def _span(self, start: int, end: int) -> str:
        first, last = (words.moment(at, self._zone, self._notation, dated=self._dated) for at in (start, end))
        return f"{duration(end - start)}, {first} to {last}"

    @property
    def at_cursor(self) -> QLabel:
        """The values at the cursor."""
        return self._at_cursor
