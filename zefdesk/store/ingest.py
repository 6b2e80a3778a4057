"""Sessions into the ledger: one file, one transaction; each session once, each telling kept."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from zefdesk.domain import clock
from zefdesk.domain.problem import Problem
from zefdesk.store import twins, unlooked
from zefdesk.store.ready import NAME, SERIAL, START, START_WALL, STICKER, ZONE, ZONED, Ready
from zefdesk.store.schema import counter, finding, import_, problem, session, sighting

_S = session.c
_ROWS_A_STATEMENT = 500
_VALUES = re.compile(r"VALUES (\([^)]*\))")


@dataclass(frozen=True, slots=True)
class File:
    """The file that is read: path as given, format, SHA-256, bytes, when (instant), facts found of it, its header."""

    path: str
    format: str
    sha256: str
    size: int
    imported_at: int
    facts: tuple[tuple[str, str], ...] = ()
    header: str = ""


@dataclass(slots=True)
class Counts:
    """What came of the rows so far: `read = new + duplicate + rejected`."""

    new: int = 0
    duplicate: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        """All rows that were no empty ones."""
        return self.new + self.duplicate + self.rejected


@dataclass(slots=True)
class Ingest:
    """The import of one file within one transaction: `add` batches, then `finish`."""

    connection: Connection
    file: File
    zones: Mapping[str, str] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    import_id: int = 0
    first_id: int = 0
    _next_id: int = 0
    _last_start: int | None = None
    _kinds: set[bool] = field(default_factory=set)
    _zoned: int = 0
    _renamed: set[int] = field(default_factory=set)
    _insert: "MultiRow" = field(init=False)
    _tell: "MultiRow" = field(init=False)

    def __post_init__(self) -> None:
        self.import_id = take(self.connection, "import", 1)
        self.first_id = self._next_id = _peek(self.connection, "session") + 1
        self._kinds = _kinds_of_start(self.connection)
        self._insert = MultiRow(self.connection, session, skip_twins=True)
        self._tell = MultiRow(self.connection, sighting)
        self.connection.execute(insert(import_).values(id=self.import_id, **self._about()))

    def _about(self) -> dict[str, Any]:
        file = self.file
        about = {"path": file.path, "format": file.format, "sha256": file.sha256, "size": file.size}
        about |= {"imported_at": file.imported_at, "facts": json.dumps(file.facts), "header": file.header}
        counts = self.counts
        numbers = {"read": counts.read, "new": counts.new, "duplicate": counts.duplicate, "rejected": counts.rejected}
        return about | numbers | {"last_start": self._last_start, "zoned": self._zoned}

    def add(self, rows: Ready) -> None:
        """Store what is new of these rows, and the telling of every one."""
        if not rows.keys:
            return
        first = self._next_id
        self._next_id += len(rows.keys)
        keys = twins.keys(self.connection, rows) if self._mixed(rows) else rows.keys
        shown = self._shown(rows)
        made = [
            (number, key, value, *place, *told)
            for number, key, value, place, told in zip(
                count(first), keys, rows.hashes, shown, rows.sessions, strict=False
            )
        ]
        numbers: Sequence[int] = range(first, self._next_id)
        fresh = self._insert.run(made)
        if fresh < len(made):
            numbers = self._numbers_of(list(zip(keys, rows.hashes, strict=True)), rows.sessions)
        self.counts.new += fresh
        self.counts.duplicate += len(made) - fresh
        self._tell.run(
            [
                (self.import_id, line, number, raw, told[NAME], told[STICKER])
                for line, number, raw, told in zip(rows.lines, numbers, rows.raws, rows.sessions, strict=True)
            ]
        )
        self._keep_findings(rows.findings, numbers, first)
        self._last_start = max(self._last_start or rows.sessions[0][START], *(told[START] for told in rows.sessions))

    def _mixed(self, rows: Ready) -> bool:
        zoned = sum(told[ZONED] for told in rows.sessions)
        self._zoned += zoned
        self._kinds |= {kind for kind, there in ((True, zoned), (False, zoned < len(rows.keys))) if there}
        return len(self._kinds) > 1

    def _shown(self, rows: Ready) -> list[tuple[str, int]]:
        """Give the zone each session is shown in, and the wall clock of its Start there.

        A row in which nothing was found shows its own clock (one in the missing hour of spring does not).
        """
        if not self.zones and not rows.findings:
            return [(told[ZONE], told[START_WALL]) for told in rows.sessions]
        zones = [self.zones.get(told[SERIAL] or told[NAME], told[ZONE]) for told in rows.sessions]
        return [(zone, clock.wall_of(zone, told[START])) for zone, told in zip(zones, rows.sessions, strict=True)]

    def _numbers_of(self, pairs: Sequence[tuple[int, int]], sessions: Sequence[tuple[Any, ...]]) -> list[int]:
        known: dict[tuple[int, int], Any] = {}
        for start in range(0, len(pairs), _ROWS_A_STATEMENT):
            wanted = [key for key, _ in pairs[start : start + _ROWS_A_STATEMENT]]
            statement = select(_S.key, _S.value_hash, _S.id, _S.name, _S.sticker).where(_S.key.in_(wanted))
            known |= {(row.key, row.value_hash): row for row in self.connection.execute(statement)}
        numbers = []
        for pair, told in zip(pairs, sessions, strict=True):
            twin = known[pair]
            numbers.append(twin.id)
            if (twin.name, twin.sticker) != (told[NAME], told[STICKER]):
                self._renamed.add(twin.id)
        return numbers

    def _keep_findings(self, findings: Sequence[tuple[int, str, str]], numbers: Sequence[int], first: int) -> None:
        found = [
            {"session_id": numbers[at], "code": code, "message": message}
            for at, code, message in findings
            if numbers[at] == first + at
        ]
        if found:
            self.connection.execute(insert(finding), found)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Keep rows that could not be read, with their reasons."""
        rows = [
            {
                "import_id": self.import_id,
                "line": one.line,
                "field": one.field,
                "code": one.code,
                "message": one.message,
                "raw": one.raw,
            }
            for one in problems
        ]
        if rows:
            self.connection.execute(insert(problem), rows)
            self.counts.rejected += len(rows)

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep what could not be read of a log; it refuses no session."""
        rejected = self.counts.rejected
        self.refuse(problems)
        self.counts.rejected = rejected

    def finish_log(self, file: File) -> None:
        """Write the counts of a log, whose sessions were added apart, and all that is known of its file by now."""
        self.file = file
        self._zoned = self.counts.new + self.counts.duplicate
        self.connection.execute(update(import_).where(import_.c.id == self.import_id).values(**self._about()))

    def finish(self) -> None:
        """Write the counts, and show the name and sticker that were seen last."""
        statement = update(import_).where(import_.c.id == self.import_id).values(**self._about())
        self.connection.execute(statement)
        take(self.connection, "session", self._next_id - self.first_id)
        show_last_seen(self.connection, self._renamed)


class MultiRow:
    """One INSERT of many rows at a time, without the columns that are empty in all of them."""

    def __init__(self, connection: Connection, table: Any, *, skip_twins: bool = False) -> None:  # noqa: ANN401 -- a Table
        self._connection = connection
        self._names = [column.name for column in table.columns]
        self._statement = _insert_of(connection)(table).on_conflict_do_nothing() if skip_twins else insert(table)
        self._texts: dict[tuple[tuple[int, ...], int], str] = {}

    def run(self, rows: Sequence[tuple[Any, ...]]) -> int:
        """Insert rows of values in the table's order; gives how many were inserted."""
        inserted = 0
        for start in range(0, len(rows), _ROWS_A_STATEMENT):
            columns = list(zip(*rows[start : start + _ROWS_A_STATEMENT], strict=True))
            count = len(columns[0])
            used = tuple(at for at, values in enumerate(columns) if values.count(None) < count)
            flat = tuple(chain.from_iterable(zip(*(columns[at] for at in used), strict=True)))
            inserted += self._connection.exec_driver_sql(self._text(used, count), flat).rowcount
        return inserted

    def _text(self, used: tuple[int, ...], rows: int) -> str:
        if (used, rows) not in self._texts:
            names = [self._names[at] for at in used]
            one = str(self._statement.compile(dialect=self._connection.dialect, column_keys=names))
            head, values, tail = _VALUES.split(one, maxsplit=1)
            self._texts[used, rows] = f"{head}VALUES {', '.join([values] * rows)}{tail}"
        return self._texts[used, rows]


