from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.desktop.rates.price_words import NONE, PROFILE, SIMPLE
from zefdesk.domain.clock import wall_from
from zefdesk.domain.rate import parse_rate
from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

Settle = Callable[[], None]
BOTH = (LOBBY_EAST, LOBBY_WEST)


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rates(ledger: Ledger) -> list[str]:
    return [str(one.simple_rate or "") for one in configuring.chargers(ledger)]


def spans(ledger: Ledger) -> list[tuple[str, int, int | None]]:
    return [(one.charger, one.start_wall, one.end_wall) for one in configuring.assignments(ledger)]


def type_rate(page: RatesPage, amount: str) -> None:
    row = page.form.pricing.rate
    row.amount.selectAll()
    QTest.keyClicks(row.amount, amount)
    QTest.keyClick(row.amount, Qt.Key.Key_Return)


def attach(page: RatesPage, settle: Settle, day: date) -> None:
    box = page.form.pricing
    if not box.attach.isVisible():
        click(box.choices[PROFILE])
        if not box.attach.isVisible():
            click(box._other)
    box.attach.day.show_day(day)
    click(box.attach.attach)
    settle()


def test_a_simple_rate_is_set_on_two_chargers_and_taken_back(page: RatesPage, network: Ledger, settle: Settle) -> None:
    page.select(BOTH)
    box = page.form.pricing
    assert box.mode == NONE
    click(box.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    assert rates(network) == ["0.35/kWh", "0.35/kWh"]
    assert box.rate.said == "A 6 h stay with 20 kWh costs $7.00."
    assert box.mode == SIMPLE
    page.history.undo_action.trigger()
    settle()
    assert rates(network) == ["", ""]
    assert box.mode == NONE


def test_what_a_stay_costs_is_said_while_the_rate_is_typed(page: RatesPage) -> None:
    box = page.form.pricing
    click(box.choices[SIMPLE])
    QTest.keyClicks(box.rate.amount, "2")
    box.rate.per.setCurrentIndex(1)
    box.rate._preview()
    assert box.rate.said == "A 6 h stay with 20 kWh costs $12.00."
    box.rate.per.setCurrentIndex(2)
    box.rate._preview()
    assert box.rate.said == "A 6 h stay, 3 h of it charging, with 20 kWh costs $6.00."


def test_a_rate_that_is_no_number_is_said_in_place(page: RatesPage, network: Ledger, settle: Settle) -> None:
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "cheap")
    settle()
    assert "is no amount" in page.form.pricing.rate.said
    assert rates(network) == ["", ""]


def test_a_negative_rate_is_said_to_be_that(page: RatesPage, network: Ledger) -> None:
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "-1")
    assert page.form.pricing.rate.said == "'-1' is negative: a rate may not be; 0 makes it free"
    assert rates(network)[0] == ""


