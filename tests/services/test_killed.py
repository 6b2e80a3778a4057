"""A process that is killed at any moment leaves a ledger that is whole: a file's sessions are all there, or none."""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.data import report

KILLS = int(os.environ.get("ZEFDESK_KILLS", "6"))
ROWS = 20_000


def test_kill_in_an_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    csv = report(tmp_path / "report.csv", ROWS)
    chance = random.Random(1)
    for attempt in range(KILLS):
        ledger = tmp_path / f"{attempt}.zefdesk"
        with subprocess.Popen(_command(ledger, csv), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0.3, 2.5))
            except subprocess.TimeoutExpired:
                process.kill()
        if ledger.exists() and ledger.stat().st_size:
            _assert_whole(ledger)
    _import_in_peace(tmp_path / "0.zefdesk", csv)
    assert _assert_whole(tmp_path / "0.zefdesk")


def _command(ledger: Path, csv: Path) -> list[str]:
    command = [sys.executable, "-m", "zefdesk.cli", "--database", str(ledger), "import", str(csv)]
    return [*command, "--time-zone", "America/Chicago", "--date-order", "mdy"]


def _import_in_peace(ledger: Path, csv: Path) -> None:
    """What was killed once can be done again."""
    subprocess.run(_command(ledger, csv), check=True, stdout=subprocess.DEVNULL)


def _assert_whole(path: Path) -> bool:
    """Whether the sessions are all there; anything between all and none is wrong."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'session'").fetchone()[0]:
            return False
        sessions, imports = (
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- two fixed names
            for table in ("session", '"import"')
        )
        assert (sessions, imports) in {(0, 0), (ROWS, 1)}
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        return bool(sessions)
    finally:
        connection.close()
