"""The Sessions screen on a small report that was really imported."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.cells import NUMBER
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.formats.reading import Settings
from zefdesk.services.importing import import_paths
from zefdesk.store.ledger import Ledger

HEADER = "Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost,Bill Details"
ITEMISED = (
    '"{""lines"":[{""description"":""Energy"",""quantity"":12.78,""unit"":""kWh"",""rate"":0.45,""amount"":5.75},'
    '{""description"":""Idle"",""quantity"":1,""unit"":""h"",""rate"":0.53,""amount"":0.53}]}"'
)
ROWS = (
    f"Lobby East,010983,HC1C190912849,ChargeHub,ch-5521,2026-05-02 08:13:00,2:30:00,2:00:00,15.70,$6.28,{ITEMISED}",
    "Lobby West,010984,HC1C190912851,ZEF,z-20114,2026-05-03 16:40:00,1:12:09,1:10:40,8.14,$2.85,",
    "Garage L1-03,010985,HC1C200304417,,,2026-05-04 14:05:00,0:54:12,0:54:12,6.21,,",
    "DC Fast 1,010986,ZEFDC50-0042,ZEF,z-20114,2026-04-29 09:31:00,0:45:10,0:44:00,31.08,,",
    'Lobby East,010983,HC1C190912849,AmpUp,=amp-0917,2026-05-05 07:55:00,9:15:20,3:40:01,26.33,$9.22,"{""lines"": ["',
    "Lobby West,010984,HC1C190912851,ZEF,z-20114,2026-03-08 10:00:00,1:00:00,1:00:00,7.125,$3.00,Flat fee for members",
)

Open = Callable[..., SessionsPage]


def report(folder: Path, rows: tuple[str, ...] = ROWS, name: str = "may.csv") -> Path:
    """Write a charging session report."""
    path = folder / name
    path.write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    return path


@pytest.fixture
def reviewed(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger that holds the small report."""
    told = Settings(time_zone="America/Chicago", currency="USD", date_order="ymd")
    outcome = import_paths(ledger, [report(tmp_path)], told)
    assert outcome.results[0].new == len(ROWS)
    return ledger


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Iterator[Open]:
    """Show the screen on a ledger and wait until everything it asked for is there."""
    pages: list[SessionsPage] = []

    def show(ledger: Ledger | None, width: int = 1500, height: int = 800) -> SessionsPage:
        page = SessionsPage(desk)
        pages.append(page)
        page.resize(width, height)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.set_ledger(ledger)
        rest(qtbot, page)
        return page

    yield show
    for page in pages:
        rest(qtbot, page)
        page.set_ledger(None)
        page.close()
        page.deleteLater()


@pytest.fixture
def page(open_page: Open, reviewed: Ledger) -> SessionsPage:
    """The screen on the small report."""
    return open_page(reviewed)


def rest(qtbot: QtBot, page: SessionsPage) -> None:
    """Wait until everything asked for has come and is shown."""
    qtbot.waitUntil(lambda: page.at_rest and not page.desk.jobs.busy, timeout=20_000)
    QCoreApplication.processEvents()  # what was laid out is shown in the next turn only


def column(page: SessionsPage, key: str) -> list[str]:
    """Give what stands in a column of the table."""
    numbers = range(len(page.rows.ids))
    for _ in range(400):
        if all(page.rows.row(number) for number in numbers):
            break
        QTest.qWait(5)
    found = [page.rows.row(number) for number in numbers]
    return [row.texts[NUMBER[key]] if row else "?" for row in found]
