"""A fleet: chargers with their manners and traps, dealt out so that each meets each in the course of some seeds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from tests.fleet.charger import Charger
from tests.fleet.known import TRAPS, TRAPS2
from tests.fleet.styles import STYLES, Style
from tests.fleet.traps import Trap, boot, heartbeat
from tests.fleet.traps2 import boot2
from tests.fleet.visit2 import Visit2
from tests.fleet.visit16 import Visit

MANNERS = {
    "plain": {},
    "no-states": {},
    "ids-restart": {},
    "ids-of-both-sides": {},
    "ids-with-name": {},
    "stamps-without-zone": {},
    "stamps-with-fraction": {},
    "stamps-with-offset": {},
    "states-without-time": {"clock": True},
    "mirrored-zero": {},
    "answers-late": {},
    "error-lines-repeat": {},
    "all-is-sent-again": {},
    "against-the-schema": {},
    "in-kwh": {},
    "bare-values": {},
    "three-phases": {},
    "soc-too": {},
    "values-without-id": {},
    "many-measurands": {},
    "every-frame-twice": {},
    "answers-unlogged": {},
    "clock-ahead": {"skew": 95},
    "clock-behind": {"skew": -400, "clock": True},
    "clock-an-hour-ahead": {"skew": 3600},
    "spring": {"day": datetime(2026, 3, 7, 18, tzinfo=UTC)},
    "autumn": {"day": datetime(2025, 10, 25, 12, tzinfo=UTC)},
    "new-year": {"day": datetime(2025, 12, 31, 3, tzinfo=UTC)},
    "without-boot": {},
    "no-heartbeats": {},
}
"""What is odd about all that a charger does."""
MANNERS2 = (
    *("plain", "no-states", "ids-restart", "ids-of-both-sides", "stamps-with-fraction", "stamps-with-offset"),
    *("answers-late", "error-lines-repeat", "all-is-sent-again", "in-kwh", "bare-values", "three-phases"),
    *(
        "with-multiplier",
        "every-frame-twice",
        "clock-ahead",
        "clock-behind",
        "spring",
        "without-boot",
        "evse-and-connector",
    ),
)
_SUBJECTS = {
    name: subject
    for subject, names in {
        "stamps": ("stamps-without-zone", "stamps-with-fraction", "stamps-with-offset"),
        "ids": ("ids-restart", "ids-of-both-sides", "ids-with-name"),
        "values": ("in-kwh", "bare-values", "three-phases", "soc-too", "many-measurands", "with-multiplier"),
        "clock": ("clock-ahead", "clock-behind", "clock-an-hour-ahead", "spring", "autumn", "new-year"),
        "states": ("no-states", "mirrored-zero"),
        "lines": (
            *("every-frame-twice", "error-lines-repeat", "all-is-sent-again"),
            *("answers-late", "answers-unlogged"),
        ),
        "transactions": ("values-without-id",),
    }.items()
    for name in names
}
"""What manners speak of: two of one subject do not go together."""
PACKINGS = ("plain", "plain", "gz", "zip", "rotated", "crlf", "utf-8-sig", "utf-16", "rotated-misnamed")
TRAPS_OF_ONE = 9
_LOG_ENDS_AFTER = 1800


@dataclass
class Log:
    """The log of some chargers: its style, how it is packed."""

    number: int
    style: str
    packing: str
    chargers: list[Charger]
    random: Random
    spaced: bool

    @property
    def kind(self) -> Style:
        return STYLES[self.style]


def fleet(seed: int, chargers: int) -> Iterator[Log]:
    """Give the logs of a fleet: about so many chargers, styles and traps dealt out in turn."""
    random = Random(seed)
    styles, manners, packings = _dealt(random, list(STYLES)), _dealt(random, list(MANNERS)), _dealt(random, PACKINGS)
    manners2 = _dealt(random, MANNERS2)
    traps, traps2 = _dealt(random, list(TRAPS)), _dealt(random, list(TRAPS2))
    made = number = 0
    while made < chargers:
        style = next(styles)
        together = random.choice([1, 1, 3]) if STYLES[style].named else 1
        log = Log(number, style, next(packings), [], random, random.random() < 0.3)
        second = [random.random() < 0.3 for _ in range(together)]
        own = [
            _pair(random, next(kind), random.choice(list(every)), STYLES[style])
            for kind, every in ((manners2, MANNERS2) if one else (manners, tuple(MANNERS)) for one in second)
        ]
        day = _day(random, own)
        for newer, manner in zip(second, own, strict=True):
            make, its = (_station2, traps2) if newer else (_charger16, traps)
            log.chargers.append(make(random, made, manner, its, log, day))
            made += 1
        number += 1
        yield log


def _dealt(random: Random, things: Sequence[str]) -> Iterator[str]:
    while True:
        yield from random.sample(list(things), len(things))


def _new(random: Random, number: int, manner: str, version: str, day: datetime) -> tuple[Charger, int]:
    about = _about(manner)
    name = random.choice(["CP-{:04}", "DE*ABC*E{:04}", "wallbox{}", "0000{:04}A", "GARAGE_L1_{}"]).format(number)
    charger = Charger(
        name, f"SN{version}{number:05}", random.choice([1, 2]), random, manner, card_reader=f"READER-{number}"
    )
    charger.skew = about.get("skew", 0)
    return charger, int(day.timestamp()) + random.randrange(0, 3600)


def _about(manner: str) -> dict[str, Any]:
    about: dict[str, Any] = {}
    for one in manner.split("+"):
        about |= MANNERS.get(one, {})
    return about


def _pair(random: Random, one: str, other: str, style: Style) -> str:
    """Give a manner, or two at once that do not speak of the same thing."""
    fitting = [name for name in (one, other) if style.clock or "clock" not in MANNERS.get(name, {})] or ["plain"]
    alone = "states-without-time" in fitting  # two clocks at once: the rules do not say which of them counts
    together = (
        not alone
        and len(fitting) > 1
        and _SUBJECTS.get(one, one) != _SUBJECTS.get(other, other)
        and random.random() < 0.4
    )
    return "+".join(fitting if together else fitting[:1])


def _day(random: Random, manners: Sequence[str]) -> datetime:
    """Give the day on which a log begins; its chargers speak at the same time."""
    told = [_about(manner).get("day") for manner in manners]
    chance = datetime(2026, random.randrange(1, 10), random.randrange(1, 28), 5, tzinfo=UTC)
    return next((day for day in told if day), chance)


def _charger16(random: Random, number: int, manner: str, traps: Iterator[str], log: Log, day: datetime) -> Charger:
    style = log.kind
    charger, now = _new(random, number, manner, "16", day)
    charger.trap = "boot"
    begin = now
    if "without-boot" not in charger.manners:
        boot(charger, now)
    chosen = _chosen(traps, TRAPS, lambda one: _plays16(one, charger, style))
    under_way = any("first" in one.needs for _, one in chosen)
    for connector in () if under_way else range(charger.connectors):
        Visit(charger, str(connector + 1), now + 2).status("Available")
    now += 602
    for name, one in chosen:
        charger.trap = name
        connector = "1" if charger.connectors == 1 or "two" in one.needs else random.choice("12")
        visit = Visit(charger, connector, now)
        visit.interval = random.choice([60, 300, 600])
        one.play(visit)
        now = visit.now + random.choice([600, 3600, 9000])
    _beats(charger, begin, now)
    return charger


def _plays16(one: Trap, charger: Charger, style: Style) -> bool:
    manners, needs = charger.manners, one.needs
    forbidden = {
        "states": not charger.statuses,
        "clock": not style.clock,
        "two": charger.connectors < 2,
        "answers": "answers-unlogged" in manners,
        "answers-may-be-lost": "values-without-id" in manners,
        "told-time": "states-without-time" in manners,
        "own-time": "states-without-time" in manners,
        "plain-clock": charger.skew != 0 or bool(manners & {"states-without-time", "spring", "autumn"}),
        "boots": "without-boot" in manners,
        "cuts": not style.cuts,
        "not-again": bool(manners & {"all-is-sent-again", "error-lines-repeat", "every-frame-twice"}),
    }
    return not any(forbidden.get(need, False) for need in needs)


def _station2(random: Random, number: int, manner: str, traps: Iterator[str], log: Log, day: datetime) -> Charger:
    style = log.kind
    charger, now = _new(random, number, manner, "20", day)
    begin = now
    if "without-boot" not in charger.manners:
        boot2(charger, now)
    places = [
        f"{at + 1}/1" if "evse-and-connector" in charger.manners else str(at + 1) for at in range(charger.connectors)
    ]
    for place in places:
        Visit2(charger, place, now + 2).status("Available")
    now += 600
    forbidden = {"states": not charger.statuses, "clock": not style.clock, "two": charger.connectors < 2}
    for name, one in _chosen(traps, TRAPS2, lambda one: not any(forbidden.get(need, False) for need in one.needs)):
        charger.trap = f"2.x {name}"
        visit = Visit2(charger, places[0] if "two" in one.needs else random.choice(places), now)
        visit.interval = random.choice([60, 300, 600])
        one.play(visit)
        now = visit.now + random.choice([600, 3600, 9000])
    _beats(charger, begin, now)
    return charger


def _chosen(traps: Iterator[str], known: dict[str, Trap], plays: Any) -> list[tuple[str, Trap]]:
    chosen: dict[str, Trap] = {}
    for _ in range(TRAPS_OF_ONE * 3):
        name = next(traps)
        if plays(known[name]):
            chosen[name] = known[name]
        if len(chosen) == TRAPS_OF_ONE:
            break
    order = {"first": -1, "last": 1}
    return sorted(chosen.items(), key=lambda one: sum(order.get(need, 0) for need in one[1].needs))


def _beats(charger: Charger, begin: int, end: int) -> None:
    """Let a charger say that it lives, each half hour, and a little longer than anything else."""
    if "no-heartbeats" in charger.manners:
        return
    for at in range(begin + 900, max(end, begin + 1000) + _LOG_ENDS_AFTER, 1800):
        heartbeat(charger, at)
