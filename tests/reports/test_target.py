"""A report appears whole or not at all."""

import os
from pathlib import Path

import pytest

from zefdesk.domain.trouble import Cancelled
from zefdesk.reports.target import CannotWrite, whole_file


def _write(target: Path, data: bytes = b"all of it", *, overwrite: bool = False) -> None:
    with whole_file(target, overwrite=overwrite) as out:
        out.write(data)


def test_the_file_is_there_with_all_its_bytes_and_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "may.csv"
    _write(target)
    assert target.read_bytes() == b"all of it"
    assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [Cancelled, KeyboardInterrupt, ValueError])
def test_nothing_is_left_when_the_work_ends_early(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "may.csv"
    with pytest.raises(error):  # noqa: PT012, SIM117 -- the work is what ends
        with whole_file(target) as out:
            out.write(b"half")
            raise error
    assert not list(tmp_path.iterdir())


def test_while_it_is_written_it_has_another_hidden_name(tmp_path: Path) -> None:
    target = tmp_path / "may.csv"
    with whole_file(target):
        (part,) = tmp_path.iterdir()
        assert part.name.startswith(".")
        assert os.name == "nt" or part.stat().st_mode & 0o777 == 0o600


def test_another_file_stays_without_consent_and_the_option_is_named(tmp_path: Path) -> None:
    target = tmp_path / "may.csv"
    target.write_bytes(b"old")
    with pytest.raises(CannotWrite, match="--force"):
        _write(target)
    assert target.read_bytes() == b"old"
    _write(target, overwrite=True)
    assert target.read_bytes() == b"all of it"


def test_a_file_that_came_to_be_there_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "may.csv"
    with pytest.raises(CannotWrite, match="exists already"):  # noqa: PT012, SIM117 -- it is refused at the end of the block
        with whole_file(target) as out:
            out.write(b"ours")
            target.write_bytes(b"theirs")
    assert target.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_on_a_disk_without_links_it_appears_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    _write(tmp_path / "may.csv")
    assert (tmp_path / "may.csv").read_bytes() == b"all of it"


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="is a folder"):
        _write(tmp_path)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no folder"):
        _write(tmp_path / "nowhere" / "may.csv")


def test_a_name_that_is_too_long_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        _write(tmp_path / f"{'m' * 300}.csv")
    assert "\n" not in str(caught.value)


def test_a_full_disk_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="No space left"), whole_file(tmp_path / "may.csv"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    _write(link, overwrite=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"all of it"
