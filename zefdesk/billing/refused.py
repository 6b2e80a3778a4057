"""What cannot be billed, and why."""

from zefdesk.domain.trouble import Trouble


class Unpriceable(Trouble):
    """A session that no bill can be made of; `code` is stable (`overlap`, `end-before-start`, `negative-energy`)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class BrokenBill(AssertionError):
    """Our fault: a bill whose figures do not agree with each other."""
