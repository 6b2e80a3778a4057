"""What a person does to the selected chargers: each verb a change in the history, its refusal said in its place."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zefdesk.desktop.rates import change_words
from zefdesk.desktop.rates.form import Form
from zefdesk.desktop.rates.history import History
from zefdesk.desktop.rates.list_card import ListCard
from zefdesk.services import charger_changes
from zefdesk.services.charger_changes import Change
from zefdesk.services.charger_overview import Seen

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger


class Editing(QObject):
    """Connects list and form with the history; `chosen` gives the chargers that are selected."""

    def __init__(self, history: History, chargers: ListCard, form: Form, chosen: Callable[[], list[Seen]]) -> None:
        super().__init__(history)
        self._history, self._list, self._form, self._chosen = history, chargers, form, chosen
        chargers.add_wanted.connect(self.add)
        form.given.connect(self.set_value)
        form.serial.given.connect(lambda _key, serial: self.rename(serial))
        form.sessions.remove_wanted.connect(self.remove)
        form.pricing.attach_wanted.connect(self.attach)
        form.pricing.detach_wanted.connect(self.detach)

    def set_value(self, key: str, text: str) -> None:
        """Set a key of the selected chargers."""
        chosen = self._chosen()
        if chosen:
            what = change_words.of_value(chosen, key)
            work = partial(_set_values, _serials(chosen), {key: text})
            self._history.do(what, work, partial(self._form.say_wrong, key))

    def attach(self, name: str, day: date) -> None:
        """Attach a profile to the selected chargers from a day on."""
        chosen, box = self._chosen(), self._form.pricing
        refused = partial(box.say_refused, "Nothing was attached")
        self._history.do(
            f"{change_words.named(chosen)}: {name} attached",
            partial(_attach, name, _serials(chosen), day),
            refused,
            lambda _change: box.fold(),
        )

    def attach_to(self, name: str, chargers: Sequence[Seen], day: date, refused: Callable[[str], None]) -> None:
        """Attach a profile to these chargers, whatever is selected."""
        what = f"{change_words.named(chargers)}: {name} attached"
        self._history.do(what, partial(_attach, name, _serials(chargers), day), refused)

    def detach(self, day: date, without_rate: bool) -> None:  # noqa: FBT001 -- a signal's argument
        """Detach what is on the selected chargers from a day on; the simple rate may go with it."""
        chosen, box = self._chosen(), self._form.pricing
        values = {"simple_rate": ""} if without_rate else {}
        refused = partial(box.say_refused, "Nothing was detached")
        self._history.do(
            f"{change_words.named(chosen)}: profile detached",
            partial(_detach, _serials(chosen), day, values),
            refused,
            lambda _change: box.fold(),
        )

    def add(self, serial: str) -> None:
        """Add a charger."""
        work = partial(_add, serial)
        refused = self._list.new.say_wrong
        self._history.do(f"Charger {serial.strip()} added", work, refused, lambda _change: self._added())

    def rename(self, serial: str) -> None:
        """Give the selected charger another serial."""
        (one,) = self._chosen()
        work = partial(_rename, one.charger.serial, serial)
        self._history.do(f"{change_words.named([one])}: serial changed", work, self._form.serial.say_wrong)

    def remove(self) -> None:
        """Take out the selected chargers, which no session names."""
        chosen = self._chosen()
        self._history.do(f"{change_words.named(chosen)} removed", partial(_remove, _serials(chosen)))

    def _added(self) -> None:
        self._list.new.end()
        self._list.search.clear()
        self._form.fields["name"].setFocus()


def _serials(chargers: Sequence[Seen]) -> list[str]:
    return [seen.charger.serial for seen in chargers]


def _add(serial: str, ledger: "Ledger") -> Change:
    return charger_changes.add(ledger, serial)


def _rename(serial: str, to: str, ledger: "Ledger") -> Change:
    return charger_changes.rename(ledger, serial, to)


def _remove(serials: list[str], ledger: "Ledger") -> Change:
    return charger_changes.remove(ledger, serials)


def _attach(name: str, serials: list[str], day: date, ledger: "Ledger") -> Change:
    return charger_changes.attach(ledger, name, serials, day)


def _detach(serials: list[str], day: date, values: dict[str, str], ledger: "Ledger") -> Change:
    return charger_changes.detach(ledger, serials, day, values)


def _set_values(serials: list[str], values: dict[str, str], ledger: "Ledger") -> Change:
    return charger_changes.set_values(ledger, serials, values)
