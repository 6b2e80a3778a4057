"""Findings about sessions that a charger's log tells: one small function per kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from zefdesk.domain.finding import Found
from zefdesk.domain.logged import Logged
from zefdesk.domain.notation import duration
from zefdesk.findings.thresholds import DEFAULT, Thresholds

Check = Callable[[Logged, Thresholds], str]
"""Looks at one session; gives a sentence of what was seen, empty where there is nothing to say."""


def found(logged: Logged, thresholds: Thresholds = DEFAULT) -> Iterator[Found]:
    """Give the findings of a session of a log."""
    for code, check in CHECKS.items():
        sentence = check(logged, thresholds)
        if sentence:
            yield Found(code, sentence, logged.marks.get(code, ""))


def of_charger(charger: str, marks: Mapping[str, Sequence[str]]) -> Iterator[Found]:
    """Give the findings about a charger, whose log gave these codes and their evidence."""
    for code, sentence in _OF_CHARGER.items():
        for evidence in marks.get(code, ()):
            yield Found(code, sentence.format(charger=charger, evidence=evidence), f"{charger}: {evidence}")


def _missing_stop(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("missing-stop")
    if not evidence:
        return ""
    return f"The log has no stop of this transaction; it was {evidence}. Its energy is a lower bound."


def _still_open(one: Logged, _: Thresholds) -> str:
    if not one.open:
        return ""
    return "The log ends before this session does. Its durations and energy are what was told until then."


def _meter_reset(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("meter-reset")
    return f"The meter did not only rise: {evidence}." if evidence else ""


def _clock_not_set(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("clock-not-set")
    return f"A message came while {evidence}; the time of its line in the log is used instead." if evidence else ""


def _clock_skew(one: Logged, thresholds: Thresholds) -> str:
    skew = int(one.marks.get("clock-skew", "0"))
    if abs(skew) <= thresholds.clock_skew:
        return ""
    way = "ahead of" if skew > 0 else "behind"
    return f"The charger's clock is {duration(abs(skew))} {way} that of the log; the charger's own times are shown."


def _offline_replay(one: Logged, _: Thresholds) -> str:
    if "offline-replay" not in one.marks:
        return ""
    return "The charger was offline and told this session later; it is ordered by the charger's own times."


def _status_meter_disagree(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("status-meter-disagree")
    return f"States and meter disagree: {evidence}." if evidence else ""


def _transaction_id_reused(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("transaction-id-reused")
    return f"The transaction's id is not its own: {evidence}." if evidence else ""


def _stop_before_start(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("stop-before-start")
    return f"The times of start and stop are the wrong way round: {evidence}." if evidence else ""


def _faulted(one: Logged, _: Thresholds) -> str:
    evidence = one.marks.get("faulted-during-session")
    return f"The charger told of a fault while the car was plugged in: {evidence}." if evidence else ""


CHECKS: dict[str, Check] = {
    "missing-stop": _missing_stop,
    "still-open": _still_open,
    "meter-reset": _meter_reset,
    "clock-not-set": _clock_not_set,
    "clock-skew": _clock_skew,
    "offline-replay": _offline_replay,
    "status-meter-disagree": _status_meter_disagree,
    "transaction-id-reused": _transaction_id_reused,
    "stop-before-start": _stop_before_start,
    "faulted-during-session": _faulted,
}
"""Every kind of finding about a session of a log, by its code."""

_OF_CHARGER = {
    "orphan-stop": "{charger}: a stop was told of a transaction whose start is in no log: {evidence}.",
    "remote-start-not-followed": "{charger}: a remote start was accepted, and no transaction began: {evidence}.",
    "gap": "{charger}: the log is silent {evidence}.",
}
CODES_OF_CHARGERS = tuple(_OF_CHARGER)
"""Every kind of finding about a charger that its log gives."""
