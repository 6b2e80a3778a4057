"""The week of a cost is painted from the first moment on, and what is said beside it is about what is shown."""

from PySide6.QtTest import QTest

from tests.desktop.rates.designer.hands import choose, drag, press, type_in
from zefdesk.desktop.rates.designer.panel import DesignerPanel
from zefdesk.desktop.rates.designer.week_panel import WeekPanel
from zefdesk.desktop.rates.designer.week_shape import HOUR


def bare(panel: DesignerPanel) -> WeekPanel:
    """A new profile with a cost that has neither a base rate nor a variation."""
    press(panel.beginning, "Begin with Nothing")
    choose(panel, "Add a cost", "Energy")
    found = panel.costs.cards[0].week
    assert found is not None
    return found


def test_a_cost_without_any_rate_is_painted_by_a_drag(panel: DesignerPanel) -> None:
    week = bare(panel)
    QTest.keyClicks(week.brushes.new_rate, "0.50")
    drag(week.grid, (0, 4), (14, 20))
    (variation,) = panel.design.value("costs[0].variations")
    assert (variation["rate"], variation["when"]["from"], variation["when"]["to"]) == ("0.5", "14:00", "20:00")


def test_digits_that_are_typed_in_the_week_are_a_new_rate(panel: DesignerPanel) -> None:
    week = bare(panel)
    week.grid.select(1, 9 * HOUR)
    week.grid.setFocus()
    QTest.keyClicks(week.grid, "0")
    assert week.brushes.new_rate.hasFocus()
    QTest.keyClicks(week.brushes.new_rate, ".3")
    assert week.brushes.typed == "0.3"


def test_what_wins_is_said_anew_after_another_base_rate(workday: DesignerPanel) -> None:
    week = workday.costs.cards[0].week
    assert week is not None
    week.grid.select(5, 3 * HOUR)
    type_in(workday, "costs[0].rate", "0.2")
    before = week.said.text()
    assert before
    type_in(workday, "costs[0].rate", "")
    assert week.said.text() != before
    assert "no price" in week.said.text()


def test_hours_without_a_price_that_get_the_rate_of_others_are_not_called_otherwise(panel: DesignerPanel) -> None:
    week = bare(panel)
    QTest.keyClicks(week.brushes.new_rate, "0.50")
    drag(week.grid, (0, 4), (14, 20))
    type_in(panel, "costs[0].rate", "0.50")
    shown = week._week
    assert shown is not None
    assert [(tag.name, tag.price) for tag in shown.tags] == [("", "$0.50")]


def test_a_cost_that_cannot_be_read_says_that_nothing_can_be_painted(panel: DesignerPanel) -> None:
    week = bare(panel)
    week.show_profile(None)
    assert not week.grid.isEnabled()
    assert week.said.text().startswith("Nothing can be painted")
