from dataclasses import replace

from tests.billing.profiles import energy, fee, idle, profile, variation
from tests.desktop.bill.computed import TAX, bill_of, by_profile, by_rate, workday
from tests.factories import MAY_2, a_session
from zefdesk.desktop.bill import computed_lines, computed_words
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.computed_lines import line_words
from zefdesk.domain.bill import ESTIMATED
from zefdesk.domain.notation import Notation
from zefdesk.domain.policy import preset
from zefdesk.domain.profile import Limit

US = Purse(Notation(date="MMM d, yyyy", time="h:mm AP"), "USD", "USD")
GERMAN = Purse(Notation(decimal=",", group=".", date="dd.MM.yyyy"), "USD", "EUR")


def test_a_line_names_its_cost_and_the_rule_that_held() -> None:
    bill = bill_of(a_session(), workday())
    assert [computed_lines.name_of(line, bill) for line in bill.lines] == [
        "Energy, Morning",
        "Energy, otherwise",
        "Idle",
    ]


def test_a_line_can_be_redone_from_what_it_says() -> None:
    bill = bill_of(a_session(), workday())
    words = [line_words(line, bill, US) for line in bill.lines]
    assert words[0].counted == "6.149166667 kWh \u00d7 $0.45 / kWh = $2.767125"
    assert words[0].amount == "$2.77"
    assert words[2].counted == "0:30:00 \u00d7 $0.50 / h"
    assert words[2].amount == "$0.25"
    assert words[2].why == "The base rate of 'Idle' held from 2026-05-02 10:13 to 10:43."
    assert [one.when for one in words] == ["", "", ""]


def test_intervals_are_told_by_the_chargers_clock() -> None:
    bill = bill_of(a_session(), workday())
    assert computed_lines.when(bill.lines[0], bill, US) == "8:13 AM \u2013 9:00 AM"
    assert computed_lines.when(bill.lines[2], bill, US) == "10:13 AM \u2013 10:43 AM"


def test_intervals_of_a_night_name_their_days_and_seconds_where_there_are_any() -> None:
    night = a_session(start=MAY_2 + 15 * 3600 + 7)
    bill = bill_of(night, profile(energy("0.25")))
    assert computed_lines.when(bill.lines[0], bill, US) == "May 2, 2026 11:13:07 PM \u2013 May 3, 2026 1:13:07 AM"


def test_intervals_of_the_night_in_which_the_clock_changes_name_the_zone() -> None:
    spring = a_session(start=1_772_953_200)  # 2026-03-08 01:00 CST
    bill = bill_of(spring, profile(energy("0.25")))
    assert computed_lines.when(bill.lines[0], bill, US) == "1:00 AM CST \u2013 4:00 AM CDT"


def test_blocks_say_what_was_counted_and_what_is_billed() -> None:
    bill = bill_of(a_session(charge_duration=9000), profile(energy("0.25", step=1_000_000_000)))
    assert line_words(bill.lines[0], bill, GERMAN).counted.startswith("15,70 kWh, billed as 16,00 kWh \u00d7 USD 0,25")


def test_a_fee_counts_sessions_and_a_movement_counts_nothing() -> None:
    bill = bill_of(a_session(), profile(fee("1.00"), minimum=Limit(before_tax=2_000_000_000)))
    fee_line, minimum = (line_words(line, bill, US) for line in bill.lines)
    assert (fee_line.name, fee_line.counted) == ("Fee", "1 session \u00d7 $1.00")
    assert (minimum.name, minimum.counted, minimum.amount) == ("Minimum", "", "$1.00")


def test_lines_that_are_taxed_differently_say_so() -> None:
    bill = bill_of(a_session(), profile(energy("0.25", taxes=("Sales tax",)), fee("1.00"), taxes=(TAX,)))
    assert [line_words(line, bill, US).counted.partition("; ")[2] for line in bill.lines] == ["Sales tax", "no tax"]


def test_totals_are_given_before_and_with_tax() -> None:
    rows = computed_words.totals(bill_of(a_session(), workday()), US)
    assert [row.words for row in rows] == ["Total before tax", "Sales tax  8.25 % of $5.41", "Total with tax"]
    inside = computed_words.totals(bill_of(a_session(), workday(prices_include_tax=True)), US)
    assert [row.words.partition("  ")[0] for row in inside] == ["Total with tax", "of it Sales tax", "Total before tax"]
    plain = computed_words.totals(bill_of(a_session(), profile(energy("0.25"))), US)
    assert [(row.words, row.amount) for row in plain] == [("Total computed, without any tax", "$3.93")]


