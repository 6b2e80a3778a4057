"""The sample session of the live bill: start, plugged, charging and energy, each as a field with a slider."""

from datetime import datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSlider, QWidget

from zefdesk.billing.reading import Wrong, nano, seconds
from zefdesk.billing.words import span_words
from zefdesk.desktop.rates.designer import forms
from zefdesk.desktop.widgets import parts
from zefdesk.domain import quantity
from zefdesk.domain.notation import Notation
from zefdesk.services.live_bill import Sample

_QUARTER, _DAY_QUARTERS, _MOST_STAY, _MOST_KWH = 900, 96, 96, 100
_BEGIN = datetime(2026, 7, 15, 15)  # noqa: DTZ001 -- by the profile's clock
_FRIDAY = 4
_WIDE_PX, _NARROW_PX = 152, 60
_STAY, _CHARGE, _ENERGY = 6 * 3600, 4 * 3600, 20 * quantity.NANO


class _Part(NamedTuple):
    """One value: its field and its slider."""

    field: QLineEdit
    slider: QSlider


class SampleFields(QWidget):
    """`changed` tells that another session is meant; `sample` is None while a field cannot be read."""

    changed = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._energy = forms.decimal(notation)
        self._hours = forms.span(forms.HOURS)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self.start = self._add(0, "Start", "Start of the sample session", _DAY_QUARTERS - 1)
        self.plugged = self._add(1, "Plugged in", "How long it is plugged in", _MOST_STAY)
        self.charging = self._add(2, "Charging", "How long it charges", _MOST_STAY)
        self.energy = self._add(3, "Energy, kWh", "Energy of the sample session in kWh", _MOST_KWH)
        self._by_hand = False
        self.start.field.textEdited.connect(self._typed_start)
        self._who = QWidget()
        self.identity = self._add_who("Identity", "whose bill it is")
        self.initiator = self._add_who("Initiator", "the partner that starts it; empty is free vend")
        self.capacity = self._add_who("Charger, kW", "the capacity of the charger")
        self._lay_out_who()
        self._show(_BEGIN, _STAY, _CHARGE, _ENERGY)
        for part, moved in (
            (self.start, self._slide_start),
            (self.plugged, lambda at: self._slide(self.plugged, span_words(at * _QUARTER))),
            (self.charging, lambda at: self._slide(self.charging, span_words(at * _QUARTER))),
            (self.energy, lambda at: self._slide(self.energy, str(at))),
        ):
            part.field.textEdited.connect(self._typed)
            part.slider.valueChanged.connect(moved)

    @property
    def sample(self) -> Sample | None:
        """The session that is meant."""
        start, plugged, charging = self._start(), self._seconds(self.plugged), self._seconds(self.charging)
        try:
            energy = nano(self._energy.read(self.energy.field.text()) or "")
        except Wrong:
            return None
        if start is None or plugged is None or charging is None:
            return None
        asked = not self._who.isHidden()
        capacity = self._energy.read(self.capacity.text()) if asked else None
        try:
            kilowatts = None if capacity is None else nano(capacity)
        except Wrong:
            return None
        initiator = self.initiator.text().strip() if asked else None
        identity = self.identity.text().strip() or None if asked else None
        return Sample(start.isoformat(timespec="minutes"), plugged, charging, energy, initiator, identity, kilowatts)

    def ask_who(self, *, asked: bool) -> None:
        """Ask who charges and where, for a profile that makes a difference by it."""
        self._who.setVisible(asked)

    def begin_from(self, day: str) -> None:
        """Begin on the first weekday from a day on, where the session would begin before it and nobody typed that."""
        try:
            first = datetime.fromisoformat(day)
        except ValueError:
            return
        if self._by_hand or (start := self._start()) is None or start >= first:
            return
        first += timedelta(days=max(7 - first.weekday(), 0) if first.weekday() > _FRIDAY else 0)
        self.start.field.setText(f"{first:%Y-%m-%d} {start:%H:%M}")
        self._follow()

    def _add(self, column: int, title: str, name: str, most: int) -> _Part:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setMinimumWidth(_WIDE_PX if not column else _NARROW_PX)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, most)
        slider.setPageStep(4)
        slider.setAccessibleName(f"{name}, as a slider")
        self._grid.setColumnStretch(column, 4 if column else 5)
        self._grid.addWidget(parts.label(title, "secondary"), 0, column)
        self._grid.addWidget(field, 1, column)
        self._grid.addWidget(slider, 2, column)
        return _Part(field, slider)

    def _add_who(self, title: str, tip: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(f"{title} of the sample session")
        field.setPlaceholderText(title)
        field.setToolTip(f"{title}: {tip}")
        field.textEdited.connect(self._typed)
        return field

    def _lay_out_who(self) -> None:
        layout = parts.row(self.identity, self.initiator, self.capacity, spacing=8)
        self._who.setLayout(layout)
        self._grid.addWidget(self._who, 3, 0, 1, 4)
        self._who.hide()

    def _show(self, begin: datetime, plugged: int, charging: int, energy: int) -> None:
        self.start.field.setText(begin.strftime("%Y-%m-%d %H:%M"))
        self.plugged.field.setText(span_words(plugged))
        self.charging.field.setText(span_words(charging))
        self.energy.field.setText(self._energy.show(quantity.plain(energy)))
        self._follow()

    def _typed_start(self) -> None:
        self._by_hand = True

    def _typed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Let the sliders stand where the fields say."""
        start, sample = self._start(), self.sample
        quarters = [
            None if start is None else (start.hour * 60 + start.minute) // 15,
            None if sample is None else sample.plugged // _QUARTER,
            None if sample is None else sample.charging // _QUARTER,
            None if sample is None else sample.energy // quantity.NANO,
        ]
        pairs = zip((self.start, self.plugged, self.charging, self.energy), quarters, strict=True)
        for part, value in pairs:
            parts.restyle(part.field, "wrong", "true" if value is None and not self._reads(part) else "false")
            if value is not None:
                with QSignalBlocker(part.slider):
                    part.slider.setValue(value)

    def _reads(self, part: _Part) -> bool:
        if part is self.start:
            return self._start() is not None
        if part is self.energy:
            return self.sample is not None
        return self._seconds(part) is not None

    def _slide(self, part: _Part, text: str) -> None:
        part.field.setText(text)
        self._keep_order(part)
        self.changed.emit()

    def _keep_order(self, moved: _Part) -> None:
        """A session charges no longer than it is plugged in."""
        plugged, charging = self._seconds(self.plugged), self._seconds(self.charging)
        if plugged is not None and charging is not None and charging > plugged:
            other = self.charging if moved is self.plugged else self.plugged
            other.field.setText(moved.field.text())
        self._follow()

    def _slide_start(self, at: int) -> None:
        start = self._start()
        if start is not None:
            begin = start.replace(hour=at // 4, minute=at % 4 * 15)
            self.start.field.setText(begin.strftime("%Y-%m-%d %H:%M"))
            self.changed.emit()

    def _start(self) -> datetime | None:
        try:
            found = datetime.fromisoformat(self.start.field.text().strip())
        except ValueError:
            return None
        return found.replace(tzinfo=None)

    def _seconds(self, part: _Part) -> int | None:
        try:
            return seconds(self._hours.read(part.field.text()) or "")
        except Wrong:
            return None
