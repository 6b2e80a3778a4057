"""The thresholds of findings, with defaults from published practice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What counts as odd. Durations are seconds, energies billionths of a kWh.

    `clock_skew`: how far a charger's clock may be from the log's. `energy_differs` and `time_differs`: how far a
    report and a log may tell a session apart.
    """

    clock_skew: int = 60
    energy_differs: int = 10_000_000
    time_differs: int = 60


DEFAULT = Thresholds()
