"""What was done to a ledger, one thing a row: who, when, what, and what stood before and after."""

from typing import NamedTuple

LABELS = {
    "imported": "Imported",
    "undone": "Import taken back",
    "charger-set": "Charger changed",
    "charger-removed": "Charger removed",
    "remembered": "Zone or currency of chargers remembered",
    "profile-added": "Profile taken in",
    "profile-withdrawn": "Profile version withdrawn",
    "assigned": "Profile assigned",
    "unassigned": "Profile unassigned",
    "pricing": "Pricing begun",
    "priced": "Priced",
    "set-aside": "Finding set aside",
    "taken-up": "Finding taken up again",
    "threshold": "Threshold of findings changed",
    "reviewed": "Marked reviewed",
    "unreviewed": "Review mark removed",
    "noted": "Note",
    "adjusted": "Adjusted",
    "withdrawn": "Adjustment withdrawn",
    "decided": "Decided which telling stands",
    "undecided": "Decision taken back",
    "closed": "Month closed",
    "reopened": "Month opened again",
    "changed-closed": "Closed month changed",
    "refused": "Refused by a closed month",
    "view-saved": "View saved",
    "view-removed": "View removed",
}
"""The kinds of activity with the words that a person reads."""


class Activity(NamedTuple):
    """One thing that was done: `at` an instant, `what` a key of LABELS, `about` what it was done to.

    `before` and `after` are texts for a person, empty where nothing stood there.
    """

    id: int
    at: int
    by: str
    what: str
    about: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """What was done, in words."""
        return LABELS.get(self.what, self.what)
