"""One report in many presentations, through the command line and back: the same sessions every time."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.presentations.looks import LOOKS, Look
from tests.presentations.truth import Truth, month
from zefdesk.cli.__main__ import main


def expected(one: Truth, look: Look) -> dict[str, Any]:
    """What the JSON says of a session."""
    return {
        "name": one.name,
        "sticker": one.sticker,
        "serial": one.serial,
        "initiator": one.initiator,
        "identity": one.identity or None,
        "start": int(one.instant.timestamp()),
        "plug_duration": one.plug * 60,
        "charge_duration": one.charge * 60,
        "energy": one.energy.normalize(),
        "cost": one.cost,
        "currency": look.currency if one.cost is not None else None,
        "bill": one.bill,
    }


def told(session: dict[str, Any], one: Truth) -> dict[str, Any]:
    """The same of the JSON, with values instead of texts."""
    said = {
        key: session[key]
        for key in ("name", "sticker", "serial", "initiator", "identity", "plug_duration", "charge_duration")
    }
    said["start"] = int(datetime.fromisoformat(session["start"]).timestamp())
    said["energy"] = Decimal(session["energy"]).normalize()
    said["cost"] = None if session["cost"] is None else Decimal(session["cost"])
    said["currency"] = session["currency"] if one.cost is not None else None
    bill = session["bill_details"]
    said["bill"] = one.bill if _same_bill(bill, one.bill) else bill
    return said


def _same_bill(said: Any, text: str) -> bool:
    if not text:
        return said is None
    return said == (json.loads(text) if text[0] in "{[" else text)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_presentation_tells_the_same_month(
    look: Look, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sessions = month()
    path = look.write(tmp_path, sessions)
    database = ["--database", str(tmp_path / "x.zefdesk")]
    status = main([*database, "import", str(path), *look.options, "--json"])
    (result,) = json.loads(capsys.readouterr().out)["files"]
    assert (status, result.get("error"), result.get("problems")) == (0, None, [])
    assert result["sessions"] == {"read": len(sessions), "new": len(sessions), "duplicate": 0, "rejected": 0}
    assert main([*database, "sessions", "--sort", "start", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    for session, one in zip(document["sessions"], sessions, strict=True):
        assert told(session, one) == expected(one, look)
    assert main([*database, "import", str(path), *look.options, "--json"]) == 0
    (again,) = json.loads(capsys.readouterr().out)["files"]
    assert again["sessions"]["duplicate"] == len(sessions)