def test_rates_that_differ_are_said_to_and_one_amount_sets_all(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.set_charger(network, LOBBY_EAST, {"simple_rate": "0.30/kWh"})
    configuring.set_charger(network, LOBBY_WEST, {"simple_rate": "0.40/kWh"})
    page.refresh()
    settle()
    page.select(BOTH)
    box = page.form.pricing
    assert box.rate.amount.placeholderText() == "several values"
    assert "differ" in box.rate.said
    type_rate(page, "0.33")
    settle()
    assert rates(network) == ["0.33/kWh", "0.33/kWh"]


def test_a_rate_is_taken_away(page: RatesPage, network: Ledger, settle: Settle) -> None:
    configuring.set_charger(network, LOBBY_EAST, {"simple_rate": "0.30/kWh"})
    page.refresh()
    settle()
    box = page.form.pricing
    click(box.choices[NONE])
    assert rates(network)[0] == "0.3/kWh"
    click(box._take_away)
    settle()
    assert rates(network) == ["", ""]


def test_a_profile_is_attached_from_a_date_and_says_what_that_means(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.set_charger(network, LOBBY_EAST, {"simple_rate": "0.35/kWh"})
    page.refresh()
    settle()
    box = page.form.pricing
    click(box.choices[PROFILE])
    box.attach.day.show_day(date(2026, 5, 1))
    assert box.attach.said == (
        "From 2026-05-01 on the simple rate no longer applies, and Bill Details will be populated."
    ).replace("2026-05-01", page._desk.notation.day(wall_from(2026, 5, 1)))
    attach(page, settle, date(2026, 5, 1))
    assert spans(network) == [(LOBBY_EAST, wall_from(2026, 5, 1), None)]
    assert "is kept, but not used" in box._notes[PROFILE].text()
    page.history.undo_action.trigger()
    settle()
    assert spans(network) == []
    assert box.mode == SIMPLE
    page.history.redo_action.trigger()
    settle()
    assert spans(network) == [(LOBBY_EAST, wall_from(2026, 5, 1), None)]


def test_a_profile_is_detached_from_a_date(page: RatesPage, network: Ledger, settle: Settle) -> None:
    attach(page, settle, date(2026, 5, 1))
    box = page.form.pricing
    click(box._off)
    box.detach.day.show_day(date(2026, 6, 1))
    assert "Bill Details stay empty" in box.detach.said
    click(box.detach.detach)
    settle()
    assert spans(network) == [(LOBBY_EAST, wall_from(2026, 5, 1), wall_from(2026, 6, 1))]
    page.history.undo_action.trigger()
    settle()
    assert spans(network) == [(LOBBY_EAST, wall_from(2026, 5, 1), None)]


def test_no_price_at_all_takes_profile_and_rate_away_as_one_change(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.set_charger(network, LOBBY_EAST, {"simple_rate": "0.35/kWh"})
    attach(page, settle, date(2026, 5, 1))
    box = page.form.pricing
    click(box.choices[NONE])
    click(box.detach.detach)
    settle()
    assert rates(network)[0] == ""
    assert spans(network)[0][2] is not None
    page.history.undo_action.trigger()
    settle()
    assert rates(network)[0] == str(parse_rate("0.35/kWh"))
    assert spans(network)[0][2] is None


def test_an_overlap_is_refused_in_its_place(page: RatesPage, network: Ledger, settle: Settle) -> None:
    attach(page, settle, date(2026, 5, 1))
    attach(page, settle, date(2026, 4, 1))
    assert page.form.pricing.wrong.isVisible()
    assert "may not overlap" in page.form.pricing.wrong.accessibleName()
    assert len(spans(network)) == 1


def test_the_life_of_a_charger_is_read_by_the_arrow_keys(page: RatesPage, settle: Settle) -> None:
    attach(page, settle, date(2026, 5, 1))
    life = page.form.pricing.life
    assert life.words.endswith("Workday ToU")
    QTest.keyClick(life._bar, Qt.Key.Key_Left)
    assert life.words.endswith("no price")
    assert "1 of 2" in life._bar.accessibleName()


def test_free_vend_and_members_are_set(page: RatesPage, network: Ledger, settle: Settle) -> None:
    box = page.form.pricing
    click(box.free_vend)
    settle()
    QTest.keyClicks(box.members.line, "ch-1; ch-2")
    QTest.keyClick(box.members.line, Qt.Key.Key_Return)
    settle()
    one = next(each for each in configuring.chargers(network) if each.serial == LOBBY_EAST)
    assert (one.free_vend, one.members) == (False, ("ch-1", "ch-2"))
    page.select(BOTH)
    assert box.free_vend.checkState() is Qt.CheckState.PartiallyChecked
    click(box.free_vend)
    settle()
    assert len({each.free_vend for each in configuring.chargers(network)}) == 1


def test_the_life_of_a_charger_with_gaps_fits_into_its_line(page: RatesPage, network: Ledger, settle: Settle) -> None:
    for begin, end in ((date(2025, 1, 1), date(2025, 1, 2)), (date(2025, 2, 1), date(2026, 2, 1))):
        configuring.assign(network, "Workday ToU", [LOBBY_EAST], begin)
        configuring.unassign(network, [LOBBY_EAST], end)
    attach(page, settle, date(2026, 5, 1))
    bar = page.form.pricing.life._bar
    assert len(bar._boxes()) == 6
    assert bar._boxes()[-1].right() <= bar.width() + 1


def test_what_a_profile_in_another_currency_means_is_said(page: RatesPage, network: Ledger, settle: Settle) -> None:
    configuring.set_charger(network, LOBBY_EAST, {"currency": "CAD"})
    page.refresh()
    settle()
    click(page.form.pricing.choices[PROFILE])
    assert "Its prices are in USD, not in 'CAD'." in page.form.pricing.attach.said


def test_what_a_rate_is_per_does_not_come_from_the_charger_that_was_shown_before(
    page: RatesPage, network: Ledger, settle: Settle
) -> None:
    configuring.set_charger(network, LOBBY_EAST, {"simple_rate": "2/h"})
    page.refresh()
    settle()
    page.select((LOBBY_WEST,))
    click(page.form.pricing.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    assert rates(network) == ["2/h", "0.35/kWh"]


def test_a_rate_for_chargers_that_are_priced_in_several_ways_stays_in_sight(page: RatesPage, settle: Settle) -> None:
    attach(page, settle, date(2026, 5, 1))
    page.select(BOTH)
    box = page.form.pricing
    assert (box.mode, box._mixed.isVisible()) == ("", True)
    click(box.choices[SIMPLE])
    type_rate(page, "0.35")
    settle()
    assert (box.mode, box.rate.amount.text()) == (SIMPLE, "0.35")
    assert "once the profile is detached" in box._notes[SIMPLE].text()
    click(box.detach.detach)
    settle()
    assert (box.mode, box._mixed.isVisible()) == (SIMPLE, False)
