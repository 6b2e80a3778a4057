"""Where in the document of a profile the rule stands that made a line of a bill."""

from zefdesk.domain.bill import BASE, Bill, Line, LineKind, TaxLine

_WHOLE_BILL = {
    LineKind.MINIMUM: "minimum",
    LineKind.MAXIMUM: "maximum",
    LineKind.THRESHOLD: "billable_threshold",
    LineKind.ROUNDING: "policy",
}


def rule_path(line: Line, bill: Bill) -> str:
    """Give the path of what made a line: `costs[0].variations[1]`, `costs[0].rate`, `costs[0].cap`, `minimum`."""
    if line.cost is None:
        return _WHOLE_BILL.get(line.kind, "")
    head = f"costs[{line.cost}]"
    if line.rule is None:
        return f"{head}.{line.kind.value}"
    if line.rule == BASE:
        return f"{head}.rate"
    exceptions = len(bill.profile.costs[line.cost].exceptions)
    if line.rule < exceptions:
        return f"{head}.exceptions[{line.rule}]"
    return f"{head}.variations[{line.rule - exceptions}]"


def tax_path(tax: TaxLine, bill: Bill) -> str:
    """Give the path of a tax of a bill."""
    return f"taxes[{[one.name for one in bill.profile.taxes].index(tax.name)}]"
