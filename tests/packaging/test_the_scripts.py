"""The scripts that set up a machine: plain sh, from any folder, and clear about what they lack."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "packaging").glob("*.sh"))
SH = shutil.which("dash") or shutil.which("sh")
needs_sh = pytest.mark.skipif(SH is None or sys.platform == "win32", reason="POSIX sh")
SYSTEM = ("dirname", "uname", "cksum", "cat", "id", "tr", "rm", "rmdir", "mkdir", "env", "sed", "sleep")


def in_sh(text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run lines of sh that have read environment.sh."""
    lines = f'set -eu\nROOT="{environment.get("ROOT", ROOT)}"\n. "{ROOT}/packaging/environment.sh"\n{text}'
    known = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | environment
    return subprocess.run([str(SH), "-c", lines], env=known, capture_output=True, text=True, check=False)


@needs_sh
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_plain_sh(script: Path) -> None:
    subprocess.run([str(SH), "-n", str(script)], check=True)


@needs_sh
def test_a_library_that_is_there_is_not_missed_and_another_is() -> None:
    done = in_sh("missing_libraries libc.so.6=libc6 libnowhere.so.9=libnowhere9")
    assert done.stdout.split() == (["libnowhere.so.9=libnowhere9"] if sys.platform == "linux" else [])


def a_path_without_root(folder: Path, **programs: str) -> str:
    """A PATH of a person who is not root, whose sudo asks for a password, with the given programs as sh lines."""
    binaries = folder / "bin"
    binaries.mkdir()
    for name in SYSTEM:
        if found := shutil.which(name):
            (binaries / name).symlink_to(found)
    for name, line in ({"id": "echo 1000", "sudo": "exit 1"} | programs).items():
        (binaries / name).unlink(missing_ok=True)
        (binaries / name).write_text(f"#!{SH}\n{line}\n")
        (binaries / name).chmod(0o755)
    return str(binaries)


@needs_sh
def test_who_may_not_install_is_given_one_line_to_type(tmp_path: Path) -> None:
    path = a_path_without_root(tmp_path, **{"apt-get": "exit 9", "apt-cache": "exit 1"})
    done = in_sh("install_packages libEGL.so.1=libegl1 'libglib-2.0.so.0=libglib2.0-0t64|libglib2.0-0'", PATH=path)
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if line.startswith("sudo ")]
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libglib2.0-0",
    ]


@needs_sh
def test_the_name_of_a_package_is_the_distributions(tmp_path: Path) -> None:
    path = a_path_without_root(tmp_path, **{"apt-get": "exit 9", "apt-cache": "exit 0"})
    done = in_sh("packages_of 'libglib-2.0.so.0=libglib2.0-0t64|libglib2.0-0' python3.12-venv", PATH=path)
    assert done.stdout.split() == ["libglib2.0-0t64", "python3.12-venv"]


@needs_sh
def test_a_system_without_apt_is_told_what_is_missing(tmp_path: Path) -> None:
    done = in_sh("install_packages libEGL.so.1=libegl1", PATH=a_path_without_root(tmp_path))
    assert done.returncode == 1
    assert "libEGL.so.1" in done.stderr


@needs_sh
def test_an_old_python_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    path = a_path_without_root(tmp_path, python3="exit 1", **{"python3.13": f'exec "{sys.executable}" "$@"'})
    done = in_sh("find_python", PATH=path)
    assert done.stdout.strip() == "python3.13"


@needs_sh
def test_a_folder_named_venv_that_is_none_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine.txt").touch()
    done = in_sh("make_venv", ROOT=str(tmp_path))
    assert done.returncode == 1
    assert (tmp_path / ".venv" / "mine.txt").exists()


@needs_sh
def test_an_environment_counts_as_installed_until_the_project_changes(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "pyproject.toml").write_text("one")
    asked = "is_installed dev run && echo yes || echo no"
    done = in_sh(
        f'{asked}; stamp >"$VENV/.zefdesk-dev"; {asked}; echo two >"$ROOT/pyproject.toml"; {asked}', ROOT=str(tmp_path)
    )
    assert done.stdout.split() == ["no", "yes", "no"]
