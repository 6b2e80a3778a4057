from tests.desktop.bill.computed import MADE, by_profile, by_rate, cents, workday
from tests.desktop.bill.test_computed_words import US
from tests.factories import a_session
from zefdesk.desktop.bill.beside import beside, changes


def test_an_equal_cost_is_equal_to_the_cent() -> None:
    said = beside(by_rate(cents(628)), a_session(), US)
    assert said[:3] == ("$6.28", "$6.28", "$0.00")
    assert (said.tone, said.word, said.sentence) == ("accent", "Equal, to the cent", "")


def test_a_difference_has_its_sign_its_size_and_its_reason() -> None:
    less = beside(by_rate(cents(550)), a_session(), US)
    assert (less.difference, less.tone, less.word) == ("-$0.78", "warn", "Computed $0.78 less")
    assert less.sentence.startswith("The report charged $0.78 more")
    more = beside(by_rate(cents(700)), a_session(), US)
    assert (more.difference, more.word) == ("+$0.72", "Computed $0.72 more")


def test_what_cannot_be_compared_is_said() -> None:
    assert beside(by_rate(), a_session(cost=None), US)[:3] == ("none", "$5.50", "")
    other = beside(by_rate(currency="EUR"), a_session(), US._replace(currency="EUR"))
    assert (other.computed, other.difference, other.word) == ("EUR 5.50", "", "Another currency")


def test_a_former_bill_is_compared_line_by_line() -> None:
    former = by_profile(replaced_at=MADE + 60)
    standing = by_profile(of=workday(prices_include_tax=True))
    said = changes(former, standing, US)
    assert said[0].startswith("The bill that stands comes to $5.41, ")
    assert said[0].endswith("less than this one.")
    assert [sentence.partition(":")[0] for sentence in said[1:]] == ["Sales tax"]


def test_a_former_simple_rate_is_compared_with_a_profile() -> None:
    said = changes(by_rate(replaced_at=MADE), by_profile(), US)
    assert "Simple rate 0.35/kWh: $5.50 \u2192 none" in said
    assert any(sentence.startswith("Idle: none \u2192 ") for sentence in said)


def test_the_same_amount_is_said_to_be_the_same() -> None:
    assert changes(by_rate(), by_rate(), US) == ["The bill that stands comes to $5.50, the same as this one."]
    assert "different currencies" in changes(by_rate(), by_rate(currency="EUR"), US)[0]
