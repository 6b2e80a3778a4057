"""The texts of the Imports screen: rows, summaries and sentences, made of what the services say."""

import os
from collections.abc import Sequence

from zefdesk.desktop import closed_words
from zefdesk.desktop.widgets.badge import ROW_STATES
from zefdesk.desktop.widgets.text_table import Heading, Row
from zefdesk.domain import clock, columns
from zefdesk.domain.notation import Notation
from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Session
from zefdesk.formats import registry
from zefdesk.services.importing import CLOSED_TOO, ImportOutcome, UndoResult
from zefdesk.services.log_files import LOG
from zefdesk.services.previewing import Preview, PreviewRow, Status
from zefdesk.store.imports import ImportRow

ENERGY_DECIMALS = 2
SHORT_RAW = 400
NOTHING_YET = (
    "Drop charging session reports or chargers' logs on this window, or choose them: CSV or Excel files, logs of any "
    "kind, folders, .gz or .zip. "
    "Before anything is stored you see what would become of each row."
)

PREVIEW_HEADINGS = (
    Heading("Line", 62, right=True),
    Heading("Start", 174),
    Heading("Name", 108),
    Heading("Serial", 140),
    Heading("Identity", 90),
    Heading(columns.column("energy").header, 104, right=True),
    Heading("Cost", 78, right=True),
    Heading("Outcome", 104),
)
PROBLEM_HEADINGS = (
    Heading("Line", 62, right=True),
    Heading("Field", 96),
    Heading("What is wrong", 260),
    Heading("The row as it was", 100),
)

NO_REPORT = (
    "Is it a session report?",
    (
        "ZefDesk looks for a row of headings such as Start, Name, Serial, Plug Duration, Energy and Cost. "
        "Export the report again as CSV or Excel, or choose another file."
    ),
)
WAITING = {
    "time_zone": (
        "Which time zone?",
        (
            "The report gives times without saying of which zone: usually it is the one in which the chargers stand. "
            "Type a part of its name above; then you see what would become of each row."
        ),
    ),
    "date_order": (
        "Which date order?",
        "Every date of the file could be read in more than one way. Say above how dates are written in it.",
    ),
    "sheet": ("Which sheet?", "More than one sheet of the workbook looks like a report: name one above."),
}
"""What stands in the place of the rows while a question keeps the file from being read."""


def file_name(path: str) -> str:
    """Give the last part of a path as it was given, of an archive's member too."""
    return path.replace(os.sep, "/").rstrip("/").rpartition("/")[2] or path


def format_title(name: str | None) -> str:
    """Give what a person calls a format."""
    return next((one.title for one in registry.formats() if one.name == name), name or "Unknown format")


def short_title(name: str | None) -> str:
    """Give what a person calls a format, where room is scarce."""
    title = format_title(name).replace("charging session report", "report") if name else ""
    return title.removesuffix(" (OCPP)")


def rows_of(preview: Preview, notation: Notation) -> tuple[Row, ...]:
    """Give the rows of a preview as texts; of a log, its sessions."""
    told = [row for row in preview.rows if preview.result.told is None or row.session]
    return tuple(_preview_row(row, notation) for row in told)


def _preview_row(row: PreviewRow, notation: Notation) -> Row:
    look = ROW_STATES[row.status.value]
    told = look._replace(word=f"{look.word}: {row.why}" if row.why else look.word)
    line = notation.count(row.line)
    tip = row.raw[:SHORT_RAW] if row.status is Status.REFUSED else told.word
    cells = _cells(row.session, notation) if row.session else (row.raw[:SHORT_RAW], *("",) * 5)
    return Row((line, *cells, told.word), told, tip, row.status.value)


def _cells(session: Session, notation: Notation) -> tuple[str, ...]:
    energy, cost = session.energy, session.cost
    return (
        notation.moment(session.start_wall),
        session.name or "",
        session.serial or "",
        session.identity or "",
        "" if energy is None else notation.number(energy, ENERGY_DECIMALS),
        "" if cost is None else notation.money(cost, session.currency),
    )


def problem_rows(problems: Sequence[Problem], notation: Notation) -> tuple[Row, ...]:
    """Give refused rows as texts."""
    return tuple(
        Row((notation.count(one.line), one.field, one.message, one.raw[:SHORT_RAW]), tip=f"{one.message}\n{one.raw}")
        for one in problems
    )


