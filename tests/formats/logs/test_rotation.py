"""Rotated sets: found by their names, ordered by what they hold, joined byte for byte."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.logs.read import LOGS, read, said
from zefdesk.domain.problem import Problem
from zefdesk.formats.logs.reading import LogReading, rotated
from zefdesk.formats.reading import Settings

STYLES = ["go.log", "steve.log", "alfen.log", "ha_multi.log", "micro.log", "kazam_csv.csv", "everest_html.html"]


def _write(folder: Path, pieces: list[bytes], names: list[str]) -> list[Path]:
    paths = [folder / name for name in names]
    for path, piece in zip(paths, pieces, strict=True):
        path.write_bytes(gzip.compress(piece) if path.suffix == ".gz" else piece)
    return paths


@pytest.mark.parametrize(
    "names",
    [
        ["x.log", "x.log.1", "x.log.2.gz"],
        ["x-2026-03-03.log", "x-2026-03-04.log", "x.log"],
        ["CP-1_20260303.log.gz", "CP-1_20260304.log", "CP-1.log"],
        ["csms.2026-03-03-0.log", "csms.2026-03-03-1.log", "csms.log"],
    ],
)
def test_files_of_a_set_are_ordered_by_what_they_hold(tmp_path: Path, names: list[str]) -> None:
    text = (LOGS / "reconstructed" / "go.log").read_bytes()
    lines = text.splitlines(keepends=True)
    pieces = [b"".join(lines[:15]), b"".join(lines[15:30]), b"".join(lines[30:])]
    expected = read(LOGS / "reconstructed" / "go.log")[0]
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        paths = _write(tmp_path, [pieces[at] for at in order], names)
        other = tmp_path / "other.log"
        other.write_bytes(text)
        sets = rotated([*paths, other])
        assert [len(one) for one in sets] == [3, 1]
        assert [order[names.index(path.name)] for path in sets[0]] == [0, 1, 2]
        messages, problems, reading = read(paths)
        assert said(messages) == said(expected)
        assert problems == []
        assert [part.path for part in reading.parts] == sets[0]
        assert [part.start for part in reading.parts] == [0, len(pieces[0]), len(pieces[0]) + len(pieces[1])]
        assert [one.span for _, one in messages] == [one.span for _, one in expected]


@pytest.mark.parametrize("name", STYLES)
@given(cut=st.floats(0.03, 0.97), newer_first=st.booleans())
@settings(deadline=None, max_examples=25)
def test_a_log_cut_at_any_byte_is_read_as_the_whole(name: str, cut: float, *, newer_first: bool) -> None:
    text = (LOGS / "reconstructed" / name).read_bytes()
    at = int(len(text) * cut)
    with TemporaryDirectory() as folder:
        names = [f"CP-1.log{'' if newer_first else '.1'}", f"CP-1.log{'.1' if newer_first else ''}"]
        paths = _write(Path(folder), [text[:at], text[at:]], names)
        whole = Path(folder) / "CP-1.out"
        whole.write_bytes(text)
        expected, _, _ = read(whole)
        messages, problems, _ = read(paths)
    assert problems == []
    assert messages == expected


def test_files_of_different_logs_are_not_joined() -> None:
    names = ["GRIZZLE-001.log", "GRIZZLE-002.log", "messages.log", "a/messages.log"]
    assert [[str(path) for path in one] for one in rotated([Path(name) for name in names])] == [
        [name] for name in names
    ]


def test_a_file_that_goes_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    path.write_bytes((LOGS / "reconstructed" / "go.log").read_bytes())
    reading = LogReading([path], "x", Settings())
    path.unlink()
    with pytest.raises(Exception, match=r"x\.log: cannot be read"):
        list(reading.messages())
    reading.close()


def test_temporary_files_are_removed(tmp_path: Path) -> None:
    text = (LOGS / "reconstructed" / "go.log").read_text("utf-8")
    path = tmp_path / "x.log"
    path.write_text(text, "utf-16")
    reading = LogReading([path], "x", Settings())
    messages = [one for one in reading.messages() if not isinstance(one, Problem)]
    kept = reading._text._files[0]
    assert kept.read_text("utf-8") == text
    assert said(messages) == said(read(LOGS / "reconstructed" / "go.log")[0])
    assert "UTF-16" in dict(reading.facts)["Encoding"]
    reading.close()
    assert not kept.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [(b"Caf\xc3\xa9", "UTF-8"), (b"Cafe", "UTF-8"), (b"Caf\xe9", "not all of it is UTF-8"), (b"\xc3", "not all")],
)
def test_the_encoding_is_named(name: bytes, said: str, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_bytes(b'2026-03-03T08:00:00Z CP-1: [2,"1","Heartbeat",{}] ' + name)
    reading = LogReading([log], "a.log", Settings())
    assert dict(reading.facts)["Encoding"].startswith(said)
    reading.close()
