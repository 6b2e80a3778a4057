"""One charger's messages in, its charging sessions out, while the log is read.

A session is made once nothing more is to be expected of it, so that memory does not grow with the log.
"""

from collections.abc import Sequence

from zefdesk.domain.clock import iso
from zefdesk.domain.logged import Attempt, ChargerSummary, Fragment, Gap, LogError, Logged
from zefdesk.ocpp import v2, v16
from zefdesk.ocpp.attempts import note_refused, note_unfollowed, note_visit
from zefdesk.ocpp.course import STATION, Course, Setup
from zefdesk.ocpp.fields import mapping, text
from zefdesk.ocpp.fragments import fragment_of
from zefdesk.ocpp.instants import SECOND, seconds
from zefdesk.ocpp.message import CALL, ERROR, RESULT, SEND, Message, Readings
from zefdesk.ocpp.pairing import Calls
from zefdesk.ocpp.session import session_of
from zefdesk.ocpp.stay import Stay, is_settled, stays
from zefdesk.ocpp.transaction import Transaction

GAP = 3_600 * SECOND
"""A log in which a charger says nothing for longer than this has a gap."""
_LOOK_AFTER = 600 * SECOND
_MESSAGES = 500
"""How much of the log's time, or how many messages, pass between two looks at what is settled."""
_CALLS = v16.CALLS | v2.CALLS
_ANSWERS = v16.ANSWERS | v2.ANSWERS
_METER = "MeterValues"
_KEPT = (_CALLS.keys() | _ANSWERS.keys()) - {_METER, "Heartbeat"}
_WORTH_KEEPING = {"transactionId", "idTagInfo", "idTokenInfo"}
"""Fields of answers whose calls may stand in another log."""


