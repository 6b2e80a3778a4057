"""A log read to its end: its messages go to the stations of their chargers, sessions come out while it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.domain.logged import Logged, LogSummary
from zefdesk.domain.problem import Problem
from zefdesk.ocpp.course import Setup
from zefdesk.ocpp.message import Message
from zefdesk.ocpp.station import Station
from zefdesk.services.log_apart import Reading

EVERY = 2_000
"""Messages between two looks at what is finished."""


class Finished(NamedTuple):
    """What came of a part of a log: sessions by charger, messages that are worth keeping, what could not be read."""

    sessions: dict[str, list[Logged]]
    messages: dict[str, list[Message]]
    problems: list[Problem]


@dataclass(slots=True)
class LogRun:
    """The reading of one log: iterate it to its end, then ask for the sum."""

    reading: Reading
    setup: Setup
    stations: dict[str, Station] = field(default_factory=dict)
    undecodable: int = 0
    first_problem: Problem | None = None

    def __iter__(self) -> Iterator[Finished]:
        """Give what came of the log, part by part."""
        part = Finished({}, {}, [])
        for place, one in enumerate(self.reading.messages(), start=1):
            if isinstance(one, Problem):
                self.undecodable += 1
                self.first_problem = self.first_problem or one
                part.problems.append(one)
            else:
                charger, message = one
                if self._station(charger).take(message):
                    part.messages.setdefault(charger, []).append(message)
            if place % EVERY == 0:
                yield self._with_sessions(part)
                part = Finished({}, {}, [])
        for station in self.stations.values():
            station.end()
        yield self._with_sessions(part)

    def _station(self, charger: str) -> Station:
        station = self.stations.get(charger)
        if station is None:
            station = self.stations[charger] = Station(charger, self.setup)
        return station

    def _with_sessions(self, part: Finished) -> Finished:
        for charger, station in self.stations.items():
            if made := station.finished():
                part.sessions[charger] = made
        return part

    def summary(self) -> LogSummary:
        """Give the log in sum."""
        told = LogSummary(undecodable=self.undecodable)
        for name, station in sorted(self.stations.items()):
            one = station.summary
            one.messages = dict(self.reading.counts.get(name, {}))
            told.chargers.append(one)
            told.attempts += station.attempts
            told.errors += station.errors
            told.fragments += station.fragments
            if station.gaps:
                told.gaps[name] = list(station.gaps)
        told.attempts.sort(key=lambda one: one.at)
        told.first = _edge(min, [one.first for one in told.chargers])
        told.last = _edge(max, [one.last for one in told.chargers])
        return told


def _edge(choose: Callable[[list[int]], int], told: list[int | None]) -> int | None:
    known = [one for one in told if one is not None]
    return choose(known) if known else None
