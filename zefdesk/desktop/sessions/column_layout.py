"""Which columns are shown, in which order and how wide: chosen by the room there is, until a person chooses."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFontMetrics

from zefdesk.desktop.sessions import header as header_module
from zefdesk.desktop.sessions.cells import KEYS, NUMBER
from zefdesk.desktop.sessions.header import GUTTER, PAD
from zefdesk.desktop.sessions.table_view import SessionTable
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import font
from zefdesk.desktop.widgets import badge
from zefdesk.domain import clock, columns
from zefdesk.domain.columns import Column, Kind
from zefdesk.domain.notation import Notation

SHOWN, WIDTHS, HAS_COMPUTED = "sessions/columns", "sessions/widths", "sessions/computed"
USUAL = tuple(key for key, column in columns.COLUMNS.items() if column.shown)
WITH_ROOM = ("serial", "sticker", "end", "findings", "source_file")
"""What a wider window shows too, in this order."""
COMPUTED = ("computed", "difference")
"""What is shown where anything was computed: the first always, the second where there is room."""
_SAVE_AFTER_MS = 300
_LATE = 82_680
_STRETCH = 1.45
_SAMPLES = {"serial": "HC8C888888888", "identity": "08A8C88B888888"}
_SQUEEZE = {"name": 0.25, "identity": 0.3, "findings": 0.3, "source_file": 0.3}
"""Which columns give room where it is scarce, and how much of their own."""


class ColumnLayout(QObject):
    """Keeps the header's columns as the person left them; `changed` tells that others are shown now."""

    changed = Signal()

    def __init__(self, table: SessionTable, settings: Settings, notation: Notation) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.header
        self._settings = settings
        self._notation = notation
        self._ours = False
        self._has_computed = settings.flag(HAS_COMPUTED)
        self._chosen = [key for key in settings.texts(SHOWN) if key in NUMBER]
        self._widths = dict(_pairs(settings.texts(WIDTHS)))
        self._save_soon = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self._save)
        self._header.sectionMoved.connect(self._moved)
        self._header.sectionResized.connect(self._resized)
        self._usual_widths = {key: self._usual_width(columns.COLUMNS[key]) for key in KEYS}
        self._arrange(self._chosen or list(self._usual))

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the shown columns from left to right."""
        numbers = (self._header.logicalIndex(at) for at in range(self._header.count()))
        return tuple(KEYS[number] for number in numbers if not self._header.isSectionHidden(number))

    @property
    def usual_total(self) -> int:
        """The width in which all usual columns stand whole."""
        return sum(self._usual_widths[key] for key in self._usual) + GUTTER - PAD

    @property
    def least_total(self) -> int:
        """The width in which the usual columns can still be read, long texts cut."""
        return self.usual_total - sum(int(self._usual_widths[key] * _SQUEEZE.get(key, 0)) for key in self._usual)

    @property
    def _usual(self) -> tuple[str, ...]:
        return tuple(key for key in KEYS if key in USUAL or (self._has_computed and key in COMPUTED[:1]))

    def show_computed(self, *, there: bool) -> None:
        """Show the computed cost among the usual columns, or not, as the ledger has any; remembered till next time."""
        if there != self._has_computed:
            self._has_computed = there
            self._settings.keep(HAS_COMPUTED, there)
            self.fit()

    def order(self) -> list[str]:
        """Give all columns: the shown ones from left to right, then the others."""
        return [*self.shown, *(key for key in KEYS if key not in self.shown)]

    def choose(self, keys: list[str]) -> None:
        """Show these columns in this order; at least one is kept."""
        if keys:
            self._chosen = keys
            self._arrange(keys)
            self._save()
            self.fit()

    def reset(self) -> None:
        """Forget what was chosen, widths included."""
        self._chosen, self._widths = [], {}
        self._save()
        self._arrange(list(self._usual))
        self.fit()

    def fit(self) -> None:
        """Use the room: more columns where nobody chose any, then wider ones."""
        room = self._table.viewport().width()
        if not self._chosen:
            wanted = self._for_room(room)
            if wanted != list(self.shown):
                self._arrange(wanted)
        widths = {key: self._width(key) for key in self.shown}
        free = {key: width for key, width in widths.items() if key not in self._widths}
        spare = room - sum(widths.values())
        if spare > 0 and free:
            total = sum(free.values())
            share = min(spare / total, _STRETCH - 1)
            widths |= {key: width + int(width * share) for key, width in free.items()}
        elif spare < 0:
            widths |= _squeezed(free, -spare)
        with self._by_us():
            for key, width in widths.items():
                self._header.resizeSection(NUMBER[key], width)

    def _for_room(self, room: int) -> list[str]:
        shown = set(self._usual)
        left = room - self.usual_total
        for key in (*(COMPUTED[1:] if self._has_computed else ()), *WITH_ROOM):
            left -= self._usual_widths[key]
            if left < 0:
                break
            shown.add(key)
        return [key for key in KEYS if key in shown]

    def _width(self, key: str) -> int:
        first = GUTTER - PAD if NUMBER[key] == self._header.first_shown() else 0
        return self._widths.get(key, self._usual_widths[key] + first)

    def _usual_width(self, column: Column) -> int:
        metrics = QFontMetrics(font())
        sample = {
            Kind.INSTANT: max(self._moments(), key=metrics.horizontalAdvance),
            Kind.DURATION: "128:58:58",
            Kind.ENERGY: self._notation.number(8_888_888 * 10**6, 3),
            Kind.MONEY: self._notation.money(8_888_880 * 10**6, "USD"),
        }.get(column.kind)
        sample = _SAMPLES.get(column.key, sample)
        if column.kind is Kind.STATE:
            looks = (*badge.BILL_STATES.values(), badge.REQUEST_ONLY)
            width = max(map(badge.width_of, looks)) + 4
        else:
            width = metrics.horizontalAdvance(sample) + 2 * PAD + 2 if sample else column.width
        return max(width, header_module.needed_width(column))

    def _moments(self) -> list[str]:
        """Write a late evening of each month, one of which is the widest time there is."""
        return [self._notation.moment(clock.wall_from(2026, month, 28, _LATE)) for month in range(1, 13)]

    def _arrange(self, keys: list[str]) -> None:
        before = self.shown
        with self._by_us():
            for at, key in enumerate([*keys, *(key for key in KEYS if key not in keys)]):
                self._header.moveSection(self._header.visualIndex(NUMBER[key]), at)
                self._header.setSectionHidden(NUMBER[key], key not in keys)
        self._table.find_first_column()
        if set(before) != set(self.shown):
            self.changed.emit()

    @contextmanager
    def _by_us(self) -> Iterator[None]:
        self._ours = True
        try:
            yield
        finally:
            self._ours = False

    def _moved(self) -> None:
        if not self._ours:
            self._chosen = list(self.shown)
            self._save_soon.start()

    def _resized(self, number: int, before: int, width: int) -> None:
        if not self._ours and before and width:
            self._widths[KEYS[number]] = width
            self._save_soon.start()

    def _save(self) -> None:
        self._settings.keep(SHOWN, self._chosen)
        self._settings.keep(WIDTHS, [f"{key}={width}" for key, width in self._widths.items()])


def _pairs(texts: list[str]) -> Iterator[tuple[str, int]]:
    for text in texts:
        key, _, width = text.partition("=")
        if key in NUMBER and width.isdigit():
            yield key, int(width)


def _squeezed(widths: dict[str, int], missing: int) -> dict[str, int]:
    """Take what is missing from columns of long texts, of which each stays wide enough for most of its values."""
    able = {key: int(width * _SQUEEZE[key]) for key, width in widths.items() if key in _SQUEEZE}
    share = min(missing / (sum(able.values()) or 1), 1)
    return {key: widths[key] - int(most * share + 0.999) for key, most in able.items()}
