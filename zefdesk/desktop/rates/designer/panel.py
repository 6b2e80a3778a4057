"""The billing profile designer: four steps of one profile, its live bill, and what is wrong with it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from zefdesk.billing.draft import Draft
from zefdesk.billing.editing import new_draft
from zefdesk.billing.profile_text import read_profile
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer import catalogue, incoming
from zefdesk.desktop.rates.designer.beginning import Beginning, new_menu
from zefdesk.desktop.rates.designer.catalogue import Catalogue, Chosen
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import redoes, undoes
from zefdesk.desktop.rates.designer.files import Files
from zefdesk.desktop.rates.designer.foot import Foot
from zefdesk.desktop.rates.designer.foot_split import FootSplit
from zefdesk.desktop.rates.designer.head import Command, Head
from zefdesk.desktop.rates.designer.incoming import Incoming
from zefdesk.desktop.rates.designer.problems import Problems
from zefdesk.desktop.rates.designer.remark_words import is_overlap, with_day
from zefdesk.desktop.rates.designer.steps import Steps
from zefdesk.desktop.rates.designer.storing import Storing
from zefdesk.desktop.rates.designer.tab_order import set_order
from zefdesk.desktop.rates.designer.versions_view import VersionsView
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.quiet_wheel import quieten
from zefdesk.services.drafting import Published, Surroundings
from zefdesk.services.templates import Template
from zefdesk.store.profiles import StoredProfile

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_BEGINNING, _NEW = 0, "new"


class DesignerPanel(QWidget):
    """One profile at a time.

    `profiles_changed` tells that a version was stored, `attach_wanted` a profile's name, serials and a day,
    `wide_wanted` whether the designer is to have the whole width.
    """

    profiles_changed = Signal()
    attach_wanted = Signal(str, tuple, object)
    wide_wanted = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = Catalogue()
        self._key = ""
        self._version: StoredProfile | None = None
        self._replaces = False
        self._then_attach: tuple[tuple[str, ...], date] | None = None
        self._judge_soon = QTimer(self, singleShot=True, interval=0)
        self._judge_soon.timeout.connect(self._judge)
        self._order_soon = QTimer(self, singleShot=True, interval=0)
        self._order_soon.timeout.connect(self._set_order)
        self.design = Design(self)
        self.storing = Storing(desk, self.design, self)
        self.callout = Callout()
        self.files = Files(desk, self.design, self.callout, self)
        self.incoming = Incoming(self.callout, lambda: self._known, self._has_draft, self)
        self.foot = Foot(desk, self.design)  # the first to hear of an edit: the bill follows each keystroke
        self.versions = VersionsView(desk.notation)
        self.steps = Steps(self.design, desk.notation, self.callout, self.versions)
        self.profile, self.costs = self.steps.profile, self.steps.costs
        self.limits, self.chargers = self.steps.limits, self.steps.chargers
        self.problems = Problems(self.design)
        self.head = Head(
            (
                Command("Versions…", self._show_versions),
                Command("Begin a copy of it", self._begin_copy),
                Command("Import a profile or an OCPI tariff…", self.files.ask_to_import),
                Command("Export as JSON…", self.files.ask_to_export),
                Command("Export as an OCPI tariff…", self.files.ask_to_export_tariff),
                Command("Throw the draft away", self._throw_away, self._is_draft),
                Command("Withdraw the newest version", self._withdraw_newest, self._is_unused),
            )
        )
        self.head.set_new_menu(new_menu(self._begin, self.files.ask_to_import))
        self.beginning = Beginning()
        self._lay_out()
        self._connect()
        quieten(self)

    # what the page asks of it

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show the profiles of this ledger."""
        self.storing.set_ledger(ledger)
        self._known, self._key, self._version = Catalogue(), "", None
        self.design.begin({})
        self._pages.setCurrentIndex(_BEGINNING)
        self.foot.bill.set_ledger(ledger)
        self.foot.what_if.set_ledger(ledger)
        self.refresh()

    def refresh(self) -> None:
        """Read again what profiles and chargers there are; the draft stays as it is."""
        self.storing.read_catalogue()

    def show_profile(self, name: str) -> None:
        """Take up a profile that is stored."""
        self._choose(catalogue.key_of(name))

    def follow(self, name: str) -> None:
        """Take up the profile of the chargers that are selected, unless a draft is worked on."""
        if name and not self.design.changed and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.show_profile(name)

    def say_not_attached(self, sentence: str) -> None:
        """Say why the profile was not attached."""
        self.callout.say("bad", "Nothing was attached", sentence, self._close())

    # which profile

    def _know(self, known: Catalogue) -> None:
        self._known = known
        if not self.design.draft and known.entries():
            key = known.entries()[0][0]
            if (first := catalogue.choose(known, key)) is not None:
                self._take(first, key)
        self._show_entries()
        self.chargers.show_places(known.places, self._name())
        others = [(one.name, read_profile(one.document)) for one in map(known.newest, known.names()) if one]
        self.foot.what_if.offer(known.span, others, [one.charger for one in known.places])
        self._judge()

    def _show_entries(self) -> None:
        entries = self._known.entries()
        if self._key not in {key for key, _ in entries}:
            entries = [*entries, (self._key, self._name() or "New profile")] if self.design.draft else entries
        self.head.show_profiles(entries, self._key)

    def _choose(self, key: str) -> None:
        if key == self._key:
            return
        self._leave()
        found = catalogue.choose(self._known, key)
        if found is not None:
            self._take(found, key)

    def _leave(self) -> None:
        """Keep the draft that is worked on, and know of it when it is come back to."""
        self.storing.keep()
        self.storing.read_catalogue()

    def _was_kept(self, number: int) -> None:
        if self._key == _NEW:
            self._key = catalogue.key_of_draft(number)

    def _take(self, found: Chosen, key: str) -> None:
        self._key, self._version = key, found.version
        self.storing.take_up(found.draft_id)
        self.callout.hide()
        self.versions.hide()
        self._pages.setCurrentWidget(self._split)
        self.foot.what_if.forget()
        self.costs.keep_open(0)
        self.design.begin(found.draft, found.stored)
        self.foot.bill.begin_within(str(self.design.value("effective_from") or ""))
        self.steps.open_all(opened=found.version is None)
        self.chargers.suggest_day(str(self.design.value("effective_from") or ""))
        self.chargers.show_places(self._known.places, self._name())
        self._show_entries()
        self._judge()
        if found.draft_id is not None:
            self.callout.say(
                "info", "This draft was not stored as a version yet", "It is as you left it.", self._close()
            )

    def _begin(self, template: Template | None) -> None:
        """Begin another profile with a template, or with nothing."""
        self._leave()
        usual = catalogue.usual(self._known)
        today = date.today()  # noqa: DTZ011 -- the day of the person
        if template is None:
            made = new_draft(today, "", usual.currency, usual.time_zone)
        else:
            made = template.begun(today, usual.currency, usual.time_zone)
        self._take(Chosen(made, None, None, None), _NEW)
        if usual.guessed:
            title = f"The clock is that of this computer, {usual.time_zone}"
            self.callout.say("info", title, "No charger says its zone yet: choose that of the site.", self._close())
        self.profile.name.setFocus()

    def _begin_copy(self) -> None:
        """Begin another profile with what this one says."""
        self._leave()
        name = f"{self._name()} copy".strip()
        self._take(Chosen({**self.design.draft, "name": name}, None, None, None), _NEW)
        self.profile.name.setFocus()

    def _came(self, draft: Draft) -> None:
        self._leave()
        self._take(Chosen(draft, None, None, None), _NEW)

    def _came_known(self, draft: Draft, newest: StoredProfile, same: StoredProfile | None) -> None:
        """Take up a file as the next draft of its profile; what was there comes back by Undo."""
        self._choose(catalogue.key_of(newest.name))
        if same is None or same.version != newest.version:
            self.design.change(draft)
        self.callout.say("info", *incoming.words(newest, same), self._close())

    def _has_draft(self, name: str) -> bool:
        return self._known.draft_of(name) is not None or (self._name() == name and self._is_draft())

    # storing

    def _save(self) -> None:
        self._then_attach = None
        self._publish()

    def _publish(self) -> None:
        self.storing.publish(self._version if self._replaces else None)

    def _attach(self, serials: tuple[str, ...], day: date) -> None:
        if self.design.changed:
            self._then_attach = (serials, day)
            self._publish()
        else:
            self.attach_wanted.emit(self._name(), serials, day)

    def _published(self, published: Published) -> None:
        stored, then = published.stored, self._then_attach
        self._then_attach = None
        if stored is None:
            self._judge()
            return
        self._version, self._key = stored, catalogue.key_of(stored.name)
        self.design.now_stored()
        self.callout.hide()
        self._desk.said.emit(f"'{stored.name}', version {stored.version}, is stored", "", None)
        if then is not None:
            self.attach_wanted.emit(stored.name, *then)
        self.refresh()
        self.profiles_changed.emit()

    def _throw_away(self) -> None:
        if self._version is not None:
            stored = catalogue.stored_draft(self._version)
            self.design.change(stored)
            return
        self.design.begin({})
        self.storing.keep()
        self._key = ""
        self._pages.setCurrentIndex(_BEGINNING)
        self.refresh()

    def _is_draft(self) -> bool:
        return self.design.changed or self._version is None

    def _is_unused(self) -> bool:
        """Whether the newest version has made no bill, and no charger would be left with none."""
        newest, around = self._known.newest(self._name()), self._known.around(self._name())
        if newest is None or (len(around.versions) == 1 and around.chargers):
            return False
        return not any(one.bills for one in around.versions if one.stored.version == newest.version)

    def _withdraw_newest(self) -> None:
        if (newest := self._known.newest(self._name())) is not None:
            self.storing.withdraw(newest)

    def _show_versions(self) -> None:
        shown = self.versions.isHidden()
        self.versions.setVisible(shown)
        if shown:
            self.versions.show_versions(
                self._known.of(self._name()), self.design.profile, changed=self.design.changed and self.design.sound
            )

    def _go_on_with(self, version: StoredProfile) -> None:
        self.design.change(catalogue.stored_draft(version))

    def _withdrawn(self, version: StoredProfile) -> None:
        """Read again what is left; the draft goes on as one of the version before."""
        self.versions.hide()
        self._desk.said.emit(f"'{version.name}', version {version.version}, is withdrawn", "", None)
        if self._version is not None and self._version.id == version.id and not self.design.changed:
            self.design.begin({})
            self._key = ""
        self.refresh()
        self.profiles_changed.emit()

    def _refused(self, sentence: str) -> None:
        self.callout.say("bad", "Nothing was stored", sentence, self._close())

    # judging

    def _judge(self) -> None:
        """Look through the draft, and say what it is and what can be done with it."""
        name = self._name()
        newer = self.design.changed or self._version is None
        around = self._known.around(name)
        self._replaces = self._would_replace(around)
        remarks = [one for one in around.check(self.design.draft) if not (self._replaces and is_overlap(one))]
        self.problems.show_remarks([with_day(one, catalogue.next_day(around)) for one in remarks])
        errors = self.problems.errors
        following = (self._version.version if self._version else 0) + (newer and not self._replaces)
        words = f"Version {following}, draft" if newer else f"Version {following}"
        self.head.show_state(words, draft=newer, errors=errors)
        self.head.show_name(name or "New profile")
        self.head.undo.setEnabled(self.design.can_undo)
        self.head.redo.setEnabled(self.design.can_redo)
        self.chargers.show_state(errors, changed=newer)
        self.foot.what_if.offer_chargers(tuple(one.serial for one in self._known.on(name)))

    def _would_replace(self, around: Surroundings) -> bool:
        """Whether a change takes the place of the newest version: it begins on the same day, and nobody used it yet."""
        version, draft = self._version, self.design
        if version is None or around.chargers or not draft.changed or draft.value("name") != version.name:
            return False
        used = {one.stored.version: one.bills for one in around.versions}
        return draft.value("effective_from") == version.effective_from and not used.get(version.version, 1)

    def _name(self) -> str:
        return str(self.design.value("name") or "")

    # how it hangs together

    def _lay_out(self) -> None:
        upper = parts.card("surface")
        top = parts.column(upper, spacing=6, margins=(1, 10, 1, 1))
        head = parts.row(margins=(12, 0, 10, 0))
        head.addWidget(self.head)
        top.addLayout(head)
        top.addWidget(self.steps, 1)
        top.addWidget(parts.rule())
        top.addWidget(self.problems)
        self._split = FootSplit(self._desk.settings, upper, self.foot)
        begin = parts.card("surface")
        parts.column(begin, margins=(1, 10, 1, 1)).addWidget(self.beginning)
        self._pages = QStackedWidget()
        self._pages.addWidget(begin)
        self._pages.addWidget(self._split)
        parts.column(self).addWidget(self._pages)

    def _connect(self) -> None:
        head, design = self.head, self.design
        head.chosen.connect(self._choose)
        head.undo.clicked.connect(design.undo)
        head.redo.clicked.connect(design.redo)
        head.wide.toggled.connect(self.wide_wanted)
        head.compare.clicked.connect(self.foot.show_what_if)
        head.save.clicked.connect(self._save)
        self.costs.laid_out.connect(self._order_soon.start)
        design.reshaped.connect(self._order_soon.start)
        design.edited.connect(self._judge_soon.start)
        design.reshaped.connect(self._judge)
        self.storing.read.connect(self._know)
        self.storing.kept.connect(self._was_kept)
        self.storing.published.connect(self._published)
        self.storing.refused.connect(self._refused)
        self.files.came.connect(self.incoming.take)
        self.incoming.came_new.connect(self._came)
        self.incoming.came_known.connect(self._came_known)
        self.beginning.begun.connect(self._begin)
        self.beginning.import_wanted.connect(self.files.ask_to_import)
        self.chargers.attach_wanted.connect(self._attach)
        self.versions.taken.connect(self._go_on_with)
        self.versions.withdraw_wanted.connect(self.storing.withdraw)
        self.storing.withdrawn.connect(self._withdrawn)
        self.problems.rule_wanted.connect(self.steps.reveal)
        self.problems.hours_wanted.connect(self.steps.reveal_hours)
        self.foot.rule_wanted.connect(self.steps.reveal)

    def _set_order(self) -> None:
        set_order(self)

    def _close(self) -> QPushButton:
        return parts.button("Close", kind="ghost", clicked=self.callout.hide)

    # Qt

    def event(self, event: QEvent) -> bool:
        """Take undo and redo for the draft before the page takes them for its chargers."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if undoes(event):
            self.design.undo()
        elif redoes(event):
            self.design.redo()
        else:
            super().keyPressEvent(event)


def _is_ours(event: QKeyEvent) -> bool:
    return undoes(event) or redoes(event)
