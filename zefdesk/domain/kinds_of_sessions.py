"""Kinds of findings about sessions, whoever told them: pairs, durations, energy, money, clocks."""

from zefdesk.domain.kind import Kind, Severity

OF_PAIRS = (
    Kind(
        "duplicate",
        "Stored twice",
        Severity.BAD,
        "Two cars of one person may have charged the same amount; a request may have been sent twice.",
        "Compare both rows; if they are one session, only one of them is to be paid.",
        ("duplicate-within",),
    ),
    Kind(
        "conflicting-duplicate",
        "Told twice, with other values",
        Severity.WARN,
        "A portal that issues a report again may have corrected the row.",
        "Compare the rows in their files and decide which of them stands.",
    ),
    Kind(
        "overlap",
        "Overlaps another session",
        Severity.WARN,
        "The charger may have more connectors than the report names; an end may have been told too late.",
        "Look at both sessions; tell the connectors of the charger in Chargers & rates.",
        ("overlap-tolerance",),
    ),
    Kind(
        "shared-identity",
        "One identity at two chargers",
        Severity.INFO,
        "A card reader always sends the same identity; a family or a fleet may share a card or an app.",
        "If it is a card reader, mark it in the charger's configuration: it is then no longer taken for a person.",
        ("overlap-tolerance",),
    ),
    Kind(
        "gap",
        "The charger was silent",
        Severity.INFO,
        "It was offline, switched off or under repair; the log or the report of that time may be missing.",
        "Look whether a report or a log of that time was not imported, and at the first session after the silence.",
        ("gap-longer", "gap-times", "gap-pauses"),
    ),
    Kind(
        "serial-with-two-names",
        "One serial, two names",
        Severity.INFO,
        "The charger may have been renamed in the portal, or have moved to another place.",
        "Look at what the sessions under each name have in common; sums go by serial.",
    ),
    Kind(
        "sticker-on-two-serials",
        "One sticker, two serials",
        Severity.WARN,
        "A charger that was replaced may have passed its sticker on to the new one.",
        "Check which of the chargers carries the sticker today.",
    ),
)

OF_DURATIONS = (
    Kind(
        "charge-exceeds-plug",
        "Charged longer than plugged in",
        Severity.WARN,
        "The two may be measured by different clocks, or be rounded to minutes.",
        "Compare with the times before and after it; an hourly price counts one of the two.",
        ("charge-exceeds-plug", "charge-exceeds-plug-minutes"),
    ),
    Kind(
        "zero-duration",
        "No time plugged in",
        Severity.WARN,
        "The plug was pulled at once, or the source does not tell durations of such sessions.",
        "Look at the energy and the cost: with both at zero nothing happened.",
    ),
    Kind(
        "negative-duration",
        "A duration below zero",
        Severity.BAD,
        "The charger's clock may have been set in the middle of the session.",
        "Look at the source row: Start, End and durations cannot all be right.",
    ),
    Kind(
        "long-session",
        "Very long",
        Severity.WARN,
        "The car may have stood there for days; the end may not have been told in time.",
        "Look whether another session began on the connector meanwhile, and what an hourly or idle price made of it.",
        ("long-plug", "long-charge"),
    ),
    Kind(
        "long-idle",
        "Plugged in long after charging",
        Severity.INFO,
        "The car may have stood overnight, or have been full early.",
        "Look whether idle time is billed at this charger, and whether others waited.",
        ("long-idle",),
    ),
    Kind(
        "end-differs",
        "End is not Start + Plug Duration",
        Severity.WARN,
        "Some portals write the end of charging as the end; the Plug Duration counts.",
        "Compare both with the charge duration.",
    ),
)

