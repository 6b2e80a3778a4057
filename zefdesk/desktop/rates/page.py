"""The Chargers & rates screen: the chargers, how the selected ones are set up, and the billing profiles beside them."""

from array import array
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QSplitter, QStackedWidget, QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates import price_words
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.desktop.rates.editing import Editing
from zefdesk.desktop.rates.effects_line import EffectsLine
from zefdesk.desktop.rates.form import Form
from zefdesk.desktop.rates.history import History
from zefdesk.desktop.rates.list_card import ListCard
from zefdesk.desktop.rates.page_keys import COMMANDS, OF_DESIGNER
from zefdesk.desktop.rates.watch import Watch
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.title_bar import TitleBar
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services.charger_changes import Change
from zefdesk.services.charger_overview import CloserLook, Overview, Seen, closer_look, overview, sessions_since
from zefdesk.services.effects import Effects

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

WIDTHS = "rates/widths"
LISTED = 500
"""Up to so many sessions are shown by their numbers; more by their chargers."""
LIST_PX, FORM_PX = 262, 328
LEAST_PX = 1172
"""What the three columns need at least, so that nothing in them is cut."""
LOOK_AFTER_MS = 300


class RatesPage(QWidget):
    """List, form and profiles, and the jobs between them and the ledger."""

    wants_charger_file = Signal()
    wants_charger_export = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ledger: Ledger | None = None
        self._known = Overview()
        self._selected: tuple[str, ...] = ()
        self._stale = False
        self.history = History(desk, self)
        self._look_soon = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._watch = Watch(desk, self)
        self._title = TitleBar("Chargers & rates")
        self.effects = EffectsLine(desk.notation)
        self._title.add_wide(self.effects)
        self.list = ListCard(desk.notation)
        self.form = Form(desk.notation)
        self._editing = Editing(self.history, self.list, self.form, lambda: self.chosen)
        self.designer = DesignerPanel(desk)
        self._empty = EmptyState("plug", "No chargers yet", width=FORM_PX - 60)
        self._middle = QStackedWidget()
        self._commands = self._make_commands()
        self._lay_out()
        self._connect()

    # what the window asks of a page

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show the chargers of this ledger."""
        self._finish_typing()
        self._ledger = ledger
        self._selected = ()
        self._show(Overview())
        self.history.set_ledger(ledger)
        self._watch.set_ledger(ledger)
        self.designer.set_ledger(ledger)
        self.effects.show_effects(Effects())
        self.refresh()

    def _finish_typing(self) -> None:
        """Store what is still being typed, before the ledger goes."""
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit) and line.isModified() and self.isAncestorOf(line):
            with self.history.in_haste():
                line.editingFinished.emit()

    def refresh(self) -> None:
        """Read the chargers again, once somebody looks."""
        self._stale = True
        if self.isVisible():
            self._read()

    def actions_by_name(self) -> dict[str, QAction]:
        """Give the commands of this screen that belong into the menus."""
        return self._commands

    def select(self, serials: tuple[str, ...]) -> None:
        """Select chargers."""
        self.list.list.select(serials)

    @property
    def chosen(self) -> list[Seen]:
        """The chargers that are selected."""
        wanted = set(self._selected)
        return [seen for seen in self._known.chargers if seen.charger.serial in wanted]

    # reading and showing

    def _read(self) -> None:
        self._stale = False
        if (ledger := self._ledger) is not None:
            self._desk.jobs.run(lambda _report: overview(ledger), self._show, channel="chargers")
            self._watch.look()
            self.designer.refresh()

    def _show(self, known: Overview) -> None:
        renewed = _renewed(self._known, known)
        self._known = known
        serials = [seen.charger.serial for seen in known.chargers]
        self._selected = tuple(one for one in self._selected if one in serials) or tuple(serials[:1])
        self.list.show_chargers(known.chargers, self._selected)
        self._show_chosen()
        if renewed:
            self._watch.add(renewed)
            self._watch.look()

    def _choose(self, serials: tuple[str, ...]) -> None:
        self._selected = serials
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self._middle.setCurrentWidget(self.form if chosen else self._empty)
        if chosen:
            self.form.show_chargers(chosen, self._known.profiles)
            self._look_soon.start()
            names = {seen.open.profile for seen in chosen if seen.open}
            self.designer.follow(next(iter(names)) if len(names) == 1 else "")
        elif self._known.chargers:
            self._empty.say("plug", "No charger is selected", "Select one in the list, or several with Shift or Ctrl.")
        else:
            self._empty.say("plug", "No chargers yet", "Each report or log that is imported makes its chargers known.")

    def _look_closer(self) -> None:
        """Count the sessions of what is selected and look for card readers, once somebody stays with it."""
        serials = tuple(seen.charger.serial for seen in self.chosen)
        if not serials or (ledger := self._ledger) is None:
            return
        marked = tuple(name for seen in self.chosen for name in seen.charger.card_reader_identities)
        work = partial(closer_look, ledger, serials, marked)
        self._desk.jobs.run(lambda _report: work(), partial(self._show_closer, serials), channel="closer look")

    def _show_closer(self, serials: tuple[str, ...], found: CloserLook) -> None:
        if tuple(seen.charger.serial for seen in self.chosen) == serials:
            self.form.show_sessions(found.sessions, found.query)
            self.form.hints.show_suggestions(found.readers)

    def _count_since(self, serials: tuple[str, ...], day: date) -> None:
        """Count the stored sessions that a profile attached from a day on would itemise."""
        if (ledger := self._ledger) is not None:
            done = partial(self.form.pricing.attach.show_count, (serials, day))
            self._desk.jobs.run(lambda _report: sessions_since(ledger, serials, day), done, channel="since")

    def _count_for_designer(self, serials: tuple[str, ...], day: date) -> None:
        """Count the same for the chargers that are ticked in the designer."""
        if (ledger := self._ledger) is not None:
            done = partial(self._show_designer_count, (serials, day))
            self._desk.jobs.run(lambda _report: sessions_since(ledger, serials, day), done, channel="since, designed")

    def _show_designer_count(self, asked: tuple[tuple[str, ...], date], count: int) -> None:
        chargers = [seen for seen in self._known.chargers if seen.charger.serial in asked[0]]
        said = price_words.would_get_details(count, chargers, self._desk.notation)
        self.designer.chargers.show_count(asked, said)

    # changing

    def _attach_designed(self, name: str, serials: tuple[str, ...], day: date) -> None:
        """Put the profile of the designer on chargers that are ticked there."""
        chargers = [seen for seen in self._known.chargers if seen.charger.serial in serials]
        self._editing.attach_to(name, chargers, day, self.designer.say_not_attached)

    def _make_wide(self, wide: bool) -> None:  # noqa: FBT001 -- a signal's argument
        """Give the designer the whole width, or the chargers theirs again."""
        for card in (self.list, self._middle):
            card.setVisible(not wide)
        self._split.setMinimumWidth(0 if wide else LEAST_PX)

    def _changed(self, change: Change) -> None:
        there = tuple(state.serial for state in change.after if state.charger is not None)
        if there and not set(there) & set(self._selected):
            self._selected = there
        self._watch.add_change(change)
        self._read()

    def _show_sessions(self, numbers: "array[int]") -> None:
        query = SessionQuery()
        if len(numbers) <= LISTED:
            self._desk.wants_query.emit(query.where("id", Test.IS, *numbers))
        else:
            self._desk.wants_query.emit(query.where("serial", Test.IS, *self._watch.changed))

    # how it hangs together

    def _make_commands(self) -> dict[str, QAction]:
        find = parts.action(self, *COMMANDS["find"], self._find)
        add = parts.action(self, *COMMANDS["add-charger"], self.list.begin_add)
        own = {"find": find, "add-charger": add} | self._designer_commands()
        for action in own.values():
            self.addAction(action)
        return {"undo": self.history.undo_action, "redo": self.history.redo_action, **own}

    def _designer_commands(self) -> dict[str, QAction]:
        files = self.designer.files
        does = (
            self.designer.head.new.showMenu,
            self._save_version,
            self.designer.foot.show_what_if,
            files.ask_to_import,
            files.ask_to_export,
            files.ask_to_export_tariff,
        )
        return {
            name: parts.action(self, *words, lambda _on=False, does=each: does())
            for (name, words), each in zip(OF_DESIGNER.items(), does, strict=True)
        }

    def _save_version(self) -> None:
        """Store the draft as a version, or say why it cannot be."""
        save = self.designer.head.save
        if save.isEnabled():
            save.click()
        else:
            self._desk.said.emit(save.toolTip(), "", None)

    def _find(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.import_wanted.connect(self.wants_charger_file)
        self.list.export_wanted.connect(self.wants_charger_export)
        self._look_soon.timeout.connect(self._look_closer)
        self.designer.profiles_changed.connect(self._read)
        self.designer.chargers.count_wanted.connect(self._count_for_designer)
        self.designer.attach_wanted.connect(self._attach_designed)
        self.designer.wide_wanted.connect(self._make_wide)
        self.form.pricing.profile_wanted.connect(self.designer.show_profile)
        self.form.pricing.attach.count_wanted.connect(self._count_since)
        self.form.dropped.connect(self._desk.trouble)
        self.form.sessions.show_wanted.connect(self._desk.wants_query)
        self.history.changed.connect(self._changed)
        self._watch.counting.connect(self.effects.say_counting)
        self._watch.counted.connect(self.effects.show_effects)
        self.effects.price_wanted.connect(self._desk.wants_pricing_of)
        self.effects.show_wanted.connect(self._show_sessions)

    def _lay_out(self) -> None:
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self.form)
        self._empty.set_buttons(parts.button("Import a report\u2026", "import", clicked=self._desk.wants_import))
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        for card in (self.list, self._middle, self.designer):
            split.addWidget(card)
        split.setStretchFactor(2, 1)
        split.splitterMoved.connect(lambda: self._desk.settings.keep(WIDTHS, split.saveState()))
        layout = parts.column(self, spacing=12, margins=(18, 14, 16, 14))
        layout.addWidget(self._title)
        layout.addWidget(_scrolled(split), 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on into the list; as its proxy the list would hide what stands before it from the Tab key."""
        super().focusInEvent(event)
        self.list.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._split.restoreState(self._desk.settings.state(WIDTHS)):
            self._split.setSizes([LIST_PX, FORM_PX, max(self.width() - LIST_PX - FORM_PX, 1)])
        if self._stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell the other screens what changed, once they can be seen again."""
        super().hideEvent(event)
        if self.history.stale:
            self.history.stale = False
            self._desk.stored.emit()


def _scrolled(inside: QWidget) -> QScrollArea:
    """Let a window that is narrower than all three columns show them one beside the other all the same."""
    made = QScrollArea()
    inside.setMinimumWidth(LEAST_PX)
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made


def _renewed(before: Overview, now: Overview) -> list[str]:
    """Give the chargers whose profile has got another version."""
    had = {one.name: one.version for one in before.profiles}
    names = {one.name for one in now.profiles if had.get(one.name, one.version) != one.version}
    return [seen.charger.serial for seen in now.chargers if names & {span.profile for span in seen.spans}]
