"""Files that are to come in together: the answers they share, and what would come of them."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zefdesk.desktop.imports import log_words, words
from zefdesk.desktop.widgets.text_table import Row
from zefdesk.domain.notation import Notation
from zefdesk.formats.reading import Settings
from zefdesk.services import importing, previewing
from zefdesk.services.importing import ImportOutcome
from zefdesk.services.previewing import Preview
from zefdesk.services.progress import Report
from zefdesk.store.ledger import Ledger

QUESTIONS = ("time_zone", "currency", "date_order", "sheet")


@dataclass(frozen=True, slots=True)
class Previewed:
    """One file of a batch: what would come of it, its rows as texts, what neither it nor its chargers tell.

    Of a log `besides` is what it tells besides its sessions.
    """

    preview: Preview
    rows: tuple[Row, ...]
    asks: tuple[str, ...]
    besides: tuple[Row, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether something would come in of it."""
        return self.preview.result.error is None


@dataclass(frozen=True, slots=True)
class Batch:
    """The paths, the settings as answered so far, and the previews that were made with them."""

    paths: tuple[Path, ...]
    settings: Settings = field(default_factory=Settings)
    files: tuple[Previewed, ...] = ()

    def answered(self, question: str, answer: str | None) -> "Batch":
        """Give the batch with another answer to one of `QUESTIONS`; it is to be previewed again."""
        answers: dict[str, Any] = {question: answer}
        return Batch(self.paths, replace(self.settings, **answers))

    def previewed(self, ledger: Ledger, notation: Notation, report: Report) -> "Batch":
        """Give the batch with what would come of its files; nothing is stored."""
        told = importing.with_chargers(ledger, self.settings)
        found = (
            Previewed(preview, words.rows_of(preview, notation), _asks(preview, told), _besides(preview, notation))
            for path in self.paths
            for preview in previewing.preview(ledger, path, self.settings, report)
        )
        return replace(self, files=tuple(found))

    def imported(self, ledger: Ledger, report: Report, *, remember: bool, closed_too: bool = False) -> ImportOutcome:
        """Store what can be read; with `remember` the chargers keep the zone and the currency that were answered.

        What would change a closed month is stored only with `closed_too`.
        """
        outcome = importing.import_paths(ledger, self.paths, self.settings, closed_too=closed_too, report=report)
        if remember:
            importing.remember(
                ledger, self.chargers, self.settings.time_zone, self.settings.currency, closed_too=closed_too
            )
        return outcome

    @property
    def asks(self) -> tuple[str, ...]:
        """What any of the files leaves open, in a fixed order."""
        return tuple(question for question in QUESTIONS if any(question in file.asks for file in self.files))

    @property
    def chargers(self) -> tuple[str, ...]:
        """The chargers of all files, by serial, else name."""
        return tuple(sorted({charger for file in self.files for charger in file.preview.chargers if charger}))

    @property
    def new(self) -> int:
        """How many sessions would be new, each file taken for itself."""
        return sum(file.preview.result.new for file in self.files)

    @property
    def a_log(self) -> bool:
        """Whether it is one log, and nothing else."""
        return len(self.files) == 1 and self.files[0].preview.result.told is not None

    @property
    def readable(self) -> int:
        """How many of the files can be read."""
        return sum(file.readable for file in self.files)

    @property
    def waits(self) -> bool:
        """Whether a file cannot be read before something is answered."""
        return any(file.preview.result.needs for file in self.files)


def _besides(preview: Preview, notation: Notation) -> tuple[Row, ...]:
    told = preview.result.told
    return log_words.rows(told, preview.result.problems, notation, stored=False) if told else ()


def _asks(preview: Preview, told: Settings) -> tuple[str, ...]:
    """Give what a file leaves open, but for what is remembered of all its chargers."""
    result = preview.result
    if result.needs:
        return (result.needs,)
    remembered = {"time_zone": told.charger_zones, "currency": told.charger_currencies}
    return tuple(
        question
        for question in (result.facts.asks if result.facts else ())
        if not preview.chargers or not all(charger in remembered.get(question, {}) for charger in preview.chargers)
    )
