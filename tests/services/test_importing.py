from dataclasses import replace
from pathlib import Path

import pytest

from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import Cancelled, NotFound, UnknownName
from zefdesk.formats.reading import Settings
from zefdesk.services import importing, previewing, reviewing
from zefdesk.services.importing import import_paths
from zefdesk.services.previewing import Status
from zefdesk.services.progress import Progress
from zefdesk.store import errors
from zefdesk.store.ledger import Ledger

HEADER = "Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost,Bill Details"
CHICAGO = Settings(time_zone="America/Chicago", currency="USD", date_order="mdy")
EVERYTHING = SessionQuery()


def row(day: int = 2, energy: str = "15.7", cost: str = "6.28", name: str = "Lobby East", bill: str = "") -> str:
    return (
        f"{name},010983,HC1C190912849,ChargeHub,ch-5521,05/{day:02d}/2026 08:13,2:30:00,2:00:00,{energy},{cost},{bill}"
    )


def report(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def everything(ledger: Ledger) -> list[tuple[object, ...]]:
    """All that is stored, without numbers that depend on the order of imports."""
    found = reviewing.sessions(ledger, reviewing.session_ids(ledger, EVERYTHING))
    return sorted((one.session[:], one.findings, {place.path for place in one.sources}) for one in found)  # type: ignore[type-var]


def test_an_import_tells_a_session_once_however_often_it_names_it(ledger: Ledger, tmp_path: Path) -> None:
    (told,) = import_paths(ledger, [report(tmp_path, "twice.csv", row(2), row(2))], CHICAGO).results
    (stored,) = importing.imports(ledger)
    removed = importing.undo_import(ledger, stored.id).sessions_removed
    assert (told.read, told.new, told.duplicate, stored.sessions, removed) == (2, 1, 1, 1, 1)


def test_read_is_new_plus_duplicate_plus_rejected(ledger: Ledger, tmp_path: Path) -> None:
    path = report(tmp_path, "may.csv", row(2), row(3, energy='"12,4?7"'), row(2), row(4))
    (result,) = import_paths(ledger, [path], CHICAGO).results
    assert (result.read, result.new, result.duplicate, result.rejected) == (4, 2, 1, 1)
    (problem,) = result.problems
    assert (problem.line, problem.code) == (3, "unreadable-energy")
    assert "12,4?7" in problem.message
    assert problem.raw == row(3, energy='"12,4?7"')
    assert importing.problems(ledger, result.import_id or 0) == [problem]


def test_two_overlapping_reports_in_either_order_and_again_give_the_same(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("reports")
    april = report(folder, "april.csv", row(1), row(2))
    may = report(folder, "may.csv", row(2), row(3), row(1, cost="9.99"))
    results = []
    for order in ([april, may], [may, april, may, april]):
        ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / "x.zefdesk")
        import_paths(ledger, order, CHICAGO)
        results.append([(values, {f for f in findings if f != ""}) for values, findings, _ in everything(ledger)])
        ledger.close()
    assert results[0] == results[1]
    assert sum("conflicting-duplicate" in findings for _, findings in results[0]) == 2


def test_a_conflict_says_what_differs_and_where_and_goes_with_its_import(ledger: Ledger, tmp_path: Path) -> None:
    first = report(tmp_path, "april.csv", row(1, cost="5.50"))
    again = report(tmp_path, "april-again.csv", row(1))
    import_paths(ledger, [first], CHICAGO)
    (result,) = import_paths(ledger, [again], CHICAGO).results
    assert (result.new, result.conflicting) == (1, 1)
    messages = [found.message for found in reviewing.findings(ledger, EVERYTHING)]
    assert messages == [
        f"Told again in {again}, line 2: Cost is $5.50 here and $6.28 there.",
        f"Told again in {first}, line 2: Cost is $6.28 here and $5.50 there.",
    ]
    importing.undo_import(ledger, result.import_id or 0)
    assert list(reviewing.findings(ledger, EVERYTHING)) == []


def test_undo_takes_back_what_no_other_file_tells_and_import_again_is_the_same(ledger: Ledger, tmp_path: Path) -> None:
    april = report(tmp_path, "april.csv", row(1), row(2))
    may = report(tmp_path, "may.csv", row(2), row(3))
    import_paths(ledger, [april, may], CHICAGO)
    before = everything(ledger)
    undone = importing.undo_import(ledger, importing.imports(ledger)[1].id)
    assert (undone.sessions_removed, undone.kept_elsewhere) == (1, 1)
    assert reviewing.totals(ledger, EVERYTHING).count == 2
    import_paths(ledger, [april], CHICAGO)
    assert everything(ledger) == before
    with pytest.raises(NotFound):
        importing.undo_import(ledger, 999)


def test_a_dry_run_and_a_preview_say_what_would_be_and_store_nothing(ledger: Ledger, tmp_path: Path) -> None:
    import_paths(ledger, [report(tmp_path, "april.csv", row(1), row(2, cost="5.50"))], CHICAGO)
    before = everything(ledger)
    may = report(tmp_path, "may.csv", row(1), row(2), row(3), row(3), row(4, energy="x"))
    (dry,) = import_paths(ledger, [may], CHICAGO, dry_run=True).results
    assert (dry.import_id, dry.new, dry.duplicate, dry.rejected, dry.conflicting) == (None, 2, 2, 1, 1)
    (preview,) = previewing.preview(ledger, may, CHICAGO)
    assert [(one.line, one.status) for one in preview.rows] == [
        (2, Status.KNOWN),
        (3, Status.DOUBTFUL),
        (4, Status.NEW),
        (5, Status.KNOWN),
        (6, Status.REFUSED),
    ]
    whys = [one.why for one in preview.rows]
    assert whys[0].endswith("april.csv, line 2")
    assert "Cost is $6.28 here and $5.50 there" in whys[1]
    assert whys[3] == "line 4 of this file"
    assert preview.chargers == ("HC1C190912849",)
    assert everything(ledger) == before
    assert len(importing.imports(ledger)) == 1


def test_what_the_file_does_not_say_is_asked_for_and_nothing_is_stored(ledger: Ledger, tmp_path: Path) -> None:
    path = report(tmp_path, "may.csv", row(2))
    (no_zone,) = import_paths(ledger, [path], replace(CHICAGO, time_zone=None)).results
    (no_order,) = import_paths(ledger, [path], replace(CHICAGO, date_order=None)).results
    assert (no_zone.needs, no_order.needs) == ("time_zone", "date_order")
    assert "--time-zone" in (no_zone.error or "")
    assert importing.imports(ledger) == []


def test_a_zone_that_is_remembered_is_not_asked_for_again(ledger: Ledger, tmp_path: Path) -> None:
    importing.remember(ledger, ["HC1C190912849"], "America/Denver", "CAD")
    settings = Settings(date_order="mdy")
    import_paths(ledger, [report(tmp_path, "may.csv", row(2))], settings)
    (one,) = reviewing.sessions(ledger, [1])
    assert (one.display_zone, one.session.currency) == ("America/Denver", "CAD")


def test_a_remembered_zone_shows_stored_sessions_in_it_without_doubling_them(ledger: Ledger, tmp_path: Path) -> None:
    path = report(tmp_path, "may.csv", row(2))
    import_paths(ledger, [path], CHICAGO)
    importing.remember(ledger, ["HC1C190912849"], "America/Denver", None)
    (one,) = reviewing.sessions(ledger, [1])
    assert (one.display_zone, one.session.zone) == ("America/Denver", "America/Chicago")
    (again,) = import_paths(ledger, [path], CHICAGO).results
    assert again.duplicate == 1


def test_a_cancelled_import_stores_nothing(ledger: Ledger, tmp_path: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        import_paths(ledger, [report(tmp_path, "may.csv", row(2))], CHICAGO, report=stop)
    assert importing.imports(ledger) == []
    assert reviewing.totals(ledger, EVERYTHING).count == 0


def test_each_file_stands_alone(ledger: Ledger, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01\x02 not a report")
    good = report(tmp_path, "good.csv", row(2))
    outcome = import_paths(ledger, [bad, tmp_path / "missing.csv", good], CHICAGO)
    assert [bool(result.error) for result in outcome.results] == [True, True, False]
    assert reviewing.totals(ledger, EVERYTHING).count == 1


def test_a_folder_is_read_and_what_is_no_report_is_passed_over_by_name(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "month"
    folder.mkdir()
    report(folder, "a.csv", row(2))
    (folder / "notes.txt").write_text("nothing of interest\n")
    (folder / ".hidden.csv").write_text("x")
    outcome = import_paths(ledger, [folder], CHICAGO)
    assert [result.new for result in outcome.results] == [1]
    assert any("notes.txt" in one.path for one in outcome.skipped)


def test_settings_that_do_not_exist_are_refused(ledger: Ledger, tmp_path: Path) -> None:
    path = report(tmp_path, "may.csv", row(2))
    for wrong in (replace(CHICAGO, time_zone="Mars/Olympus"), replace(CHICAGO, currency="QQQ")):
        with pytest.raises(UnknownName):
            import_paths(ledger, [path], wrong)


def test_a_full_disk_is_said_and_loses_nothing(ledger: Ledger, tmp_path: Path) -> None:
    import_paths(ledger, [report(tmp_path, "a.csv", row(1))], CHICAGO)
    with ledger.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
    rows = [row(2, name=f"A charger with a long name {n:06d}", cost=str(n)) for n in range(4000)]
    big = report(tmp_path, "big.csv", *rows)
    with pytest.raises(errors.LedgerError, match="full"), _limited(ledger, pages + 20):
        import_paths(ledger, [big], CHICAGO)
    assert reviewing.totals(ledger, EVERYTHING).count == 1
    import_paths(ledger, [big], CHICAGO)
    assert reviewing.totals(ledger, EVERYTHING).count == 4001


class _limited:  # noqa: N801 -- reads as a verb
    """Let a ledger grow to so many pages only, as a full disk would."""

    def __init__(self, ledger: Ledger, pages: int) -> None:
        self.ledger, self.pages = ledger, pages

    def _set(self, pages: int) -> None:
        with self.ledger.reading() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def __enter__(self) -> None:
        self._set(self.pages)

    def __exit__(self, *_: object) -> None:
        self._set(1_000_000)


def test_an_archive_that_cannot_be_unpacked_leaves_the_other_files_alone(ledger: Ledger, tmp_path: Path) -> None:
    torn = tmp_path / "torn.zip"
    torn.write_bytes(b"PK\x03\x04 torn")
    outcome = import_paths(ledger, [torn, report(tmp_path, "may.csv", row(2))], CHICAGO)
    assert [bool(result.error) for result in outcome.results] == [True, False]
