"""One OCPP-J message as it was found in a log."""

from typing import Any, NamedTuple

from zefdesk.domain.logged import Span
from zefdesk.domain.samples import Samples

CALL, RESULT, ERROR, RESULT_ERROR, SEND = 2, 3, 4, 5, 6
"""Message types of OCPP-J; 5 and 6 are of OCPP 2.1."""


class Message(NamedTuple):
    """One message.

    `action` is empty for answers. `payload` is the decoded one, whatever it is (nothing is checked against a
    schema); of errors a dict of `code`, `text` and `details`. `at` is the clock of the log's line, in microseconds
    of UTC, None where it has none. `text` is the frame's own JSON, where it is kept.
    """

    kind: int
    id: str
    action: str
    payload: Any
    at: int | None
    span: Span
    text: str = ""


class Readings(NamedTuple):
    """The payload of a MeterValues whose values were read before: connector, transaction, samples."""

    connector: str | None
    transaction: str | None
    samples: Samples
