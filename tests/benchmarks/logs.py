"""A charger log of 1 GB into a ledger, against json.loads line by line; and the first raw line of a session."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from tests.benchmarks.measure import Figure, cli, fresh, paired, run, timed

BYTES_A_SESSION = 1_000
"""Bytes of log for each session that a part of the benchmarks is asked for: a million make 1 GB."""
CHARGERS = 40
_SAMPLES = 60
_PEER = """
import json, sys
frames = 0
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        at = line.find("[")
        if at >= 0:
            try:
                json.loads(line[line.index("[", at):])
                frames += 1
            except ValueError:
                pass
"""
_MEMORY = """
import os, sys, threading
most = [0]
def watch():
    while True:
        for line in open(f"/proc/{os.getpid()}/status"):
            if line.startswith("RssAnon"):
                most[0] = max(most[0], int(line.split()[1]))
        done.wait(0.05)
done = threading.Event()
threading.Thread(target=watch, daemon=True).start()
from zefdesk.cli.__main__ import main
code = main(sys.argv[2:])
open(sys.argv[1], "w").write(str(most[0]))
sys.exit(code)
"""


def figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Time reading a log with its samples stored, and how soon its lines are shown."""
    size = rows * BYTES_A_SESSION
    log, ledger, told = folder / f"fleet-{size}.log", folder / "log.zefdesk", folder / "memory"
    write_log(log, size)

    def ours() -> float:
        fresh(ledger)
        return run(cli("--database", str(ledger), "import", str(log)))[0]

    def peer() -> float:
        return timed(lambda: subprocess.run([sys.executable, "-c", _PEER, str(log)], check=True))

    mine, theirs = paired(ours, peer)
    what = f"read a charger log of {size / 1e9:.3f} GB, samples kept"
    yield Figure(what, mine, theirs, 0.8, "json.loads of each line")
    fresh(ledger)
    run([sys.executable, "-c", _MEMORY, str(told), "--database", str(ledger), "import", str(log)])
    yield Figure("memory of that", int(told.read_text()) / 1024, None, 400, "greatest RssAnon", "MB")


def write_log(path: Path, size: int) -> None:
    """Write a log of a central system: forty chargers, nine tenths of it meter values; the same every time."""
    if path.exists():
        return
    chance = Random(7)
    at = 1_767_225_600
    cars = [Car(number, chance) for number in range(CHARGERS)]
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as log:
        while written < size:
            for car in cars:
                for line in car.speak(at):
                    written += log.write(line)
            at += 60


class Car:
    """One charger at which car follows car."""

    def __init__(self, number: int, chance: Random) -> None:
        self.name, self.serial, self.chance = f"CP-{number:04}", f"HC1C19{number:07}", chance
        self.ids = count(1)
        self.register, self.transaction, self.left = 100_000 * number, number * 1_000_000, -(number % 7)

    def speak(self, at: int) -> Iterator[str]:
        """Give the lines of a minute."""
        self.left -= 1
        clock = _clock(at + self.chance.randrange(60))
        if self.left > 0:
            self.register += 110 + self.chance.randrange(20)
            yield from self._say(clock, "MeterValues", self._values(clock), "{}")
        elif self.left == 0:
            stop = f'"meterStop":{self.register},"timestamp":"{clock}","transactionId":{self.transaction}'
            yield from self._say(clock, "StopTransaction", f'{{{stop},"reason":"Local"}}', "{}")
            for state in ("Finishing", "Available"):
                yield from self._say(clock, "StatusNotification", _status(state, clock), "{}")
        elif self.left < -8:
            self.left, self.transaction = _SAMPLES, self.transaction + 1
            yield from self._say(clock, "StatusNotification", _status("Preparing", clock), "{}")
            tag = f"{self.chance.randrange(16**8):08X}"
            start = f'{{"connectorId":1,"idTag":"{tag}","meterStart":{self.register},"timestamp":"{clock}"}}'
            answer = f'{{"transactionId":{self.transaction},"idTagInfo":{{"status":"Accepted"}}}}'
            yield from self._say(clock, "StartTransaction", start, answer)
            yield from self._say(clock, "StatusNotification", _status("Charging", clock), "{}")

    def _say(self, clock: str, action: str, payload: str, answer: str) -> Iterator[str]:
        number = f"{next(self.ids):08x}-{self.name}"
        line = f"{clock[:10]} {clock[11:19]},123 INFO ocpp {self.name}: "
        yield f'{line}receive message [2,"{number}","{action}",{payload}]\n'
        yield f'{line}send [3,"{number}",{answer}]\n'

    def _values(self, clock: str) -> str:
        power = 7000 + self.chance.randrange(400)
        told = [
            ("Energy.Active.Import.Register", "Wh", self.register, ""),
            ("Power.Active.Import", "W", power, ""),
            *(("Current.Import", "A", power / 690, f',"phase":"L{phase}"') for phase in (1, 2, 3)),
            ("Voltage", "V", 229.5, ',"phase":"L1-N"'),
        ]
        values = ",".join(
            f'{{"value":"{value:.2f}","context":"Sample.Periodic","measurand":"{name}","location":"Outlet"{more},"unit":"{unit}"}}'
            for name, unit, value, more in told
        )
        return (
            f'{{"connectorId":1,"transactionId":{self.transaction},"meterValue":[{{"timestamp":"{clock}",'
            f'"sampledValue":[{values}]}}]}}'
        )


def _status(state: str, clock: str) -> str:
    return f'{{"connectorId":1,"errorCode":"NoError","status":"{state}","timestamp":"{clock}"}}'


def _clock(at: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
