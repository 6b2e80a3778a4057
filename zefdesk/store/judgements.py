"""What people say of findings: set aside with a reason, or noted; kept by what it is about, not by a number."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from zefdesk.store.findings import Judgement
from zefdesk.store.schema import finding, import_, judgement, session

_F, _R, _S = finding.c, judgement.c, session.c
_AT_ONCE = 500
_ABOUT = (
    select(_F.id, _S.key, _F.charger, import_.c.sha256, _F.code, _F.evidence, _F.aside_id)
    .select_from(
        finding.outerjoin(session, _S.id == _F.session_id).outerjoin(
            import_, and_(import_.c.id == _F.import_id, _F.session_id.is_(None))
        )
    )
    .order_by(_F.id)
)


def _about(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(numbers), _AT_ONCE):
        some = _F.id.in_(list(numbers[start : start + _AT_ONCE]))
        found += connection.execute(_ABOUT.where(some)).all()
    return found


def known(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Give those of these numbers that are findings, with their kinds."""
    return {row.id: row.code for row in _about(connection, numbers)}


def set_aside(connection: Connection, numbers: Sequence[int], said: Judgement) -> None:
    """Set findings aside; one that was, is so for this reason now."""
    bring_back(connection, numbers)
    for row in _about(connection, numbers):
        made = connection.execute(insert(judgement).values(**_values(row, said, aside=True)))
        number = made.inserted_primary_key[0] if made.inserted_primary_key else None
        connection.execute(update(finding).where(_same(row), _F.aside_id.is_(None)).values(aside_id=number))


def bring_back(connection: Connection, numbers: Sequence[int]) -> None:
    """Let findings be open again."""
    asides = sorted({row.aside_id for row in _about(connection, numbers) if row.aside_id is not None})
    for start in range(0, len(asides), _AT_ONCE):
        some = asides[start : start + _AT_ONCE]
        connection.execute(update(finding).where(_F.aside_id.in_(some)).values(aside_id=None))
        connection.execute(delete(judgement).where(_R.id.in_(some)))


def note(connection: Connection, numbers: Sequence[int], said: Judgement) -> None:
    """Note something at findings in the place of what was noted; an empty text takes the note away."""
    for row in _about(connection, numbers):
        connection.execute(delete(judgement).where(_noted(row)))
        if said.text:
            connection.execute(insert(judgement).values(**_values(row, said, aside=False)))


def notes(connection: Connection, numbers: Sequence[int]) -> dict[int, Judgement]:
    """Give what is noted at these findings, by their numbers."""
    if connection.execute(select(_R.id).where(~_R.aside).limit(1)).first() is None:
        return {}
    found = {}
    for row in _about(connection, numbers):
        told = connection.execute(select(_R.text, _R.who, _R.at).where(_noted(row))).first()
        if told:
            found[row.id] = Judgement(*told)
    return found


def _noted(row: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- a row of _ABOUT
    about = [
        column == value if value is not None else column.is_(None)
        for column, value in ((_R.key, row.key), (_R.charger, row.charger), (_R.sha256, row.sha256))
    ]
    return and_(_R.code == row.code, _R.evidence == row.evidence, ~_R.aside, *about)


def _values(row: Any, said: Judgement, *, aside: bool) -> dict[str, Any]:  # noqa: ANN401
    about = {"key": row.key, "charger": row.charger, "sha256": row.sha256, "code": row.code, "evidence": row.evidence}
    return about | {"aside": aside, "text": said.text, "who": said.who, "at": said.at}


def _same(row: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """Give the findings that one judgement holds for: that one, and those of other tellings of the same session."""
    if row.key is None:
        return _F.id.in_([row.id])
    twins = select(_S.id).where(_S.key == row.key)
    return and_(_F.session_id.in_(twins), _F.code == row.code, _F.evidence == row.evidence)