def wall(instant: int, zone: str) -> int:
    """Give this computer's wall clock of an instant."""
    return clock.wall_of(zone, instant)


def when(instant: int, zone: str, notation: Notation) -> str:
    """Write an instant of this computer's life by its own clock."""
    return notation.moment(wall(instant, zone))


def came_of(row: ImportRow, notation: Notation) -> tuple[str, str]:
    """Say in a word or two what came of a stored file, and in which tone."""
    if row.rejected:
        return f"{notation.count(row.rejected)} refused", "warn"
    if not row.new:
        return ("no session", "warn") if row.format == LOG and not row.read else ("nothing new", "muted")
    return sessions(row.new, notation), "muted"


def would_come_of(preview: Preview, notation: Notation) -> tuple[str, str]:
    """Say in a word or two what would come of a file, and in which tone."""
    result = preview.result
    if result.needs:
        return "needs an answer", "warn"
    if result.error:
        return "cannot be read", "bad"
    if result.told and not result.read:
        return "no session", "warn"
    return f"{notation.count(result.new)} new", "accent"


def sessions(number: int, notation: Notation) -> str:
    """Count sessions: `1 session`, `1,043 sessions`."""
    return notation.counted(number, "session")


def files(number: int, notation: Notation) -> str:
    """Count files."""
    return notation.counted(number, "file")


def summary(facts: Sequence[tuple[str, str]], rows: int, notation: Notation, *, noun: str = "row") -> str:
    """Say on one line what was found of a file of so many rows, or of what a log has (`noun`)."""
    told = (f"header on {value}" if name == "Header" else value for name, value in facts if value)
    return " · ".join([notation.counted(rows, noun), *told])


def outcome(done: ImportOutcome, notation: Notation) -> str:
    """Say on one line what came of an import."""
    read = [result for result in done.results if result.error is None]
    counts = [
        (sum(result.new for result in read), "new"),
        (sum(result.duplicate for result in read), "known"),
        (sum(result.rejected for result in read), "refused"),
    ]
    told = ", ".join(f"{notation.count(number)} {word}" for number, word in counts if number or word == "new")
    waiting = sum(len(result.told.fragments) for result in read if result.told)
    told = "no session in it" if told == "0 new" and read and all(result.told for result in read) else told
    told += f"; {notation.counted(waiting, 'transaction')} without a start" if waiting else ""
    subject = file_name(read[0].path) if len(read) == 1 else files(len(read), notation)
    bad = len(done.results) - len(read)
    also = [f"{files(bad, notation)} could not be read"] if bad else []
    also += [f"{files(len(done.skipped), notation)} skipped"] if done.skipped else []
    return "; ".join([f"{subject}: {told}", *also])


def closed(done: ImportOutcome, notation: Notation) -> str:
    """Name the files that were not stored since they would change a closed month; empty where there are none."""
    held = [result for result in done.results if result.needs == CLOSED_TOO]
    if not held:
        return ""
    named = ", ".join(file_name(result.path) for result in held)
    months = sorted({month for result in held for month in result.closed})
    return f"{closed_words.are_closed(months, notation)}: {named} was not stored"


def undo_question(told: int, going: int, notation: Notation, closed_of: Sequence[str] = ()) -> str:
    """Say what taking an import back would do; sessions that go are of the closed months `closed_of`."""
    stay = told - going
    also = "stays, since another file tells it too" if stay == 1 else "stay, since other files tell them too"
    staying = f" {sessions(stay, notation)} {also}." if stay else ""
    return (
        f"{sessions(going, notation)} that only this file tells would go.{staying} {would_change(closed_of, notation)}"
        "This cannot be undone, but the file can be imported again."
    )


def would_change(months: Sequence[str], notation: Notation) -> str:
    """Say that months are closed and would change, ending with a blank; empty where none would."""
    return f"{closed_words.are_closed(months, notation)}, and this would change it. " if months else ""


def undone(result: UndoResult, notation: Notation) -> str:
    """Say what taking an import back did."""
    also = "stays, told by another file" if result.kept_elsewhere == 1 else "stay, told by other files"
    stay = f"; {sessions(result.kept_elsewhere, notation)} {also}" if result.kept_elsewhere else ""
    return f"Import undone: {sessions(result.sessions_removed, notation)} removed{stay}"
