"""The world's fault: what a person can mend, said in one line."""


class Trouble(Exception):
    """Something outside the program keeps it from going on.

    The text is one line for the person at the keyboard: what is wrong, where, and how to mend it.
    """


class UnknownName(Trouble):
    """A time zone, currency, format, column, code or option that does not exist."""


class NotFound(Trouble):
    """A session or import number that the ledger does not hold."""


class AsksFirst(Trouble):
    """What was asked for can be done, but only by one who says that it is meant; nothing was done."""


class Cancelled(Exception):
    """The person asked long work to stop; what it had begun is rolled back."""
