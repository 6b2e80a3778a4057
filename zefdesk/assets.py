"""Where `resources/` lies: in a checkout, in an installed wheel, or in a frozen program."""

import sys
from pathlib import Path


def resources() -> Path:
    """Give the folder of fonts, icons, mappings and sample data."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    here = Path(frozen) if frozen else Path(__file__).parent
    inside = here / "resources"
    return inside if inside.is_dir() else here.parent / "resources"
