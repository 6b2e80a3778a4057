"""Which of two numbers is the month: decided from the whole file, or told, or asked for."""

from collections import Counter
from collections.abc import Callable, Iterable

from zefdesk.formats.moment import Shape, shape_of
from zefdesk.formats.reading import NeedsAnswer

TITLES = {"mdy": "month/day/year", "dmy": "day/month/year", "ymd": "year/month/day"}
_ENOUGH = 5
_PLENTY = 500
_MONTHS = 12


class DateOrder:
    """The order of a file, decided when the first date needs it.

    `told` is an order and who said it, and always wins; `sample` are the first date cells, `everything` gives all
    of the file's.
    """

    def __init__(
        self,
        path: str,
        told: tuple[str, str] | None,
        sample: list[object],
        everything: Callable[[], Iterable[object]],
    ) -> None:
        self.path = path
        self.order: str | None = None
        self.why = ""
        if told:
            self.order, self.why = told
        self.open = False
        self._sample = sample
        self._everything = everything
        votes = _votes(sample)
        if told is None and (votes["mdy"] or votes["dmy"] or votes["open"]):
            self.decide()
        elif told:
            self.open = not (votes["mdy"] or votes["dmy"]) and bool(votes["open"])

    def decide(self) -> str:
        """Give the order; raises NeedsAnswer where the whole file leaves it open and nobody told."""
        if self.order is None:
            votes = _votes(self._sample)
            if abs(votes["mdy"] - votes["dmy"]) < _ENOUGH or (votes["mdy"] and votes["dmy"]):
                votes = _votes(self._everything())
            self.order, self.why = self._by(votes)
        return self.order

    def _by(self, votes: Counter[str]) -> tuple[str, str]:
        if votes["mdy"] != votes["dmy"]:
            order = "mdy" if votes["mdy"] > votes["dmy"] else "dmy"
            return order, f"{votes[order]:,} {'date' if votes[order] == 1 else 'dates'} can be nothing else"
        self.open = True
        if votes["open"] and votes["open"] == votes["dots"]:
            return "dmy", "taken from the dots; the file leaves it open"
        seen = (
            f"{votes['mdy']:,} dates can only be month/day, as many only day/month"
            if votes["mdy"]
            else "every date could be month/day or day/month"
        )
        raise NeedsAnswer(
            f"{self.path}: {seen}: say which with --date-order mdy or --date-order dmy",
            "--date-order",
            ("mdy", "dmy"),
        )

    def title(self) -> str | None:
        """Say the order for a person; None where no date needed it."""
        return f"{TITLES[self.order]} ({self.why})" if self.order else None


def _votes(cells: Iterable[object]) -> Counter[str]:
    """Count what the dates can be; so many that agree, with none against them, are the whole file's voice."""
    votes: Counter[str] = Counter()
    for cell in cells:
        shape = shape_of(cell) if isinstance(cell, str) else None
        if shape:
            votes[_vote(shape)] += 1
            votes["dots"] += shape.mark == "." and _vote(shape) == "open"
            if max(votes["mdy"], votes["dmy"]) >= _PLENTY and not (votes["mdy"] and votes["dmy"]):
                break
    return votes


def _vote(shape: Shape) -> str:
    if shape.first > _MONTHS >= shape.second:
        return "dmy"
    if shape.second > _MONTHS >= shape.first:
        return "mdy"
    return "same" if shape.first == shape.second else "open"
