"""A long file is read in a process of its own; what comes of it is the same as if it had been read here."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.test_importing import CHICAGO, everything, report, row
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import apart, importing
from zefdesk.services.importing import import_paths
from zefdesk.services.progress import Progress
from zefdesk.store.ledger import Ledger

ROWS = [row(day, cost=str(cost), energy="x" if cost == 50 else "1.5") for day in range(1, 29) for cost in range(90)]


@pytest.fixture
def a_long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(apart, "LONG_PACKED", 1000)
    monkeypatch.setattr(apart, "LONG", 1000)
    return report(tmp_path, "long.csv", *ROWS)


def test_the_same_sessions_and_problems_as_read_here(
    a_long_file: Path, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (there,) = import_paths(ledger, [a_long_file], CHICAGO).results
    monkeypatch.setattr(apart, "LONG", 1 << 40)
    other = Ledger.open(tmp_path / "other.zefdesk")
    (here,) = import_paths(other, [a_long_file], CHICAGO).results
    assert there == here
    assert here.rejected == 28
    assert everything(ledger) == everything(other)
    other.close()


def test_what_the_file_leaves_open_is_asked_for_from_there_too(a_long_file: Path, ledger: Ledger) -> None:
    (result,) = import_paths(ledger, [a_long_file], replace(CHICAGO, time_zone=None)).results
    assert result.needs == "time_zone"
    assert importing.imports(ledger) == []


def test_cancelling_ends_the_other_process(a_long_file: Path, ledger: Ledger) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        import_paths(ledger, [a_long_file], CHICAGO, report=stop)
    assert importing.imports(ledger) == []
