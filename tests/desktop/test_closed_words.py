"""What a closed month says in the window."""

from zefdesk.desktop import closed_words
from zefdesk.desktop.rates import words
from zefdesk.domain.notation import Notation
from zefdesk.services.closing import MonthClosed


def test_months_are_named_as_a_person_names_them() -> None:
    assert closed_words.are_closed(["2026-05"], Notation()) == "May 2026 is closed"
    assert closed_words.are_closed(["2026-04", "2026-05"], Notation()) == "Apr 2026 and May 2026 are closed"


def test_a_charger_that_would_change_a_closed_month_says_so_without_the_words_of_the_command_line() -> None:
    said = words.sentence(MonthClosed(["2026-05"], "this change"))
    assert said.startswith("May 2026 is closed")
    assert "--" not in said
