"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from zefdesk.store.ledger import Ledger

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger in a folder of its own."""
    opened = Ledger.open(tmp_path / "test.zefdesk")
    yield opened
    opened.close()
