"""The chargers of the sample network and the people who charge there; every name and number is invented."""

from dataclasses import dataclass, field

DULUTH, MINNEAPOLIS = "Duluth, Superior Street", "Minneapolis, Mill District"


@dataclass(frozen=True)
class Charger:
    """One charger: how the portal names it, how it is priced, and who comes (initiator, identity)."""

    name: str
    sticker: str
    serial: str
    site: str
    pricing: str
    people: tuple[tuple[str, str], ...]
    fast: bool = False
    kilowatts: tuple[int, int] = (62, 72)
    renamed: str = field(default="")


def _of(initiator: str, *identities: str) -> tuple[tuple[str, str], ...]:
    return tuple((initiator, identity) for identity in identities)


LOBBY_EAST = Charger(
    "Lobby East",
    "010983",
    "HC1C190912849",
    DULUTH,
    "workday",
    _of("ChargeHub", "ch-5521", "ch-1180", "ch-7710") + _of("ZEF", "z-20114") + _of("AmpUp", "amp-0917"),
)
LOBBY_WEST = Charger(
    "Lobby West",
    "010984",
    "HC1C190912851",
    DULUTH,
    "per-kwh",
    _of("ZEF", "CCR-010984", "CCR-010984", "CCR-010984", "z-20377"),
)
GARAGE_3 = Charger(
    "Garage L1-03",
    "004417",
    "HC1C200304417",
    DULUTH,
    "per-kwh",
    _of("ZEF", "z-20114", "z-20962") + _of("AmpUp", "amp-0917", "73928e05"),
)
GARAGE_4 = Charger("Garage L1-04", "004418", "HC1C200304418", DULUTH, "free", _of("", "", "", "04A2C91B5D6480"))
DC_FAST_1 = Charger(
    "DC Fast 1",
    "000042",
    "ZEFDC50-0042",
    DULUTH,
    "fast",
    _of("ZEF", "CCR-000042", "CCR-000042") + _of("ChargeHub", "ch-3321", "ch-9046") + _of("AmpUp", "amp-3321"),
    fast=True,
    kilowatts=(240, 480),
)
RAMP_1 = Charger(
    "Mill Ramp, P2-01",
    "017201",
    "HC1C210117201",
    MINNEAPOLIS,
    "ramp",
    _of("AmpUp", "amp-1408", "amp-2255") + _of("ZEF", "z-31007"),
)
RAMP_2 = Charger(
    "Mill Ramp, P2-02",
    "017202",
    "HC1C210117202",
    MINNEAPOLIS,
    "ramp",
    _of("AmpUp", "amp-1408", "amp-4870") + _of("ChargeHub", "ch-6602"),
)
RAMP_3 = Charger(
    "Mill Ramp, P2-03",
    "017203",
    "HC1C210117203",
    MINNEAPOLIS,
    "per-kwh",
    _of("AmpUp", "amp-2255") + _of("ZEF", "z-31007"),
    renamed="Mill Ramp, P2-03 [ARCHIVED]",
)
STONE_ARCH = Charger(
    "Stone Arch DC",
    "000043",
    "ZEFDC50-0043",
    MINNEAPOLIS,
    "text",
    _of("ZEF", "CCR-000043") + _of("ChargeHub", "ch-8125", "ch-3321"),
    fast=True,
    kilowatts=(240, 480),
)
CAFE = Charger(
    "Café Lot",
    "020115",
    "HC1C220820115",
    MINNEAPOLIS,
    "per-hour",
    _of("ZEF", "z-31555", "104512345678901") + _of("AmpUp", "amp-4870"),
    renamed="Café Lot North",
)
CHARGERS = (
    LOBBY_EAST,
    LOBBY_WEST,
    GARAGE_3,
    GARAGE_4,
    DC_FAST_1,
    RAMP_1,
    RAMP_2,
    RAMP_3,
    STONE_ARCH,
    CAFE,
)
