"""The writings of logs: what a charger and its central system said, as some twenty programs write it down."""

import html
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.fleet.charger import Said

CHICAGO, BERLIN = ZoneInfo("America/Chicago"), ZoneInfo("Europe/Berlin")
NOISE = (
    "INFO (MainThread) [homeassistant.setup] Setting up statistics.sensor",
    "Traceback (most recent call last):",
    '  File "/config/x.py", line 554, in calculate',
    '    values = [2, 3] and ["2", "x"] or [2,"x"]',
    "java.lang.NullPointerException: null",
    "\tat org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:166) [2,3]",
    '{"a": [2, 5, "z"], "b": {"c": []}}',
    "",
)


class Line(NamedTuple):
    """One frame to be written: the charger, the frame, its text, who says it, when."""

    charger: str
    frame: list[Any]
    text: str
    up: bool
    at: datetime
    note: str
    cut: bool

    @property
    def pretty(self) -> str:
        return _cut(json.dumps(self.frame, indent=2, ensure_ascii=False), self.cut)

    @property
    def action(self) -> str:
        return self.frame[2] if self.frame[0] == 2 else ""

    def local(self, zone: ZoneInfo, form: str = "%Y-%m-%d %H:%M:%S") -> str:
        return f"{self.at.astimezone(zone):{form}}"

    def utc(self, form: str = "%Y-%m-%dT%H:%M:%S") -> str:
        return f"{self.at:{form}}"

    @property
    def milli(self) -> str:
        return f"{self.at.microsecond // 1000:03d}"


