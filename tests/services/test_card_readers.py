from hypothesis import given
from hypothesis import strategies as st

from tests.factories import MAY_2, a_session, store
from zefdesk.services.card_readers import overlaps, suggestions
from zefdesk.store.identities import Stay
from zefdesk.store.ledger import Ledger

HOUR = 3600
HERE, THERE = "HC1C190912849", "HC1C190912851"


def test_an_identity_in_two_sessions_at_once_looks_like_a_card_reader(ledger: Ledger) -> None:
    store(
        ledger,
        a_session(identity="ccr"),
        *(a_session(identity="ccr", serial=THERE, start=MAY_2 + at) for at in (HOUR, 2 * HOUR)),
        a_session(identity="one-person", start=MAY_2 + 24 * HOUR),
    )
    (found,) = suggestions(ledger, HERE)
    assert (found.identity, found.sessions, found.of, found.at_once) == ("ccr", 1, 2, 2)
    assert suggestions(ledger, HERE, marked=["ccr"]) == ()


def test_an_identity_with_a_great_share_of_many_sessions_looks_like_one(ledger: Ledger) -> None:
    sessions = [a_session(identity="ccr", start=MAY_2 + day * 24 * HOUR) for day in range(10)]
    store(ledger, *sessions, *(a_session(identity=f"p-{day}", start=MAY_2 - day * 24 * HOUR) for day in range(1, 6)))
    (found,) = suggestions(ledger, HERE)
    assert (found.identity, found.percent, found.at_once) == ("ccr", 66, 0)


def test_few_sessions_say_nothing(ledger: Ledger) -> None:
    store(ledger, a_session(identity="a"), a_session(identity=None, start=MAY_2 + 24 * HOUR))
    assert suggestions(ledger, HERE) == ()
    assert suggestions(ledger, "unknown") == ()


def test_the_same_session_told_twice_is_not_two_at_once(ledger: Ledger) -> None:
    store(ledger, a_session(identity="a"), a_session(identity="a", energy=1))
    assert suggestions(ledger, HERE) == ()


_STAYS = st.lists(
    st.builds(
        lambda start, length, charger, connector: Stay("a", start, start + length, charger, connector),
        st.integers(0, 50),
        st.integers(0, 20),
        st.sampled_from(["x", "y"]),
        st.sampled_from([None, "1", "2"]),
    ),
    max_size=12,
)


@given(_STAYS)
def test_stays_at_once_are_those_of_which_another_runs_elsewhere(stays: list[Stay]) -> None:
    ordered = sorted(stays, key=lambda one: one.start)

    def runs_elsewhere(at: int) -> bool:
        mine = ordered[at]
        for other in ordered[:at]:
            apart = other.charger != mine.charger or (
                other.connector is not None and mine.connector is not None and other.connector != mine.connector
            )
            if apart and other.end > mine.start:
                return True
        return False

    assert overlaps(ordered) == sum(runs_elsewhere(at) for at in range(len(ordered)))
