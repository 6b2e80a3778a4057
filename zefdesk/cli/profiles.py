"""`profiles`: list billing profiles; import, export, check them; put them on chargers; print their schema."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from zefdesk.billing import profile_schema
from zefdesk.billing.ocpi.tariff_out import VERSIONS
from zefdesk.billing.profile_text import read_profile
from zefdesk.cli import profile_versions
from zefdesk.cli.streams import print_json, say, tell
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser, WrongUsage
from zefdesk.services import configuring
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.ledger import Ledger
from zefdesk.store.profiles import StoredProfile

_TITLES = ("Profile", "Version", "From", "Until", "Currency", "Zone", "Chargers", "Hash")
_USAGE = (
    "profiles [--json] | import FILE.json [--ocpi --time-zone ZONE] | "
    "export NAME FILE.json [--ocpi [--lossy]] [--force] | check FILE.json | "
    "assign NAME SERIAL... [--from DATE] | unassign SERIAL... [--from DATE] | schema [--example] | "
    "templates [KEY] | changes NAME [VERSION VERSION] | withdraw NAME VERSION"
)
_LEAST = {
    "import": (1, 1),
    "export": (2, 2),
    "check": (1, 1),
    "assign": (2, 10**6),
    "unassign": (1, 10**6),
    "schema": (0, 0),
    "templates": (0, 1),
    "changes": (1, 3),
    "withdraw": (2, 2),
}
_Verb = Callable[[argparse.Namespace, Ledger], int]


def options(parser: Parser) -> None:
    """Add the options."""
    parser.usage = f"zefdesk-cli {_USAGE}"
    parser.add_argument("verb", nargs="?", choices=tuple(_LEAST), help="list all, if none is given")
    parser.add_argument("words", nargs="*", metavar="...", help="a file, a name, serials of chargers")
    parser.add_argument(
        "--from", dest="since", metavar="DATE", type=_date, help="since which day, by the charger's clock"
    )
    parser.add_argument("--ocpi", action="store_true", help="the file is an OCPI tariff (read: 2.1.1 to 2.3)")
    parser.add_argument("--ocpi-version", default="2.2.1", choices=VERSIONS, help="which one to write")
    parser.add_argument("--time-zone", metavar="ZONE", help="the clock of an OCPI tariff, which names none")
    parser.add_argument("--lossy", action="store_true", help="write an OCPI tariff without what it cannot say")
    parser.add_argument("--force", action="store_true", help="replace the file that is there")
    parser.add_argument("--example", action="store_true", help="with `schema`: a whole example instead")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Do it."""
    least, most = _LEAST.get(asked.verb, (0, 0))
    if not least <= len(asked.words) <= most:
        raise WrongUsage(f"write one of: {_USAGE}")
    if asked.verb == "schema":
        if asked.example:
            print(profile_schema.example())
        else:
            print_json(profile_schema.schema())
        return 0
    if asked.verb in _WITHOUT_LEDGER:
        return _WITHOUT_LEDGER[asked.verb](asked)
    ledger = open_ledger(database)
    try:
        return _VERBS[asked.verb](asked, ledger)
    finally:
        ledger.close()


def _check(asked: argparse.Namespace) -> int:
    """Print errors and warnings; 1 where there are errors."""
    found = configuring.check_profile(Path(asked.words[0]))
    errors = sum(one.severity == "error" for one in found)
    if asked.json:
        remarks = [
            {"severity": one.severity, "code": one.code, "path": one.path, "message": one.message, "fix": one.fix}
            for one in found
        ]
        print_json({"errors": errors, "warnings": len(found) - errors, "remarks": remarks})
        return 1 if errors else 0
    for one in found:
        say(f"{one.severity}: {one.path}: {one.message}" + (f" ({one.fix})" if one.fix else ""))
    say(f"{errors} errors, {len(found) - errors} warnings")
    return 1 if errors else 0


def _import(asked: argparse.Namespace, ledger: Ledger) -> int:
    path = Path(asked.words[0])
    if asked.ocpi:
        stored, is_new = configuring.import_tariff(ledger, path, asked.time_zone)
    else:
        stored, is_new = configuring.import_profile(ledger, path)
    if asked.json:
        print_json(_document(stored, []) | {"new": is_new})
    else:
        say(f"'{stored.name}', version {stored.version}: " + ("taken in" if is_new else "known already, nothing done"))
    return 0


def _export(asked: argparse.Namespace, ledger: Ledger) -> int:
    name, path = asked.words
    if asked.ocpi:
        stored, left_out = configuring.export_tariff(
            ledger, name, Path(path), asked.ocpi_version, lossy=asked.lossy, force=asked.force
        )
        if left_out:
            tell(f"OCPI cannot say all of it. {' '.join(left_out)}")
    else:
        stored = configuring.export_profile(ledger, name, Path(path), force=asked.force)
    if asked.json:
        print_json(_document(stored, []))
    else:
        say(f"'{name}', version {stored.version}, written to {path}")
    return 0


def _assign(asked: argparse.Namespace, ledger: Ledger) -> int:
    name, *serials = asked.words
    configuring.assign(ledger, name, serials, asked.since)
    since = asked.since or configuring.stored_since(ledger, name)
    if asked.json:
        print_json({"profile": name, "chargers": serials, "from": str(since)})
    else:
        say(f"'{name}' is on {', '.join(serials)} from {since} on; stored bills stay until `price` is run")
    return 0


def _unassign(asked: argparse.Namespace, ledger: Ledger) -> int:
    ended = configuring.unassign(ledger, asked.words, asked.since)
    if asked.json:
        print_json({"chargers": ended})
    else:
        say(f"ended on {', '.join(ended)}" if ended else "nothing was assigned then")
    return 0


def _list(asked: argparse.Namespace, ledger: Ledger) -> int:
    found = configuring.profiles(ledger)
    chargers: dict[str, list[str]] = {}
    for one in configuring.assignments(ledger):
        if one.end_wall is None:
            chargers.setdefault(one.profile, []).append(one.charger)
    if asked.json:
        made = [_document(one, chargers.get(one.name, [])) for one in found]
        print_json({"count": len(found), "profiles": made})
        return 0
    Table(_TITLES, (1, 6)).print(_row(one, chargers.get(one.name, [])) for one in found)
    if not found:
        say("No billing profiles yet: `profiles import FILE.json` (`profiles schema --example` prints one).")
    return 0


def _document(stored: StoredProfile, chargers: list[str]) -> dict[str, Any]:
    profile = read_profile(stored.document)
    return {
        "name": stored.name,
        "version": stored.version,
        "content_hash": stored.content_hash,
        "effective_from": stored.effective_from,
        "effective_until": stored.effective_until,
        "currency": profile.currency,
        "time_zone": profile.time_zone,
        "chargers": chargers,
    }


def _row(stored: StoredProfile, chargers: list[str]) -> tuple[str, ...]:
    profile = read_profile(stored.document)
    until = stored.effective_until or ""
    short = stored.content_hash[:12]
    head = (stored.name, str(stored.version), stored.effective_from, until)
    return (*head, profile.currency, profile.time_zone, f"{len(chargers):,}", short)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date: write it as 2026-05-01") from None


_VERBS: dict[str | None, _Verb] = {
    None: _list,
    "import": _import,
    "export": _export,
    "assign": _assign,
    "unassign": _unassign,
    "changes": profile_versions.print_changes,
    "withdraw": profile_versions.withdraw,
}
_WITHOUT_LEDGER: dict[str | None, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "templates": profile_versions.print_templates,
}
