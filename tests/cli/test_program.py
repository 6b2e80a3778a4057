"""The program as a whole: usage, ledgers, streams, signals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import HEADER, Cli
from zefdesk.cli import __main__, streams
from zefdesk.cli.commands import COMMANDS

PROGRAM = (sys.executable, "-m", "zefdesk.cli")


@pytest.mark.parametrize(
    "wrong",
    [(), ("log-summary",), ("--unheard-of",), ("--database",), ("--database", ""), ("sessions", "--database", "x")],
)
def test_wrong_usage_is_one_line(cli: Cli, wrong: tuple[str, ...]) -> None:
    answer = cli(*wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_help_and_version_are_answers(cli: Cli) -> None:
    assert cli("--version").out.startswith("ZefDesk ")
    assert all(command.name in cli("--help").out for command in COMMANDS)


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_each_command_tells_its_options(cli: Cli, command: str) -> None:
    answer = cli(command, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"usage: zefdesk-cli {command}")


def test_the_database_stands_before_the_command_and_wins(cli: Cli, tmp_path: Path) -> None:
    for where in (("--database", "a.zefdesk"), ("--database=b.zefdesk",)):
        assert cli(*where, "sessions").code == 0
    assert (tmp_path / "a.zefdesk").exists()
    assert (tmp_path / "b.zefdesk").exists()
    assert not (tmp_path / "test.zefdesk").exists()


@pytest.mark.parametrize("location", ["nowhere/x.zefdesk", "notes.txt", "sqlite+unheard://x", "."])
def test_a_ledger_that_cannot_be_opened_is_one_line(cli: Cli, tmp_path: Path, location: str) -> None:
    (tmp_path / "notes.txt").write_text("no ledger, but long enough to look like some kind of a file" * 9)
    answer = cli("--database", location, "sessions", "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_a_mistake_of_ours_is_one_line(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(__main__, "_call", fail)
    with pytest.raises(ZeroDivisionError):
        cli("formats")
    monkeypatch.delenv("ZEFDESK_TRACEBACK")
    assert __main__.main(["formats"]) == 2
    assert capfd.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0), (OSError(28, "full"), 2)])
def test_what_ends_a_run_early(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, error: BaseException | type[BaseException], code: int
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.delenv("ZEFDESK_TRACEBACK")
    monkeypatch.setattr(__main__, "hang_up", lambda: None)
    monkeypatch.setattr(__main__, "_call", fail)
    assert cli("formats").code == code


def test_texts_from_data_do_not_steer_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    streams.say("a\x1b[2Jb\r\nc")
    assert capfd.readouterr().out == "a [2Jb c\n"


def test_json_takes_texts_that_are_no_unicode() -> None:
    assert streams.encode({"a\ud800": ["\udcff", 1, None]}) == b'{"a?":["?",1,null]}'


def _report(folder: Path, rows: int) -> Path:
    path = folder / "long.csv"
    with path.open("w") as out:
        out.write(f"{HEADER}\n")
        out.writelines(
            f"Lot,1,S{row % 50},ZEF,z-{row},{1 + row % 12}/13/2025 {row % 24}:{row % 60:02},1:00,0:30,{row % 60},1,\n"
            for row in range(rows)
        )
    return path


def _environment(folder: Path, **more: str) -> dict[str, str]:
    return os.environ | {"ZEFDESK_DATABASE": str(folder / "test.zefdesk"), "PYTHONPATH": str(Path.cwd())} | more


def test_a_reader_that_has_enough_hears_no_trace(tmp_path: Path) -> None:
    path = _report(tmp_path, 20_000)
    environment = _environment(tmp_path)
    subprocess.run(
        [*PROGRAM, "import", str(path), "--time-zone", "UTC"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    for form in ("--csv", "--json", "--sort=id"):
        with subprocess.Popen(
            [*PROGRAM, "sessions", form], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_export_that_is_interrupted_leaves_nothing(tmp_path: Path, sent: signal.Signals) -> None:
    path = _report(tmp_path, 60_000)
    environment = _environment(tmp_path, TMPDIR=str(tmp_path))
    subprocess.run(
        [*PROGRAM, "import", str(path), "--time-zone", "UTC"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    before = set(tmp_path.iterdir())
    with subprocess.Popen(
        [*PROGRAM, "export", str(tmp_path / "out.xlsx")], env=environment, stderr=subprocess.PIPE
    ) as process:
        while not set(tmp_path.glob("zefdesk-*")):
            assert process.poll() is None
        process.send_signal(sent)
        assert process.stderr
        assert process.stderr.read() == b""
    assert process.returncode == 130
    assert {one.name for one in set(tmp_path.iterdir()) - before} <= {"test.zefdesk-wal", "test.zefdesk-shm"}


def test_output_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "may.csv"
    path.write_text(f"{HEADER}\nCafé Lot,1,S1,ZEF,z,5/13/2026 9:00,1:00,0:30,5,1,\n", encoding="utf-8")
    environment = _environment(tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    subprocess.run([*PROGRAM, "import", str(path), "--time-zone", "UTC"], env=environment, check=True)
    for form in ("--csv", "--json", "--sort=id"):
        answer = subprocess.run([*PROGRAM, "sessions", form], env=environment, check=True, capture_output=True)
        assert "Café Lot" in answer.stdout.decode("utf-8")
