"""What the Source tab and its commands say of logs."""

from pathlib import Path

from zefdesk.domain.notation import Notation
from zefdesk.services.log_saving import Saved


def saved(told: int | Saved, target: Path, notation: Notation) -> str:
    """Say what was written, what was left out, and where it lies."""
    where = f"{target.name} in {target.parent}"
    if isinstance(told, int):
        return f"{notation.counted(told, 'meter value')} written to {where}"
    others = notation.counted(told.others, "other message" if told.values else "message")
    if not told.raw:
        left = "The log has moved or changed, so meter values and the text around the messages are left out"
        return f"{others} as kept written to {where}. {left}"
    held = " and ".join(filter(None, (notation.counted(told.values, "meter value") if told.values else "", others)))
    left = "left out are answers that tell nothing of it; secrets are masked"
    return f"{notation.counted(told.lines, 'line')} of the log with {held} written to {where}; {left}"