def test_what_has_no_price_is_named() -> None:
    bill = bill_of(a_session(), profile(energy(None, variation("0.45", from_=0, to=9 * 3600)), idle("0.5")))
    assert computed_words.unpriced(bill, US.notation).startswith("Without a price: energy ")
    assert computed_words.unpriced(bill_of(a_session(), workday()), US.notation) == ""
    energy_only = bill_of(a_session(), profile(energy("0.25")))
    assert computed_words.unpriced(energy_only, US.notation) == ""
    assert computed_words.not_charged(energy_only, US.notation) == "Not charged for by this profile: idle time 0:30:00"


def test_an_estimate_says_why_and_between_which_totals() -> None:
    bill = bill_of(a_session(), workday())
    said = computed_words.possible(bill, US)
    assert said.startswith(ESTIMATED)
    assert "is possible" in said
    assert computed_words.possible(bill_of(a_session(), profile(energy("0.25"))), US) == ""
    assert any("energy flowed first" in sentence for sentence in computed_words.assumptions(bill))


def test_the_rule_of_rounding_is_said() -> None:
    bill = bill_of(a_session(), workday())
    assert computed_words.rounding(bill) == "Each line is rounded half-up to 2 decimals; the lines sum to the total."
    once = bill_of(a_session(), replace(workday(), policy=preset("ocpi")))
    assert "rounded once, half-up to 4 decimals" in computed_words.rounding(once)


def test_a_bill_says_what_made_it_and_when() -> None:
    made = by_profile()
    assert computed_words.made_by(made, US.notation) == "Billing profile 'Test', version 1"
    assert computed_words.made_at(made, "America/Chicago", US.notation) == "Computed May 3, 2026 8:13 AM"
    old = made._replace(replaced_at=made.priced_at + 60)
    assert computed_words.choice(old, "UTC", US.notation) == (
        "Bill of May 3, 2026 1:13 PM, replaced May 3, 2026 1:14 PM"
    )
    assert computed_words.made_by(by_rate(), US.notation) == "Simple rate $0.35 / kWh: a cost, and never lines"


def test_a_simple_rate_can_be_redone_by_hand() -> None:
    assert computed_words.simple_arithmetic(by_rate(), a_session(), US) == "15.70 kWh \u00d7 $0.35 / kWh"
    hourly = by_rate(rate="2/h")
    assert computed_words.simple_arithmetic(hourly, a_session(), US) == "2:30:00 \u00d7 $2.00 / h plugged in"


def test_without_a_bill_it_is_said_what_applies_or_why_nothing_does() -> None:
    assert computed_words.without_bill("billing profile 'Test', version 1") == (
        "Not priced yet. What applies now: billing profile 'Test', version 1."
    )
    assert "menu Rates" in computed_words.without_bill("no rate")
    assert "free vend" in computed_words.without_bill("free vend")
    other = "profile 'Test' is assigned, but no version of it is in force at the Start"
    assert other in computed_words.without_bill(other)


def test_another_price_that_applies_now_is_said() -> None:
    assert computed_words.applies_now(by_profile(), "billing profile 'Test', version 1") == ""
    assert "version 2 applies" in computed_words.applies_now(by_profile(), "billing profile 'Test', version 2")
    assert "nothing would price it" in computed_words.applies_now(by_rate(), "member")
    assert computed_words.applies_now(by_rate(), "simple rate 0.35/kWh") == ""


def test_several_intervals_of_a_line_are_listed_a_few_at_first() -> None:
    days = variation("0.45", from_=7 * 3600, to=8 * 3600)
    long = a_session(plug_duration=40 * 86_400, charge_duration=40 * 86_400)
    bill = bill_of(long, profile(energy("0.25", days)))
    words = line_words(bill.lines[0], bill, US)
    assert words.when.startswith("May 2, 2026 8:13 AM \u2013 May 3, 2026 7:00 AM, May 3, 2026 8:00 AM \u2013 ")
    assert words.when.endswith("more: Copy bill has them all")
    assert "more" not in computed_lines.when(bill.lines[0], bill, US, most=1000)
