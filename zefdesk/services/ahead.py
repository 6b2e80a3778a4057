"""Reading on while what was read is stored: the database works outside Python, so both go on at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Give the rows in lists of `size`, the next of which is read in another thread meanwhile.

    What reading raises is raised here; when the caller stops, at most one more batch is read.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as pool:
        coming = pool.submit(_take, rows, size)
        while batch := coming.result():
            coming = pool.submit(_take, rows, size)
            yield batch


def _take(rows: Iterator[T], size: int) -> list[T]:
    return list(islice(rows, size))
