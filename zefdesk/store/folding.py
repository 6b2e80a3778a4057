"""Text without its case, in SQL: SQLite's own `lower` knows ASCII only, so there it is a function of ours."""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement


class Folded(FunctionElement[str]):
    """A text column, folded."""

    type = String()
    inherit_cache = True


@compiles(Folded)
def _elsewhere(element: Folded, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's own
    return f"lower({compiler.process(element.clauses, **options)})"


@compiles(Folded, "sqlite")
def _in_sqlite(element: Folded, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"fold({compiler.process(element.clauses, **options)})"


def folded(column: ColumnElement[Any]) -> Folded:
    """Give the column as it compares whatever its case."""
    return Folded(column)
