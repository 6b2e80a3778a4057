"""CSV for the Excel of one country."""

import io

from tests.reports.rows import batches, stored
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored
from zefdesk.reports.local_csv import BOM, Dialect, fields_of, write_local

GERMAN = Dialect(Notation(decimal=",", group=".", date="dd.MM.yyyy"))


def lines(dialect: Dialect, keys: tuple[str, ...], *sessions: Stored) -> list[str]:
    out = io.BytesIO()
    write_local(batches(fields_of(keys), *sessions), out, dialect, keys)
    assert out.getvalue().startswith(BOM)
    return out.getvalue().removeprefix(BOM).decode().split("\r\n")[:-1]


def test_where_the_comma_marks_decimals_the_semicolon_parts_fields() -> None:
    assert lines(GERMAN, ("start", "name", "energy", "cost", "plug_duration"), stored()) == [
        "Start;Name;Energy;Cost;Plug Duration;Time Zone",
        "02.05.2026 08:13:00;Lobby East;15,7;6,28;2:30:00;America/Chicago",
    ]


def test_where_the_point_does_the_comma_parts_them() -> None:
    american = Dialect(Notation(date="M/d/yyyy"))
    assert lines(american, ("start", "energy"), stored())[1] == "5/2/2026 08:13:00,15.7,America/Chicago"


def test_the_separator_can_be_chosen_and_decides_what_is_quoted() -> None:
    tabs = Dialect(Notation(decimal=","), "\t")
    assert lines(tabs, ("name", "energy"), stored(name="A\tB, C")) == ["Name\tEnergy", '"A\tB, C"\t15,7']


def test_texts_are_guarded_here_too() -> None:
    assert lines(GERMAN, ("identity", "currency"), stored(identity="=A1"))[1] == "'=A1;USD"


def test_without_an_instant_there_is_no_zone() -> None:
    assert lines(GERMAN, ("id", "currency", "source_line"), stored(5))[0] == "No.;Currency;Source Line"


def test_the_second_pass_of_the_repeated_hour_names_its_offset() -> None:
    second_pass = 1_793_518_200  # 2026-11-01 01:30 in Chicago, the second time
    first, second = (
        lines(GERMAN, ("start",), stored(start=second_pass - 3600))[1],
        lines(GERMAN, ("start",), stored(start=second_pass))[1],
    )
    assert first == "01.11.2026 01:30:00;America/Chicago"
    assert second == "01.11.2026 01:30:00;UTC-06:00"


def test_what_is_not_known_is_empty() -> None:
    unknown = stored(end=None, energy=None, cost=None, plug_duration=None, name=None)
    assert lines(GERMAN, ("end", "name", "energy", "cost", "plug_duration"), unknown)[1] == ";;;;;America/Chicago"
