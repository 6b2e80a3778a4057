"""What begins wrong at chargers of OCPP 1.6: refusals, remote starts, lost answers, starts that are sent again."""

from typing import Any

from tests.fleet.traps import next_visit, remote, silent, trap
from tests.fleet.truth import ANY
from tests.fleet.visit16 import ACCEPTED, Visit


@trap()
def start_sent_again(visit: Visit) -> None:
    visit.plug()
    one = visit.start(lost=True)
    payload, _ = visit.last_start
    number = int(one.id or 0)
    answer = {"transactionId": number, "idTagInfo": ACCEPTED}
    visit.charger.call(visit.now, "StartTransaction", visit._odd(payload), answer, heard=visit.now + 30)
    visit.now += 40
    visit.charge(one, 40)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("answers")
def start_answered_twice_with_two_ids(visit: Visit) -> None:
    visit.plug()
    one = visit.start(number=visit.charger.transaction())
    payload, _ = visit.last_start
    one.id = str(visit.charger.transaction())
    answer = {"transactionId": int(one.id), "idTagInfo": ACCEPTED}
    visit.charger.call(visit.now, "StartTransaction", visit._odd(payload), answer, heard=visit.now + 30)
    visit.now += 40
    visit.charge(one, 40)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("answers-may-be-lost")
def answer_of_the_start_lost(visit: Visit) -> None:
    visit.plug()
    one = visit.start(lost=True)
    visit.charge(one, 40)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("answers-may-be-lost")
def answer_of_the_start_lost_and_no_values(visit: Visit) -> None:
    visit.samples = False
    visit.plug()
    one = visit.start(lost=True)
    visit.charge(one, 40)
    visit.stop(one)
    visit.unplug()
    visit.expect(one, transaction=ANY, **silent(visit))


@trap("two")
def two_connectors_at_once_answers_lost_tags_tell(visit: Visit) -> None:
    _two_at_once(visit, "AAAA1111", "BBBB2222", lost=True, said=...)


@trap("two")
def two_connectors_at_once_answers_lost_meters_tell(visit: Visit) -> None:
    _two_at_once(visit, "CCCC3333", "CCCC3333", lost=True, said=None)


@trap("two")
def two_connectors_at_once(visit: Visit) -> None:
    _two_at_once(visit, "AAAA1111", "BBBB2222", lost=False, said=None)


@trap("two")
def one_tag_at_two_connectors(visit: Visit) -> None:
    _two_at_once(visit, "AAAA1111", "AAAA1111", lost=False, said=...)


def _two_at_once(visit: Visit, tag: str, other_tag: str, *, lost: bool, said: Any) -> None:
    other = Visit(visit.charger, "2", visit.now + 7)
    both = [(visit, tag), (other, other_tag)]
    if lost:
        visit.samples = other.samples = False
    starts = []
    for one, its in both:
        one.plug()
        starts.append(one.start(its, lost=lost))
    for (one, _), begun in zip(both, starts, strict=True):
        one.charge(begun, 30 if one is visit else 55)
    for (one, _), begun in zip(both, starts, strict=True):
        one.stop(begun, tag=said)
        one.unplug()
        one.expect(begun, **({"transaction": ANY} | silent(one) if lost else {}))
    visit.now = max(visit.now, other.now)


@trap()
def transaction_id_reused(visit: Visit) -> None:
    number = visit.charger.transaction()
    visit.whole(number=number)
    other = next_visit(visit)
    one = other.whole("AAAA", number=number)
    visit.charger.truths.pop()
    other.expect(one, marks={"transaction-id-reused"})
    visit.now = other.now


@trap("answers")
def blocked_start(visit: Visit) -> None:
    _refused(visit, "Blocked")


@trap("answers")
def invalid_start(visit: Visit) -> None:
    _refused(visit, "Invalid")


@trap("answers")
def concurrent_start(visit: Visit) -> None:
    _refused(visit, "ConcurrentTx")


def _refused(visit: Visit, status: str) -> None:
    visit.plug()
    one = visit.start("BAD-CARD", status=status)
    visit.now += 2
    visit.stop(one, "DeAuthorized")
    visit.unplug(30)
    visit.charger.attempt(one.began, "start", visit.connector)
    other = next_visit(visit, 900)
    other.whole()
    visit.now = other.now


@trap("answers")
def remote_start(visit: Visit) -> None:
    remote(visit, "APP-USER-7")
    visit.now += 40
    visit.plug()
    one = visit.start("APP-USER-7")
    visit.charge(one, 40)
    visit.stop(one, "Remote")
    visit.unplug()
    visit.expect(one, initiator="Remote")


@trap("answers")
def remote_start_while_plugged_in(visit: Visit) -> None:
    visit.plug(wait=900)
    remote(visit, "APP-USER-8", connector=False)
    visit.now += 4
    one = visit.start("APP-USER-8")
    visit.charge(one, 40)
    visit.stop(one, "Remote")
    visit.unplug()
    visit.expect(one, initiator="Remote")


@trap("answers")
def remote_start_refused_then_card(visit: Visit) -> None:
    remote(visit, "04AA55", answer="Rejected")
    visit.charger.attempt(visit.now, "remote-start", visit.connector, told=False)
    visit.now += 60
    visit.whole("04AA55")


@trap("answers", "clock")
def remote_start_too_early(visit: Visit) -> None:
    remote(visit, "04AA55")
    visit.charger.attempt(visit.now, "remote-start", visit.connector, told=False)
    visit.now += 420
    visit.whole("04AA55")


@trap("answers")
def remote_start_of_another_tag(visit: Visit) -> None:
    remote(visit, "APP-USER-9")
    visit.charger.attempt(visit.now, "remote-start", visit.connector, told=False)
    visit.now += 60
    visit.whole("04AA55")


@trap("answers")
def remote_start_not_followed(visit: Visit) -> None:
    remote(visit, "APP-USER-7")
    visit.charger.attempt(visit.now, "remote-start", visit.connector, told=False)
    other = next_visit(visit, 1200)
    other.whole()
    visit.now = other.now


@trap("cuts", "states", "not-again", "answers-may-be-lost")
def start_cut(visit: Visit) -> None:
    """Nothing tells of the start: what is left of the transaction is no session."""
    visit.plug()
    one = visit.start(cut=True)
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.transactions.clear()
    other = next_visit(visit, 900)
    other.whole()
    visit.now = other.now


@trap("answers")
def start_answered_with_an_error_then_sent_again(visit: Visit) -> None:
    visit.plug()
    one = visit.start(error="InternalError")
    payload, answer = visit.last_start
    visit.charger.call(visit.now, "StartTransaction", visit._odd(payload), answer, heard=visit.now + 45)
    visit.now += 60
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("states")
def card_tap_only(visit: Visit) -> None:
    visit.plug()
    visit.authorize("04AA55", "Invalid")
    visit.unplug(60, finishing=False)
    visit.charger.attempt(visit.plugged or 0, "plug-in", visit.connector)
    other = next_visit(visit, 900)
    other.whole()
    visit.now = other.now


@trap("states")
def several_transactions_in_one_visit(visit: Visit) -> None:
    visit.plug()
    made = []
    for tag in ("AAAA", "BBBB", "CCCC"):
        one = visit.start(tag)
        visit.charge(one, 25)
        visit.stop(one)
        visit.status("Finishing")
        visit.now += 500
        made.append(one)
    visit.unplug(finishing=False)
    for one in made:
        visit.expect(one)


@trap("states")
def a_card_left_on_the_reader(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.status("Charging")
    for _ in range(30):
        visit.authorize("04AA55")
    one.charging += 30
    visit.charge(one, 20)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)
