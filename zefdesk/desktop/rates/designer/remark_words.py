"""Remarks on a draft in words: where, by the names of the parts, what, and how to mend it."""

from collections.abc import Sequence

from zefdesk.billing.check_remarks import ERROR, Mend, Remark
from zefdesk.billing.draft import Draft, keys_of, put, value_at
from zefdesk.desktop.widgets.badge import Look
from zefdesk.desktop.widgets.signs import Sign

NONE = Look("no problems", Sign.CHECK, "accent")
_WRONG, _OVERLAP = "wrong", "overlap"
_OF_PROFILE = ("costs",)
"""Places that a person does not see: what is wrong there is wrong with the profile."""


def look_of(remarks: Sequence[Remark]) -> Look:
    """Count errors and warnings in a badge."""
    errors = sum(one.severity == ERROR for one in remarks)
    counts = ((errors, "error"), (len(remarks) - errors, "warning"))
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    if not said:
        return NONE
    return Look(", ".join(said), Sign.CROSS if errors else Sign.TRIANGLE, "bad" if errors else "warn")


def words_of(one: Remark, draft: Draft) -> str:
    """Say a remark, and how to mend it where no button does."""
    said = fault_words(draft, one.path, one.message) if one.code == _WRONG else one.message
    fix = f" To mend: {one.fix}." if one.fix and one.mend is None else ""
    end = "" if said.endswith(("?", ".")) else "."
    return f"{said[:1].upper()}{said[1:]}{end}{fix}"


def fault_words(draft: Draft, path: str, message: str) -> str:
    """Say what is wrong at a place: `Energy, rate '0.2x' is no decimal`."""
    where = "a profile" if path in _OF_PROFILE else place_words(draft, path)
    return f"{where} {message}".strip()


def place_words(draft: Draft, path: str) -> str:
    """Name a place by the names of what it is in: `Energy, Peak, rate`; `effective from`."""
    words: list[str] = []
    walked = ""
    for key in keys_of(path):
        walked = f"{walked}[{key}]" if isinstance(key, int) else f"{walked}.{key}".removeprefix(".")
        if isinstance(key, int):
            name = value_at(draft, f"{walked}.name")
            words[-1] = str(name) if isinstance(name, str) and name else f"{words[-1].rstrip('s')} {key + 1}"
        elif key not in {"when", "constraints"}:
            words.append(str(key).replace("_", " "))
    return ", ".join(words)


def is_overlap(one: Remark) -> bool:
    """Whether a version would begin on the day of another."""
    return one.code == _OVERLAP and one.severity == ERROR


def with_day(one: Remark, day: str) -> Remark:
    """Offer a day to begin on, where a version would begin on the day of another."""
    if not is_overlap(one) or one.mend is not None:
        return one
    return one._replace(mend=Mend(f"Begin on {day}", lambda draft: put(draft, one.path, day)))
