from tests.ocpp.talk import Talk, second

EVSE = {"id": 1, "connectorId": 1}
KWH = 10**9
ACCEPTED = {"idTokenInfo": {"status": "Accepted"}}


def value(energy: str, context: str | None = None) -> dict:
    sampled = {"value": float(energy), "unitOfMeasure": {"unit": "kWh"}} | ({"context": context} if context else {})
    return {"sampledValue": [sampled]}


def at(clock: str, energy: str, context: str | None = None) -> list:
    return [{"timestamp": f"2026-03-03T{clock}Z"} | value(energy, context)]


def status(talk: Talk, clock: str, state: str, evse: int = 1) -> None:
    payload = {"timestamp": f"2026-03-03T{clock}Z", "connectorStatus": state, "evseId": evse, "connectorId": 1}
    talk.call(clock, "StatusNotification", payload, {})


def token(text: str, kind: str = "ISO14443") -> dict:
    return {"idToken": text, "type": kind}


def test_a_transaction_that_begins_with_the_cable() -> None:
    talk = Talk()
    status(talk, "07:00:00", "Available")
    status(talk, "08:00:00", "Occupied")
    talk.event("08:00:01", "Started", 0, "CablePluggedIn", evse=EVSE, info={"chargingState": "EVConnected"})
    talk.event(
        "08:00:30", "Updated", 1, "Authorized", idToken=token("TAG"), answer={"idTokenInfo": {"status": "Accepted"}}
    )
    begin = at("08:01:00", "10", "Transaction.Begin")
    talk.event("08:01:00", "Updated", 2, "ChargingStateChanged", info={"chargingState": "Charging"}, meterValue=begin)
    talk.event("09:01:00", "Updated", 3, "ChargingStateChanged", info={"chargingState": "SuspendedEV"})
    end = at("09:30:00", "17.5", "Transaction.End")
    talk.event("09:30:00", "Ended", 4, "EVCommunicationLost", info={"stoppedReason": "EVDisconnected"}, meterValue=end)
    status(talk, "09:30:01", "Available")
    one = talk.session()
    assert (one.transaction, one.connector, one.identity, one.initiator) == ("T-1", "1/1", "TAG", "RFID")
    assert (one.start, one.energy, one.stop_reason) == (second("08:00:00"), 7_500_000_000, "EVDisconnected")
    assert one.charge_duration == 3600
    assert one.end in {second("09:30:00"), second("09:30:01")}


def test_a_transaction_that_begins_with_the_authorisation() -> None:
    talk = Talk()
    status(talk, "07:00:00", "Available")
    talk.event("08:00:00", "Started", 0, "Authorized", evse={"id": 1}, idToken=token("TAG"))
    talk.event("08:01:00", "Updated", 1, "CablePluggedIn", info={"chargingState": "EVConnected"})
    talk.event("08:01:05", "Updated", 2, "ChargingStateChanged", info={"chargingState": "Charging"})
    talk.event("09:00:00", "Ended", 3, "StopAuthorized", info={"stoppedReason": "Local", "timeSpentCharging": 3000})
    one = talk.session()
    assert (one.start, one.began) == (second("08:01:00"), second("08:00:00"))
    assert (one.charge_duration, one.connector) == (3000, "1")


def test_events_are_ordered_by_their_numbers_and_counted_once() -> None:
    talk = Talk()
    talk.event("08:00:00", "Started", 0, "Authorized", evse={"id": 1}, idToken=token("TAG"))
    talk.event("08:30:00", "Updated", 2, "MeterValuePeriodic", meterValue=at("08:30:00", "2"))
    talk.event("08:15:00", "Updated", 1, "MeterValuePeriodic", meterValue=at("08:15:00", "1"))
    talk.event("08:30:00", "Updated", 2, "MeterValuePeriodic", meterValue=at("08:30:00", "2"))
    talk.event("09:00:00", "Ended", 3, "StopAuthorized", meterValue=at("09:00:00", "4"))
    one = talk.session()
    assert [sample.values["energy"] // KWH for sample in one.samples] == [1, 2, 4]


def test_offline_events_are_a_replay() -> None:
    talk = Talk()
    talk.event("08:00:00", "Started", 0, "Authorized", heard="12:00:00", offline=True, evse={"id": 1})
    talk.event("09:00:00", "Ended", 1, "StopAuthorized", heard="12:00:01", offline=True)
    one = talk.session()
    assert (one.start, one.end) == (second("08:00:00"), second("09:00:00"))
    assert "offline-replay" in one.marks


def test_no_end_is_a_missing_stop() -> None:
    talk = Talk()
    status(talk, "07:00:00", "Available")
    status(talk, "08:00:00", "Occupied")
    talk.event("08:00:01", "Started", 0, "CablePluggedIn", evse=EVSE, meterValue=at("08:00:01", "5"))
    talk.event("08:30:00", "Updated", 1, "MeterValuePeriodic", meterValue=at("08:30:00", "7"))
    status(talk, "09:00:00", "Available")
    one = talk.session()
    assert (one.end, one.energy) == (second("09:00:00"), 2 * KWH)
    assert "missing-stop" in one.marks


def test_a_remote_start_is_known_by_its_number() -> None:
    talk = Talk()
    asked = {"idToken": token("APP", "Central"), "remoteStartId": 44, "evseId": 1}
    talk.call("08:00:00", "RequestStartTransaction", asked, {"status": "Accepted"})
    talk.event(
        "08:20:00", "Started", 0, "RemoteStart", evse={"id": 1}, info={"remoteStartId": 44}, idToken=token("APP")
    )
    talk.event("09:00:00", "Ended", 1, "RemoteStop", info={"stoppedReason": "Remote"})
    assert talk.session().initiator == "Remote"
    assert talk.station.attempts == []


def test_free_vend_and_direct_payment_are_known_by_the_type_of_the_token() -> None:
    for kind, wanted in (("NoAuthorization", ""), ("DirectPayment", "Credit card"), ("eMAID", "RFID")):
        talk = Talk()
        talk.event("08:00:00", "Started", 0, "Authorized", evse={"id": 1}, idToken=token("X-1", kind))
        talk.event("09:00:00", "Ended", 1, "StopAuthorized")
        assert talk.session().initiator == wanted


def test_unknown_words_are_kept() -> None:
    talk = Talk()
    talk.event("08:00:00", "Started", 0, "SomethingNew", evse={"id": 1}, info={"chargingState": "Levitating"})
    talk.event("09:00:00", "Ended", 1, "AlsoNew", info={"stoppedReason": "BoredCar"})
    assert talk.session().stop_reason == "BoredCar"


def test_a_token_that_was_refused_and_never_charged_is_an_attempt() -> None:
    talk = Talk()
    refused = {"idTokenInfo": {"status": "Invalid"}}
    talk.event("08:00:00", "Started", 0, "Authorized", evse={"id": 1}, idToken=token("BAD"), answer=refused)
    talk.event("08:00:05", "Ended", 1, "Deauthorized", info={"stoppedReason": "DeAuthorized"})
    assert talk.ends() == []
    assert [(one.what, one.why) for one in talk.station.attempts] == [("start", "BAD: Invalid")]


def test_events_can_be_sent_without_asking_for_an_answer() -> None:
    talk = Talk()
    payload = {
        "eventType": "Started",
        "timestamp": "2026-03-03T08:00:00Z",
        "triggerReason": "Authorized",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "T"},
        "evse": {"id": 2},
    }
    talk.send("08:00:00", "TransactionEvent", payload)
    assert talk.session().connector == "2"


