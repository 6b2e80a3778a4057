import json

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import MAY_2, a_session
from zefdesk.domain.session import canonical_bill, session_key, start_key, value_hash

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def test_keys_fit_in_64_bits_and_lie_in_the_order_of_their_starts() -> None:
    starts = [-3_000_000_000, 0, 2**30, MAY_2, MAY_2 + 4, 2**31, 4_000_000_000]
    keys = [session_key(a_session(start=start)) for start in starts]
    assert keys == sorted(keys)
    assert all(0 <= key < 2**63 for key in keys)
    assert start_key(MAY_2 - 5 * 3600) <= keys[3] < start_key(MAY_2 - 5 * 3600 + 4)


def test_each_second_has_a_key_of_its_own() -> None:
    assert len({session_key(a_session(start=start)) for start in range(MAY_2, MAY_2 + 5000)}) == 5000


def test_a_charger_without_a_serial_is_known_by_its_name() -> None:
    assert session_key(a_session(serial=None)) != session_key(a_session(serial=None, name="Lobby West"))
    assert session_key(a_session()) == session_key(a_session(name="Lobby West"))


def test_blank_and_unknown_initiator_are_different_values() -> None:
    assert value_hash(a_session(initiator="")) != value_hash(a_session(initiator=None))


@given(st.dictionaries(st.text(max_size=4), JSON, min_size=1, max_size=4))
def test_a_bill_is_the_same_value_whatever_the_order_and_blanks_of_its_text(bill: dict[str, object]) -> None:
    shuffled = dict(reversed(bill.items()))
    assert canonical_bill(json.dumps(bill)) == canonical_bill(json.dumps(shuffled, indent=3))


def test_numbers_in_a_bill_are_values() -> None:
    assert canonical_bill('{"a": 1.50}') == canonical_bill('{"a":1.5}') != canonical_bill('{"a":1.51}')


def test_texts_that_only_look_like_json_stay_texts() -> None:
    assert canonical_bill(" {not json ") == "{not json"
    assert canonical_bill("[" * 100_000) == "[" * 100_000
    assert canonical_bill('{"a": 1e999999999}')
