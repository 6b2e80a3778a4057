"""What pricing came to, for a person on a terminal."""

from zefdesk.cli.session_texts import amount
from zefdesk.cli.streams import say
from zefdesk.cli.table import Table
from zefdesk.domain.notation import Notation
from zefdesk.services.comparing import Comparison, Pair
from zefdesk.services.priced import Summary

_counted = Notation().counted


def print_summary(summary: Summary, *, kept: bool) -> None:
    """Say what came of a run."""
    made = "kept" if kept else "made, nothing kept (dry run)"
    bills = f"{_counted(summary.priced, 'bill')} {made}, {summary.unchanged:,} stood already"
    say(f"{_counted(summary.sessions, 'session')}: {bills}")
    for reason, count in summary.without.most_common():
        say(f"  {count:,} without a price: {reason}")
    say(f"Total: {_sums(summary.totals)}")


def _sums(amounts: dict[str | None, int]) -> str:
    return ", ".join(amount(nano, code) for code, nano in amounts.items()) or "nothing"


def print_comparison(found: Comparison) -> None:
    """Say what a draft would change."""
    say(
        f"{_counted(found.sessions, 'session')}: {_sums(found.in_force)} in force, {_sums(found.draft)} under the draft"
    )
    counts = (found.dearer.total(), found.cheaper.total(), found.same.total())
    say("{:,} become dearer, {:,} cheaper, {:,} stay the same".format(*counts))
    for title, pairs in (("Charger", found.by_charger), ("Session", found.largest)):
        say()
        Table((title, "In force", "Draft", "Difference"), (1, 2, 3)).print(map(_row, pairs))


def _row(pair: Pair) -> tuple[str, ...]:
    code = pair.currency
    return pair.name, amount(pair.in_force, code), amount(pair.draft, code), amount(pair.difference, code)
