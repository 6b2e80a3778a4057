"""The command line, run as a person runs it: arguments in, exit code and both streams out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zefdesk.cli.__main__ import main

HEADER = "Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost,Bill Details"
ROWS = (
    "Lobby East,010983,HC1C190912849,ChargeHub,ch-5521,5/2/2026 8:13,2:30:00,2:00:00,15.7,$6.28,",
    "Lobby East,010983,HC1C190912849,,,5/13/2026 9:00,1:00:00,0:30:00,4.25,,",
    (
        "Café Lot,000042,S2,ZEF,=cmd,5/14/2026 10:00,3:00:00,1:00:00,10,$4.00,"
        '"[{""item"": ""Energy"", ""qty"": 10, ""rate"": 0.40, ""amount"": 4.00}]"'
    ),
    "Café Lot,000042,S2,AmpUp,a-1,5/15/2026 11:00,3:00:00,1:00:00,ERR,$4.00,",
)


class Answer(NamedTuple):
    """What came of a run."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


Cli = Callable[..., Answer]


@pytest.fixture
def cli(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs a command on a ledger in `tmp_path`, which is also the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZEFDESK_DATABASE", str(tmp_path / "test.zefdesk"))
    monkeypatch.setenv("ZEFDESK_TRACEBACK", "1")

    def run(*arguments: str) -> Answer:
        code = main(arguments)
        return Answer(code, *capfd.readouterr())

    return run


@pytest.fixture
def may(tmp_path: Path) -> Path:
    """A report of four rows, of which the last cannot be read."""
    path = tmp_path / "may.csv"
    path.write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def filled(cli: Cli, may: Path) -> Cli:
    """The same, after the report came in."""
    assert cli("import", may.name, "--time-zone", "America/Chicago").code == 1
    return cli