OF_ENERGY = (
    Kind(
        "zero-energy",
        "No energy",
        Severity.INFO,
        "The car was full, did not accept a charge, or left at once.",
        "Look whether a cost was taken all the same, and whether the charger has more of these.",
    ),
    Kind(
        "dcfc-not-started",
        "Requested, not started",
        Severity.INFO,
        "A DC fast charger tells a session when it is requested, with no guarantee that one begins.",
        "Look for the session that did begin, some minutes later; nothing should be billed here.",
    ),
    Kind(
        "energy-without-charge-time",
        "Energy without charging time",
        Severity.WARN,
        "The source may not tell how long the car charged, and write zero instead.",
        "Look at the power curve or the log; a price by charging time counts nothing here.",
    ),
    Kind(
        "power-above-capacity",
        "More power than the charger has",
        Severity.BAD,
        "The capacity may be configured too low, or the charging time be rounded down to minutes.",
        "Check the charger's capacity; otherwise energy or duration is wrong, and with it the cost.",
        ("power-above-capacity",),
    ),
    Kind(
        "unusual-energy",
        "Unusual energy",
        Severity.WARN,
        "Very short visits, and trucks or buses, are rare but real.",
        "Compare with duration and power: a wrong unit (Wh for kWh) is off by a thousand.",
        ("least-energy", "most-energy"),
    ),
)

OF_MONEY = (
    Kind(
        "cost-without-energy",
        "A cost without energy",
        Severity.WARN,
        "A session fee, or a price by the hour, is due without energy too.",
        "Look at the bill's lines and at the charger's rate; without either, the money is to be given back.",
    ),
    Kind(
        "no-cost-with-energy",
        "Energy without a cost",
        Severity.WARN,
        "Free vend; a member who charges free; a charger that was offline, which starts anyway; or no price is set.",
        "Look at the sessions around it on the same charger: if they were billed, find out why this one was not.",
    ),
    Kind(
        "free-vend-with-cost",
        "Free vend with a cost",
        Severity.WARN,
        "The source may leave the initiator empty for card payments.",
        "Find out who paid: a free session has nobody to bill.",
    ),
    Kind(
        "initiator-without-identity",
        "Nobody to bill",
        Severity.WARN,
        "The partner may not tell who charged, to protect the person.",
        "Ask the partner for the identity if the session is disputed; the bill goes to the partner's account.",
    ),
    Kind(
        "rate-outlier",
        "An unusual price per kWh",
        Severity.WARN,
        "A session fee, idle time or a minimum make short sessions dear; a change of price splits a month in two.",
        "Compare with the rate of the charger's other sessions of that month, which the finding names.",
        ("rate-outlier", "rate-outlier-sessions"),
    ),
    Kind(
        "bill-missing",
        "No Bill Details under a profile",
        Severity.WARN,
        "The profile may have been attached in the portal later than it was assigned here.",
        "Check since when the profile is in force in the portal; with a profile the portal fills Bill Details.",
    ),
    Kind(
        "cost-differs",
        "Reported and computed cost differ",
        Severity.WARN,
        "The portal may have used another profile; an estimated bill does not know when the energy flowed.",
        "Read the computed bill beside the reported one, line by line.",
        ("cost-differs",),
    ),
    Kind(
        "bill-does-not-sum",
        "The bill's lines do not sum to the cost",
        Severity.BAD,
        "Taxes, a minimum or a cap may be part of the cost without a line of their own.",
        "Read the bill line by line against the cost.",
    ),
    Kind(
        "bill-unreadable",
        "Bill Details cannot be read",
        Severity.BAD,
        "The export may have cut a long cell.",
        "Open the source row; ask the portal for the bill.",
    ),
)

OF_CLOCKS = (
    Kind(
        "implausible-date",
        "Start before 2010",
        Severity.BAD,
        "A charger whose clock was not set starts at 1970 or at its build date.",
        "Look at the sessions before and after it on the same charger.",
    ),
    Kind(
        "future-start",
        "Start in the future",
        Severity.BAD,
        "The clock of the charger or of this computer, or the time zone or date order of the file, may be wrong.",
        "Check the date order and the time zone with which the file was read.",
    ),
    Kind(
        "ambiguous-local-time",
        "In the hour that occurs twice",
        Severity.INFO,
        "Clocks went back that night and the source gives no offset; the first pass is assumed.",
        "If the order of sessions on the charger looks wrong, the second pass is meant.",
    ),
    Kind(
        "nonexistent-local-time",
        "In the hour that does not exist",
        Severity.WARN,
        "Clocks went forward that night; the source may write standard time all year. The offset before is used.",
        "Check the time zone that was given for this file.",
    ),
)
