"""Taxes on one amount: what each is taken on, and what part of the net amount it comes to."""

from collections.abc import Sequence
from fractions import Fraction

from zefdesk.billing.exact import PERCENT, Exact, whole
from zefdesk.domain.profile import Tax


class Stack:
    """Some taxes together; a tax of a higher stack is taken on the lower ones too.

    `base` is what part of the net amount a tax is taken on, `whole` what the net amount and all taxes come to,
    both as parts of the net amount.
    """

    def __init__(self, taxes: Sequence[Tax]) -> None:
        self.base: dict[str, Exact] = {}
        level: Exact = 1
        for stack in sorted({tax.stack for tax in taxes}):
            mine = [tax for tax in taxes if tax.stack == stack]
            self.base |= {tax.name: level for tax in mine}
            level = whole(level * (1 + sum(Fraction(tax.percent, PERCENT) for tax in mine)))
        self.whole = level
