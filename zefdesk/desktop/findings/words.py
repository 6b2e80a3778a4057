"""The texts of the Findings screen: entries of kinds, sums, rows, and what a person said of a finding."""

from collections import Counter

from PySide6.QtCore import QTimeZone

from zefdesk.desktop.findings.reading import Line
from zefdesk.desktop.widgets.badge import Look
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.desktop.widgets.text_table import Heading, Row
from zefdesk.domain import clock
from zefdesk.domain.finding import Severity
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services.finding_kinds import KindSum
from zefdesk.store.findings import Judgement

HEADINGS = (
    Heading("Start", 176),
    Heading("Charger", 156),
    Heading("What was seen", 420),
    Heading("Cost", 84, right=True),
    Heading("State", 110),
)
SEEN = 2
"""The column that takes the room that is left."""
LOOKS = {
    Severity.BAD: Look("Wrong", Sign.CROSS, "bad"),
    Severity.WARN: Look("Look at it", Sign.TRIANGLE, "warn"),
    Severity.INFO: Look("Information", Sign.DOT, "info"),
}
OPEN, ASIDE = Look("Open", Sign.RING), Look("Set aside", Sign.CHECK, "accent")
_MOST_NUMBERS, _MOST_SAID = 500, 3
_NO_COST = frozenset({"no-cost-with-energy"})
"""Kinds of sessions without a reported cost: the money that they touch is what they come to."""

NO_SESSIONS = (
    "Nothing was found",
    (
        "No session is told by the files that came in, so there is nothing that could not add up. What was found in "
        "them stands on the Imports screen."
    ),
)


def money(one: KindSum, notation: Notation) -> str:
    """Write the money that a kind touches, currency by currency, and that it is computed where none is reported."""
    known = sorted(one.money.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    sums = " + ".join(notation.money(nano, code) for code, nano in known)
    return f"{sums} computed" if sums and one.kind.code in _NO_COST else sums


def counts(one: KindSum, notation: Notation) -> str:
    """Say how many of a kind there are, and what they touch."""
    if not one.open and not one.aside:
        return "Looked for everywhere; nothing was found."
    parts = [f"{notation.count(one.open)} open"]
    if one.aside:
        parts.append(f"{notation.count(one.aside)} set aside")
    if one.sessions:
        sessions = f"{notation.count(one.sessions)} session{'' if one.sessions == 1 else 's'}"
        of = "differing by" if one.kind.code == "cost-differs" else "of"
        parts.append(f"{sessions} {of} {money(one, notation)}" if one.money else sessions)
    return " · ".join(parts)


def head(kinds: list[KindSum], notation: Notation) -> str:
    """Say beside the title how many findings are to be looked at, and apart, how many are information or set aside."""
    opened, aside = sum(one.open for one in kinds), sum(one.aside for one in kinds)
    idle = sum(one.open for one in kinds if one.kind.severity is Severity.INFO)
    grave = [one for one in kinds if one.kind.severity is not Severity.INFO]
    elsewhere = sum(one.elsewhere for one in grave)
    said = f"{notation.count(opened - idle)} to look at"
    said += f" ({notation.count(elsewhere)} of chargers and files)" if elsewhere else ""
    said += f", {notation.count(idle)} information" if idle else ""
    return f"{said} · {notation.count(aside)} set aside" if opened or aside else ""


def row(line: Line, notation: Notation) -> Row:
    """Give the row of a finding."""
    stored, finding = line.stored, line.finding
    look = ASIDE if finding.set_aside else OPEN
    said = "\n".join(filter(None, (finding.message, *judgements(line, notation))))
    if stored is None:
        return Row(("", finding.charger or "a file", finding.message, "", look.word), look, said)
    session = stored.session
    start = notation.moment(clock.wall_of(stored.display_zone, session.start))
    cost = "" if session.cost is None else notation.money(session.cost, session.currency)
    name = session.name or session.serial or ""
    return Row((start, name, finding.message, cost, look.word), look, said)


def judgements(line: Line, notation: Notation) -> list[str]:
    """Say who set a finding aside and why, and what is noted at it."""
    aside = line.finding.set_aside
    said = [f"Set aside by {_by(aside, notation)}: {aside.text}"] if aside else []
    return [*said, f"Noted by {_by(line.note, notation)}: {line.note.text}"] if line.note else said


def judgements_of(lines: list[Line], notation: Notation) -> list[str]:
    """Say the same of several findings, each judgement once with how many it is of; at most so many of them."""
    told = Counter(said for line in lines for said in judgements(line, notation))
    several = len(lines) > 1
    said = [f"{text} ({notation.counted(count, 'finding')})" if several else text for text, count in told.items()]
    more = len(said) - _MOST_SAID
    return [*said[:_MOST_SAID], f"and {notation.count(more)} more"] if more > 0 else said


def _by(said: Judgement, notation: Notation) -> str:
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
    return f"{said.who}, {notation.moment(clock.wall_of(zone, said.at))}"


def sessions_of(lines: list[Line], code: str) -> SessionQuery | None:
    """Give the query that shows the sessions of a kind: by the kind where it is open, else by what they are."""
    if any(line.finding.session_id is not None and line.finding.set_aside is None for line in lines):
        return SessionQuery().where("findings", Test.IS, code)
    return sessions_of_some(lines)


def sessions_of_some(lines: list[Line]) -> SessionQuery | None:
    """Give the query that shows the sessions of some findings, with those they were found beside."""
    found = [line.finding for line in lines][:_MOST_NUMBERS]
    numbers = {number for one in found for number in (one.session_id, one.other_id) if number is not None}
    if numbers:
        return SessionQuery().where("id", Test.IS, *sorted(numbers))
    chargers = {one.charger for one in found if one.charger is not None and one.import_id is None}
    if chargers:
        return SessionQuery().where("serial", Test.IS, *sorted(chargers))
    files = {one.import_id for one in found if one.import_id is not None}
    return SessionQuery().where("import_id", Test.IS, *sorted(files)) if files else None
