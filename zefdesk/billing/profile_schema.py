"""The published form of a profile file: a JSON Schema, and an example that uses every kind of thing."""

from enum import Enum
from typing import Any

from zefdesk.billing.when_reader import NAMES, SHORT_DAYS
from zefdesk.domain.policy import PRESETS, Direction, Lines, Rounding, Scope, Step
from zefdesk.domain.profile import DAYS, Dimension, DurationBasis, Reservation
from zefdesk.domain.rate import Per

IDENTIFIER = "https://zefdesk.example/schema/billing-profile-1.json"

_Schema = dict[str, Any]
_DECIMAL = {"description": "0 or more, at most nine decimals; a text keeps it exact", "type": ["string", "number"]}
_DATE = {"type": "string", "format": "date"}
_CLOCK = {"type": "string", "pattern": r"^\d{1,2}:[0-5]\d(:[0-5]\d)?$"}
_SPAN = {"description": 'seconds, or "30m", "1h 30m"', "type": ["integer", "string"], "minimum": 0}
_NAME = {"type": "string", "minLength": 1}
_NAMES = {"type": "array", "items": _NAME}
_SPANS = ("duration", "charging_time", "idle_time")


def _object(required: tuple[str, ...], **properties: Any) -> _Schema:  # noqa: ANN401 -- JSON
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _one_of(names: type[Enum]) -> _Schema:
    return {"enum": [one.value for one in names]}


def _described(schema: _Schema, text: str) -> _Schema:
    return {"description": text, **schema}


def _when() -> _Schema:
    parts: _Schema = dict.fromkeys(NAMES.values(), _DECIMAL)
    parts |= {f"{end}_{name}": _SPAN for end in ("min", "max") for name in _SPANS}
    parts |= {
        "days": {"type": "array", "items": {"enum": [*SHORT_DAYS, *DAYS]}},
        "from": _described(_CLOCK, "first moment of the local day at which it holds"),
        "to": _described(_CLOCK, "moment at which it no longer holds; 24:00 is midnight; before `from`: next day"),
        "start_date": _described(_DATE, "first day"),
        "end_date": _described(_DATE, "day on which it no longer holds"),
        "months": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}},
        "dates_in": {"type": "array", "items": _DATE},
        "dates_not_in": {"type": "array", "items": _DATE},
        "initiator": _described({"type": "array", "items": {"type": "string"}}, 'initiators; "" is free vend'),
        "identity_group": _described(_NAME, "a name of identity_groups"),
        "reservation": _one_of(Reservation),
        "duration_basis": _one_of(DurationBasis),
    }
    return _described(_object((), **parts), "all parts must hold; min is inside, max outside; kWh, kW, A")


def _cost() -> _Schema:
    step = {"description": "billed in blocks of so many Wh, or seconds", "type": ["integer", "string", "number"]}
    when = {"$ref": "#/$defs/when"}
    variation = _object(
        ("name", "rate"),
        name=_NAME,
        when=when,
        rate=_DECIMAL,
        step=step,
        taxes=_NAMES,
        group={"type": "integer", "minimum": 0},
    )
    exception = _object(
        ("name",),
        name=_NAME,
        dates={"type": "array", "items": _DATE},
        holidays={"type": "boolean"},
        rate=_DECIMAL,
        waived={"type": "boolean"},
    )
    return _object(
        ("name", "dimension"),
        name=_NAME,
        dimension=_one_of(Dimension),
        rate=_described(_DECIMAL, "the base rate"),
        per=_one_of(Per),
        constraints=when,
        variations={"type": "array", "items": variation},
        exceptions={"type": "array", "items": exception},
        step=step,
        cap=_DECIMAL,
        floor=_DECIMAL,
        taxes=_NAMES,
    )


def _policy() -> _Schema:
    decimals = {"type": ["integer", "null"], "minimum": 0, "maximum": 9}
    rules = _object(
        (),
        name=_NAME,
        cut={"type": "boolean"},
        step=_one_of(Step),
        direction=_one_of(Direction),
        scope=_one_of(Scope),
        lines=_one_of(Lines),
        rounding=_one_of(Rounding),
        decimals=decimals,
        component_decimals=decimals,
    )
    return {"oneOf": [{"enum": list(PRESETS)}, rules]}


