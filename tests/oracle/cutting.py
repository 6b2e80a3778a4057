"""A session cut into pieces within which no condition of a profile can change."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.conditions import NANO, Moment, billionths
from tests.oracle.instants import clock_instants
from zefdesk.billing.metered import Metered, Segment
from zefdesk.domain.profile import BillingProfile, When

ZERO = Fraction(0)
HOUR = 3600


class Piece(NamedTuple):
    """A stretch of a session: the moment at which it starts, its end, and what it adds (kWh and seconds)."""

    moment: Moment
    end: Fraction
    energy: Fraction
    charging: Fraction
    idle: Fraction
    reserved: Fraction

    @property
    def length(self) -> Fraction:
        return self.end - self.moment.instant

    @property
    def plugged(self) -> Fraction:
        return self.length - self.reserved

    def split(self, share: Fraction) -> tuple["Piece", "Piece"]:
        """The first share of a piece, and the rest of it."""
        middle = self.moment.instant + share * self.length
        first = self._replace(end=middle, **{name: getattr(self, name) * share for name in QUANTITIES})
        rest = {name: getattr(self, name) * (1 - share) for name in QUANTITIES}
        moment = self.moment._replace(
            instant=middle,
            energy=self.moment.energy + first.energy,
            charging=self.moment.charging + first.charging,
            idle=self.moment.idle + first.idle,
        )
        return first, self._replace(moment=moment, **rest)


QUANTITIES = ("energy", "charging", "idle", "reserved")


def rules_of(profile: BillingProfile) -> list[When]:
    return [when for cost in profile.costs for when in (cost.constraints, *(each.when for each in cost.variations))]


def pieces(metered: Metered, profile: BillingProfile) -> list[Piece]:
    """All pieces of a session in order; without cutting, its segments and the gaps between them."""
    whole = list(uncut(metered))
    if not profile.policy.cut:
        return whole
    return [part for piece in whole for part in cut(piece, profile)]


def uncut(metered: Metered) -> Iterator[Piece]:
    segments = with_gaps(metered)
    expires = all(segment.reserved for segment in segments)
    started = next((Fraction(segment.start) for segment in segments if not segment.reserved), None)
    begun = Fraction(segments[0].start if segments else metered.start)
    energy = charging = idle = ZERO
    for segment in segments:
        moment = Moment(
            instant=Fraction(segment.start),
            energy=energy,
            charging=charging,
            idle=idle,
            since=begun if started is None or segment.reserved else started,
            reserved=segment.reserved > 0,
            expires=expires,
            power=power_of(segment),
            current=(scaled(segment.min_current), scaled(segment.max_current)),
            capacity=billionths(metered.capacity),
            initiator=metered.initiator,
            identity=metered.identity,
        )
        piece = Piece(
            moment,
            Fraction(segment.end),
            Fraction(segment.energy) / NANO,
            Fraction(segment.charging),
            Fraction(segment.idle),
            Fraction(segment.reserved),
        )
        energy, charging, idle = energy + piece.energy, charging + piece.charging, idle + piece.idle
        if piece.length or piece.energy:
            yield piece


def with_gaps(metered: Metered) -> list[Segment]:
    """The segments with those of waiting between them; ValueError for what cannot be."""
    found: list[Segment] = []
    for segment in metered.segments:
        if segment.end < segment.start or segment.energy < 0:
            raise ValueError(segment)
        if found and segment.start < found[-1].end:
            raise ValueError(segment)
        if found and segment.start > found[-1].end:
            found.append(Segment(found[-1].end, segment.start))
        found.append(segment)
    return found


def power_of(segment: Segment) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest kW: where nobody told, the average says so."""
    length = segment.end - segment.start
    average = Fraction(segment.energy) * HOUR / length / NANO if length else None
    low, high = scaled(segment.min_power), scaled(segment.max_power)
    return average if low is None else low, average if high is None else high


def scaled(value: Fraction | int | None) -> Fraction | None:
    return None if value is None else Fraction(value) / NANO


def cut(piece: Piece, profile: BillingProfile) -> Iterator[Piece]:
    """The parts of a piece; what the windows of rules cut is cut later, by whoever knows them."""
    done = ZERO
    for share in sorted(shares(piece, profile)):
        first, piece = piece.split((share - done) / (1 - done))
        yield first
        done = share
    yield piece


def shares(piece: Piece, profile: BillingProfile) -> set[Fraction]:
    """How much of a piece has passed where a condition may change: in proportion in everything that it adds."""
    rules, moment = rules_of(profile), piece.moment
    found = {
        (bound - before) / added
        for before, added, bounds in (
            (moment.instant, piece.length, instants(piece, profile)),
            (moment.energy, piece.energy, {bound / NANO for bound in bounds_of(rules, "kwh")}),
            (moment.charging, piece.charging, bounds_of(rules, "charging_time")),
            (moment.idle, piece.idle, bounds_of(rules, "idle_time")),
        )
        if added
        for bound in bounds
    }
    return {share for share in found if 0 < share < 1}


def bounds_of(rules: list[When], name: str) -> set[Fraction]:
    values = [getattr(rule, f"{side}_{name}") for rule in rules for side in ("min", "max")]
    return {Fraction(value) for value in values if value is not None}


def instants(piece: Piece, profile: BillingProfile) -> set[Fraction]:
    times = {time for rule in rules_of(profile) for time in (rule.from_, rule.to) if time is not None} | {0}
    found = clock_instants(profile.time_zone, int(piece.moment.instant), int(piece.end), times)
    return found | {piece.moment.since + bound for bound in bounds_of(rules_of(profile), "duration")}
