from hypothesis import given
from hypothesis import strategies as st

from zefdesk.services.summing import Summable

AMOUNT = st.integers(-(2**63), 2**63 - 1)
ROW = st.tuples(AMOUNT, AMOUNT, AMOUNT, st.one_of(st.none(), AMOUNT), st.sampled_from(["USD", "EUR", None]))


@given(st.dictionaries(st.integers(1, 60), ROW, max_size=20), st.data())
def test_any_selection_sums_exactly_by_currency(rows: dict[int, tuple[int, ...]], data: st.DataObject) -> None:
    ordered = [(number, *rows[number]) for number in sorted(rows)]
    summable = Summable([ordered[:3], ordered[3:]])  # type: ignore[list-item]
    chosen = data.draw(st.lists(st.sampled_from(sorted(rows)), unique=True)) if rows else []
    totals = summable.totals(chosen)
    expected: dict[object, int] = {}
    for number in chosen:
        *_, cost, currency = rows[number]
        if cost is not None:
            expected[currency] = expected.get(currency, 0) + cost
    assert (totals.count, totals.energy) == (len(chosen), sum(rows[number][0] for number in chosen))
    assert (totals.plug_duration, totals.charge_duration) == tuple(
        sum(rows[number][at] for number in chosen) for at in (1, 2)
    )
    assert totals.cost == expected


def test_a_selection_sums_what_was_computed_too() -> None:
    rows = [(number, 0, 0, 0, None, None) for number in (1, 2, 3, 5)]
    billed = [(1, 250, "USD"), (3, 50, "USD"), (5, 7, "EUR"), (9, 1, "USD")]
    summable = Summable([rows], passed_over=[3], billed=billed)
    assert summable.totals([1, 2, 3]).computed == {"USD": 250}
    assert summable.totals([1, 5]).computed == {"USD": 250, "EUR": 7}
    assert summable.totals([2]).computed == {}
