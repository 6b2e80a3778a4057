import pytest

from tests.ocpp.talk import Talk, second
from zefdesk.domain.logged import ESTIMATED, LOWER_BOUND
from zefdesk.ocpp.course import Setup

KWH = 10**9


def whole(talk: Talk) -> None:
    talk.boot("07:00:00")
    talk.status("07:00:02", "Available")
    talk.status("08:00:00", "Preparing")
    talk.start("08:00:10")
    talk.status("08:00:12", "Charging")
    talk.meter("08:30:00", 3000)
    talk.status("09:00:00", "SuspendedEV")
    talk.stop("09:30:00")
    talk.status("09:30:02", "Finishing")
    talk.status("09:40:00", "Available")


def test_a_whole_session() -> None:
    talk = Talk()
    whole(talk)
    one = talk.session()
    assert (one.charger, one.serial, one.connector, one.transaction) == ("CP-1", "SN-1", "1", "7")
    assert (one.start, one.end) == (second("08:00:00"), second("09:40:00"))
    assert (one.began, one.ended) == (second("08:00:10"), second("09:30:00"))
    assert (one.plug_duration, one.charge_duration) == (6000, 3588)
    assert (one.energy, one.meter_start, one.meter_stop) == (4 * KWH, KWH, 5 * KWH)
    assert (one.initiator, one.identity, one.stop_reason) == ("RFID", "TAG", "Local")
    assert (one.derived["energy"].rule, one.derived["stop"].rule) == ("meter-stop - meter-start", "transaction id")
    told = [(event.event, event.at - second("08:00:00")) for event in one.events]
    assert told == [
        ("plugged-in", 0),
        ("start", 10),
        ("charging", 12),
        ("suspended-ev", 3600),
        ("stop", 5400),
        ("finishing", 5402),
        ("unplugged", 6000),
    ]


def test_no_clock_in_the_lines_changes_nothing() -> None:
    with_clock, without = Talk(), Talk(lag=None)
    whole(with_clock)
    whole(without)
    one, other = with_clock.session(), without.session()
    assert (one.start, one.end, one.energy, one.events) == (other.start, other.end, other.energy, other.events)


def test_a_reconnected_charger_uses_its_ids_again() -> None:
    talk = Talk()
    talk.call("08:00:00", "Heartbeat", {}, None, number="1")
    talk.boot("08:05:00")
    talk.start("08:06:00", number="1")
    talk.stop("08:07:00")
    one = talk.session()
    assert one.transaction == "7"


def test_an_answer_belongs_to_the_side_that_can_have_it() -> None:
    talk = Talk()
    talk.start("08:00:00", None, number="5")
    talk.call("08:00:01", "RemoteStopTransaction", {"transactionId": 3}, None, number="5")
    talk.answer("08:00:02", "5", {"transactionId": 9, "idTagInfo": {"status": "Accepted"}})
    talk.answer("08:00:03", "5", {"status": "Rejected"})
    talk.stop("09:00:00", 9)
    assert talk.session().derived["stop"].rule == "transaction id"


def test_a_frame_that_an_error_line_repeats_counts_once() -> None:
    talk = Talk()
    talk.remote("08:00:00", "APP")
    talk.call("08:00:30", "RemoteStartTransaction", {"idTag": "APP", "connectorId": 1}, None, number="m1")
    talk.start("08:00:40", tag="APP")
    talk.stop("08:30:00")
    assert talk.session().initiator == "Remote"
    assert talk.station.attempts == []


def test_a_start_that_is_sent_again_is_one_session() -> None:
    talk = Talk()
    talk.start("08:00:00", None)
    talk.start("08:00:00", 7, heard="08:01:00")
    talk.stop("09:00:00", heard="09:00:00")
    talk.stop("09:00:00", heard="09:01:00")
    one = talk.session()
    assert (one.transaction, one.energy) == ("7", 4 * KWH)


def test_a_preparing_that_was_a_card_tap_is_no_plug_in() -> None:
    talk = Talk()
    talk.status("07:00:00", "Available")
    talk.status("07:50:00", "Preparing")
    talk.status("07:51:00", "Available")
    talk.status("08:00:00", "Preparing")
    talk.start("08:00:05")
    talk.stop("09:00:00")
    talk.status("09:10:00", "Available")
    assert talk.session().start == second("08:00:00")
    (attempt,) = talk.station.attempts
    assert (attempt.what, attempt.at, attempt.connector) == ("plug-in", second("07:50:00"), "1")


