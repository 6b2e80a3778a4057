"""Our own CSV and workbook come back to the letter."""

import csv
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import a_session
from tests.formats.sessions import sessions
from zefdesk.domain import clock, notation, quantity
from zefdesk.domain.session import Session
from zefdesk.formats.reading import Settings
from zefdesk.formats.registry import open_file

HEADER = [
    *("Name", "Sticker", "Serial", "Initiator", "Identity", "Start", "Plug Duration", "Charge Duration", "Energy"),
    *("Cost", "Bill Details", "End", "Currency", "Connector", "Bill State", "Computed Cost", "Difference"),
    *("Stop Reason", "Findings", "Session ID", "Source File", "Source Line"),
]
NOTHING = Settings(now=4_000_000_000)


def guarded(text: str | None) -> str:
    return f"'{text}" if text and text[0] in "=+-@'\t\r" else text or ""


def line(one: Session) -> list[str]:
    texts = [guarded(text) for text in (one.name, one.sticker, one.serial, one.initiator, one.identity)]
    spans = ["" if size is None else notation.duration(size) for size in (one.plug_duration, one.charge_duration)]
    numbers = ["" if size is None else quantity.plain(size) for size in (one.energy, one.cost)]
    end = clock.iso(one.end, one.zone) if one.end is not None else ""
    mine = [one.bill_state, "9.99", "1.11"]
    behind = [guarded(one.stop_reason), "future-start", guarded(one.session_id), "may.csv", "7"]
    told = [guarded(one.bill_details), end, one.currency or "", guarded(one.connector)]
    return [*texts, clock.iso(one.start, one.zone), *spans, *numbers, *told, *mine, *behind]


def write(path: Path, *rows: Session) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *map(line, rows)])
    return path


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).map(str.strip)
names = texts.filter(lambda text: text not in {"", "#N/A"})
maybe = st.none() | names
durations = st.none() | st.integers(0, 10**7)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    *(names, maybe, maybe, texts.filter(lambda text: text != "#N/A"), maybe, maybe, maybe, maybe),
    *(st.integers(10**9, 2 * 10**9), durations, durations, st.none() | st.integers(-(10**15), 10**15)),
    st.none() | st.tuples(st.integers(-(10**15), 10**15), st.sampled_from([None, "USD", "EUR"])),
)
def test_our_csv_comes_back(
    tmp_path: Path,
    name: str,
    sticker: str | None,
    serial: str | None,
    initiator: str,
    identity: str | None,
    connector: str | None,
    session_id: str | None,
    stop_reason: str | None,
    start: int,
    plug: int | None,
    charge: int | None,
    energy: int | None,
    cost: tuple[int, str | None] | None,
) -> None:
    amount, currency = cost or (None, None)
    state = "free-vend" if not initiator and not amount else "unpriced" if amount is None else "not-itemised"
    one = a_session(
        name=name, sticker=sticker, serial=serial, initiator=initiator, identity=identity, connector=connector,
        session_id=session_id, stop_reason=stop_reason, start=start, zone="-05:00", zoned=True, plug_duration=plug,
        charge_duration=charge, energy=energy, cost=amount, currency=currency, bill_state=state,
        end=None if plug is None else start + plug,
    )  # fmt: skip
    (got,) = sessions(write(tmp_path / "own.csv", one), NOTHING)
    assert got == one


def test_it_is_known_as_our_own(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", a_session(bill_details='{"total": 1}'))
    reading = open_file(path, NOTHING)
    assert reading.facts.format == "zefdesk-sessions"
    assert reading.facts.asks == ()
    reading.close()


def test_our_workbook_has_the_zone_in_a_column(tmp_path: Path) -> None:
    one = a_session(zoned=True, identity="'=cmd", sticker="010983")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sessions"
    sheet.append([*HEADER, "Time Zone"])
    cells: list[object] = [*line(one), one.zone]
    cells[4] = one.identity
    cells[5] = clock.wall_datetime(one.start_wall)
    cells[6], cells[7] = 9000 / 86_400, 7200 / 86_400
    cells[8], cells[9] = 15.7, 6.28
    cells[11] = clock.wall_datetime(one.start_wall + 9000)
    sheet.append(cells)
    for at in (7, 8):
        sheet.cell(2, at).number_format = "[h]:mm:ss"
    lines = book.create_sheet("Bill lines")
    lines.append(["Serial", "Start", "Description", "Energy", "Amount"])
    more = book.create_sheet("Sessions 2")
    more.append([*HEADER, "Time Zone"])
    more.append(cells)
    path = tmp_path / "own.xlsx"
    book.save(path)
    got = sessions(path, NOTHING)
    assert len(got) == 2
    assert got[0]._replace(identity=one.identity) == one
    assert got[0].identity == one.identity
