"""Transaction exports of Alfen chargers: the same messages as a log would have told."""

from pathlib import Path

from tests.formats.logs.read import read_text
from zefdesk.formats.logs.reading import looks_like_log
from zefdesk.formats.reading import Settings

EXPORT = """\
# Device, ACE0001234
# Generated, 14.04.2026 14:19:39
txstart2: id 0xffffffffffffffff, socket 1, 2026-01-26 08:03:34 2620.683kWh 050FE8E3210000 3 2 N
mv: socket 1, 2026-01-26 08:03:34 2620.683 N
mv: socket 1, 2026-01-26 08:18:34 2623.5 N
txstop2: id 0xffffffffffffffff, socket 1, 2026-01-26 17:00:54 2650.091kWh 050FE8E3210000 6 5 N
txstart2: id 0x1f, socket 2, 2026-07-01 08:00:00 1.0005kWh 04AA 3 2 Y
txstop2: id 0x1f, socket 2, 2026-07-01 09:00:00 2kWh 04AA 6 5 Y
mv: socket one
"""


def test_lines_become_messages_with_their_places(tmp_path: Path) -> None:
    messages, problems, reading = read_text(tmp_path, EXPORT, Settings(time_zone="Europe/Berlin"), "export.txt")
    assert looks_like_log(tmp_path / "export.txt")
    assert {charger for charger, _ in messages} == {"ACE0001234"}
    assert [(one.kind, one.action, one.span.line) for _, one in messages] == [
        (2, "StartTransaction", 3),
        (3, "", 3),
        (2, "MeterValues", 4),
        (2, "MeterValues", 5),
        (2, "StopTransaction", 6),
        (2, "StartTransaction", 7),
        (3, "", 7),
        (2, "StopTransaction", 8),
    ]
    told = [one.payload for _, one in messages]
    assert told[0] == {
        "connectorId": 1,
        "idTag": "050FE8E3210000",
        "meterStart": 2620683,
        "timestamp": "2026-01-26T07:03:34Z",
    }
    assert told[1] == {"idTagInfo": {"status": "Accepted"}}
    assert told[3]["meterValue"][0]["sampledValue"][0]["value"] == "2623500"
    assert told[5]["meterStart"] == "1000.5"
    assert told[5]["timestamp"] == "2026-07-01T06:00:00Z"
    assert told[6] == {"idTagInfo": {"status": "Accepted"}, "transactionId": 31}
    assert told[7]["transactionId"] == 31
    text = EXPORT.encode()
    for _, one in messages:
        assert text[one.span.offset : one.span.offset + one.span.length] == text.splitlines()[one.span.line - 1]
    assert [(one.line, one.code, one.raw) for one in problems] == [(9, "undecodable-frame", "mv: socket one")]
    assert reading.counts["ACE0001234"] == {"StartTransaction": 2, "MeterValues": 2, "StopTransaction": 2}
    assert reading.asks == ()
    assert reading.progress() == 1


def test_a_zone_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    messages, _, reading = read_text(tmp_path, EXPORT)
    assert reading.asks == ("time_zone",)
    assert "no zone" in dict(reading.facts)["Clock"]
    assert messages[0][1].payload["timestamp"] == "2026-01-26T08:03:34Z"
    _, _, reading = read_text(tmp_path, EXPORT, Settings(charger_zones={"ACE0001234": "Europe/Berlin"}))
    assert reading.asks == ()
    assert dict(reading.facts)["Clock"] == "by the zone Europe/Berlin"