def test_connector_zero_is_the_station() -> None:
    talk = Talk()
    talk.status("07:00:00", "Available", 0)
    talk.status("08:00:00", "Preparing", 0)
    talk.start("08:10:00")
    talk.stop("09:00:00")
    talk.status("09:30:00", "Available", 0)
    one = talk.session()
    assert (one.start, one.end) == (second("08:10:00"), second("09:00:00"))
    assert one.derived["plug_duration"].quality == ESTIMATED


def test_two_connectors_at_once() -> None:
    talk = Talk()
    for connector in (1, 2):
        talk.status(f"07:00:0{connector}", "Available", connector)
    talk.status("08:00:00", "Preparing", 1)
    talk.start("08:00:10", 1, 100, "A", 1)
    talk.status("08:05:00", "Preparing", 2)
    talk.start("08:05:10", 2, 900, "B", 2)
    talk.stop("09:00:00", 2, 1900)
    talk.status("09:01:00", "Available", 2)
    talk.stop("09:30:00", 1, 600)
    talk.status("09:31:00", "Available", 1)
    one, two = talk.ends()
    assert (one.connector, one.identity, one.energy, one.end) == ("1", "A", KWH // 2, second("09:31:00"))
    assert (two.connector, two.identity, two.energy, two.end) == ("2", "B", KWH, second("09:01:00"))


def test_two_transactions_in_one_visit() -> None:
    talk = Talk()
    talk.status("07:00:00", "Available")
    talk.status("08:00:00", "Preparing")
    talk.start("08:01:00", 1, 0)
    talk.status("08:01:01", "Charging")
    talk.stop("08:30:00", 1, 1000)
    talk.status("08:30:01", "Finishing")
    talk.start("08:40:00", 2, 1000)
    talk.status("08:40:01", "Charging")
    talk.stop("09:00:00", 2, 3000)
    talk.status("09:00:01", "Finishing")
    talk.status("09:30:00", "Available")
    one, two = talk.ends()
    assert (one.start, one.end) == (second("08:00:00"), second("08:30:00"))
    assert (two.start, two.end) == (second("08:40:00"), second("09:30:00"))
    assert (one.charge_duration, two.charge_duration) == (1739, 1199)


def test_a_stop_may_come_after_available() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00")
    talk.status("08:01:01", "Charging")
    talk.status("09:00:00", "Available")
    talk.stop("09:00:05")
    one = talk.session()
    assert (one.end, one.energy, one.stop_reason) == (second("09:00:00"), 4 * KWH, "Local")
    assert "missing-stop" not in one.marks


def test_a_boot_alone_closes_nothing() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00")
    talk.status("08:01:01", "Charging")
    talk.meter("08:30:00", 2000)
    talk.boot("08:31:00")
    talk.status("08:31:01", "Charging")
    talk.meter("08:45:00", 2500)
    talk.stop("09:00:00", meter=3000)
    talk.status("09:05:00", "Available")
    one = talk.session()
    assert (one.energy, one.end, one.marks.get("missing-stop")) == (2 * KWH, second("09:05:00"), None)
    assert "boot" in [event.event for event in one.events]


def test_available_after_a_boot_ends_no_visit_whose_meter_goes_on() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00")
    talk.status("08:01:01", "Charging")
    talk.boot("08:31:00")
    talk.status("08:31:01", "Available")
    talk.status("08:31:05", "Charging")
    talk.meter("08:50:00", 3000)
    talk.stop("09:00:00", meter=4000)
    talk.status("09:05:00", "Available")
    assert talk.session().end == second("09:05:00")


def test_a_missing_stop_is_closed_by_available() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00")
    talk.status("08:01:01", "Charging")
    talk.meter("08:30:00", 2500)
    talk.status("09:00:00", "Available")
    one = talk.session()
    assert (one.end, one.energy, one.ended) == (second("09:00:00"), 1_500_000_000, None)
    assert one.derived["energy"].quality == LOWER_BOUND
    assert "missing-stop" in one.marks


def test_a_missing_stop_is_closed_by_the_next_start() -> None:
    talk = Talk()
    talk.start("08:00:00", 1, 0)
    talk.meter("08:30:00", 700, 1)
    talk.start("10:00:00", 2, 800)
    talk.stop("11:00:00", 2, 900)
    one, two = talk.ends()
    assert (one.end, one.energy) == (second("10:00:00"), 700_000_000)
    assert "missing-stop" in one.marks
    assert two.energy == 100_000_000


def test_a_log_that_ends_leaves_a_session_open() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00")
    talk.meter("08:30:00", 2500)
    one = talk.session()
    assert one.open
    assert (one.end, one.derived["plug_duration"].quality) == (second("08:30:00"), LOWER_BOUND)
    assert "still-open" in one.marks
    assert "missing-stop" not in one.marks


def test_a_reboot_is_proven_by_a_connector_that_is_no_longer_at_work() -> None:
    talk = Talk()
    talk.start("08:00:00")
    talk.status("08:00:01", "Charging")
    talk.meter("08:30:00", 2000)
    talk.boot("08:40:00")
    talk.status("08:40:05", "Unavailable")
    talk.call("12:00:00", "Heartbeat", {}, {})
    one = talk.session()
    assert (one.open, one.end) == (False, second("08:40:00"))
    assert "reboot" in one.marks["missing-stop"]


def test_a_stop_finds_the_only_open_transaction_when_no_answer_named_it() -> None:
    talk = Talk()
    talk.start("08:00:00", None)
    talk.stop("09:00:00", 44)
    one = talk.session()
    assert (one.energy, one.derived["stop"].rule) == (4 * KWH, "the open transaction")


def test_a_stop_finds_its_transaction_by_tag_and_by_meter() -> None:
    talk = Talk()
    talk.start("08:00:00", None, 1000, "A", 1)
    talk.start("08:00:05", None, 7000, "B", 2)
    talk.stop("09:00:00", 91, 8000, tag="B")
    talk.stop("09:00:10", 92, 2000)
    one, two = talk.ends()
    assert (one.identity, one.energy) == ("A", KWH)
    assert (two.identity, two.energy, two.derived["stop"].rule) == ("B", KWH, "idTag")


def test_meter_values_name_a_transaction_that_no_answer_named() -> None:
    talk = Talk()
    talk.start("08:00:00", None, 1000, "A", 1)
    talk.start("08:00:05", None, 7000, "A", 2)
    talk.meter("08:10:00", 1500, 31, 1)
    talk.meter("08:10:05", 7500, 32, 2)
    talk.stop("09:00:00", 32, 8000)
    talk.stop("09:00:10", 31, 2000)
    one, two = talk.ends()
    assert (one.transaction, one.connector, one.energy) == ("31", "1", KWH)
    assert (two.transaction, two.connector, two.energy) == ("32", "2", KWH)


def test_a_stop_whose_start_is_not_in_the_log_is_a_fragment() -> None:
    talk = Talk()
    talk.stop("08:00:00", 99)
    (one,) = talk.ends()
    assert not one.whole
    assert "orphan-stop" in talk.station.marks


def test_a_card_that_is_refused_at_a_plug_in_is_one_attempt() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.call("08:00:35", "Authorize", {"idTag": "TAG"}, {"idTagInfo": {"status": "Blocked"}})
    talk.status("08:02:00", "Available")
    talk.call("12:00:00", "Authorize", {"idTag": "ALONE"}, {"idTagInfo": {"status": "Invalid"}})
    assert talk.ends() == []
    plugged, alone = sorted(talk.station.attempts, key=lambda one: one.at)
    assert (plugged.what, plugged.why, plugged.connector) == ("plug-in", "TAG was answered Blocked", "1")
    assert (plugged.at, plugged.span.line) == (second("08:00:30"), 6)
    assert (alone.what, alone.why) == ("authorize", "ALONE: Invalid")


def test_a_start_of_a_card_that_was_refused_before_is_one_attempt() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.call("08:00:35", "Authorize", {"idTag": "TAG"}, {"idTagInfo": {"status": "Blocked"}})
    talk.start("08:01:00", 5, status="Blocked")
    talk.status("08:02:00", "Available")
    assert talk.ends() == []
    assert [(one.what, one.why) for one in talk.station.attempts] == [("start", "TAG: Blocked")]


def test_a_refused_start_is_an_attempt() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00", 5, status="Blocked")
    talk.stop("08:01:10", 5, 1000, "DeAuthorized")
    talk.status("08:02:00", "Available")
    assert talk.ends() == []
    (attempt,) = talk.station.attempts
    assert (attempt.what, attempt.why) == ("start", "TAG: Blocked")


def test_a_remote_start_without_effect_is_an_attempt() -> None:
    talk = Talk()
    talk.remote("08:00:00", "APP")
    talk.call("09:00:00", "Heartbeat", {}, {})
    assert talk.ends() == []
    (attempt,) = talk.station.attempts
    assert (attempt.what, attempt.connector) == ("remote-start", "1")
    assert "remote-start-not-followed" in talk.station.marks


def test_who_started_it() -> None:
    setup = Setup({"SN-1": frozenset({"READER"})})
    for tag, wanted in (
        ("READER", "Credit card"),
        ("LOCAL", ""),
        ("FREEVEND", ""),
        ("", ""),
        (None, ""),
        ("SN-1", ""),
        ("0042", "RFID"),
    ):
        talk = Talk(setup=setup)
        talk.boot("07:00:00")
        talk.start("08:00:00", tag=tag)
        talk.stop("09:00:00")
        one = talk.session()
        assert one.initiator == wanted, tag
        assert one.identity == (tag or None)


def test_a_remote_start_counts_for_five_minutes() -> None:
    for clock, wanted in (("08:04:59", "Remote"), ("08:05:30", "RFID")):
        talk = Talk()
        talk.remote("08:00:00", "APP")
        talk.start(clock, tag="APP")
        talk.stop("09:00:00")
        assert talk.session().initiator == wanted


def test_a_clock_that_was_not_set_gives_way_to_the_lines() -> None:
    talk = Talk()
    talk.start("1970-01-01 00:01:00", heard="08:00:00")
    talk.stop("09:00:00")
    one = talk.session()
    assert one.start == second("08:00:00")
    assert "clock-not-set" in one.marks


def test_what_was_told_offline_is_ordered_by_its_own_clock() -> None:
    talk = Talk()
    talk.status("07:00:00", "Available")
    talk.boot("12:00:00")
    talk.start("08:00:00", 3, 0, heard="12:00:05")
    talk.meter("08:30:00", 500, 3, heard="12:00:06")
    talk.stop("09:00:00", 3, 900, heard="12:00:07")
    one = talk.session()
    assert (one.start, one.end, one.energy) == (second("08:00:00"), second("09:00:00"), 900_000_000)
    assert "offline-replay" in one.marks


def test_the_skew_is_the_median_of_the_differences() -> None:
    talk = Talk(lag=-90)
    whole(talk)
    assert talk.session().marks["clock-skew"] == "90"
    assert talk.station.summary.clock_skew == 90


def test_charging_without_states_is_told_by_the_meter() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=0)
    talk.meter("08:30:00", 1000)
    talk.meter("09:00:00", 1000)
    talk.stop("09:30:00", meter=1000)
    one = talk.session()
    assert (one.charge_duration, one.derived["charge_duration"].quality) == (1800, ESTIMATED)


