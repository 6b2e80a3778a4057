"""Sessions that were told twice with other values: both stay, both are marked, a person decides."""

from collections.abc import Sequence
from typing import Any

from zefdesk.domain import columns, money, quantity
from zefdesk.domain.columns import Kind
from zefdesk.domain.finding import Found
from zefdesk.domain.notation import duration
from zefdesk.domain.remark import PASSED_OVER
from zefdesk.domain.session import COMPARED, Session, value_hash
from zefdesk.domain.stored import Stored
from zefdesk.store import findings, judgements, remarks, sessions, twins
from zefdesk.store.findings import Judgement
from zefdesk.store.transaction import Transaction

CODE = "conflicting-duplicate"
_LARGEST = 2**63 - 1


def mark(transaction: Transaction, since: int = 0) -> int:
    """Mark all sessions that share a key with another, and unmark those that no longer do.

    Looks only at keys of sessions from number `since` on; gives how many of these sessions are in conflict.
    """
    wanted = _wanted(transaction, since)
    known = findings.known_of_kind(transaction, CODE)
    before = {key: one for key, one in known.items() if not since or key[0] in wanted}
    findings.settle(transaction, before, wanted.items())
    return sum(number >= since for number in wanted)


def others(transaction: Transaction, number: int) -> list[int]:
    """Give the sessions that tell the same one as this with other values, by their numbers."""
    told = sessions.read(transaction, twins.group_of(transaction, number))
    mine = next((one for one in told if one.id == number), None)
    return [one.id for one in told if mine and one.id != number and _same(one.session, mine.session)]


def settle(transaction: Transaction, group: Sequence[int], why: Judgement) -> None:
    """Set aside that these sessions conflict, since a person has decided which of them stands."""
    told = findings.told_of(transaction, group, CODE)
    judgements.set_aside(transaction, [one.id for one in told if one.set_aside is None], why)


def unsettle(transaction: Transaction, group: Sequence[int]) -> None:
    """Let be open again what a decision has set aside; what was set aside for another reason stays so."""
    said = [one for told in remarks.of_sessions(transaction, group).values() for one in told]
    decisions = {Judgement(one.text, one.by, one.at) for one in said if one.kind == PASSED_OVER}
    told = findings.told_of(transaction, group, CODE)
    judgements.bring_back(transaction, [one.id for one in told if one.set_aside in decisions])


def _wanted(transaction: Transaction, since: int) -> dict[int, Found]:
    wanted = {}
    for group in twins.groups(transaction, since):
        told = sessions.read(transaction, group)
        for one in told:
            others = [other for other in told if other.id != one.id and _same(one.session, other.session)]
            if others:
                evidence = f"{sum(value_hash(other.session) for other in others) & _LARGEST:x}"
                wanted[one.id] = Found(CODE, _sentence(one, others[0], len(others)), evidence, others[0].id)
    return wanted


def _same(one: Session, other: Session) -> bool:
    """Whether the shared key is no accident of its hash: the same charger, connector and number."""
    return (one.serial or one.name, one.connector, one.session_id) == (
        other.serial or other.name,
        other.connector,
        other.session_id,
    )


def _sentence(one: Stored, other: Stored, others: int) -> str:
    differs = [
        f"{columns.column(key).title} is {_text(one.session, key)} here and {_text(other.session, key)} there"
        for key in COMPARED
        if getattr(one.session, key) != getattr(other.session, key)
    ]
    place = other.sources[0] if other.sources else None
    where = f"{place.path}, line {place.line}" if place else "another file"
    more = f" (and {others - 1} more)" if others > 1 else ""
    return f"Told again in {where}{more}: {'; '.join(differs) or 'other values'}."


def _text(session: Session, key: str) -> str:
    value: Any = getattr(session, key)
    if value is None or value == "":
        return "empty"
    kind = columns.column(key).kind
    if kind is Kind.DURATION:
        return duration(value)
    if kind is Kind.ENERGY:
        return f"{quantity.plain(value)} kWh"
    if kind is Kind.MONEY:
        return money.sign(session.currency) + money.plain(value, session.currency)
    return "another text" if key == "bill_details" else str(value)
