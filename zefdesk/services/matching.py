"""Report meets log: which session of a report is which session of a log.

Starts within 300 seconds, connectors equal or one of them unknown, energies within 2 % or 0.2 kWh. Only what has one
candidate on both sides is joined. It depends on what is stored, not on the order in which it came.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from zefdesk.domain.logged import Logged
from zefdesk.store.logged_sessions import ReportRow

WITHIN = 300
_LEAST = 200_000_000
_PERCENT = 2


class Joins(NamedTuple):
    """What belongs together.

    `pairs`: by the place of a log's session, the number of the report's. `doubtful`: by place, how many candidates
    there are, where there are several. `candidates`: by the number of a report's session, how many log's sessions it
    may be.
    """

    pairs: dict[int, int]
    doubtful: dict[int, int]
    candidates: dict[int, int]


def joins(told: Sequence[Logged], reported: Sequence[ReportRow]) -> Joins:
    """Say which sessions of logs are which of reports, of one charger; `reported` is in the order of starts."""
    starts = [row.start for row in reported]
    fitting: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        near = reported[bisect_left(starts, one.start - WITHIN) : bisect_right(starts, one.start + WITHIN)]
        fitting[place] = [row.id for row in near if may_be(one, row)]
    counts = Counter(number for numbers in fitting.values() for number in numbers)
    pairs = {place: numbers[0] for place, numbers in fitting.items() if len(numbers) == 1 and counts[numbers[0]] == 1}
    doubtful = {
        place: max(len(numbers), *(counts[number] for number in numbers))
        for place, numbers in fitting.items()
        if numbers and place not in pairs
    }
    return Joins(pairs, doubtful, dict(counts))


def may_be(one: Logged, row: ReportRow) -> bool:
    """Whether a log's and a report's session may be the same."""
    if abs(one.start - row.start) > WITHIN:
        return False
    if one.connector is not None and row.connector is not None and one.connector != row.connector:
        return False
    if one.energy is None or row.energy is None:
        return True
    off = abs(one.energy - row.energy)
    return off <= _LEAST or off * 100 <= _PERCENT * max(abs(one.energy), abs(row.energy))
