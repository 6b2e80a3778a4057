"""The transactions of one charger that are under way, and what belongs to which of them."""

from zefdesk.domain.logged import Span
from zefdesk.ocpp.instants import SECOND
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.transaction import Token, Transaction

LATE = 600 * SECOND
"""Meter values this late still belong to their session."""
_NO_ID = {None, "", "0", "-1"}
"""What chargers write where the central system gave them no transaction id."""
_ROUNDING = 10_000_000
"""Ten watt-hours in billionths of a kWh: a register that drops by this has been rounded."""
_MOST = 1 << 10
StartKey = tuple[str | None, int, int | None, Token]
"""By what a start is known that is sent again: connector, its own clock, meter, tag."""


class Transactions:
    """Transactions by id and by connector, until sessions are made of them."""

    def __init__(self) -> None:
        self.unsettled: list[Transaction] = []
        self._by_id: dict[str, Transaction] = {}
        self._done: dict[str, int | None] = {}
        self._told: dict[StartKey, None] = {}
        self.asked: dict[Span, Transaction] = {}
        """Starts that wait for the answers to their calls, by where these stand."""

    def add(self, one: Transaction) -> None:
        """Take a transaction on."""
        self.unsettled.append(one)

    def name(self, one: Transaction, number: str | None) -> None:
        """Let an id name a transaction; one that named another before is used again."""
        if number in _NO_ID or number is None:
            return
        before = self._by_id.get(number)
        if before is not one and (before is not None or number in self._done):
            one.marks["transaction-id-reused"] = f"the id {number} named an earlier transaction of this charger"
        one.name(number)
        self._by_id[number] = one

    def settle(self, one: Transaction) -> None:
        """Let go of a transaction, of which a session was made."""
        self.unsettled.remove(one)
        if one.began and one.began.told is not None and not one.began.unset:
            self._told[one.connector, one.began.told, one.meter_start, one.token] = None
            if len(self._told) > _MOST:
                del self._told[next(iter(self._told))]
        for number in one.ids:
            if self._by_id.get(number) is one:
                del self._by_id[number]
            self._done[number] = one.began.told if one.began else None

    def of(self, number: str | None) -> Transaction | None:
        """Give the transaction that an id names."""
        return None if number in _NO_ID or number is None else self._by_id.get(number)

    def is_done(self, number: str | None) -> bool:
        """Whether an id named a transaction of which a session was made already."""
        return number in self._done

    def began_done(self, number: str) -> int | None:
        """Give when a transaction began of which a session was made already, by the charger's own clock."""
        return self._done.get(number)

    def was_told(self, connector: str | None, told: int | None, meter: int | None, token: Token) -> bool:
        """Whether a start only repeats that of a transaction of which a session was made already."""
        return told is not None and (connector, told, meter, token) in self._told

    def twin(self, connector: str | None, told: int | None, meter: int | None, token: Token) -> Transaction | None:
        """Give the transaction whose start this start only repeats: the same connector, clock, meter and tag."""
        for one in reversed(self.unsettled):
            if one.began is None or told is None or one.version2:
                continue
            if (one.connector, one.began.told, one.meter_start, one.token) == (connector, told, meter, token):
                return one
        return None

    def reading(self, connector: str | None, number: str | None, at: int) -> Transaction | None:
        """Give the transaction that meter values of an instant belong to; None where none is known.

        By its id; else the one that has no id yet on that connector; else, for values without an id, the one that
        was under way then.
        """
        known = self.of(number)
        if known is not None:
            return known
        here = [one for one in self.unsettled if connector is None or _is_at(one, connector)]
        if number not in _NO_ID:
            nameless = [one for one in here if _is_nameless(one) and one.begins <= at + LATE]
            return nameless[-1] if nameless else None
        begun = [one for one in here if one.begins <= at + SECOND and connector is not None]
        latest = max(begun, key=lambda one: one.begins, default=None)
        return latest if latest and _until(latest) >= at else None

    def stopped(
        self, number: str | None, token: str | None, meter: int | None, at: int
    ) -> tuple[Transaction | None, str]:
        """Give the transaction that a stop ends, and by which rule it was found."""
        known = self.of(number)
        if known is not None:
            return known, "transaction id"
        open_ones = [one for one in self.unsettled if one.began and not one.ended]
        nameless = [one for one in open_ones if not one.ids]
        if number not in _NO_ID or nameless:
            open_ones = nameless
        if len(open_ones) == 1 and _may_end(open_ones[0], meter, at):
            return open_ones[0], "the open transaction"
        tagged = [one for one in open_ones if token is not None and one.token.text == token]
        if len(tagged) == 1:
            return tagged[0], "idTag"
        fitting = [one for one in tagged or open_ones if _may_end(one, meter, at)]
        if fitting:
            return max(fitting, key=lambda one: one.last_register() or 0), "meter order"
        return None, ""

    def fragment(self, connector: str | None, number: str, moment: Moment, span: Span, text: str) -> Transaction:
        """Take on a transaction whose start was not read."""
        one = Transaction(connector, moment, span, text)
        self.add(one)
        self.name(one, number)
        return one


def _is_nameless(one: Transaction) -> bool:
    return bool(one.began) and not one.ids and not one.ended and not one.rejected


def _is_at(one: Transaction, connector: str) -> bool:
    """Whether a transaction is at a connector, or may be; of one that was only seen to stop, nobody knows."""
    return one.connector == connector or (one.connector is None and not one.ended)


def _until(one: Transaction) -> int:
    return one.ended.at + LATE if one.ended else 1 << 62


def _may_end(one: Transaction, meter: int | None, at: int) -> bool:
    """Whether a stop can be of this transaction: not before it, and not below its register."""
    register = one.last_register()
    return at >= one.begins - LATE and (meter is None or register is None or meter >= register - _ROUNDING)