def test_states_that_say_charging_while_the_meter_stands_still() -> None:
    talk = Talk()
    talk.status("08:00:00", "Preparing")
    talk.start("08:00:00", meter=0)
    talk.status("08:00:01", "Charging")
    talk.meter("08:20:00", 1000)
    talk.meter("09:00:00", 1000)
    talk.stop("09:30:00", meter=1000)
    assert "status-meter-disagree" in talk.session().marks


def test_a_fault_during_the_session() -> None:
    talk = Talk()
    talk.status("08:00:00", "Preparing")
    talk.start("08:00:10")
    talk.status("08:10:00", "Faulted", error="GroundFailure")
    talk.stop("08:10:05")
    talk.status("08:20:00", "Available")
    assert talk.session().marks["faulted-during-session"] == "GroundFailure"


def test_an_id_that_is_used_again() -> None:
    talk = Talk()
    talk.start("08:00:00", 7, 0)
    talk.stop("09:00:00", 7, 10)
    talk.start("10:00:00", 7, 10)
    talk.stop("11:00:00", 7, 50)
    one, two = talk.ends()
    assert (one.energy, two.energy) == (10_000_000, 40_000_000)
    assert "transaction-id-reused" in two.marks


def test_a_stop_before_its_start() -> None:
    talk = Talk()
    talk.start("08:00:00")
    talk.stop("07:00:00", heard="09:00:00")
    one = talk.session()
    assert one.plug_duration == 0
    assert "stop-before-start" in one.marks


