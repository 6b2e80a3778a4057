"""A process that is killed at any moment leaves a ledger that is whole: a file's sessions are all there, or none."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.data import report

KILLS = int(os.environ.get("ZEFDESK_KILLS", "6"))
ROWS = 20_000


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_kill_in_an_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    csv = report(tmp_path / "report.csv", ROWS)
    chance = random.Random(1)
    for attempt in range(KILLS):
        ledger = tmp_path / f"{attempt}.zefdesk"
        command = [sys.executable, "-m", "zefdesk.cli", "--database", str(ledger), "import", str(csv)]
        command += ["--time-zone", "America/Chicago", "--date-order", "mdy"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0.2, 2.0))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        if ledger.exists() and ledger.stat().st_size:
            _assert_whole(ledger)


def _assert_whole(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'session'").fetchone()[0]:
            sessions, imports = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- two fixed names
                for table in ("session", '"import"')
            )
            assert (sessions, imports) in {(0, 0), (ROWS, 1)}
            assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    finally:
        connection.close()
