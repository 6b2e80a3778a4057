"""The charts that there are: what each is called, what can be chosen in it, what it asks, and its picture."""

from collections.abc import Callable
from typing import Any, NamedTuple

from zefdesk.desktop.charts.chargers import ChargersPicture
from zefdesk.desktop.charts.days import DaysPicture
from zefdesk.desktop.charts.measures import MEASURES, Scale
from zefdesk.desktop.charts.picture import Picture
from zefdesk.desktop.charts.split import SplitPicture
from zefdesk.desktop.charts.spread import SpreadPicture
from zefdesk.desktop.charts.steps import StepsPicture
from zefdesk.desktop.charts.week import WeekPicture
from zefdesk.domain.query import SessionQuery
from zefdesk.services import charting
from zefdesk.store.ledger import Ledger


class Kind(NamedTuple):
    """One chart.

    `choices` are what it can be of (key and word), `ask` gives the numbers of a query for a choice and a currency,
    `picture` what they look like.
    """

    title: str
    choices: tuple[tuple[str, str], ...]
    ask: Callable[[Ledger, SessionQuery, str, str | None], Any]
    picture: Callable[[Any, str, Scale], Picture]


CHARGERS = "chargers"
_MEASURED = tuple((key, one.title) for key, one in MEASURES.items())
_COLUMNS = (("energy", "Energy"), ("cost", "Cost"), ("plug_duration", "Plugged in"), ("charge_duration", "Charging"))

KINDS: dict[str, Kind] = {
    "days": Kind(
        "By day",
        _MEASURED,
        lambda ledger, query, _, currency: charting.days(ledger, query, currency),
        DaysPicture,
    ),
    CHARGERS: Kind(
        "By charger",
        _MEASURED,
        lambda ledger, query, _, currency: charting.chargers(ledger, query, currency),
        ChargersPicture,
    ),
    "week": Kind(
        "Hours of the week",
        _MEASURED,
        lambda ledger, query, _, currency: charting.week(ledger, query, currency),
        WeekPicture,
    ),
    "spread": Kind(
        "Energy against cost",
        (),
        lambda ledger, query, _, currency: charting.spread(ledger, query, currency),
        lambda told, _, scale: SpreadPicture(told, scale),
    ),
    "split": Kind(
        "Durations",
        (),
        lambda ledger, query, _, __: charting.split(ledger, query),
        lambda told, _, scale: SplitPicture(told, scale),
    ),
    "steps": Kind(
        "Distribution",
        _COLUMNS,
        lambda ledger, query, column, _: charting.histogram(ledger, query, column),
        lambda told, _, scale: StepsPicture(told, scale),
    ),
}
