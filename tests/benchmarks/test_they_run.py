"""The benchmarks run, small; what they measure is no matter here."""

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import PARTS, main


@pytest.mark.parametrize("part", PARTS)
def test_each_part_prints_a_line_a_figure(part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if part in {"imports", "exports"} and not shutil.which("sqlite3"):
        pytest.skip("the peer of this part is the sqlite3 shell, which is not installed")
    assert main(["--small", "--keep", str(tmp_path), part]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith(("ok  ", "over")) and "goal" in line for line in lines)
