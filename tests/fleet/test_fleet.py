"""A small fleet comes out as it was; the command beside it holds thousands of sessions of any seed."""

from collections import Counter
from pathlib import Path

import pytest

from tests.fleet.__main__ import verdicts
from tests.fleet.fleet import MANNERS, MANNERS2, fleet
from tests.fleet.judging import Verdict
from tests.fleet.known import TRAPS, TRAPS2
from tests.fleet.styles import STYLES

SEED, CHARGERS = 1, 80


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    return verdicts(SEED, CHARGERS, tmp_path_factory.mktemp("fleet"))


def test_every_session_comes_out_right_in_every_field(judged: list[Verdict]) -> None:
    wrong = [(one.log.style, told) for one in judged for _, told in one.wrong]
    missing = [(one.log.style, truth) for one in judged for truth in one.missing]
    extra = [(one.log.style, session) for one in judged for session in one.extra]
    assert (wrong, missing, extra) == ([], [], [])


def test_what_became_no_session_comes_out_as_an_attempt(judged: list[Verdict]) -> None:
    assert [one for verdict in judged for one in verdict.attempts] == []


def test_no_frame_is_lost_but_those_that_are_cut(judged: list[Verdict]) -> None:
    assert [one for verdict in judged for one in (*verdict.problems, verdict.crash) if one] == []


def test_logs_in_two_files_come_together_in_a_ledger(tmp_path: Path) -> None:
    judged = verdicts(SEED, 10, tmp_path, ledger=True)
    assert [told for one in judged for _, told in one.wrong] == []
    assert [what for one in judged for what in (*one.missing, *one.extra, one.crash) if what] == []


def test_every_style_manner_and_trap_has_its_turn() -> None:
    met: Counter[str] = Counter()
    for log in fleet(SEED, CHARGERS):
        met[log.style] += 1
        for charger in log.chargers:
            met.update(charger.manners)
            met.update(truth.trap.removeprefix("2.x ") for truth in charger.truths)
    assert {*STYLES, *MANNERS, *MANNERS2, *TRAPS, *TRAPS2} - set(met) == set()


def test_a_seed_makes_the_same_fleet_every_time() -> None:
    first, second = (list(fleet(7, 3)) for _ in range(2))
    assert [one.chargers[0].in_order() for one in first] == [one.chargers[0].in_order() for one in second]
