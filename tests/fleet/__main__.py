"""Hold the reading of logs against fleets: `python -m tests.fleet [--seed N] [--chargers N] [--style S] [--keep D]`."""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.fleet.fleet import fleet
from tests.fleet.judging import Verdict, judge, judge_ledger
from tests.fleet.writing import write, write_apart

_COLUMNS = "right wrong missing extra"


def verdicts(seed: int, chargers: int, folder: Path, style: str = "", *, ledger: bool = False) -> list[Verdict]:
    """Write the logs of a fleet into a folder, read them, judge; or what ledgers have of them, imported in pieces."""
    found = []
    for log in fleet(seed, chargers):
        place = folder / f"log{log.number}"
        paths = write_apart(log, place) if ledger else write(log, place)
        if not style or log.style == style:
            found.append(judge_ledger(log, paths, place) if ledger else judge(log, paths))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where fewer than 99 of 100 sessions are right, more than one is extra, or reading crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chargers", type=int, default=120)
    parser.add_argument("--style", default="", help="judge only logs of this style")
    parser.add_argument("--keep", type=Path, help="a new folder for the logs")
    parser.add_argument("--details", type=int, default=40, help="how many wrong fields are shown")
    parser.add_argument(
        "--ledger", action="store_true", help="import into ledgers, in two files each, by the command line"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        found = verdicts(options.seed, options.chargers, folder, options.style, ledger=options.ledger)
    return _print(found, options.details)


def _print(found: Sequence[Verdict], details: int) -> int:
    tables: dict[str, dict[str, Counter[str]]] = {"style": {}, "packing": {}, "manner": {}, "trap": {}}
    for verdict in found:
        manners = {charger.name: charger.manner for charger in verdict.log.chargers}
        told = [("right", one) for one in verdict.right] + [("wrong", one) for one, _ in verdict.wrong]
        for what, truth in told + [("missing", one) for one in verdict.missing]:
            keys = (verdict.log.style, verdict.log.packing, manners[truth.charger], truth.trap)
            for table, key in zip(tables.values(), keys, strict=True):
                table.setdefault(key, Counter())[what] += 1
        for _ in verdict.extra:
            tables["style"].setdefault(verdict.log.style, Counter())["extra"] += 1
    for name, table in tables.items():
        print(f"\n{name:46} {_COLUMNS}")
        for key, counts in sorted(table.items()):
            print(f"{key:46} " + " ".join(f"{counts[one]:>{len(one)}}" for one in _COLUMNS.split()))
    _print_details(found, details)
    return _sum(found)


def _print_details(found: Sequence[Verdict], details: int) -> None:
    lines = []
    for verdict in found:
        where = f"log{verdict.log.number} {verdict.log.style}/{verdict.log.packing}"
        manners = {charger.name: charger.manner for charger in verdict.log.chargers}
        if verdict.crash:
            lines.append(f"{where}: crash: {verdict.crash}")
        for truth, wrong in verdict.wrong:
            told = "; ".join(f"{one.field} wanted {one.wanted!r} got {one.got!r}" for one in wrong)
            lines.append(f"{where} ({manners[truth.charger]}) {truth.charger} {truth.trap} {truth.began}: {told}")
        lines += [
            f"{where} ({manners[one.charger]}) missing: {one.charger} {one.trap} {one.began}" for one in verdict.missing
        ]
        lines += [
            f"{where} extra: {one.charger} {one.connector} {one.transaction} {one.began}" for one in verdict.extra
        ]
        lines += [f"{where} {one}" for one in (*verdict.attempts, *verdict.problems)]
    print()
    lines = [f"{line}{f' ({count} times)' if count > 1 else ''}" for line, count in Counter(lines).items()]
    for line in lines[:details]:
        print(line)
    if len(lines) > details:
        print(f"... and {len(lines) - details} more")


def _sum(found: Sequence[Verdict]) -> int:
    right = sum(len(one.right) for one in found)
    wrong, missing = sum(len(one.wrong) for one in found), sum(len(one.missing) for one in found)
    extra, crashes = sum(len(one.extra) for one in found), sum(bool(one.crash) for one in found)
    total = right + wrong + missing
    attempts = sum(len(one.attempts) for one in found)
    print(
        f"\n{len(found)} logs, {total} sessions: right {right} ({right / max(total, 1):.2%}), wrong {wrong}, "
        f"missing {missing}, extra {extra}, crashes {crashes}; attempts that differ {attempts}, "
        f"logs with other problems than cuts {sum(bool(one.problems) for one in found)}"
    )
    return int(right < total * 0.99 or extra > total * 0.01 or crashes > 0)


if __name__ == "__main__":
    sys.exit(main())