def test_a_silent_hour_is_a_gap() -> None:
    talk = Talk()
    talk.boot("08:00:00")
    talk.boot("10:00:00")
    talk.ends()
    assert [(gap.start, gap.end) for gap in talk.station.gaps] == [(second("08:00:00"), second("10:00:00"))]


def test_sessions_are_given_while_the_log_is_read() -> None:
    talk = Talk()
    whole(talk)
    talk.call("10:30:00", "Heartbeat", {}, {})
    assert [one.transaction for one in talk.station.finished()] == ["7"]
    assert talk.ends() == []


def test_an_error_for_an_answer_is_told() -> None:
    talk = Talk()
    number = talk.call("08:00:00", "StartTransaction", {"connectorId": 1, "timestamp": "2026-03-03T08:00:00Z"})
    talk.error("08:00:01", number, "InternalError")
    (one,) = talk.ends()
    assert one.whole
    assert [error.code for error in talk.station.errors] == ["InternalError"]


def test_what_a_schema_forbids_is_read() -> None:
    talk = Talk()
    talk.start("08:00:00", meter="1000")
    talk.stop("09:00:00", "7", "1250.5")
    assert talk.session().energy == 250_500_000


def test_a_log_that_ends_soon_after_a_remote_start_blames_nobody() -> None:
    talk = Talk()
    talk.remote("08:00:00", "APP")
    talk.call("08:01:00", "Heartbeat", {}, {})
    assert talk.ends() == []
    assert "remote-start-not-followed" not in talk.station.marks
    assert "the log ends" in talk.station.attempts[0].why