def _cut(text: str, cut: bool) -> str:  # noqa: FBT001 -- it is what the frame has
    return text[: max(24, len(text) // 2)] + ("", ">", "...", "… (truncated)")[len(text) % 4] if cut else text


class Style(NamedTuple):
    """A writing: a line of a frame, what stands above and below all, and what the log cannot say.

    `named`: lines name their charger. `clock`: lines have one; `busy`: one without a date, that of the head.
    `encoding`: of the bytes. `noisy`: other lines may stand between. `cuts`: lines may be cut. `apart`: the log may be
    cut into files between any two lines.
    """

    write: Callable[[Line], str]
    named: bool = True
    clock: bool = True
    head: Callable[[datetime], str] = lambda _: ""
    foot: str = ""
    encoding: str = "utf-8"
    noisy: bool = True
    cuts: bool = True
    busy: bool = False
    apart: bool = True


def _way(line: Line, up: str, down: str) -> str:
    return up if line.up else down


def _wrapped(line: Line) -> str:
    arrow, place = ("->", 681) if line.up else ("<-", 1127)
    prefix = f"{line.utc()}.{line.milli}Z:COM:ocpp_rpc.c:{place}:"
    pieces = [line.text[at : at + 80] for at in range(0, len(line.text), 80)]
    return f"{prefix}{arrow} " + f"\n{prefix}".join(pieces)


def _ha_pretty(line: Line) -> str:
    head = f"{line.local(BERLIN)} INFO (MainThread) [ocpp] {line.charger}: {_way(line, 'receive message', 'send')} "
    if not line.up or line.cut:
        return head + line.text
    kind, number, *rest = line.frame
    told = [json.dumps(one, indent=0) for one in rest]
    return f'{head}[{kind},"{number}",' + ",\n".join(told) + "\n]"


def _html(line: Line) -> str:
    who = _way(line, "ChargePoint&gt;CentralSystem", "CentralSystem&gt;ChargePoint")
    return (
        f'<tr class="{_way(line, "ChargePoint", "CentralSystem")}"> <td>{line.utc()}.{line.milli}Z</td> '
        f"<td>{who}</td> <td><b>{line.action}</b></td><td><b></b></td> "
        f'<td><pre lang="json">{html.escape(line.pretty)}</pre></td> </tr>'
    )


def _csv(line: Line) -> str:
    quoted = line.text.replace('"', '""')
    kind = "CALL" if line.frame[0] == 2 else "CALLRESULT"
    return f'{line.utc()}Z,{line.charger},{_way(line, "CP", "CMS")},{kind},{line.action},"{quoted}"'


def _twice(line: Line) -> str:
    inner = json.dumps({"ts": f"{line.utc()}.{line.milli}Z", "chargePointId": line.charger, "message": line.text})
    return json.dumps({"log": inner, "stream": "stdout"})


def _spring(line: Line) -> str:
    head = f"{line.local(BERLIN)}.{line.milli}  INFO 492 --- [https-jsse-nio-5000-exec-{len(line.text) % 9}] "
    told = line.pretty if len(line.text) % 2 else line.text
    return f"{head}k.d.c.MessageLog : 충전기 수신 Charger={line.charger}, Message={told}"


def _steve(line: Line, blank: str = " ") -> str:
    told = (
        f"[INFO ] {line.local(CHICAGO)},{line.milli} de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp1330912871-30) - "
        f"[chargeBoxId={line.charger}, sessionId=53a8f814-0000-0000-0000-0000000000aa] "
        f"{_way(line, 'Received', 'Sending')}: "
    )
    return told.replace(" ", blank) + line.text


STYLES: dict[str, Style] = {
    "home-assistant": Style(
        lambda line: (
            f"{line.local(BERLIN)}.{line.milli} INFO (MainThread) [ocpp] {line.charger}: "
            f"{_way(line, 'receive message', 'send')} {line.text}"
        )
    ),
    "home-assistant-nameless": Style(
        lambda line: (
            f"{line.local(CHICAGO)}.{line.milli} INFO (MainThread) [ocpp] : "
            f"{_way(line, 'receive message', 'send')} {line.text}"
        ),
        named=False,
    ),
    "home-assistant-pretty": Style(_ha_pretty, noisy=False, apart=False),
    "python-ocpp-timeless": Style(
        lambda line: f"INFO:ocpp:{line.charger}: {_way(line, 'receive message', 'send')} {line.text}", clock=False
    ),
    "python-ocpp-zoned": Style(
        lambda line: (
            f"{line.local(CHICAGO, '%Y-%m-%dT%H:%M:%S%z')} INFO {line.charger}: "
            f"{_way(line, 'receive message', 'send')} {line.text}"
        )
    ),
    "python-logging": Style(
        lambda line: (
            f"{line.local(BERLIN)},{line.milli} - ocpp - INFO - {line.charger}: "
            f"{_way(line, 'send', 'receive message')} {line.text}"
        )
    ),
    "python-bytes": Style(
        lambda line: (
            f"{line.utc()}.{line.milli}Z DEBUG {_way(line, 'received from', 'sent to')} {line.charger}: "
            f"{line.text.encode()!r}"
        )
    ),
    "steve": Style(_steve),
    "steve-docker": Style(lambda line: f"everest-demo-steve-1        | {_steve(line)}"),
    "steve-pasted": Style(lambda line: _steve(line, "\t") + "\t\t\t"),
    "evcc-journald": Style(
        lambda line: (
            f"{line.local(BERLIN, '%b %d %H:%M:%S')} pvm evcc[25224]: [ocpp  ] TRACE "
            f"{line.local(BERLIN, '%Y/%m/%d %H:%M:%S')} "
            f"{_way(line, 'received JSON message from', 'sent JSON message to')} {line.charger}: {line.text}"
        )
    ),
    "evcc-docker": Style(
        lambda line: (
            f"evcc  | [ocpp  ] TRACE {line.local(BERLIN, '%Y/%m/%d %H:%M:%S')} {_way(line, 'recv', 'send')} "
            f"{line.charger}: {line.text}"
        )
    ),
    "everest-log": Style(
        lambda line: (
            f"{line.utc()}.{line.milli}Z: {_way(line, 'ChargePoint>CentralSystem', 'CentralSystem>ChargePoint')} "
            f"{line.action} \n{line.pretty}\n"
        ),
        named=False,
        apart=False,
    ),
    "everest-html": Style(
        _html,
        named=False,
        head=lambda at: f'<html><head><title>EVerest log session {at:%Y-%m-%d}</title></head><body><table class="log">',
        foot="</table></body></html>",
        noisy=False,
        apart=False,
    ),
    "fastapi": Style(
        lambda line: (
            f"{line.local(BERLIN, '%Y-%m-%dT%H:%M:%S')}.{line.milli}178 WebSocket "
            f"{_way(line, 'Charger→CMS', 'CMS→Charger')} Frame: {line.pretty}"
        ),
        named=False,
        apart=False,
    ),
    "spring": Style(_spring, encoding="cp949", apart=False),
    "octt": Style(
        lambda line: f"{line.utc('%H:%M:%S')}.{line.milli} {_way(line, 'RECEIVED', 'SENT')} {line.text}",
        named=False,
        head=lambda at: f"OCTT 1.12 test run TC_003_CS, started on {at:%Y-%m-%d}\n",
        noisy=False,
        busy=True,
        apart=False,
    ),
    "micro-ocpp": Style(
        lambda line: f"[OCPP] {_way(line, 'Send', 'Recv')}: {line.text}", named=False, clock=False, noisy=False
    ),
    "micro-ocpp-escaped": Style(
        lambda line: f'"OCPP1.6" {_way(line, "TX", "RX")}:  {json.dumps(line.text)}', named=False, clock=False
    ),
    "json-lines-twice": Style(_twice),
    "json-array-lines": Style(
        lambda line: json.dumps(
            {"time": f"{line.utc()}.{line.milli}Z", "station_id": line.charger, "dir": _way(line, "in", "out")}
            | {"payload": line.frame}
        ),
        cuts=False,
    ),
    "csv": Style(_csv, head=lambda _: "TIMESTAMP,DEVICE ID,SOURCE,TYPE,ACTION,MESSAGE", noisy=False, apart=False),
    "bare": Style(lambda line: line.text, named=False, clock=False, noisy=False),
    "alfen-wrapped": Style(_wrapped, named=False, noisy=False, cuts=False, apart=False),
    "go-quoted": Style(
        lambda line: (
            f'time="{line.utc()}Z" level=debug msg='
            + json.dumps(
                f"{_way(line, 'received JSON message from', 'sent JSON message to')} {line.charger}: {line.text}"
            )
            + " logger=websocket"
        )
    ),
    "epoch": Style(lambda line: f"{line.at.timestamp():.3f} {_way(line, 'recv', 'send')} {line.charger}: {line.text}"),
    "american": Style(
        lambda line: (
            f"{line.local(CHICAGO, '%m/%d/%Y %I:%M:%S %p')} [{line.charger}] {_way(line, '<<', '>>')} {line.text}"
        )
    ),
}


def lines_of(
    style: Style, charger: str, said: list[Said], random: Random, *, spaced: bool
) -> Iterator[tuple[int, str]]:
    """Give the lines of a log with their instants (ms)."""
    for one in said:
        at = datetime.fromtimestamp(one.at / 1000, UTC)
        text = json.dumps(one.frame, ensure_ascii=False, separators=None if spaced else (",", ":"))
        line = Line(charger, one.frame, _cut(text, one.cut), one.up, at, one.noise, one.cut)
        written = style.write(line)
        if one.noise and style.noisy:
            stem = written.split("[2,")[0].split("\n")[0] if "[2," in written else ""
            written = f"{stem}{one.noise}{text}" if stem else written
        yield one.at, written
        if style.noisy and random.random() < 0.03:
            yield one.at, random.choice(NOISE)
