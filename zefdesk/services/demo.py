"""The sample network: files made up for trying the program, and a ledger filled with them."""

import json
from pathlib import Path
from tempfile import mkdtemp

from zefdesk.assets import resources
from zefdesk.domain.query import SessionQuery
from zefdesk.formats.reading import Settings
from zefdesk.services import configuring
from zefdesk.services.importing import ImportOutcome, import_paths
from zefdesk.services.looking import look
from zefdesk.services.pricing import price_sessions
from zefdesk.services.progress import Report, ignore
from zefdesk.store.ledger import Ledger


def sample_files() -> tuple[Path, ...]:
    """Give the sample reports, in the order of their months."""
    folder = resources() / "sample"
    told = json.loads((folder / "sample.json").read_text("utf-8"))
    return tuple(folder / name for name in told["files"])


def sample_logs() -> tuple[Path, ...]:
    """Give the sample logs of chargers."""
    folder = resources() / "sample"
    told = json.loads((folder / "sample.json").read_text("utf-8"))
    return tuple(folder / name for name in told["logs"])


def sample_settings() -> Settings:
    """Give what the sample reports, like all of their kind, do not say: zone, currency, date order."""
    told = json.loads((resources() / "sample" / "sample.json").read_text("utf-8"))
    return Settings(time_zone=told.get("time_zone"), currency=told.get("currency"), date_order=told.get("date_order"))


def fill(ledger: Ledger, report: Report = ignore) -> ImportOutcome:
    """Import the sample reports, set up chargers and profiles, import the sample logs, price and look at it all."""
    outcome = import_paths(ledger, sample_files(), sample_settings(), report=report)
    configure(ledger)
    import_paths(ledger, sample_logs(), Settings(), report=report)
    price_sessions(ledger, SessionQuery(), report=report)
    look(ledger, report)
    return outcome


def configure(ledger: Ledger) -> None:
    """Set up the chargers of the sample network, and put its profiles on them."""
    folder = resources() / "sample"
    told = json.loads((folder / "sample.json").read_text("utf-8"))
    configuring.import_chargers(ledger, folder / told["chargers"])
    for name in told["profiles"]:
        configuring.import_profile(ledger, folder / name)
    for profile, serials in told["assignments"].items():
        configuring.assign(ledger, profile, serials)


def throw_away_location() -> Path:
    """Give a place for a ledger that goes with the temporary files."""
    return Path(mkdtemp(prefix="zefdesk-demo-")) / "sample.zefdesk"
