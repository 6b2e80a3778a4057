"""Many sessions priced by several processes side by side, so that all processors work; the bills come in order."""

import gc
import signal
from array import array
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from os import cpu_count
from typing import NamedTuple

import msgspec

from zefdesk.domain.trouble import Trouble
from zefdesk.services.pricebook import PriceBook
from zefdesk.services.priced import CHUNK, Chunk, price_chunk
from zefdesk.store import bills
from zefdesk.store.ledger import Ledger

MANY = 10_000
"""Sessions from which it is worth to start processes: that takes a part of a second."""
_MOST, _AHEAD = 4, 2
_encode = msgspec.msgpack.Encoder().encode
_decode_chunk = msgspec.msgpack.Decoder(Chunk).decode
_decode_numbers = msgspec.msgpack.Decoder(list[int]).decode


class PricingStopped(Trouble):
    """A process that priced ended before its work did."""


def chunks(ledger: Ledger, numbers: "array[int]") -> Iterator[Chunk]:
    """Price sessions, given by ascending numbers, chunk by chunk in their order."""
    if len(numbers) < MANY or ledger.path is None:
        book = PriceBook.of(ledger)
        yield from (price_chunk(sessions, book) for sessions in bills.pages(ledger, numbers, CHUNK))
        return
    parts = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]
    with closing(_side_by_side(str(ledger.path), parts)) as made:
        yield from made


class _Worker(NamedTuple):
    process: SpawnProcess
    pipe: Connection

    def ask(self, numbers: "array[int]") -> None:
        self.pipe.send_bytes(_encode(list(numbers)))

    def answer(self) -> Chunk:
        try:
            return _decode_chunk(self.pipe.recv_bytes())
        except (EOFError, OSError):
            raise PricingStopped("a process that priced has ended: price again, what is done stays done") from None


def _side_by_side(path: str, parts: "list[array[int]]") -> Generator[Chunk]:
    workers = [_start(path) for _ in range(min(_MOST, cpu_count() or 1))]
    try:
        asked = 0
        for place in range(len(parts)):
            while asked < min(len(parts), place + _AHEAD * len(workers)):
                workers[asked % len(workers)].ask(parts[asked])
                asked += 1
            yield workers[place % len(workers)].answer()
    finally:
        for worker in workers:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()


def _start(path: str) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(path, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(path: str, pipe: Connection) -> None:
    """Price what is asked for: the whole life of another process. It ends when nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what is priced makes no cycles; looking for them would take a tenth of the time
    ledger = Ledger.open(path, create=False)
    book = PriceBook.of(ledger)
    with suppress(EOFError, OSError):
        while True:
            sessions = bills.to_price(ledger, _decode_numbers(pipe.recv_bytes()))
            pipe.send_bytes(_encode(price_chunk(sessions, book)))