def test_what_is_still_open_lasts_until_the_end_of_the_log_by_the_chargers_clock() -> None:
    talk = Talk(lag=-3600)
    talk.status("08:00:00", "Preparing")
    talk.start("08:00:10")
    for minute in range(10, 40, 5):
        talk.meter(f"08:{minute}:00", 1000 + minute)
    one = talk.session()
    assert one.open
    assert one.end == second("08:35:00")


def test_a_backlog_does_not_tell_the_skew() -> None:
    talk = Talk()
    talk.status("07:00:00", "Available")
    talk.boot("12:00:00")
    talk.start("08:00:00", 3, 0, heard="12:00:05")
    for minute in range(10, 60):
        talk.meter(f"08:{minute}:00", minute, 3, heard="12:00:06")
    talk.stop("09:00:00", 3, 900, heard="12:00:07")
    one = talk.session()
    assert "offline-replay" in one.marks
    assert one.marks["clock-skew"] == "0"


@pytest.mark.parametrize("lag", [400, -400, -3600])
def test_a_clock_that_is_wrong_is_no_replay_even_in_the_first_session(lag: int) -> None:
    talk = Talk(lag=lag)
    whole(talk)
    whole(talk)
    assert all("offline-replay" not in one.marks for one in talk.ends())


def test_a_stop_that_is_told_too_early_is_no_replay() -> None:
    talk = Talk()
    talk.start("08:00:00")
    talk.stop("07:30:00", heard="08:30:00")
    one = talk.session()
    assert "stop-before-start" in one.marks
    assert "offline-replay" not in one.marks


def test_a_stop_names_the_transaction_that_no_answer_named() -> None:
    talk = Talk()
    talk.start("08:00:00", None)
    talk.stop("09:00:00", 44)
    assert talk.session().transaction == "44"


def test_a_remote_start_without_a_clock_came_just_before_the_next_message_that_has_one() -> None:
    talk = Talk(lag=None)
    talk.boot("07:00:00")
    talk.remote("08:00:00", "APP")
    talk.call("08:00:10", "Heartbeat", {}, {"currentTime": "2026-03-03T08:00:10Z"})
    talk.status("08:00:20", "Preparing")
    talk.start("08:00:40", tag="APP")
    talk.stop("09:00:00")
    assert talk.session().initiator == "Remote"


