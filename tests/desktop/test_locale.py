import pytest
from PySide6.QtCore import QLocale

from zefdesk.desktop.locale import notation_of

MAY_2 = 1_777_727_580  # 13:13


@pytest.mark.parametrize(
    ("name", "moment", "number"),
    [
        ("en_US", "May 2, 2026 1:13 PM", "1,234,567.89"),
        ("en_GB", "2 May 2026 13:13", "1,234,567.89"),
        ("de_DE", "2. Mai 2026 13:13", "1.234.567,89"),
        ("fr_FR", "2 mai 2026 13:13", "1\u00a0234\u00a0567,89"),
        ("es_ES", "2/5/2026 13:13", "1.234.567,89"),
        ("ja_JP", "2026/05/02 13:13", "1,234,567.89"),
    ],
)
def test_dates_and_numbers_are_written_as_the_system_does(name: str, moment: str, number: str) -> None:
    notation = notation_of(QLocale(name))
    assert notation.moment(MAY_2) == moment
    assert notation.number(1_234_567_890_000_000, 2) == number


def test_no_language_loses_the_year() -> None:
    for locale in QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    ):
        assert "2026" in notation_of(locale).day(MAY_2), locale.name()