def test_what_an_evse_and_its_connector_tell_is_one_visit() -> None:
    talk = Talk()
    status(talk, "07:00:00", "Available")
    status(talk, "08:00:00", "Occupied")
    talk.event("08:00:01", "Started", 0, "CablePluggedIn", evse={"id": 1}, info={"chargingState": "EVConnected"})
    talk.event("09:00:00", "Ended", 1, "StopAuthorized", info={"chargingState": "EVConnected"})
    status(talk, "09:05:00", "Available")
    for hour in range(10, 20):
        talk.call(f"{hour}:00:00", "Heartbeat", {}, {})
    assert talk.session().end == second("09:05:00")
    assert talk.station.attempts == []


def test_a_cable_that_is_plugged_in_shows_that_the_car_before_has_left() -> None:
    talk = Talk()
    for hour, name in ((8, "T-1"), (11, "T-2")):
        connected = {"chargingState": "EVConnected"}
        talk.event(f"{hour:02}:00:00", "Started", 0, "CablePluggedIn", name, evse={"id": 1}, info=connected)
        talk.event(f"{hour:02}:05:00", "Updated", 1, "ChargingStateChanged", name, info={"chargingState": "Charging"})
        talk.event(f"{hour + 1:02}:00:00", "Ended", 2, "StopAuthorized", name, info={"stoppedReason": "Local"})
    one, two = talk.ends()
    assert (one.start, one.end) == (second("08:00:00"), second("09:00:00"))
    assert (two.start, two.end, two.charge_duration) == (second("11:00:00"), second("12:00:00"), 3300)
    assert {event.event for event in one.events} == {"plugged-in", "start", "charging", "stop"}


def test_a_car_that_left_without_a_word_leaves_no_attempt() -> None:
    talk = Talk()
    for hour in (8, 11):
        connected = {"chargingState": "EVConnected"}
        talk.event(f"{hour:02}:00:00", "Started", 0, "CablePluggedIn", f"T-{hour}", evse={"id": 1}, info=connected)
        talk.event(f"{hour + 1:02}:00:00", "Ended", 1, "StopAuthorized", f"T-{hour}", info=connected)
    for hour in range(14, 20):
        talk.call(f"{hour}:00:00", "Heartbeat", {}, {})
    talk.ends()
    assert talk.station.attempts == []


def test_a_connector_that_is_named_in_two_ways_is_one() -> None:
    talk = Talk()
    status(talk, "07:00:00", "Available")
    status(talk, "08:00:00", "Occupied")
    talk.event("08:00:01", "Started", 0, "CablePluggedIn", "T-1", evse={"id": 1}, info={"chargingState": "EVConnected"})
    status(talk, "09:00:00", "Available")
    status(talk, "10:00:00", "Occupied")
    talk.event("10:00:01", "Started", 0, "CablePluggedIn", "T-2", info={"chargingState": "EVConnected"})
    talk.call("10:30:00", "Heartbeat", {}, {})
    talk.event("11:00:00", "Ended", 1, "StopAuthorized", "T-2")
    status(talk, "11:00:30", "Available")
    talk.call("12:00:00", "Heartbeat", {}, {})
    one, two = talk.ends()
    assert (one.end, two.end) == (second("09:00:00"), second("11:00:30"))
    assert talk.station.attempts == []


def test_an_event_that_is_sent_again_after_the_end_begins_nothing() -> None:
    talk = Talk()
    talk.event("08:00:00", "Started", 0, "Authorized", evse={"id": 1}, idToken=token("TAG"))
    talk.event("09:00:00", "Ended", 1, "StopAuthorized")
    for heard in ("09:01:00", "13:00:00"):
        talk.event("08:00:00", "Started", 0, "Authorized", evse={"id": 1}, idToken=token("TAG"), heard=heard)
    assert talk.session().end == second("09:00:00")
