"""A profile that came by file: a new one, or the next draft of one that is known; an open draft is not lost to it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from zefdesk.billing.draft import Draft
from zefdesk.desktop.rates.designer.catalogue import Catalogue
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.store.profiles import StoredProfile


class Incoming(QObject):
    """`came_new` tells a draft of a new profile; `came_known` one, the newest version, and the one that says the same.

    `has_draft` says whether there is an open draft of a name: then a person is asked first, in place.
    """

    came_new = Signal(object)
    came_known = Signal(object, object, object)

    def __init__(
        self, callout: Callout, known: Callable[[], Catalogue], has_draft: Callable[[str], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._callout, self._known, self._has_draft = callout, known, has_draft

    def take(self, draft: Draft) -> None:
        """Take up a draft that was read from a file."""
        name = str(draft.get("name") or "")
        newest = self._known().newest(name)
        if newest is None:
            self.came_new.emit(draft)
        elif self._has_draft(name):
            take = parts.button("Take the file", clicked=lambda: self._tell(draft, newest))
            keep = parts.button("Keep the draft", kind="ghost", clicked=self._callout.hide)
            title, more = f"There is an open draft of '{name}'", "The file would take its place; Undo brings it back."
            self._callout.say("warn", title, more, take, keep)
        else:
            self._tell(draft, newest)

    def _tell(self, draft: Draft, newest: StoredProfile) -> None:
        self.came_known.emit(draft, newest, self._known().around(newest.name).same_as(draft))


def words(newest: StoredProfile, same: StoredProfile | None) -> tuple[str, str]:
    """Say what a file is to a profile that is known: what a version says already, or the next one."""
    if same is not None:
        return f"The file says the same as version {same.version} of '{newest.name}'", "There is nothing new in it."
    title = f"The file would be version {newest.version + 1} of '{newest.name}'"
    return title, "It is stored once you save it; Undo brings back what was here."
