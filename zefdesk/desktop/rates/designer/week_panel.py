"""The week of a cost: seasons as tabs, rates to paint with, the grid, and which rule wins where one points and why."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QTabBar, QWidget

from zefdesk.billing import week as weeks
from zefdesk.billing.check_remarks import Hours
from zefdesk.billing.painting import CannotPaint, Selection, copy_day, paint
from zefdesk.billing.profile_text import clock_text
from zefdesk.billing.seasons import ALL_YEAR, Season, months_season, seasons
from zefdesk.billing.winning import At, on
from zefdesk.desktop.rates.designer import menus, week_shape, week_words
from zefdesk.desktop.rates.designer.brushes import Brushes
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.season_line import SeasonLine
from zefdesk.desktop.rates.designer.week_grid import WeekGrid
from zefdesk.desktop.rates.designer.week_words import Week
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.quiet_wheel import quieten
from zefdesk.desktop.widgets.segments import Segments
from zefdesk.domain import profile as profiles
from zefdesk.domain import quantity
from zefdesk.domain.notation import Notation
from zefdesk.domain.profile import BillingProfile

_DATES_PX, _LISTED_PX = 148, 300
_HINT = "Choose a rate or type a new one, then drag over hours. Or select hours, type a rate and press Enter."
_STEPS = tuple((str(step), words) for step, words in zip(week_shape.STEPS, ("1 h", "30 min", "15 min"), strict=True))


class WeekPanel(QWidget):
    """What wins at each hour of one cost, and the painting of it."""

    def __init__(self, design: Design, number: int, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design, self._number = design, number
        self._extra: tuple[Season, ...] = ()
        self._seasons: tuple[Season, ...] = ()
        self._asked: week_shape.Selection | None = None
        self._week: Week | None = None
        self._profile: BillingProfile | None = None
        self._pointed: tuple[int, int] | None = None
        self.grid = WeekGrid()
        self.brushes = Brushes(notation)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Seasons")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tabs.currentChanged.connect(self._show_week)
        self._line = SeasonLine()
        self._line.wanted.connect(self._add_season)
        self.said = parts.label(_HINT, "secondary", wrap=True)
        self.said.setMinimumHeight(32)
        self.dates = QComboBox()
        self.dates.setAccessibleName("The usual week, or that of a date")
        self.dates.setToolTip("Show the real week of a date, with its holidays and exceptions")
        self.dates.setFixedWidth(_DATES_PX)
        self.dates.setMaxVisibleItems(16)
        self.dates.view().setMinimumWidth(_LISTED_PX)
        self.dates.activated.connect(self._show_date)
        self.steps = Segments(_STEPS)
        self.steps.chosen.connect(lambda step: self.grid.choose_step(int(step)))
        self._connect_grid()
        season = parts.button(
            "Season", "plus", kind="ghost", tip="Other rates in some months", clicked=self._line.toggle
        )
        season.setAccessibleName("Add a season")
        layout = parts.column(self, spacing=6)
        head = parts.row(parts.label("Week", "strong"), spacing=6)
        head.addWidget(self.tabs, 1)
        head.addWidget(season)
        head.addWidget(self._copy_button())
        layout.addLayout(head)
        for widget in (self._line, self.brushes, self.grid):
            layout.addWidget(widget)
        foot = parts.row(spacing=8)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.dates, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.steps, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(foot)
        quieten(self)

    def show_profile(self, profile: BillingProfile | None) -> None:
        """Show the cost of a profile; with none, or without the cost, what was shown stays, greyed."""
        fits = profile is not None and self._number < len(profile.costs)
        self.grid.setEnabled(fits)
        if profile is None or not fits:
            self._say("Nothing can be painted before the cost can be read: see the problems below.", "bad")
            return
        self._profile = profile
        self._show_seasons()
        self._show_dates()
        self._show_week()
        if self._pointed is not None:
            self._explain(*self._pointed)
        elif self.said.property("tone") == "bad":
            self._say(_HINT)

    @property
    def season(self) -> Season | None:
        """The season of the tab that is shown."""
        at = self.tabs.currentIndex()
        return self._seasons[at] if 0 <= at < len(self._seasons) else None

    def show_hours(self, hours: Hours) -> None:
        """Select hours, in their season."""
        found = [at for at, season in enumerate(self._seasons) if season.name == hours.season.name]
        if found:
            self.tabs.setCurrentIndex(found[0])
        self.grid.select(hours.day, hours.from_)
        self.grid.select(hours.day, hours.to - 1, extend=True)
        self.grid.setFocus()

    # what it shows

    def _show_seasons(self) -> None:
        if self._profile is None:
            return
        before = self.season
        self._seasons = seasons(self._profile, self._number, self._extra)
        names = [season.name for season in self._seasons]
        with QSignalBlocker(self.tabs):
            if [self.tabs.tabText(at) for at in range(self.tabs.count())] != names:
                while self.tabs.count():
                    self.tabs.removeTab(0)
                for name in names:
                    self.tabs.addTab(name)
                kept = [at for at, season in enumerate(self._seasons) if before and season.name == before.name]
                self.tabs.setCurrentIndex(kept[0] if kept else 0)

    def _show_dates(self) -> None:
        """Offer the dates on which the cost may be another than in its week."""
        if self._profile is None:
            return
        offered = [
            (f"{one.date} {one.name}", one.date) for one in week_words.special_dates(self._profile, self._number)
        ]
        if [self.dates.itemText(at) for at in range(1, self.dates.count())] != [words for words, _ in offered]:
            self.dates.clear()
            self.dates.addItem("Usual week", None)
            for words, day in offered:
                self.dates.addItem(words, day)
        self.dates.setVisible(bool(offered))

    @property
    def date(self) -> date | None:
        """The date whose real week is shown; None for the usual week of the season."""
        found: date | None = self.dates.currentData()
        return found

    def _show_week(self) -> None:
        if self._profile is None or (season := self.season) is None:
            return
        if (day := self.date) is None:
            self._week = week_words.week_of(self._profile, self._number, season)
        else:
            self._week = week_words.week_on(self._profile, self._number, day)
        self.tabs.setEnabled(self.date is None)
        self.brushes.setEnabled(self.date is None)
        self.grid.show_week(self._week.days, self._week.tags)
        self.brushes.show_tags(self._week.tags)

    def _show_date(self) -> None:
        self._show_week()
        if (day := self.date) is not None:
            self.grid.select(day.weekday(), 0)

    def _at(self, day: int, second: int, season: Season) -> At:
        """Give the moment that a place of the grid means."""
        shown = self.date
        return At(day, second, season) if shown is None else on(shown + timedelta(days=day - shown.weekday()), second)

    def _explain(self, day: int, second: int) -> None:
        self._pointed = day, second
        asks = self._asked == self.grid.selection
        if self._profile is None or (season := self.season) is None or asks:
            return
        told = weeks.why(self._profile, self._number, self._at(day, second, season))
        reasons = "; ".join([told.text, *(one.text for one in told.others)])
        self._say(f"{self.grid.words(day, second)}. {reasons}.")

    def _say(self, sentence: str, tone: str = "muted") -> None:
        self.said.setText(sentence)
        parts.restyle(self.said, "tone", tone)

    # what a person does

    def _connect_grid(self) -> None:
        self.grid.painted.connect(self._paint_or_ask)
        self.grid.cleared.connect(partial(self._paint, rate=None))
        self.grid.copied.connect(self._copy)
        self.grid.pointed.connect(self._explain)
        self.grid.rate_wanted.connect(self.brushes.choose)
        self.grid.typed.connect(self.brushes.begin_typing)
        self.grid.step_changed.connect(self._show_step)
        self.brushes.entered.connect(self._paint_typed)
        self.brushes.new_rate.editingFinished.connect(self._ask_no_more)

    def _show_step(self, step: int) -> None:
        if self.steps.current != str(step):
            self.steps.choose(str(step))

    def _paint_or_ask(self, chosen: week_shape.Selection) -> None:
        if self.brushes.typed:
            self._paint(chosen, self.brushes.typed)
        elif self.brushes.number is not None and self._week is not None:
            rate = self._week.rates[self.brushes.number]
            cost = self._profile.costs[self._number] if self._profile else None
            self._paint(chosen, None if cost and cost.rate == rate else quantity.plain(rate))
        else:
            self._asked = chosen
            self._say(f"Selected: {selected_words(chosen)}. Type a rate and press Enter, or choose one.")
            self.brushes.new_rate.setFocus()

    def _ask_no_more(self) -> None:
        self._asked = None

    def _paint_typed(self) -> None:
        if self.brushes.typed:
            self._paint(self.grid.selection, self.brushes.typed)
            self.grid.setFocus()

    def _paint(self, chosen: week_shape.Selection, rate: str | None) -> None:
        if self.date is not None:
            self._say("What is painted holds in every week: choose the usual week first.", "bad")
            return
        where = Selection(chosen.days, chosen.start, chosen.end, self.season or ALL_YEAR)
        try:
            self._design.change(paint(self._design.draft, self._number, where, rate))
        except CannotPaint as error:
            self._say(str(error), "bad")

    def _copy(self, source: int, targets: tuple[int, ...]) -> None:
        season = self.season
        if season is None:
            return
        try:
            self._design.change(copy_day(self._design.draft, self._number, season, source, targets))
        except CannotPaint as error:
            self._say(str(error), "bad")

    def _add_season(self, months: tuple[int, ...]) -> None:
        added = months_season(months)
        self._extra = (*self._extra, added)
        self._show_seasons()
        found = [at for at, season in enumerate(self._seasons) if season.name == added.name]
        self.tabs.setCurrentIndex(found[0] if found else 0)
        self._show_week()
        self.grid.setFocus()

    def _copy_button(self) -> QWidget:
        menu = QMenu()
        for name, targets in (
            ("to Monday to Friday", range(5)),
            ("to Saturday and Sunday", (5, 6)),
            ("to all days", range(7)),
        ):
            menus.add(menu, f"Copy the day {name}", partial(self._copy_to, tuple(targets)))
        made = parts.button("Copy day", "copy", kind="ghost", tip="Copy the day of the cursor to other days")
        menu.setParent(made, menu.windowFlags())
        made.setMenu(menu)
        return made

    def _copy_to(self, targets: tuple[int, ...]) -> None:
        source = self.grid.selection.first
        self._copy(source, tuple(day for day in targets if day != source))


def selected_words(chosen: week_shape.Selection) -> str:
    """Say what is selected: `Mon to Fri 14:00-20:00`."""
    names = [profiles.DAYS[day][:3].capitalize() for day in (chosen.first, chosen.last)]
    days = names[0] if chosen.first == chosen.last else " to ".join(names)
    return f"{days} {clock_text(chosen.start)}-{clock_text(chosen.end)}"
