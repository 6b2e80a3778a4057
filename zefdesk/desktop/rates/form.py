"""The form of what a charger is; with several selected it shows what they share, and an edit sets all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zefdesk.desktop.rates import change_words, charger_words
from zefdesk.desktop.rates.fields import ChoiceField, Field, LineField, ListField, NumberField, SerialField
from zefdesk.desktop.rates.pricing_box import PricingBox
from zefdesk.desktop.rates.reader_hints import ReaderHints
from zefdesk.desktop.rates.sessions_line import SessionsLine
from zefdesk.desktop.widgets import choices, parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.quiet_wheel import quieten
from zefdesk.domain.charger import Kind
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery
from zefdesk.services import charger_file
from zefdesk.services.charger_overview import ProfileSeen, Seen

NARROWEST_PX = 324
_READER = "One reader, many people: never one person."
_SHORT = ("capacity_kw", "connectors", "currency")


class Form(QFrame):
    """`given` tells the key and text of a field that a person changed; `pricing` has wishes of its own.

    `dropped` tells what was typed, could not be taken, and is gone as other chargers are shown.
    """

    given = Signal(str, str)
    dropped = Signal(str)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "surface")
        self.setMinimumWidth(NARROWEST_PX)
        self._chargers: Sequence[Seen] = ()
        self._title = ElidedLabel(role="object")
        self._badge = Badge()
        self.serial = SerialField("serial", "Serial")
        self.hints = ReaderHints(notation)
        self.pricing = PricingBox(notation)
        self.sessions = SessionsLine(notation)
        self.fields: dict[str, Field] = {field.key: field for field in _fields(notation)}
        for field in self.fields.values():
            field.given.connect(self.given)
        self.hints.wanted.connect(self._mark_reader)
        self.pricing.given.connect(self.given)
        self.pricing.opened.connect(self._show_whole)
        self._lay_out()
        quieten(self)

    def show_chargers(self, chargers: Sequence[Seen], profiles: Sequence[ProfileSeen]) -> None:
        """Show one charger, or what several have in common."""
        if [seen.charger.serial for seen in chargers] != [seen.charger.serial for seen in self._chargers]:
            self.hints.show_suggestions(())
            self.sessions.clear()
            self.serial.hold(held=True)
            self._forget()
        self._chargers = chargers
        one = chargers[0].charger if len(chargers) == 1 else None
        self._title.setText(charger_words.title(one) if one else f"{len(chargers)} chargers")
        kinds = {seen.charger.kind for seen in chargers}
        kind = kinds.pop() if len(kinds) == 1 else None
        self._badge.setVisible(kind is not None)
        self._badge.show_look(Look(kind.value if kind else ""))
        texts = [charger_file.texts_of(seen.charger) for seen in chargers]
        for key, field in self.fields.items():
            field.show_texts([each[key] for each in texts])
        self.serial.show_texts([seen.charger.serial for seen in chargers])
        self.pricing.show_chargers(chargers, profiles)

    def show_sessions(self, count: int, query: SessionQuery) -> None:
        """Show how many sessions name the chargers; one that none names can have another serial, or go."""
        self.sessions.show_count(count, query, len(self._chargers))
        self.serial.hold(held=bool(count) or len(self._chargers) > 1)

    def say_wrong(self, key: str, sentence: str) -> None:
        """Say beside a field why its value was refused."""
        if key in self.fields:
            self.fields[key].say_wrong(sentence)
        else:
            self.pricing.say_refused("It was not taken", sentence)

    def _forget(self) -> None:
        """Say what was typed for the chargers before and could not be taken."""
        lost = [said for field in (self.serial, *self.fields.values()) if (said := field.forget())]
        if lost and self._chargers:
            self.dropped.emit(f"{change_words.named(self._chargers)} is left as it was. {' '.join(lost)}")

    def _mark_reader(self, identity: str) -> None:
        marked = [name for seen in self._chargers for name in seen.charger.card_reader_identities]
        self.given.emit("card_reader_identity", ";".join([*marked, identity]))

    def _show_whole(self, part: QWidget) -> None:
        """Bring a part of the form into sight that has just been opened."""
        self._scroll.ensureWidgetVisible(part, 0)

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = self.rows = parts.column(inside, spacing=10, margins=(14, 0, 14, 12))
        layout.addLayout(_row(self.fields["name"], 3, self.fields["sticker"], 2))
        layout.addLayout(_row(self.serial, 3, self.fields["kind"], 2))
        layout.addWidget(self.fields["site"])
        layout.addWidget(self.fields["time_zone"])
        layout.addLayout(_row(*(part for key in _SHORT for part in (self.fields[key], 1))))
        layout.addWidget(self.fields["card_reader_identity"])
        layout.addWidget(self.hints)
        layout.addWidget(self.pricing)
        layout.addWidget(self.sessions)
        layout.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outside: QVBoxLayout = parts.column(self, spacing=8, margins=(1, 12, 1, 1))
        outside.addLayout(parts.row(self._title, None, self._badge, margins=(14, 0, 14, 0)))
        outside.addWidget(scroll, 1)


def _row(*fields_and_shares: Field | int) -> QHBoxLayout:
    """Lay fields side by side, each with its share of the width."""
    row = parts.row(spacing=8)
    for field, share in zip(fields_and_shares[::2], fields_and_shares[1::2], strict=True):
        if isinstance(field, Field) and isinstance(share, int):
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return row


def _fields(notation: Notation) -> list[Field]:
    kind = choices.Choice()
    kind.addItem(choices.NOT_KNOWN, "")
    for each in Kind:
        kind.addItem(each.value, each.value)
    return [
        LineField("name", "Name"),
        LineField("sticker", "Sticker"),
        LineField("site", "Site"),
        ChoiceField("kind", "Kind", kind),
        NumberField("capacity_kw", "Capacity kW", notation),
        LineField("connectors", "Connectors"),
        ChoiceField("time_zone", "Time zone", choices.zone_box()),
        ChoiceField("currency", "Currency", choices.currency_box()),
        ListField("card_reader_identity", "Card-reader identities", _READER),
    ]