def schema() -> _Schema:
    """Give the JSON Schema (2020-12) of a profile file."""
    limit = _object((), before_tax=_DECIMAL, after_tax=_DECIMAL)
    tax = _object(("name", "percent"), name=_NAME, percent=_DECIMAL, stack={"type": "integer", "minimum": 0})
    holiday = {"oneOf": [_DATE, _object(("date",), date=_DATE, name={"type": "string"})]}
    profile = _object(
        ("name", "currency", "time_zone", "effective_from", "costs"),
        name=_NAME,
        version={"type": "integer", "minimum": 1},
        currency={"type": "string", "pattern": "^[A-Za-z]{3}$"},
        time_zone=_described(_NAME, "IANA name"),
        effective_from=_DATE,
        effective_until=_DATE,
        costs={"type": "array", "items": {"$ref": "#/$defs/cost"}, "minItems": 1},
        taxes={"type": "array", "items": tax},
        prices_include_tax={"type": "boolean"},
        minimum=limit,
        maximum=limit,
        billable_threshold=_object((), min_energy_kwh=_DECIMAL, min_duration_s=_SPAN),
        holidays={"type": "array", "items": holiday},
        identity_groups={"type": "object", "additionalProperties": _NAMES},
        policy=_policy(),
        notes={"type": "string"},
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": IDENTIFIER, "title": "Billing profile"}
    return {**head, **profile, "$defs": {"when": _when(), "cost": _cost()}}


_EXAMPLE = """{
  "name": "Workplace, time of use",
  "currency": "USD",
  "time_zone": "America/Chicago",
  "effective_from": "2026-01-01",
  "effective_until": "2027-01-01",
  "costs": [
    {
      "name": "Energy",
      "dimension": "energy",
      "rate": "0.25",
      "per": "kWh",
      "variations": [
        {"name": "Members", "when": {"identity_group": "members"}, "rate": "0.20"},
        {
          "name": "Summer peak",
          "when": {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "14:00", "to": "20:00", "months": [6, 7, 8, 9]},
          "rate": "0.45",
          "taxes": ["sales tax", "city tax"]
        },
        {"name": "Beyond 60 kWh", "when": {"min_kwh": "60"}, "rate": "0.35"},
        {"name": "Night", "when": {"from": "22:00", "to": "06:00"}, "rate": "0.15"}
      ],
      "exceptions": [{"name": "Holidays", "holidays": true, "rate": "0.15"}],
      "cap": "40.00",
      "taxes": ["sales tax"]
    },
    {
      "name": "Idle",
      "dimension": "idle_time",
      "per": "minute",
      "constraints": {"from": "07:00", "to": "19:00", "max_capacity": "25"},
      "variations": [{"name": "After 15 minutes", "when": {"min_idle_time": "15m"}, "rate": "0.05"}],
      "exceptions": [{"name": "Open day", "dates": ["2026-05-16"], "waived": true}],
      "step": 60,
      "cap": "12.00"
    },
    {
      "name": "Garage",
      "dimension": "plugged_time",
      "per": "hour",
      "variations": [
        {"name": "First four hours", "when": {"max_duration": "4h"}, "rate": "0"},
        {"name": "Then", "rate": "1.50"}
      ]
    },
    {"name": "Session fee", "dimension": "session", "rate": "1.00", "per": "session", "taxes": ["sales tax"]}
  ],
  "taxes": [{"name": "sales tax", "percent": "6.875"}, {"name": "city tax", "percent": "0.5", "stack": 1}],
  "minimum": {"before_tax": "1.00"},
  "maximum": {"after_tax": "75.00"},
  "billable_threshold": {"min_energy_kwh": "0.1", "min_duration_s": 60},
  "holidays": [{"date": "2026-07-04", "name": "Independence Day"}, "2026-12-25"],
  "identity_groups": {"members": ["ch-5521", "z-20114"]},
  "policy": {"name": "zefdesk", "step": "per_price"},
  "notes": "An example of every kind of thing."
}"""


def example() -> str:
    """Give a whole profile file that uses every kind of thing."""
    return _EXAMPLE
