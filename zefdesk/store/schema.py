"""The tables of a ledger, in SQL that SQLite and PostgreSQL both speak.

Energy, meter readings and money are whole billionths, instants seconds of UTC (see `domain.quantity`, `domain.clock`).
A session stands once, whatever number of files told it; each telling is a row of `sighting` with its raw text.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    true,
)

from zefdesk.domain.session import Session

HEAD = "0006"
"""The version of this schema: the newest revision under `migrations/versions`."""

APPLICATION_ID = 0x5A454644
"""What SQLite's `application_id` says of a file that is a ledger: ZEFD."""

metadata = MetaData()

_TYPES: dict[str, type[Text | BigInteger | Boolean]] = {
    "str": Text,
    "int": BigInteger,
    "bool": Boolean,
}


def _session_columns() -> list[Column[Any]]:
    made: list[Column[Any]] = []
    for name, annotation in Session.__annotations__.items():
        base = getattr(annotation, "__args__", (annotation,))[0]
        made.append(Column(name, _TYPES[base.__name__](), nullable=annotation is not base))
    return made


import_ = Table(
    "import",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("imported_at", BigInteger, nullable=False),
    Column("facts", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("read", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("zoned", Integer, nullable=False),
    Column("last_start", BigInteger),
    Column("parts", Text),
)
"""One file that came in: counts of that day, rows whose Start had its offset, the latest Start that it told.

`parts` are the files of a log, as JSON: path, where its bytes begin in the whole, bytes, time of change.
"""

session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", BigInteger, nullable=False),
    Column("value_hash", BigInteger, nullable=False),
    Column("display_zone", Text, nullable=False),
    Column("start_local", BigInteger, nullable=False),
    *_session_columns(),
    UniqueConstraint("key", "value_hash"),
    Index("session_start", "start"),
)
"""One session: `key` and `value_hash` as in `domain.session`, `start_local` the wall clock of `display_zone`."""

sighting = Table(
    "sighting",
    metadata,
    Column("import_id", Integer, ForeignKey("import.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    Column("raw", Text, nullable=False),
    Column("name", Text),
    Column("sticker", Text),
    PrimaryKeyConstraint("import_id", "line", "session_id"),
    sqlite_with_rowid=False,
)
"""One telling of a session: which file, which line, to the letter."""
Index("sighting_session", sighting.c.session_id)

problem = Table(
    "problem",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", Integer, ForeignKey("import.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Index("problem_line", "import_id", "line"),
)
"""One row that was refused, with its reason and its raw text."""

judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", BigInteger),
    Column("charger", Text),
    Column("sha256", Text),
    Column("code", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("aside", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("judgement_key", "key", "code"),
    Index("judgement_code", "code"),
)
"""What a person said of a finding: set aside with a reason (`aside`), or a note.

It names what the finding is about (a session by its key, a charger, or a file by its SHA-256), the kind and the
evidence, and no number: so it holds again when the same is found after an undo and a new import.
"""

finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id")),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("charger", Text),
    Column("import_id", Integer, ForeignKey("import.id")),
    Column("evidence", Text, nullable=False, server_default=""),
    Column("other_id", Integer),
    Column("aside_id", Integer, ForeignKey("judgement.id")),
    Index("finding_session", "session_id", "code"),
    Index("finding_code", "code", "session_id"),
    sqlite_autoincrement=True,
)
"""One thing that does not add up; without a session it concerns a file (`import_id`) or a charger.

`other_id` is the session that it was found beside; `aside_id` the judgement that sets it aside.
"""

unlooked = Table(
    "unlooked",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first", BigInteger),
    Column("last", BigInteger),
    Column("charger", Text),
    Column("identity", Text),
    Column("code", Text),
)
"""What is to be looked at again for findings, beside the sessions and bills that are new since the last look.

A stretch of time (instants, both ends included), a charger (all of it, where no stretch is named), an identity, or
all sessions for one kind of finding.
"""

threshold = Table(
    "threshold",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""A threshold of findings that is not its default, in the units of `findings.thresholds`."""

charger = Table(
    "charger",
    metadata,
    Column("charger", Text, primary_key=True),
    Column("time_zone", Text),
    Column("currency", Text),
    Column("name", Text),
    Column("sticker", Text),
    Column("kind", Text),
    Column("capacity", BigInteger),
    Column("connectors", Integer),
    Column("site", Text),
    Column("card_reader_identities", Text),
    Column("free_vend", Boolean, nullable=False, server_default=true()),
    Column("members", Text),
    Column("simple_rate", Text),
)
"""A charger's configuration, by its serial, else its name; lists as JSON, `capacity` billionths of a kW."""

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("effective_from", Text, nullable=False),
    Column("effective_until", Text),
    Column("document", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    UniqueConstraint("name", "version"),
    UniqueConstraint("name", "content_hash"),
)
"""One version of a billing profile, as its file has it; a version is never changed."""

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("charger", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("start_wall", BigInteger, nullable=False),
    Column("end_wall", BigInteger),
    Index("assignment_charger", "charger", "start_wall"),
)
"""A profile on a charger for Starts in [start_wall, end_wall), by the wall clock of the charger's zone."""


draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
"""A draft of a profile that is open, to the letter, so that a crash loses nothing; it prices no session."""


def _bill_columns() -> list[Column[Any]]:
    return [
        Column("number", Integer, nullable=False),
        Column("priced_at", BigInteger, nullable=False),
        Column("terms", BigInteger, nullable=False),
        Column("rate", Text),
        Column("profile_id", Integer, ForeignKey("profile.id")),
        Column("currency", Text),
        Column("total_excl", BigInteger, nullable=False),
        Column("total_incl", BigInteger, nullable=False),
        Column("low", BigInteger),
        Column("high", BigInteger),
        Column("body", Text),
    ]


bill = Table(
    "bill",
    metadata,
    Column("session_id", Integer, ForeignKey("session.id"), primary_key=True),
    *_bill_columns(),
)
"""The computed bill that stands for a session: of a simple rate, or of a version of a profile, with its figures."""

former_bill = Table(
    "former_bill",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False),
    *_bill_columns()[1:],
    Column("replaced_at", BigInteger, nullable=False),
    Index("former_bill_session", "session_id"),
)
"""A bill that once stood, as it was."""

log_message = Table(
    "log_message",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", Integer, ForeignKey("import.id"), nullable=False),
    Column("charger", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("log_message_charger", "charger", "import_id"),
)
"""Messages of a charger that are of consequence, other than meter values, packed: sessions can be made of them anew."""

trace = Table(
    "trace",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("charger", Text, nullable=False),
    Column("called", Text, nullable=False),
    Column("serial", Text),
    Column("connector", Text),
    Column("transaction_id", Text),
    Column("began", BigInteger, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("session_id", Integer, ForeignKey("session.id")),
    Column("body", LargeBinary, nullable=False),
    Index("trace_charger", "charger", "began"),
    Index("trace_session", "session_id"),
)
"""What chargers' logs tell of a session, in its `body`; a fragment is not `whole` and has no session.

`charger` is the serial, else the name by which the log called it; `called` is always that name.
`mark` is a hash of all that it tells.
"""

trace_samples = Table(
    "trace_samples",
    metadata,
    Column("trace_id", Integer, ForeignKey("trace.id"), nullable=False),
    Column("import_id", Integer, ForeignKey("import.id"), nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("trace_id", "import_id"),
    sqlite_with_rowid=False,
)
"""The meter values of a session that one log told, packed."""
Index("trace_samples_import", trace_samples.c.import_id)

log_summary = Table(
    "log_summary",
    metadata,
    Column("import_id", Integer, ForeignKey("import.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What a log told in sum."""

remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer),
    Column("key", BigInteger, nullable=False),
    Column("value_hash", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("amount", BigInteger),
    Column("currency", Text),
    Index("remark_session", "session_id", "kind"),
    Index("remark_kind", "kind", "session_id"),
    Index("remark_key", "key"),
    sqlite_autoincrement=True,
)
"""What a person said of a session (see `domain.remark`), kept by its key: `session_id` is empty while no file tells it.

No foreign key, since a remark outlives its session, which may come back with another import.
"""

closed_month = Table(
    "closed_month",
    metadata,
    Column("month", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""A month (`2026-05`, by the chargers' clocks) that is closed: what would change it asks first."""

activity = Table(
    "activity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What was done to the ledger: rows are added and never changed (see `domain.activity`)."""

view = Table(
    "view",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""A view that a person saved: filter, order, columns and charts, as JSON."""

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)
"""Numbers that are never given twice, not even after an undo."""
