"""The colours and sizes of the window, by what they are used for; there are no other colours anywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, each as `#RRGGBB`.

    The phases are of the palette of Okabe and Ito, the rates tints of Paul Tol's "light" palette: people with
    colour-blindness can tell them apart, and `text` is legible on each of the rates.
    """

    dark: bool
    bg: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_bg: str
    selection: str
    warn: str
    warn_bg: str
    bad: str
    bad_bg: str
    info: str
    info_bg: str
    plug: str
    charge: str
    idle: str
    phase_1: str
    phase_2: str
    phase_3: str
    rates: tuple[str, ...]

    @property
    def on_accent(self) -> str:
        """What is legible on the accent."""
        return self.bg if self.dark else self.surface

    def tone(self, name: str) -> tuple[str, str]:
        """Give the text and background of a tone: `accent`, `warn`, `bad`, `info` or `plain`."""
        if name == "plain":
            return self.muted, self.bg if not self.dark else self.raised
        return getattr(self, name), getattr(self, f"{name}_bg")


LIGHT = Tokens(
    dark=False,
    bg="#F5F6F8",
    surface="#FFFFFF",
    raised="#FBFCFD",
    line="#E2E5EA",
    text="#1A1F28",
    muted="#5F6B7C",
    faint="#8A94A3",
    accent="#0A705F",
    accent_bg="#E3F2EF",
    selection="#DCEFEB",
    warn="#9A5B00",
    warn_bg="#FDF1DC",
    bad="#B3261E",
    bad_bg="#FBE7E5",
    info="#1F5FA8",
    info_bg="#E5EFFA",
    plug="#C5CEDA",
    charge="#0A705F",
    idle="#E0A33B",
    phase_1="#0072B2",
    phase_2="#D55E00",
    phase_3="#CC79A7",
    rates=("#C4E6DC", "#B4D0EC", "#F6ECBE", "#F6BEAB", "#FFD0DA", "#DAE38F", "#D3D6DC", "#D0D073"),
)

DARK = Tokens(
    dark=True,
    bg="#12151A",
    surface="#191D23",
    raised="#1E232A",
    line="#2B313B",
    text="#E7EAEF",
    muted="#9AA5B4",
    faint="#778294",
    accent="#46C9B2",
    accent_bg="#17332F",
    selection="#1C3A36",
    warn="#F0B75A",
    warn_bg="#35290F",
    bad="#F28B82",
    bad_bg="#3A1D1B",
    info="#8AB8F0",
    info_bg="#182A40",
    plug="#475264",
    charge="#46C9B2",
    idle="#D99A32",
    phase_1="#56B4E9",
    phase_2="#E69F00",
    phase_3="#F0E442",
    rates=("#234A44", "#34506F", "#6A6235", "#7A4A34", "#6E4656", "#576029", "#4A505B", "#504C78"),
)

TEXT_PX = 13
SECONDARY_PX = 12
SMALL_PX = 11
SECTION_PX = 14
OBJECT_PX = 16
PAGE_PX = 20

ROW_PX = 32
COMPACT_ROW_PX = 28
SIDE_BAR_PX = 208
NARROW_SIDE_BAR_PX = 56
NARROW_WINDOW_PX = 1400