class Station:
    """The reconstruction of one charger's sessions.

    `attempts`, `errors`, `gaps`, `fragments` and `marks` (code and evidence of findings about the charger) grow
    meanwhile.
    """

    def __init__(self, charger: str, setup: Setup | None = None) -> None:
        self.course = Course(charger, setup or Setup())
        self.gaps: list[Gap] = []
        self.fragments: list[Fragment] = []
        self.sessions = 0
        self._calls = Calls()
        self._made: list[Logged] = []
        self._since_look = 0
        self._looked_at = 0
        self._first: int | None = None
        self._heard: int | None = None

    @property
    def attempts(self) -> list[Attempt]:
        """What was tried and became no session."""
        return self.course.attempts

    @property
    def errors(self) -> list[LogError]:
        """Errors that the log tells."""
        return self.course.errors

    @property
    def marks(self) -> dict[str, list[str]]:
        """What findings about the charger are made of."""
        return self.course.marks

    @property
    def summary(self) -> ChargerSummary:
        """The charger in sum, without its counts of messages."""
        course = self.course
        return ChargerSummary(
            course.charger,
            course.serial,
            boots=course.boot_count,
            sessions=self.sessions,
            clock_skew=course.clock.skew,
            first=None if self._first is None else seconds(self._first),
            last=None if self._heard is None else seconds(self._heard),
        )

    def take(self, message: Message) -> bool:
        """Take a message on; gives whether it is of consequence, so that sessions made anew need it."""
        self._hear(message.at)
        told = False
        if message.kind in {CALL, SEND}:
            told = self._take_call(message)
        elif message.kind == RESULT:
            told = self._take_answer(message)
        elif message.kind == ERROR:
            told = self._take_error(message)
        self._look()
        return told

    def _look(self) -> None:
        self._since_look += 1
        now = self.course.clock.now or 0
        if self._since_look >= _MESSAGES or now - self._looked_at >= _LOOK_AFTER:
            self._since_look, self._looked_at = 0, now
            self._settle(final=False)

    def _hear(self, at: int | None) -> None:
        self.course.clock.hear(at)
        now = self.course.clock.now
        if now is None:
            return
        if self._heard is not None and now - self._heard > GAP:
            self.gaps.append(Gap(seconds(self._heard), seconds(now)))
        self._first = now if self._first is None else self._first
        self._heard = now

    def _take_call(self, call: Message) -> bool:
        if isinstance(call.payload, Readings):
            v16.meter_values(self.course, call)
            return False
        if self._calls.is_repeat(call):
            return False
        if call.kind == CALL:
            self._calls.ask(call)
        field, apart = v2.TOLD_APART.get(call.action, ("", None))
        payload = call.payload
        if apart and isinstance(payload, dict) and field in payload:
            apart(self.course, call)
            return call.action != _METER
        handler = _CALLS.get(call.action)
        if handler:
            handler(self.course, call)
        return call.action in _KEPT

    def _take_answer(self, answer: Message) -> bool:
        call = self._calls.answered(answer)
        if call is None:
            return not _WORTH_KEEPING.isdisjoint(mapping(answer.payload))
        if call.action == "Authorize" and "idToken" in mapping(call.payload):
            v2.authorize(self.course, call, answer)
            return True
        handler = _ANSWERS.get(call.action)
        if handler:
            handler(self.course, call, answer)
        return handler is not None

    def _take_error(self, error: Message) -> bool:
        call = self._calls.answered(error)
        told = mapping(error.payload)
        at = None if error.at is None else seconds(error.at)
        said = f"{call.action}: " if call else ""
        words = f"{said}{text(told.get('text')) or ''}".strip()
        code = text(told.get("code")) or "CALLERROR"
        self.course.errors.append(LogError(at, self.course.charger, code, words, error.span))
        return call is not None and call.action in _KEPT

    def finished(self) -> list[Logged]:
        """Give the sessions, and fragments of sessions, that were made since this was asked before."""
        made, self._made = self._made, []
        return made

    def end(self) -> None:
        """Make sessions of all that is left: the log has ended."""
        self._settle(final=True)
        note_unfollowed(self.course, final=True)

    def _settle(self, *, final: bool) -> None:
        course = self.course
        now = course.clock.now or 0
        for connector in self._connectors():
            transactions = sorted(course.unsettled_of(connector), key=lambda one: one.begins)
            visits = course.visits(connector)
            left: int | None = None
            for stay in stays(visits, transactions):
                later = [one for one in transactions if one.begins > _last_begin(stay)]
                if not final and not is_settled(stay, now, later):
                    break
                self._close(connector, stay, later)
                left = stay.visit.end if stay.visit else left
            if left is not None and connector is not None:
                course.forget_statuses(connector, left)
        note_unfollowed(course, final=False)
        course.forget()

    def _connectors(self) -> list[str | None]:
        """Give the connectors at which something is unsettled, or was plugged in."""
        course = self.course
        names = [one.connector for one in course.transactions.unsettled]
        names += [name for name in course.connectors if name.split("/")[0] != STATION]
        return list(dict.fromkeys(course.place(name) for name in names))

    def _close(self, connector: str | None, stay: Stay, later: Sequence[Transaction]) -> None:
        transactions = self.course.transactions
        refused = [one for one in stay.transactions if _is_refused(one)]
        stay.transactions = [one for one in stay.transactions if one not in refused]
        following = [*stay.transactions[1:], *later[:1], None]
        for one, after in zip(stay.transactions, following, strict=False):
            made = session_of(self.course, stay, one, after)
            self._made.append(made)
            self.sessions += made.whole
            if not made.whole:
                self.fragments.append(fragment_of(made))
            if not made.whole and one.ended:
                when = iso(seconds(one.ended.at), "UTC")
                self.course.mark("orphan-stop", f"{one.id or 'without an id'}, stopped at {when}")
        for one in refused:
            note_refused(self.course, one)
        alone = stay.visit and stay.visit.known and not stay.transactions and not refused
        if alone and stay.visit and stay.visit.end is not None:
            note_visit(self.course, connector, stay.visit)
        for one in [*stay.transactions, *refused]:
            transactions.settle(one)


def _last_begin(stay: Stay) -> int:
    return max((one.begins for one in stay.transactions), default=stay.visit.start if stay.visit else 0)


def _is_refused(one: Transaction) -> bool:
    """Whether the central system refused a start; one of OCPP 2.x that charged all the same did take place."""
    return bool(one.rejected) and not (one.version2 and any(state.state == "Charging" for state in one.states))
