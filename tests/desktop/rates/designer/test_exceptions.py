"""An exception has a rate, or is waived by a tick; empty is neither."""

from tests.desktop.rates.designer.hands import choose, press, type_in
from zefdesk.desktop.rates.designer.panel import DesignerPanel

PATH = "costs[0].exceptions[0]"


def test_a_new_exception_has_the_base_rate_and_is_waived_by_a_tick(workday: DesignerPanel) -> None:
    design = workday.design
    choose(workday, "Add an exception: holidays or dates", "Holidays")
    assert design.value(f"{PATH}.rate") == design.value("costs[0].rate") is not None
    press(workday, "Waive the cost on Holidays")
    assert (design.value(f"{PATH}.rate"), design.value(f"{PATH}.waived")) == (None, True)
    assert not [fault for fault in design.faults if fault.path.startswith(PATH)]
    press(workday, "Waive the cost on Holidays")
    assert (design.value(f"{PATH}.rate"), design.value(f"{PATH}.waived")) == (design.value("costs[0].rate"), None)


def test_an_empty_rate_is_wrong_and_a_typed_one_ends_the_waiver(workday: DesignerPanel) -> None:
    design = workday.design
    choose(workday, "Add an exception: holidays or dates", "Holidays")
    type_in(workday, f"{PATH}.rate", "")
    assert design.fault_at(f"{PATH}.rate") == "is missing: give one, or waive it"
    press(workday, "Waive the cost on Holidays")
    type_in(workday, f"{PATH}.rate", "0.1")
    assert (design.value(f"{PATH}.rate"), design.value(f"{PATH}.waived")) == ("0.1", None)
