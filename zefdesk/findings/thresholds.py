"""The thresholds of findings: what each decides, its unit, its default, and where that comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from enum import Enum

from zefdesk.domain.quantity import NANO, plain, to_nano
from zefdesk.domain.trouble import UnknownName

_DAY = 86_400


class Unit(Enum):
    """What a threshold is written in, and how many of the units it is kept in that is."""

    SECONDS = ("s", 1)
    HOURS = ("h", 3600)
    DAYS = ("days", _DAY)
    KWH = ("kWh", NANO)
    MONEY = ("of the currency", NANO)
    TIMES = ("times", NANO)
    COUNT = ("", 1)

    def __init__(self, label: str, size: int) -> None:
        self.label = label
        self.size = size


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What counts as odd: durations in seconds, energy, money and ratios in billionths, counts as they are."""

    duplicate_within: int = 60
    overlap_tolerance: int = 60
    charge_exceeds_plug: int = 60
    charge_exceeds_plug_minutes: int = 120
    long_plug: int = 48 * 3600
    long_charge: int = 24 * 3600
    long_idle: int = 4 * 3600
    power_above_capacity: int = 1_100_000_000
    least_energy: int = 500_000_000
    most_energy: int = 250 * NANO
    rate_outlier: int = 5 * NANO
    rate_outlier_sessions: int = 20
    cost_differs: int = 0
    gap_longer: int = 7 * _DAY
    gap_times: int = 5 * NANO
    gap_pauses: int = 5
    clock_skew: int = 60
    energy_differs: int = 10_000_000
    time_differs: int = 60


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold as a person meets it: its name, what it decides, its unit, and the source of its default."""

    name: str
    what: str
    unit: Unit
    source: str

    @property
    def field(self) -> str:
        """Its name in `Thresholds`."""
        return self.name.replace("-", "_")

    def of(self, limits: Thresholds) -> int:
        """Give its value, in the units of `Thresholds`."""
        value: int = getattr(limits, self.field)
        return value

    def text(self, limits: Thresholds) -> str:
        """Write its value in its unit, as `read` takes it."""
        return self.write(self.of(limits))

    def write(self, value: int) -> str:
        """Write a value of the units of `Thresholds` in its unit."""
        return plain(to_nano(Decimal(value) / self.unit.size))

    def read(self, text: str) -> int:
        """Read a value in its unit; raises UnknownName for one that is no number, negative, or finer than is kept."""
        try:
            value = Decimal(text.strip()) * self.unit.size
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or value < 0 or value != int(value) or value > _MOST:
            of_what = f" of {self.unit.label}" if self.unit.label else ""
            raise UnknownName(f"'{text}' is no value for {self.name}: write a number{of_what}, such as {self.usual}")
        return int(value)

    @property
    def usual(self) -> str:
        """Its default, written in its unit."""
        return self.text(DEFAULT)


_MOST = 10**15
_OURS = "ZefDesk's own choice"
_ATLAS = "Atlas EV charging use specification"
_AMPECO = "AMPECO's checks of sessions"

_ALL = (
    Threshold("duplicate-within", "two Starts are the same within", Unit.SECONDS, "SteVe's check of doubled sessions"),
    Threshold("overlap-tolerance", "two sessions may overlap for", Unit.SECONDS, "reports that round to minutes"),
    Threshold("charge-exceeds-plug", "charging may outlast the plug for", Unit.SECONDS, _ATLAS),
    Threshold(
        "charge-exceeds-plug-minutes",
        "the same, where both are whole minutes",
        Unit.SECONDS,
        "two roundings to minutes",
    ),
    Threshold("long-plug", "plugged in for longer than", Unit.HOURS, _ATLAS),
    Threshold("long-charge", "charging for longer than", Unit.HOURS, _ATLAS),
    Threshold("long-idle", "plugged in without charging for longer than", Unit.HOURS, "Longship's check of idle cars"),
    Threshold("power-above-capacity", "average power above the capacity", Unit.TIMES, "meters and rounding, with room"),
    Threshold("least-energy", "energy of less than", Unit.KWH, _ATLAS),
    Threshold("most-energy", "energy of more than", Unit.KWH, _AMPECO),
    Threshold(
        "rate-outlier",
        "median absolute deviations off the median of charger and month",
        Unit.TIMES,
        "robust statistics",
    ),
    Threshold("rate-outlier-sessions", "sessions of a charger and month, at least", Unit.COUNT, _OURS),
    Threshold("cost-differs", "reported and computed cost differ by more than", Unit.MONEY, "any cent is a difference"),
    Threshold("gap-longer", "a charger silent for longer than", Unit.DAYS, _AMPECO),
    Threshold("gap-times", "and for longer than its usual pause", Unit.TIMES, _OURS),
    Threshold("gap-pauses", "pauses from which the usual one is known, at least", Unit.COUNT, _OURS),
    Threshold("clock-skew", "a charger's clock is off by more than", Unit.SECONDS, "OCPP 1.6, 4.6: Heartbeat sets it"),
    Threshold("energy-differs", "energies of report and log differ by more than", Unit.KWH, "two decimals of a report"),
    Threshold(
        "time-differs", "times of report and log differ by more than", Unit.SECONDS, "reports that round to minutes"
    ),
)
THRESHOLDS = {one.name: one for one in _ALL}
"""All thresholds by their names, in the order in which they are shown."""


def threshold(name: str) -> Threshold:
    """Give a threshold by its name; raises UnknownName."""
    if name not in THRESHOLDS:
        raise UnknownName(f"no threshold is named '{name}': there is {', '.join(THRESHOLDS)}")
    return THRESHOLDS[name]


def with_values(values: Mapping[str, int]) -> Thresholds:
    """Give the defaults with these values in their place, by the names of thresholds; unknown names are passed over."""
    known = {field.name for field in fields(Thresholds)}
    named = {name.replace("-", "_"): value for name, value in values.items()}
    return replace(DEFAULT, **{name: value for name, value in named.items() if name in known})
