"""`log-summary` and `import` of logs: nothing that a log tells reads as if nothing was there."""

from pathlib import Path

from tests.cli.conftest import Cli

LOGS = Path(__file__).parents[1] / "data" / "logs" / "samples"
MIDDLE = LOGS / "ha-lbbrhzn-4.log"
"""Twenty-seven meter values of a transaction that began before the log."""
LOBBY = Path(__file__).parents[2] / "resources" / "sample" / "lobby-east-2026-05.log"


def test_a_transaction_that_began_before_the_log_is_told_of(cli: Cli) -> None:
    (one,) = cli("log-summary", str(MIDDLE), "--json").json["fragments"]
    assert (one["charger"], one["connector"], one["transaction"], one["line"]) == (
        "ha-lbbrhzn-4",
        "1",
        "1766486654",
        30,
    )
    assert one["what"] == "27 meter values, 17137.228 to 17137.322 kWh; its start is not in this log"
    told = cli("log-summary", str(MIDDLE)).out
    assert "transaction 1766486654: 27 meter values" in told
    assert "an earlier file of this charger completes it" in told
    assert "0 sessions, 1 boot," in told


def test_several_logs_are_one_document_with_the_fragments_of_all(cli: Cli) -> None:
    told = cli("log-summary", str(MIDDLE), str(LOBBY), "--json").json
    assert len(told["fragments"]) == 1
    assert len(told["files"]) == 2


def test_an_import_says_what_waits_for_its_start(cli: Cli) -> None:
    answer = cli("import", str(MIDDLE), "--time-zone", "UTC")
    assert answer.code == 0
    assert "0 sessions, 0 new, 0 known already\n" in answer.out
    assert "1 transaction without a start in this log: an earlier file completes it" in answer.out


def test_a_charger_that_only_a_log_names_is_known(cli: Cli) -> None:
    cli("import", str(MIDDLE), "--time-zone", "UTC")
    assert [one["serial"] for one in cli("chargers", "--json").json["chargers"]] == ["139046"]
    cli("undo-import", "1")
    assert cli("chargers", "--json").json["chargers"] == []


def test_a_message_that_cannot_be_read_is_no_refused_row(cli: Cli) -> None:
    answer = cli("import", str(LOBBY))
    assert "14 sessions, 14 new, 0 known already; 1 message cannot be read\n" in answer.out
    assert "refused" not in answer.out
