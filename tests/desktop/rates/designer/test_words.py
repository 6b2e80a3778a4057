from zefdesk.desktop.rates.designer.rule_words import shortened


def test_a_sentence_of_many_rules_is_cut_and_says_how_many_more_there_are() -> None:
    rules = [f"$0.{20 + number} per kWh Mon 0{number % 9}:00-0{number % 9 + 1}:00" for number in range(30)]
    sentence = ", ".join([*rules, "otherwise $0.25; at most $20.00"])
    said = shortened(sentence)
    assert len(said) <= 230
    assert said.startswith(rules[0])
    assert said.endswith("more, otherwise $0.25; at most $20.00")
    more = int(said.split("and ")[-1].split(" ")[0])
    assert said.count("per kWh") + more == 30


def test_a_short_sentence_stays_whole() -> None:
    assert shortened("$0.45 per kWh Mon-Fri 14:00-20:00, otherwise $0.25") == (
        "$0.45 per kWh Mon-Fri 14:00-20:00, otherwise $0.25"
    )
