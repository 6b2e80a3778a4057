"""Bill Details as a table."""

import csv
import io

from tests.reports.rows import batches, stored
from zefdesk.domain.stored import Stored
from zefdesk.reports.bill_csv import write_bills
from zefdesk.reports.bill_lines import FIELDS
from zefdesk.reports.finding_rows import FindingRow
from zefdesk.reports.findings_csv import write_findings


def rows(*sessions: Stored) -> list[dict[str, str]]:
    out = io.BytesIO()
    write_bills(batches(FIELDS, *sessions), out, {})
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_lines_come_with_their_session_and_whether_they_sum() -> None:
    bill = '{"lines": [{"description": "=Energy", "quantity": "2.50", "rate": 0.4, "amount": 1.00}], "tax": 0.28}'
    first, tax = rows(stored(cost=1_280_000_000, bill_details=bill))
    assert first["Session No."] == "1"
    assert first["Session Began"] == "2026-05-02T08:13:00-05:00"
    assert (first["Description"], first["Quantity"], first["Line Amount"]) == ("'=Energy", "2.50", "1.00")
    assert (tax["Kind"], tax["Line Amount"], tax["Sums to Cost"]) == ("tax", "0.28", "yes")


def test_lines_that_do_not_sum_say_so() -> None:
    (line,) = rows(stored(bill_details='[{"item": "Energy", "amount": 1}]'))
    assert line["Sums to Cost"] == "no"


def test_a_bill_without_lines_is_one_row_with_its_text() -> None:
    text, cut = rows(stored(1, bill_details="15.7 kWh at 0.40"), stored(2, bill_details='{"lines": ['))
    assert (text["Kind"], text["Description"]) == ("text", "15.7 kWh at 0.40")
    assert cut["Kind"] == "unreadable"


def test_sessions_without_a_bill_give_nothing() -> None:
    assert not rows(stored(), stored(2, bill_details="{}"))


def test_findings_of_a_file_have_no_session() -> None:
    out = io.BytesIO()
    assert write_findings([FindingRow(1, "gap", "Gap", "information", "silent", "", None)], out) == 1
    assert out.getvalue().decode().split("\r\n")[1] == "1,gap,Gap,information,silent,,,,,,,,,,"