def test_a_remote_start_of_a_charger_whose_clock_is_behind() -> None:
    talk = Talk(lag=400)
    talk.remote("08:00:00", "APP")
    talk.start("08:00:40", tag="APP")
    talk.stop("09:00:00")
    assert talk.session().initiator == "Remote"


def test_a_stop_without_an_id_ends_the_transaction_that_has_none() -> None:
    talk = Talk()
    talk.start("08:00:00", 5, 1000)
    talk.start("10:00:00", None, 4000, heard="12:00:00")
    talk.stop("11:00:00", -1, 4500, tag="TAG", heard="12:00:05")
    one, two = talk.ends()
    assert (one.ended, two.energy, two.transaction) == (None, KWH // 2, None)


def test_a_state_that_is_sent_again_while_the_clock_is_not_set_is_told_once() -> None:
    talk = Talk()
    preparing = {"connectorId": 1, "errorCode": "NoError", "status": "Preparing", "timestamp": "1970-01-01T00:00:05Z"}
    talk.call("08:00:00", "StatusNotification", preparing, {})
    talk.start("08:00:10")
    talk.status("08:00:10", "Charging")
    talk.call("08:01:00", "StatusNotification", preparing, {})
    talk.stop("09:00:10")
    assert talk.session().charge_duration == 3600


def test_values_without_an_id_belong_to_no_transaction_after_the_car_has_left() -> None:
    talk = Talk()
    talk.status("08:00:00", "Available")
    talk.status("08:00:30", "Preparing")
    talk.start("08:01:00", 1, 1000)
    talk.meter("08:30:00", 2000, None)
    talk.status("09:00:00", "Available")
    talk.status("10:00:00", "Preparing")
    talk.start("10:00:10", 2, 2000)
    talk.meter("10:30:00", 3000, None)
    talk.stop("11:00:00", 2, 4000)
    talk.status("11:00:30", "Available")
    for hour in range(12, 15):
        talk.meter(f"{hour}:00:00", 4000, None)
    one, two = talk.ends()
    assert (one.end, one.energy, len(one.samples)) == (second("09:00:00"), KWH, 1)
    assert (two.energy, len(two.samples)) == (2 * KWH, 1)


def test_a_car_that_was_there_when_the_log_began_is_no_attempt() -> None:
    talk = Talk()
    talk.status("08:00:00", "Charging")
    talk.status("09:00:00", "Available")
    talk.call("10:00:00", "Heartbeat", {}, {})
    assert talk.ends() == []
    assert talk.station.attempts == []


def test_a_start_that_is_sent_again_an_hour_later_is_no_other_session() -> None:
    talk = Talk()
    whole(talk)
    talk.call("10:30:00", "Heartbeat", {}, {})
    talk.start("08:00:10", heard="11:00:00")
    talk.call("12:30:00", "Heartbeat", {}, {})
    assert len(talk.ends()) == 1


def test_a_visit_is_told_once_when_a_transaction_apart_comes_after_it() -> None:
    talk = Talk()
    whole(talk)
    talk.start("10:00:00", 8, 5000)
    talk.stop("10:30:00", 8, 6000)
    for hour in range(12, 18):
        talk.call(f"{hour}:00:00", "Heartbeat", {}, {})
    assert [one.transaction for one in talk.ends()] == ["7", "8"]
    assert talk.station.attempts == []


def test_of_two_ids_the_one_that_the_stop_names_counts() -> None:
    talk = Talk()
    talk.start("08:00:00", 7)
    talk.start("08:00:00", 8, heard="08:00:30")
    talk.start("08:00:00", 7, heard="08:01:00")
    talk.stop("09:00:00", 8)
    assert talk.session().transaction == "8"


def test_a_backlog_that_is_sent_again_does_not_tell_the_skew() -> None:
    talk = Talk()
    talk.status("07:00:00", "Available")
    for heard in ("12:00:05", "12:01:05", "12:02:05"):
        talk.start("08:00:00", 3, 0, heard=heard)
        talk.stop("09:00:00", 3, 900, heard=heard)
    assert "offline-replay" in talk.session().marks
