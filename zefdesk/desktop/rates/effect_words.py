"""What changes would do to stored sessions, in words: how many, and their totals before and after."""

from collections.abc import Mapping

from zefdesk.domain.notation import Notation
from zefdesk.services.effects import Effects


def sentence(found: Effects, notation: Notation, changed: int = 0) -> str:
    """Say it on one line: `1 charger has changes that would price 112 stored sessions differently ($9.10 → $8.20)`.

    Where more chargers were `changed`, that is said first: `2 chargers changed; 1 of them would price ...`. Those that
    would get Bill Details are counted too, as that is what a profile is attached for.
    """
    count, chargers = len(found.numbers), len(found.chargers)
    what = "1 stored session" if count == 1 else f"{notation.count(count)} stored sessions"
    before, after = _sums(found.before, notation), _sums(found.after, notation)
    moved = f"{before or 'no price'} \u2192 {after or 'no price'}"
    itemised = f"; {notation.count(found.itemised)} would get Bill Details" if found.itemised else ""
    return f"{_who(chargers, changed, notation)} price {what} differently ({moved}){itemised}"


def _who(chargers: int, changed: int, notation: Notation) -> str:
    if changed > chargers:
        return f"{notation.count(changed)} chargers changed; {notation.count(chargers)} of them would"
    who = "1 charger has" if chargers == 1 else f"{notation.count(chargers)} chargers have"
    return f"{who} changes that would"


def details(found: Effects, notation: Notation) -> str:
    """Say what becomes of them, a line each."""
    lines = (
        (found.itemised, "would get Bill Details"),
        (found.plain, "would lose their Bill Details"),
        (found.without, "would have no price any more"),
    )
    told = [f"{notation.count(count)} {what}" for count, what in lines if count]
    told.append("Nothing is priced before you say so; the bills that stand are kept as former ones.")
    return "\n".join(told)


def _sums(sums: Mapping[str | None, int], notation: Notation) -> str:
    return ", ".join(notation.money(nano, code) for code, nano in sorted(sums.items(), key=lambda item: item[0] or ""))
