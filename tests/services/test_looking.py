"""Looking for findings: a look at what changed finds what a look at everything finds; set aside stays set aside."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import MAY_2, a_session, store
from zefdesk.billing.profile_text import write_profile
from zefdesk.domain.finding import KINDS
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.rate import Per
from zefdesk.domain.trouble import Cancelled, NotFound, UnknownName
from zefdesk.findings import each, logged
from zefdesk.formats.reading import Settings
from zefdesk.services import configuring, demo, finding_kinds, limits, looking, pricing, reviewing, setting_aside
from zefdesk.services.importing import import_paths, imports, undo_import
from zefdesk.services.progress import Progress
from zefdesk.store.findings import StoredFinding
from zefdesk.store.ledger import Ledger

EVERYTHING = SessionQuery()
LOBBY = "HC1C190912849"
HOUR, DAY, KWH, CENT = 3600, 86_400, 10**9, 10**7


def found(ledger: Ledger) -> list[StoredFinding]:
    looking.look(ledger)
    return list(reviewing.findings(ledger, EVERYTHING))


def codes(ledger: Ledger) -> set[str]:
    return {one.code for one in found(ledger)}


@contextmanager
def a_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder:
        opened = Ledger.open(Path(folder) / "test.zefdesk")
        yield opened
        opened.close()


# what changed, against everything

CHARGERS = ("S1", "S2")
sessions = st.builds(
    lambda serial, identity, hour, plug, energy, cost, name, connector: a_session(
        serial=serial,
        name=name,
        sticker=serial if name == "A" else "7",
        identity=identity,
        connector=connector,
        start=MAY_2 + hour * HOUR,
        plug_duration=plug * HOUR,
        charge_duration=HOUR,
        energy=energy * KWH,
        cost=cost * CENT,
        initiator="ZEF" if cost else "",
    ),
    serial=st.sampled_from(CHARGERS),
    identity=st.sampled_from(["z-1", "z-2", None]),
    hour=st.one_of(st.integers(0, 48), st.integers(-1500, 1500)),
    plug=st.sampled_from([-1, 0, 1, 2, 5, 30, 200, 900, 20_000]),
    energy=st.sampled_from([0, 3, 10, 300]),
    cost=st.sampled_from([0, 100, 350]),
    name=st.sampled_from(["A", "B"]),
    connector=st.sampled_from([None, "1"]),
)
steps = st.one_of(
    st.tuples(st.just("import"), st.lists(sessions, min_size=1, max_size=6)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(
        st.just("set"), st.sampled_from([("kind", "DCFC"), ("kind", "L2"), ("connectors", "2"), ("capacity_kw", "2")])
    ),
    st.tuples(
        st.just("set"), st.sampled_from([("card_reader_identity", "z-1"), ("members", "z-2"), ("free_vend", "no")])
    ),
    st.tuples(
        st.just("set"),
        st.sampled_from([("time_zone", "Pacific/Auckland"), ("simple_rate", "0.35/kWh"), ("simple_rate", "")]),
    ),
    st.tuples(st.just("price"), st.none()),
    st.tuples(
        st.just("limit"), st.sampled_from([("long-plug", "10"), ("overlap-tolerance", "7200"), ("gap-pauses", "1")])
    ),
    st.tuples(st.just("look"), st.none()),
)


def do(ledger: Ledger, step: str, what: Any, number: int) -> None:
    if step == "import":
        store(ledger, *what, path=f"{number}.csv")
    elif step == "undo":
        files = sorted(one.id for one in imports(ledger))
        if files:
            undo_import(ledger, files[what % len(files)])
    elif step == "set":
        configuring.set_charger(ledger, CHARGERS[number % 2], {what[0]: what[1]})
    elif step == "price":
        pricing.price_sessions(ledger, EVERYTHING)
    elif step == "limit":
        limits.set_limits(ledger, {what[0]: what[1]})
    else:
        looking.look(ledger)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(steps, min_size=1, max_size=10))
def test_looks_at_what_changed_find_what_a_look_at_everything_finds(steps: list[tuple[str, Any]]) -> None:
    with a_ledger() as ledger:
        for number, (step, what) in enumerate(steps):
            do(ledger, step, what, number)
        looking.look(ledger)
        told = {(one.id, one.session_id, one.code, one.message, one.other_id) for one in found(ledger)}
        assert looking.look_again(ledger) == (0, 0)
        assert {(one.id, one.session_id, one.code, one.message, one.other_id) for one in found(ledger)} == told


def test_nothing_is_looked_at_where_nothing_has_changed(ledger: Ledger) -> None:
    store(ledger, a_session(plug_duration=60 * HOUR))
    assert looking.look(ledger).new
    assert not looking.is_due(ledger)
    assert looking.look(ledger, lambda _: pytest.fail("looked")) == (0, 0)


def test_a_look_that_is_cancelled_is_made_up_for(ledger: Ledger) -> None:
    store(ledger, a_session(plug_duration=60 * HOUR))

    def stop(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        looking.look(ledger, stop)
    assert looking.is_due(ledger)
    assert "long-session" in codes(ledger)


def test_an_overlap_over_the_turn_of_months_is_found_from_either_side(ledger: Ledger) -> None:
    june = MAY_2 + 30 * DAY
    store(ledger, a_session(start=june, identity="ch-2"))
    assert not codes(ledger)
    store(ledger, a_session(start=june - 5 * DAY, plug_duration=6 * DAY, charge_duration=HOUR), path="late.csv")
    overlaps = [one for one in found(ledger) if one.code == "overlap"]
    assert {(one.session_id, one.other_id) for one in overlaps} == {(1, 2), (2, 1)}
    undo_import(ledger, 2)
    assert not codes(ledger)


def test_a_charger_that_is_set_up_before_the_first_look_is_not_told_of_twice(ledger: Ledger) -> None:
    store(ledger, a_session(energy=0, cost=None))
    configuring.set_charger(ledger, LOBBY, {"kind": "DCFC", "card_reader_identity": "ch-5521"})
    assert [one.code for one in found(ledger)] == ["dcfc-not-started"]


# set aside


def first(ledger: Ledger, code: str) -> StoredFinding:
    return next(one for one in found(ledger) if one.code == code)


LONG = a_session(plug_duration=60 * HOUR)


def test_set_aside_stays_so_over_looks_undo_and_import(ledger: Ledger) -> None:
    ledger.person = "Ann"
    store(ledger, LONG)
    setting_aside.set_aside(ledger, [first(ledger, "long-session").id], " our own\ntest car ")
    said = first(ledger, "long-session").set_aside
    assert said
    assert (said.text, said.who) == ("our own test car", "Ann")
    looking.look_again(ledger)
    undo_import(ledger, 1)
    assert not found(ledger)
    store(ledger, LONG, path="again.csv")
    assert first(ledger, "long-session").set_aside == said
    setting_aside.bring_back(ledger, [first(ledger, "long-session").id])
    looking.look_again(ledger)
    assert first(ledger, "long-session").set_aside is None


def test_set_aside_does_not_hold_for_other_values(ledger: Ledger) -> None:
    store(ledger, LONG)
    setting_aside.set_aside(ledger, [first(ledger, "long-session").id], "test car")
    undo_import(ledger, 1)
    store(ledger, LONG._replace(plug_duration=70 * HOUR, end=None))
    assert first(ledger, "long-session").set_aside is None


def test_a_session_is_marked_by_open_findings_only_and_nothing_is_hidden(ledger: Ledger) -> None:
    store(ledger, LONG)
    long = EVERYTHING.where("findings", Test.IS, "long-session")
    number = first(ledger, "long-session").id
    assert list(reviewing.session_ids(ledger, long)) == [1]
    setting_aside.set_aside(ledger, [number], "test car")
    stored = reviewing.session(ledger, 1)
    assert "long-session" not in stored.findings
    assert stored.set_aside == ("long-session",)
    assert not reviewing.session_ids(ledger, long)
    assert [one.id for one in reviewing.findings(ledger, long)] == [number]


def test_a_reason_and_a_finding_are_needed(ledger: Ledger) -> None:
    store(ledger, LONG)
    number = first(ledger, "long-session").id
    with pytest.raises(UnknownName, match="reason"):
        setting_aside.set_aside(ledger, [number], "  ")
    with pytest.raises(NotFound, match="999"):
        setting_aside.set_aside(ledger, [number, 999], "test car")
    assert first(ledger, "long-session").set_aside is None


def test_a_finding_about_a_charger_stays_set_aside(ledger: Ledger) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + DAY, name="Café"))
    setting_aside.set_aside(ledger, [first(ledger, "serial-with-two-names").id], "moved")
    undo_import(ledger, 1)
    assert not found(ledger)
    store(ledger, a_session(), a_session(start=MAY_2 + DAY, name="Café"))
    assert first(ledger, "serial-with-two-names").set_aside
    store(ledger, a_session(start=MAY_2 + 2 * DAY, name="Garage"), path="june.csv")
    assert first(ledger, "serial-with-two-names").set_aside is None


def test_a_note_stands_beside_a_finding_and_is_kept(ledger: Ledger) -> None:
    store(ledger, LONG)
    number = first(ledger, "long-session").id
    setting_aside.note(ledger, [number], "asked the driver")
    ledger.person = "Bob"
    setting_aside.note(ledger, [number], "the driver was ill")
    noted = setting_aside.notes(ledger, [number])[number]
    assert (noted.text, noted.who) == ("the driver was ill", "Bob")
    undo_import(ledger, 1)
    store(ledger, LONG)
    again = first(ledger, "long-session").id
    assert setting_aside.notes(ledger, [again])[again].text == "the driver was ill"
    setting_aside.note(ledger, [again], "")
    assert not setting_aside.notes(ledger, [again])


# thresholds, rates, sums


def test_a_threshold_that_is_changed_is_looked_at_again_and_only_that(ledger: Ledger) -> None:
    store(ledger, LONG)
    before = {one.id for one in found(ledger) if one.code != "long-session"}
    limits.set_limits(ledger, {"long-plug": "72"})
    assert "long-session" not in codes(ledger)
    assert {one.id for one in found(ledger)} == before
    limits.set_limits(ledger, {"long-plug": ""})
    assert "long-session" in codes(ledger)
    with pytest.raises(UnknownName):
        limits.set_limits(ledger, {"long-idle": "5", "long-plug": "soon"})
    assert all(one.usual for one in limits.limits(ledger))


def test_thresholds_of_logs_are_looked_at_again_too(ledger: Ledger) -> None:
    demo.fill(ledger)
    assert "report-log-differs" in codes(ledger)
    before = {one.id for one in found(ledger) if one.code != "report-log-differs"}
    limits.set_limits(ledger, {"energy-differs": "0.5"})
    assert "report-log-differs" not in codes(ledger)
    limits.set_limits(ledger, {"energy-differs": "", "clock-skew": "0"})
    assert "report-log-differs" in codes(ledger)
    assert before <= {one.id for one in found(ledger)}


def profile(ledger: Ledger, folder: Path) -> None:
    made = BillingProfile(
        "Energy", "USD", "America/Chicago", date(2026, 1, 1), (Cost("Energy", Dimension.ENERGY, Per.KWH, 40 * CENT),)
    )
    (folder / "p.json").write_text(write_profile(made), encoding="utf-8")
    configuring.import_profile(ledger, folder / "p.json")


def test_bills_and_profiles_are_held_against_what_was_reported(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + DAY, cost=7 * 10**9))
    configuring.set_charger(ledger, LOBBY, {"simple_rate": "0.40/kWh"})
    pricing.price_sessions(ledger, EVERYTHING)
    assert [(one.session_id, one.code) for one in found(ledger)] == [(2, "cost-differs")]
    (differs,) = finding_kinds.kind_sums(ledger)
    assert (differs.kind.code, differs.open, differs.sessions, differs.money) == (
        "cost-differs",
        1,
        1,
        {"USD": 72 * CENT},
    )
    configuring.set_charger(ledger, LOBBY, {"simple_rate": ""})
    pricing.price_sessions(ledger, EVERYTHING)
    assert not codes(ledger)
    profile(ledger, tmp_path)
    configuring.assign(ledger, "Energy", [LOBBY], date(2026, 5, 3))
    assert [(one.session_id, one.code) for one in found(ledger)] == [(2, "bill-missing")]
    configuring.unassign(ledger, [LOBBY], date(2026, 5, 1))
    assert not codes(ledger)


def test_sums_by_kind_name_what_is_open_what_is_set_aside_and_the_money(ledger: Ledger) -> None:
    store(ledger, LONG, a_session(start=MAY_2 + 9 * DAY, plug_duration=60 * HOUR, currency="EUR"))
    one = first(ledger, "long-session")
    sums = {kind.kind.code: kind for kind in finding_kinds.kind_sums(ledger)}
    assert sums["long-session"].money == {"USD": 628 * CENT, "EUR": 628 * CENT}
    setting_aside.set_aside(ledger, [one.id], "test car")
    after = {kind.kind.code: kind for kind in finding_kinds.kind_sums(ledger)}["long-session"]
    assert (after.open, after.aside, after.sessions) == (1, 1, 1)
    assert [kind.set_aside is None for kind in finding_kinds.findings_of_kind(ledger, "long-session")] == [True, False]


def test_a_report_without_a_column_for_costs_says_nothing_of_costs(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "no-costs.csv").write_text(
        "Name,Serial,Initiator,Start,Plug Duration,Energy\nA,S1,ZEF,2026-05-02 08:00,1:00:00,5\n"
    )
    (tmp_path / "costs.csv").write_text(
        "Name,Serial,Initiator,Identity,Start,Plug Duration,Energy,Cost\nA,S1,ZEF,,2026-05-03 08:00,1:00:00,5,\n"
    )
    for name in ("no-costs.csv", "costs.csv"):
        outcome = import_paths(ledger, [tmp_path / name], Settings(time_zone="UTC", currency="USD"))
        assert outcome.results[0].new == 1
    told = {(one.session_id, one.code) for one in found(ledger)}
    assert told == {(2, "no-cost-with-energy"), (2, "initiator-without-identity")}


def test_every_kind_of_the_catalogue_is_made_by_something() -> None:
    made = {*looking.OF_STRETCHES, looking.OUTLIER, looking.GAP, looking.DIFFERS, *looking.LABELS, *each.CHECKS}
    reading = {"conflicting-duplicate", "end-differs", "bill-unreadable", "bill-does-not-sum", "implausible-date"}
    reading |= {"future-start", "ambiguous-local-time", "nonexistent-local-time"}
    logs = {*logged.CHECKS, *logged.CODES_OF_CHARGERS, "undecodable-frame", "report-log-differs", "ambiguous-match"}
    assert made | reading | logs == set(KINDS)
