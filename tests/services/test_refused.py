import csv
import io
from pathlib import Path

import pytest

from tests import factories
from zefdesk.domain.problem import Problem
from zefdesk.domain.trouble import Trouble
from zefdesk.services.refused import export_refused
from zefdesk.store.ingest import File, Ingest
from zefdesk.store.ledger import Ledger

ROW = 'Lobby East,"ch,1",12,4?7'


def refuse(ledger: Ledger, *problems: Problem) -> int:
    with ledger.writing() as transaction:
        ingest = Ingest(transaction, File("may.csv", "zefnet-session-report", "0" * 64, 1, factories.MAY_2))
        ingest.refuse(list(problems))
        ingest.finish()
    return ingest.import_id


def test_refused_rows_are_written_with_their_reason_as_they_were(ledger: Ledger, tmp_path: Path) -> None:
    number = refuse(ledger, Problem(17, "Energy", "unreadable-energy", 'Energy "12,4?7" is not a number', ROW))
    target = tmp_path / "refused.csv"
    assert export_refused(ledger, number, target) == 1
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8"), newline="")))
    assert rows[1] == ["17", "Energy", "unreadable-energy", 'Energy "12,4?7" is not a number', ROW]


def test_an_existing_file_is_replaced_only_with_consent(ledger: Ledger, tmp_path: Path) -> None:
    number = refuse(ledger, Problem(2, "", "missing-start", "no Start", "a,b"))
    target = tmp_path / "refused.csv"
    target.write_text("mine")
    with pytest.raises(Trouble, match="exists already"):
        export_refused(ledger, number, target)
    assert target.read_text() == "mine"
    export_refused(ledger, number, target, overwrite=True)
    assert "missing-start" in target.read_text()
