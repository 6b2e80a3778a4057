"""Two amounts side by side: reported and computed, or a former bill and the one that stands."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.computed_lines import money, name_of
from zefdesk.domain.notation import Notation
from zefdesk.domain.session import Session

if TYPE_CHECKING:
    from zefdesk.services.bills import ComputedBill

ARROW = "\u2192"


class Beside(NamedTuple):
    """Reported, computed and difference as texts; the tone (`accent`, `warn`, `info`), a word or two, a sentence."""

    reported: str
    computed: str
    difference: str
    tone: str
    word: str
    sentence: str


def signed(nano: int, code: str | None, home: str | None, notation: Notation) -> str:
    """Write a difference with its sign, also where it is positive; none where it is zero."""
    return f"{'+' if nano > 0 else ''}{notation.money(nano, code, home)}"


def beside(computed: "ComputedBill", session: Session, purse: Purse) -> Beside:
    """Put the computed cost beside the reported one; `purse` is in the currency of the computed one."""
    notation, home = purse.notation, purse.home
    reported = "none" if session.cost is None else notation.money(session.cost, session.currency, home)
    difference = computed.difference(session)
    why = computed.why_differs(session)
    figures = (reported, money(computed.cost, purse))
    if difference is None:
        word = "No cost to compare with" if session.cost is None else "Another currency"
        return Beside(*figures, "", "info", word, why)
    if difference == 0:
        return Beside(*figures, money(0, purse), "accent", "Equal, to the cent", why)
    more = "more" if difference > 0 else "less"
    words = f"Computed {money(abs(difference), purse)} {more}"
    return Beside(*figures, signed(difference, computed.currency, home, notation), "warn", words, why)


def changes(former: "ComputedBill", standing: "ComputedBill", purse: Purse) -> list[str]:
    """Say how the bill that stands differs from a former one: in all, and in each line that differs."""
    if former.currency != standing.currency:
        return ["The two bills are in different currencies."]
    move = standing.cost - former.cost
    size = money(abs(move), purse)
    whole = f"{size} {'more' if move > 0 else 'less'} than this one" if move else "the same as this one"
    lines = _by_name(former), _by_name(standing)
    names = [name for name in {**lines[0], **lines[1]} if lines[0].get(name) != lines[1].get(name)]
    shown = [f"{name}: {_amount(lines[0], name, purse)} {ARROW} {_amount(lines[1], name, purse)}" for name in names]
    return [f"The bill that stands comes to {money(standing.cost, purse)}, {whole}.", *shown]


def _by_name(computed: "ComputedBill") -> dict[str, int]:
    if computed.bill is None:
        return {f"Simple rate {computed.rate}": computed.cost}
    sums: Counter[str] = Counter()
    for line in computed.bill.lines:
        sums[name_of(line, computed.bill)] += line.amount
    for tax in computed.bill.taxes:
        sums[tax.name] += tax.amount
    return dict(sums)


def _amount(lines: dict[str, int], name: str, purse: Purse) -> str:
    return money(lines[name], purse) if name in lines else "none"
