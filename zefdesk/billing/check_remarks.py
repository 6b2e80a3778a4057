"""Remarks on a profile: what is wrong or may be, where, which hours or rule are meant, and a mend for a click."""

from collections.abc import Callable
from typing import NamedTuple

from zefdesk.billing.draft import Draft
from zefdesk.billing.seasons import Season

ERROR, WARNING = "error", "warning"


class Mend(NamedTuple):
    """What would mend a draft: the words for a button, and the operation, which gives another draft."""

    text: str
    apply: Callable[[Draft], Draft]


class Hours(NamedTuple):
    """Hours that are meant: [from_, to) seconds of a weekday in a season."""

    season: Season
    day: int
    from_: int
    to: int


class Remark(NamedTuple):
    """One remark: `error` keeps a profile from being taken in, `warning` does not; where, what, and how to mend it.

    `fix` says the mend in words; `mend` does it, where a click can. `hours` are those that are meant, `rule` is the
    path of the other rule that is.
    """

    severity: str
    code: str
    path: str
    message: str
    fix: str | None = None
    mend: Mend | None = None
    hours: tuple[Hours, ...] = ()
    rule: str = ""


def warning(
    code: str, path: str, message: str, fix: Mend | str | None = None, hours: tuple[Hours, ...] = (), rule: str = ""
) -> Remark:
    """Give a warning; its fix may be words only."""
    if isinstance(fix, Mend):
        return Remark(WARNING, code, path, message, fix.text, fix, hours, rule)
    return Remark(WARNING, code, path, message, fix, None, hours, rule)
