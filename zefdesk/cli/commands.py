"""The commands: their names, what each is for, and which module of this folder holds it."""

from typing import NamedTuple


class Command(NamedTuple):
    """One command; its module is imported only when it is called, since some take long to load."""

    name: str
    module: str
    help: str


COMMANDS = (
    Command("import", "importing", "read files, folders and archives into the ledger"),
    Command("imports", "imports", "the files that came in"),
    Command("undo-import", "undo_import", "take a file back as one step"),
    Command("sessions", "sessions", "sessions that a filter lets through, with their totals"),
    Command("session", "session", "one session with its bill, findings and source"),
    Command(
        "log-summary", "log_summary", "what a charger's log tells: chargers, attempts, errors, gaps; without a ledger"
    ),
    Command("formats", "formats", "what can be read"),
    Command("findings", "findings", "what does not add up; the thresholds that decide it"),
    Command("set-aside", "set_aside", "findings set aside with a reason, or brought back"),
    Command("review", "review", "sessions marked reviewed, noted, adjusted; which of conflicting tellings stands"),
    Command("months", "months", "how far the review of each month is; months closed and opened again"),
    Command("facets", "facets", "how often each value occurs under a filter"),
    Command("views", "views", "filters under a name: list, save, remove"),
    Command("compare", "compare", "two sessions, or a report's row and its log, field by field"),
    Command("activity", "activity", "what was done to the ledger: who, when, before, after"),
    Command("chargers", "chargers", "chargers with their rates: list, import, export, set"),
    Command("profiles", "profiles", "billing profiles: list, import, export, check, assign"),
    Command("price", "price", "bills by the chargers' rates; or of one session, record or case"),
    Command("export", "exporting", "write sessions, bill details or findings as CSV or workbook"),
    Command("demo", "demo", "import the sample data and write one of each export"),
)
