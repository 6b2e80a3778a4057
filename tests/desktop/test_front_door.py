import subprocess
import sys
from pathlib import Path

import pytest

from zefdesk.__main__ import main


def test_wrong_usage_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--colour", "red"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "--colour" in told


def test_help_and_version_need_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert "ZefDesk" in capsys.readouterr().out


def test_nothing_slow_is_imported_before_the_first_paint() -> None:
    code = "import sys, zefdesk.desktop.app; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"sqlalchemy", "alembic", "openpyxl", "python_calamine", "xlsxwriter", "msgspec"}
