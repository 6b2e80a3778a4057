"""Reading on while what was read is stored: the database works outside Python, so both go on at once."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Give the rows in lists of `size`, the next of which is read in another thread meanwhile.

    What reading raises is raised here; when the caller stops, at most one more batch is read. Rows make no
    cycles, so the collector, which would walk through millions of them, rests meanwhile.
    """
    with _collector_at_rest(), ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as pool:
        coming = pool.submit(_take, rows, size)
        while batch := coming.result():
            coming = pool.submit(_take, rows, size)
            yield batch


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _take(rows: Iterator[T], size: int) -> list[T]:
    return list(islice(rows, size))
