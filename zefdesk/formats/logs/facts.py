"""What was found of a log, in words for a person."""

from zefdesk.domain.clock import offset_name
from zefdesk.formats.logs.joined_text import JoinedText
from zefdesk.formats.logs.line_clock import LineClock
from zefdesk.formats.logs.owners import Owners
from zefdesk.formats.logs.survey import Survey
from zefdesk.ocpp.instants import SECOND

NOT_ALL = "not all of it is UTF-8: what is not is read as Korean (CP949), else as Windows-1252"
Facts = tuple[tuple[str, str], ...]
OPEN = "the clock tells no zone, and nothing else does: taken as UTC; say it with --time-zone, or as the charger's zone"


def of_log(text: JoinedText, survey: Survey, clock: LineClock, owners: Owners) -> Facts:
    """Tell what was found of a log with OCPP messages."""
    return (
        ("Kind", "OCPP messages"),
        *_files(text),
        ("Clock", _clock(survey, clock)),
        ("Chargers", _named(survey, owners)),
    )


def of_export(text: JoinedText, charger: str, zone: str | None) -> Facts:
    """Tell what was found of a transaction export."""
    clock = f"by the zone {zone}" if zone else OPEN
    return (("Kind", "Alfen transaction export"), *_files(text), ("Clock", clock), ("Chargers", charger))


def _files(text: JoinedText) -> Facts:
    encoding = text.encodings[0] if text.encodings else "UTF-8" if text.is_utf8 else NOT_ALL
    names = " | ".join(part.path.name for part in text.parts)
    files = (("Files", f"{len(text.parts)}, in the order of their contents: {names}"),) if len(text.parts) > 1 else ()
    return (("Encoding", encoding), *files)


def _clock(survey: Survey, clock: LineClock) -> str:
    if not survey.clocks:
        return "lines have none; instants are those of the messages"
    example = f"as in '{survey.example}'"
    if survey.zoned:
        return f"with its zone, {example}"
    offset = clock.offset
    if offset.zone:
        return f"by the zone {offset.zone}, as told, {example}"
    if offset.told_by:
        return f"UTC{offset_name(offset.ahead // SECOND)}, {offset.told_by}, {example}"
    return f"by the charger's zone, {example}" if clock.by_charger else f"{OPEN} ({example})"


def _named(survey: Survey, owners: Owners) -> str:
    if survey.rule is None:
        return f"{survey.name}: {survey.named}"
    others = f"; lines that name none: {survey.name} ({survey.named})" if owners.defaulted else ""
    return f"named in each line ({survey.rule.title}){others}"
