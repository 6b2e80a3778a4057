"""The shipped line drawings (Lucide) in any colour: as bytes, and as the few files that a style sheet can name."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from zefdesk.assets import resources
from zefdesk.desktop.tokens import Tokens


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def svg(name: str, colour: str) -> bytes:
    """Give a drawing in a colour; raises FileNotFoundError for one that is not shipped."""
    return _drawing(name).replace("currentColor", colour).encode()


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="zefdesk-look-", ignore_cleanup_errors=True)


def for_style_sheet(of: Tokens) -> dict[str, str]:
    """Write what the style sheet of some tokens shows as pictures, and give the paths."""
    wanted = {"chevron": ("chevron-down", of.muted), "check": ("check", of.on_accent), "tick": ("check", of.accent)}
    paths = {}
    for use, (name, colour) in wanted.items():
        path = Path(_folder().name) / f"{use}-{colour[1:]}.svg"
        if not path.exists():
            path.write_bytes(svg(name, colour))
        paths[use] = path.as_posix()
    return paths