def _insert_of(connection: Connection) -> Any:  # noqa: ANN401 -- the dialect's own INSERT
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as maker  # noqa: PLC0415 -- slow, and hardly ever needed
    else:
        from sqlalchemy.dialects.sqlite import insert as maker  # type: ignore[assignment]  # noqa: PLC0415
    return maker


def show_last_seen(connection: Connection, numbers: Iterable[int]) -> None:
    """Show each session under the name and sticker of its latest report, whatever the order of the imports.

    The latest report is the one that tells the latest Start of all; of two such, the one that came in later. A log
    knows neither.
    """
    shown = []
    for number in numbers:
        latest = (
            select(sighting.c.name, sighting.c.sticker)
            .join(import_, import_.c.id == sighting.c.import_id)
            .where(sighting.c.session_id == number, import_.c.parts.is_(None))
            .order_by(import_.c.last_start.desc(), import_.c.id.desc(), sighting.c.line.desc())
            .limit(1)
        )
        row = connection.execute(latest).first()
        if row:
            connection.execute(update(session).where(_S.id == number).values(name=row.name, sticker=row.sticker))
            shown.append(number)
    for start in range(0, len(shown), _ROWS_A_STATEMENT):
        unlooked.touch_labels(connection, _S.id.in_(shown[start : start + _ROWS_A_STATEMENT]))


def _kinds_of_start(connection: Connection) -> set[bool]:
    """Whether the ledger holds sessions whose Start came with an offset (True), and without (False)."""
    told = import_.c.new + import_.c.duplicate
    row = connection.execute(select(func.sum(import_.c.zoned), func.sum(told - import_.c.zoned))).one()
    return {kind for kind, there in ((True, row[0]), (False, row[1])) if there}


def _peek(connection: Connection, name: str) -> int:
    return connection.execute(select(func.max(counter.c.value)).where(counter.c.name == name)).scalar() or 0


def take(connection: Connection, name: str, how_many: int) -> int:
    """Give the last of so many new numbers, which are never given again."""
    last = _peek(connection, name) + how_many
    if last == how_many and connection.execute(select(counter.c.name).where(counter.c.name == name)).first() is None:
        connection.execute(insert(counter).values(name=name, value=last))
    else:
        connection.execute(update(counter).where(counter.c.name == name).values(value=last))
    return last
