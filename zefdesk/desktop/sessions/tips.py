"""What hovering over a cell says: the whole of a cut text, the zone of a time, why a value is empty."""

from textwrap import fill

from zefdesk.desktop.bill import reasons
from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.cells import Row, Writing
from zefdesk.domain import bill_state, clock, columns
from zefdesk.domain.bill import ESTIMATED
from zefdesk.domain.columns import Column, Kind
from zefdesk.domain.finding import KINDS
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored

_LONGEST, _WIDTH = 1500, 76
_NOT_IN_REPORT = "The source does not give it; the charging session report has no such field."
_EMPTY = {
    "sticker": "The source gives no sticker for this charger.",
    "serial": "The source gives no serial for this charger; sessions of it are told apart by its name.",
    "name": "The source gives no name for this charger.",
    "identity": "The source names nobody to whom the billing would be attributed.",
    "plug_duration": "The source gives no Plug Duration.",
    "charge_duration": "The source gives no Charge Duration.",
    "energy": "The source gives no energy.",
    "end": "The source gives no end, and no Plug Duration from which it would follow.",
    "currency": "Nothing tells the currency: neither the file, nor the import, nor the charger.",
    "computed": "Nothing was computed for this session yet, or nothing prices it: the menu Rates prices sessions.",
    "difference": "There is nothing to compare: a computed and a reported cost in one currency are needed.",
    "findings": "Nothing was found that does not add up.",
    "reviewed": "Nobody has marked it reviewed yet: Ctrl+R does.",
    "adjustment": "Nobody has adjusted it.",
    "note": "Nobody has noted anything.",
    "connector": _NOT_IN_REPORT,
    "site": "Neither the source nor the configuration of the charger names a site.",
    "stop_reason": _NOT_IN_REPORT,
    "session_id": _NOT_IN_REPORT,
}


def wrapped(text: str) -> str:
    """Break a long text into lines, since a tip of plain text is as wide as its longest line."""
    return "\n".join(fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))


def tip(row: Row, key: str, writing: Writing, *, cut: bool) -> str:
    """Give the tip of a cell; `cut` says that its text is not shown whole."""
    said = _of_cell(row, key, writing, cut=cut)
    passed_over = "" if row.stored.counted else "Not counted: of two conflicting tellings the other one stands."
    return "\n".join(filter(None, (passed_over, said)))


def _of_cell(row: Row, key: str, writing: Writing, *, cut: bool) -> str:
    stored, column = row.stored, columns.COLUMNS[key]
    value = columns.value_of(stored, key)
    if value is None or value == "":
        return why_empty(stored, key)
    if column.kind is Kind.INSTANT:
        return moment(stored, value, writing.notation)
    if column.kind is Kind.STATE:
        return bill_state.MEANINGS[value]
    if key == "findings":
        return findings(stored)
    if key in {"computed", "difference"}:
        return computed(stored)
    return _whole(stored, column, writing) if cut else ""


def why_empty(stored: Stored, key: str) -> str:
    """Say why a value is empty."""
    if key == "cost":
        return reasons.no_cost(stored)
    if key == "bill_details":
        reason = reasons.no_bill(stored)
        return "\n".join((f"{reason.title}. {reason.sentence}", *(f"\u2022 {cause}" for cause in reason.causes)))
    if key == "initiator":
        blank = stored.session.initiator == ""
        return "Blank: a free vend session." if blank else "The source has no such column: who started it is not known."
    return _EMPTY.get(key, "")


def computed(stored: Stored) -> str:
    """Say what made the computed cost, and whether it is an estimate."""
    bill = stored.computed
    if bill is None:
        return ""
    made = f"By the simple rate {bill.rate}, without lines." if bill.rate else "By a billing profile, with lines."
    more = [f"{ESTIMATED}."] if bill.estimated else []
    return "\n".join((made, *(["It differs from the reported cost."] if stored.difference else []), *more))


def moment(stored: Stored, instant: int, notation: Notation) -> str:
    """Write an instant with the short name and the name of its zone."""
    zone = stored.display_zone
    wall = clock.wall_of(zone, instant)
    return f"{notation.moment(wall)}:{wall % 60:02d} s, {clock.short_name(zone, instant)} ({zone})"


def findings(stored: Stored) -> str:
    """List the findings of a session with their severity."""
    return "\n".join(f"\u2022 {cells.title(code)}{_severity(code)}" for code in stored.findings)


def _severity(code: str) -> str:
    return f" ({KINDS[code].severity.value})" if code in KINDS else ""


def _whole(stored: Stored, column: Column, writing: Writing) -> str:
    if column.kind is Kind.TEXT:
        return str(columns.value_of(stored, column.key))[:_LONGEST]
    return cells.text(stored, column, writing)
