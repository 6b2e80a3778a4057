"""The thresholds of findings that hold in this ledger: the defaults, and what a person has changed."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from zefdesk.findings.thresholds import THRESHOLDS, Thresholds, with_values
from zefdesk.store.schema import threshold

_T = threshold.c


def limits(connection: Connection) -> Thresholds:
    """Give the thresholds that hold."""
    return with_values({row.name: row.value for row in connection.execute(select(_T.name, _T.value))})


def keep(connection: Connection, values: Mapping[str, int]) -> None:
    """Keep values, in the units of `findings.thresholds`; one that is the default is not kept."""
    usual = with_values({})
    for name, value in values.items():
        connection.execute(delete(threshold).where(_T.name == name))
        if value != THRESHOLDS[name].of(usual):
            connection.execute(insert(threshold).values(name=name, value=value))
