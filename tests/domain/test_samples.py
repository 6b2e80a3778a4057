from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain.logged import Sample, Span
from zefdesk.domain.samples import Block, Column, Samples

NAMES = ("energy", "power", "power.L1", "soc")
spans = st.builds(Span, st.integers(0, 3), st.integers(0, 2**40), st.integers(1, 2**20), st.integers(1, 2**31))
values = st.dictionaries(st.sampled_from(NAMES), st.integers(-(2**63), 2**63 - 1), min_size=1)
samples = st.lists(st.builds(Sample, st.integers(0, 2**32), values, spans), unique_by=lambda one: one.at)


@given(samples)
def test_samples_come_back_as_they_were(told: list[Sample]) -> None:
    found = Samples.unpacked(Samples.of(told).packed())
    assert list(found) == sorted(told, key=lambda one: one.at)


@given(samples)
def test_what_each_import_told_is_kept_apart(told: list[Sample]) -> None:
    every = Samples.of(told)
    parts = [Samples.unpacked(every.packed(source), source) for source in every.sources()]
    together = Samples([block for part in parts for block in part.blocks])
    assert list(together) == list(every)


def test_texts_are_read_when_they_are_looked_at() -> None:
    columns = (Column("energy", (0,), 6), Column("power", (1, 2), 6), Column("power.L1", (1,), 6))
    block = Block(columns)
    block.add(60, Span(0, 100, 90, 1), ("1200.5", "700", "300"))
    block.add(120, Span(0, 200, 90, 2), ("1300", "odd", "300"))
    found = Samples([block])
    assert found[0].values == {"energy": 1_200_500_000, "power": 1_000_000_000, "power.L1": 700_000_000}
    assert found[1].values == {"energy": 1_300_000_000, "power": 300_000_000}
    assert found.column("energy") == [(60, 1_200_500_000), (120, 1_300_000_000)]


def test_an_instant_that_is_told_twice_is_one() -> None:
    span = Span(0, 1, 1, 1)
    told = [Sample(5, {"energy": 1}, span), Sample(5, {"power": 2}, span), Sample(5, {"energy": 1}, span)]
    found = Samples.of(told)
    assert len(found) == 1
    assert found[0].values == {"energy": 1, "power": 2}
