import stat
import sys
from pathlib import Path

import pytest

from tests.factories import a_session, store
from zefdesk.services import ledgers
from zefdesk.services.ledgers import CannotSave
from zefdesk.store.ledger import Ledger


def test_the_ledger_of_the_environment_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZEFDESK_DATABASE", str(tmp_path / "env.zefdesk"))
    opened = ledgers.open_ledger()
    assert opened.path == tmp_path / "env.zefdesk"
    opened.close()


def test_a_named_ledger_comes_before_the_environment_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZEFDESK_DATABASE", str(tmp_path / "env.zefdesk"))
    opened = ledgers.open_ledger(tmp_path / "named.zefdesk")
    assert opened.path == tmp_path / "named.zefdesk"
    opened.close()


def test_a_ledger_says_where_it_lies_and_what_it_holds(ledger: Ledger) -> None:
    store(ledger, a_session())
    facts = ledgers.describe(ledger)
    assert (facts.name, facts.sessions, facts.files) == ("test.zefdesk", 1, 1)
    assert facts.size > 0


def test_a_copy_is_a_ledger_of_its_own_for_its_owner_only(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session())
    target = tmp_path / "copy.zefdesk"
    ledgers.save_copy(ledger, target)
    assert sys.platform == "win32" or stat.S_IMODE(target.stat().st_mode) == 0o600
    copy = ledgers.open_ledger(target, create=False)
    assert ledgers.describe(copy).sessions == 1
    copy.close()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_nothing_is_replaced_without_consent(ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "there.zefdesk"
    target.write_text("mine")
    with pytest.raises(CannotSave, match="exists already"):
        ledgers.save_copy(ledger, target)
    assert target.read_text() == "mine"
    ledgers.save_copy(ledger, target, overwrite=True)
    assert target.read_bytes().startswith(b"SQLite")


def test_a_copy_onto_itself_or_a_folder_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger.path
    for target in (ledger.path, tmp_path):
        with pytest.raises(CannotSave):
            ledgers.save_copy(ledger, target, overwrite=True)
