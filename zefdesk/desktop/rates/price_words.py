"""What prices a charger, in words: the simple rate and what a stay costs by it, profiles past and to come."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from zefdesk.desktop.rates import charger_words
from zefdesk.desktop.rates.charger_words import moment
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.domain.rate import Basis, SimpleRate
from zefdesk.services import sample_stay
from zefdesk.services.charger_changes import Span
from zefdesk.services.charger_overview import ProfileSeen, Seen

PER = {Basis.ENERGY: "per kWh", Basis.PLUGGED_HOUR: "per plugged hour", Basis.CHARGING_HOUR: "per charging hour"}
NONE, SIMPLE, PROFILE = "none", "simple", "profile"


class Stretch(NamedTuple):
    """A time in the life of a charger: wall clocks (None: open), whether a profile priced it then, and words."""

    start: int | None
    end: int | None
    profile: str
    words: str


def mode(seen: Seen) -> str:
    """Say what prices a charger: a profile that holds or will hold, else its simple rate, else nothing."""
    if seen.current or seen.coming:
        return PROFILE
    return NONE if seen.charger.simple_rate is None else SIMPLE


def stay(rate: SimpleRate, currency: str | None, notation: Notation) -> str:
    """Say what a usual stay costs: `A 6 h stay with 20 kWh costs $7.00`, as a sentence."""
    one = sample_stay.USUAL
    charging = f", {one.charging} h of it charging," if rate.basis is Basis.CHARGING_HOUR else ""
    cost = notation.money(sample_stay.cost_of(rate, currency), currency)
    return f"A {one.plugged} h stay{charging} with {one.energy} kWh costs {cost}."


def attached(seen: Seen, profiles: Mapping[str, ProfileSeen], notation: Notation) -> tuple[str, str]:
    """Say which profile is on a charger, in which version, and what that means."""
    span = seen.current or seen.coming
    if span is None:
        return "", ""
    known = profiles.get(span.profile)
    at = seen.now if span is seen.current else span.start_wall
    version = known.at(at) if known else None
    title = f"{span.profile}, version {version.version}" if version else span.profile
    when = charger_words.span_words(span, notation)
    kept = seen.charger.simple_rate
    rate = charger_words.rate_words(kept, seen.charger.currency, notation) if kept else ""
    if span is seen.current:
        held = "Bill Details are itemised." if version else "No version of it is in force now: nothing is priced."
        said = f"{when[:1].upper()}{when[1:]}. {held}{_later(known, at, notation)}"
        return title, f"{said} The simple rate {rate} is kept, but not used." if kept else said
    until = f"Until then the simple rate {rate} applies." if kept else "Until then nothing is priced."
    return title, f"It begins on {moment(span.start_wall, notation)}. {until}{_later(known, at, notation)}"


def _later(profile: ProfileSeen | None, wall: int, notation: Notation) -> str:
    """Say which version comes next, and when."""
    following = profile.after(wall) if profile else None
    return f" Version {following.version} applies from {moment(following.first, notation)} on." if following else ""


def would_attach(chargers: Sequence[Seen], day: date, profile: ProfileSeen, notation: Notation) -> str:
    """Say what comes of attaching a profile from a day on."""
    when = notation.day(clock.wall_of_day(day))
    any_rate = any(seen.charger.simple_rate for seen in chargers)
    rate = "the simple rate no longer applies, and " if any_rate else ""
    said = f"From {when} on {rate}Bill Details will be populated."
    begins = clock.wall_of_day(max(day, profile.first))
    if len(profile.versions) > 1 and (version := profile.at(begins)):
        said += f" Version {version.version} is in force then.{_later(profile, begins, notation)}"
    ends = {span.profile for seen in chargers if (span := seen.open)}
    if ends:
        said += f" {_quoted(ends)} ends there; its past stays."
    if day < profile.first:
        first = notation.day(clock.wall_of_day(profile.first))
        said += f" It is in force from {first} on: sessions before have no price."
    others = {seen.charger.currency for seen in chargers} - {None, profile.currency}
    if others:
        said += f" Its prices are in {profile.currency}, not in {_quoted(others)}."
    return said


def would_get_details(count: int, chargers: Sequence[Seen], notation: Notation) -> str:
    """Say how many stored sessions a profile would itemise once they are priced."""
    if not count:
        return "No stored session starts from that day on."
    what = "1 stored session starts" if count == 1 else f"{notation.count(count)} stored sessions start"
    free = any(seen.charger.free_vend or seen.charger.members for seen in chargers)
    gets = "it gets" if count == 1 else "they get"
    but = "; free vend and members stay free" if free else ""
    return f"{what} from that day on: {gets} Bill Details once priced{but}."


def would_detach(rates: Collection[SimpleRate | None], day: date, notation: Notation) -> str:
    """Say what comes of detaching the profiles from a day on, where these simple rates are left."""
    left = [rate for rate in rates if rate]
    then = "the simple rate applies" if left else "no price applies"
    then += " where there is one" if left and len(left) < len(rates) else ""
    when = notation.day(clock.wall_of_day(day))
    return f"From {when} on {then}, and Bill Details stay empty. The profile's past stays."


def stretches(seen: Seen, notation: Notation) -> tuple[Stretch, ...]:
    """Give the life of a charger in stretches, with and without a profile; empty where it never had one."""
    return tuple(_stretches(seen, notation)) if seen.spans else ()


def _stretches(seen: Seen, notation: Notation) -> Iterator[Stretch]:
    rate, at = seen.charger.simple_rate, None
    without = f"simple rate {charger_words.rate_words(rate, seen.charger.currency, notation)}" if rate else "no price"
    for span in seen.spans:
        if at is None:
            yield Stretch(None, span.start_wall, "", f"Before {moment(span.start_wall, notation)}: {without}")
        elif at < span.start_wall:
            yield Stretch(at, span.start_wall, "", f"{_from_to(at, span.start_wall, notation)}: {without}")
        yield _with(span, notation)
        at = span.end_wall
    if at is not None:
        yield Stretch(at, None, "", f"From {moment(at, notation)} on: {without}")


def _with(span: Span, notation: Notation) -> Stretch:
    end = span.end_wall
    when = f"From {moment(span.start_wall, notation)} on" if end is None else _from_to(span.start_wall, end, notation)
    return Stretch(span.start_wall, end, span.profile, f"{when}: {span.profile}")


def _from_to(start: int, end: int, notation: Notation) -> str:
    return f"{moment(start, notation)} to {moment(end, notation)}"


def _quoted(names: Iterable[str | None]) -> str:
    return ", ".join(sorted(f"'{name}'" for name in names))
