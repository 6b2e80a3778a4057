"""Looking for a text whatever its case, in each server's SQL; SQLite's LIKE knows the case of ASCII only."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

_SIGNS = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


class _Like(FunctionElement[bool]):
    """Column and pattern, compared without case."""

    type = Boolean()
    inherit_cache = True


class _LikeInAnyScript(_Like):
    """The same for texts beyond ASCII."""

    inherit_cache = True


@compiles(_Like)
@compiles(_LikeInAnyScript)
def _elsewhere(element: _Like, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's own
    column, pattern = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} ILIKE {pattern} ESCAPE '\\'"


@compiles(_Like, "sqlite")
def _in_sqlite(element: _Like, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    column, pattern = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} LIKE {pattern} ESCAPE '\\'"


@compiles(_LikeInAnyScript, "sqlite")
def _folded_in_sqlite(element: _LikeInAnyScript, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    column, pattern = (compiler.process(part, **options) for part in element.clauses)
    return f"fold({column}) LIKE fold({pattern}) ESCAPE '\\'"


def holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Say that a column holds a text anywhere, whatever the case of either."""
    comparison = _Like if text.isascii() else _LikeInAnyScript
    return comparison(column, f"%{text.translate(_SIGNS)}%")
