from dataclasses import replace
from datetime import date

import pytest

from zefdesk.desktop.rates import charger_words, effect_words, price_words
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.clock import wall_from
from zefdesk.domain.notation import Notation
from zefdesk.domain.rate import parse_rate
from zefdesk.services.charger_changes import Span
from zefdesk.services.charger_overview import ProfileSeen, Seen, VersionSeen
from zefdesk.services.effects import Effects

HERE, THERE = Notation(), Notation(decimal=",", group=".")
NOW = wall_from(2026, 6, 1)


def a_profile(year: int, *later: int) -> ProfileSeen:
    firsts = (wall_from(year, 1, 1), *later)
    versions = tuple(VersionSeen(number, first, None) for number, first in enumerate(firsts, 1))
    first = date(year, 1, 1)
    return ProfileSeen("ToU", len(versions), first, first, "USD", "America/Chicago", (), versions)


def seen(*spans: Span, rate: str = "") -> Seen:
    charger = Charger("S", "Lobby", kind=Kind.L2, capacity=7_200_000_000, currency="USD")
    if rate:
        charger = Charger("S", "Lobby", currency="USD", simple_rate=parse_rate(rate))
    return Seen(charger, spans, NOW)


OPEN = Span("ToU", wall_from(2026, 3, 1), None)
ENDED = Span("ToU", wall_from(2026, 3, 1), wall_from(2026, 5, 1))
COMING = Span("ToU", wall_from(2026, 7, 1), None)


@pytest.mark.parametrize(
    ("one", "sign", "said", "when", "mode"),
    [
        (seen(), Sign.DASH, "No price", "", "none"),
        (seen(rate="0.35/kWh"), Sign.RING, "Simple $0.35 / kWh", "", "simple"),
        (seen(OPEN, rate="0.35/kWh"), Sign.DOT, "ToU", "since 2026-03-01", "profile"),
        (seen(ENDED), Sign.DASH, "No price", "", "none"),
        (seen(ENDED, rate="2/h"), Sign.RING, "Simple $2.00 / h plugged in", "", "simple"),
        (seen(COMING, rate="2/charging-h"), Sign.RING, "Simple $2.00 / h charging", "ToU from 2026-07-01", "profile"),
    ],
)
def test_one_sees_at_once_what_prices_a_charger(one: Seen, sign: Sign, said: str, when: str, mode: str) -> None:
    priced = charger_words.priced(one, HERE)
    assert (priced.sign, priced.words, priced.when) == (sign, said, when)
    assert price_words.mode(one) == mode


def test_a_charger_is_written_as_numbers_are_written_here() -> None:
    assert charger_words.build(seen().charger, HERE) == "L2 \u00b7 7.2 kW"
    assert charger_words.build(seen().charger, THERE) == "L2 \u00b7 7,2 kW"


@pytest.mark.parametrize(
    ("text", "notation", "read"),
    [
        ("0.35", HERE, "0.35"),
        ("0,35", HERE, None),
        ("0,35", THERE, "0.35"),
        ("0.35", THERE, None),
        (" 7 ", HERE, "7"),
        ("much", HERE, None),
        ("", HERE, None),
    ],
)
def test_a_thousands_mark_is_never_taken_for_nothing(text: str, notation: Notation, read: str | None) -> None:
    assert charger_words.read_decimal(text, notation) == read


def test_a_profile_that_begins_later_says_what_holds_until_then() -> None:
    assert price_words.attached(seen(COMING, rate="0.35/kWh"), {"ToU": a_profile(2026)}, HERE) == (
        "ToU, version 1",
        "It begins on 2026-07-01. Until then the simple rate $0.35 / kWh applies.",
    )
    assert price_words.attached(seen(), {}, HERE) == ("", "")


def test_the_version_that_is_said_is_the_one_in_force_and_the_next_one_with_its_day() -> None:
    two = a_profile(2020, wall_from(2026, 12, 1))
    assert price_words.attached(seen(OPEN), {"ToU": two}, HERE) == (
        "ToU, version 1",
        "Since 2026-03-01. Bill Details are itemised. Version 2 applies from 2026-12-01 on.",
    )
    later = seen(OPEN)._replace(now=wall_from(2026, 12, 1))
    assert price_words.attached(later, {"ToU": two}, HERE)[0] == "ToU, version 2"
    none_yet = a_profile(2027)
    title, said = price_words.attached(seen(OPEN), {"ToU": none_yet}, HERE)
    assert title == "ToU"
    assert "No version of it is in force now: nothing is priced." in said
    assert said.endswith("Version 1 applies from 2027-01-01 on.")


def test_attaching_says_which_version_holds_from_then_on() -> None:
    two = a_profile(2020, wall_from(2026, 12, 1))
    said = price_words.would_attach([seen()], date(2026, 6, 1), two, HERE)
    assert said.endswith("Version 1 is in force then. Version 2 applies from 2026-12-01 on.")


def test_attaching_says_how_many_stored_sessions_would_get_bill_details() -> None:
    one = seen()
    plain = one._replace(charger=replace(one.charger, free_vend=False))
    assert price_words.would_get_details(0, [plain], HERE) == "No stored session starts from that day on."
    told = "1 stored session starts from that day on: it gets Bill Details once priced."
    assert price_words.would_get_details(1, [plain], HERE) == told
    free = price_words.would_get_details(1200, [one], HERE)
    assert free == (
        "1,200 stored sessions start from that day on: they get Bill Details once priced; "
        "free vend and members stay free."
    )


def test_more_chargers_changed_than_would_price_otherwise_are_counted() -> None:
    found = Effects()
    found.numbers.extend(range(37))
    found.chargers.update({"a": 37})
    assert effect_words.sentence(found, HERE, 2) == (
        "2 chargers changed; 1 of them would price 37 stored sessions differently (no price \u2192 no price)"
    )


def test_the_life_of_a_charger_in_words() -> None:
    one = seen(ENDED, COMING, rate="0.35/kWh")
    assert [stretch.words for stretch in price_words.stretches(one, HERE)] == [
        "Before 2026-03-01: simple rate $0.35 / kWh",
        "2026-03-01 to 2026-05-01: ToU",
        "2026-05-01 to 2026-07-01: simple rate $0.35 / kWh",
        "From 2026-07-01 on: ToU",
    ]
    assert price_words.stretches(seen(), HERE) == ()


def test_what_detaching_means() -> None:
    rate = parse_rate("0.35/kWh")
    tail = ", and Bill Details stay empty. The profile's past stays."
    day = date(2026, 6, 1)
    assert price_words.would_detach([rate], day, HERE) == f"From 2026-06-01 on the simple rate applies{tail}"
    assert price_words.would_detach([None], day, HERE) == f"From 2026-06-01 on no price applies{tail}"
    assert "where there is one" in price_words.would_detach([rate, None], day, HERE)


def test_effects_are_told_with_what_becomes_of_bill_details() -> None:
    found = Effects(itemised=2, plain=1, without=3)
    found.numbers.extend(range(1200))
    found.chargers.update({"a": 1000, "b": 200})
    found.before.update({"USD": 5_000_000_000})
    assert effect_words.sentence(found, HERE) == (
        "2 chargers have changes that would price 1,200 stored sessions differently ($5.00 \u2192 no price); "
        "2 would get Bill Details"
    )
    assert effect_words.details(found, HERE).splitlines()[:3] == [
        "2 would get Bill Details",
        "1 would lose their Bill Details",
        "3 would have no price any more",
    ]
