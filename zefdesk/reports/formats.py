"""The number formats of a workbook, each made once."""

from typing import Any

from zefdesk.domain import money


class Formats:
    """Dates, elapsed time, energy, and amounts in each currency."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        self._book = book
        self._money: dict[tuple[str | None, int], Any] = {}
        self.header: Any = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.moment: Any = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.elapsed: Any = book.add_format({"num_format": "[h]:mm:ss"})
        self.energy: Any = book.add_format({"num_format": "#,##0.000######"})

    def money(self, currency: str | None, places: int) -> Any:  # noqa: ANN401 -- XlsxWriter has no types
        """Give the format of amounts of a currency with so many decimals."""
        key = currency, places
        if key not in self._money:
            digits = f"#,##0.{'0' * places}" if places else "#,##0"
            sign = money.sign(currency)
            self._money[key] = self._book.add_format({"num_format": f'"{sign}"{digits}' if sign else digits})
        return self._money[key]
