"""Where the keyboard is while rows are laid out anew: it goes back to the same field, or to the new one."""

from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from zefdesk.desktop.rates.designer.fields import Bound


class Keyboard:
    """Keep the focus of the widgets within `inside` by what they are bound to, else by their accessible names."""

    def __init__(self, inside: QWidget) -> None:
        self._inside = inside
        focused = QApplication.focusWidget()
        within = focused is not None and inside.isAncestorOf(focused)
        self._key = key_of(focused) if within and focused is not None else ""

    def __enter__(self) -> None:
        """Begin to lay out anew."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._key:
            focus_on(self._inside, self._key)


def key_of(widget: QWidget) -> str:
    """Give what a widget is bound to, else its accessible name."""
    return widget.path if isinstance(widget, Bound) else widget.accessibleName()


def focus_on(inside: QWidget, key: str) -> bool:
    """Put the keyboard on the widget with a key; gives whether there is one."""
    matching = (each for each in inside.findChildren(QWidget) if key_of(each) == key)
    found = next((each for each in matching if stands(each, inside)), None)
    if found is not None:
        found.setFocus()
    return found is not None


def stands(widget: QWidget, inside: QWidget) -> bool:
    """Whether a widget is shown, or will be once the event loop has run: nothing around it was hidden on purpose."""
    each: QWidget | None = widget
    while each is not None and each is not inside:
        if each.isHidden() and each.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return False
        each = each.parentWidget()
    return each is inside


def reveal(scroll: QScrollArea, inside: QWidget, path: str) -> None:
    """Bring what is nearest to a path into sight, and put the keyboard there."""
    bound = [each for each in inside.findChildren(QWidget) if isinstance(each, Bound) and stands(each, inside)]
    pairs = [(_shared(f"{each.path}.", f"{path}."), each) for each in bound]
    found = [each for length, each in pairs if length == max(each for each, _ in pairs)]
    if found:
        below = [each for each in found if each.path.startswith(path)]
        target = next((each for each in below if each.path == path or each.path.endswith(".rate")), (below or found)[0])
        scroll.ensureWidgetVisible(target, 40, 60)
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _shared(one: str, other: str) -> int:
    """Give how many characters two paths have in common from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
