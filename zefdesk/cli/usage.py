"""Arguments read so that wrong ones are one line, and so that a value may begin with a minus."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from zefdesk.domain.trouble import Trouble


class WrongUsage(Trouble):
    """Arguments that say nothing the command can do."""


class Parser(argparse.ArgumentParser):
    """A parser that raises WrongUsage, and takes what follows an option that wants a value as its value."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 -- handed on to argparse
        self._valued: set[str] = set()
        super().__init__(allow_abbrev=False, **settings)

    def add_argument(self, *names: str, **settings: Any) -> argparse.Action:  # noqa: ANN401 -- likewise
        """Add an argument as argparse does."""
        action = super().add_argument(*names, **settings)
        if action.nargs is None:
            self._valued.update(action.option_strings)
        return action

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Read arguments; raises WrongUsage, or the Trouble of a value that does not exist."""
        return self.parse_args(self._joined(list(arguments)))

    def _joined(self, arguments: list[str]) -> list[str]:
        """Join `--sort -start` as `--sort=-start`, which argparse takes for two options otherwise."""
        joined: list[str] = []
        coming = iter(arguments)
        for argument in coming:
            if argument == "--":
                return [*joined, argument, *coming]
            value = next(coming, None) if argument in self._valued else None
            joined.append(argument if value is None else f"{argument}={value}")
        return joined

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong."""
        raise WrongUsage(f"{message} (see {self.prog} --help)")


def count(text: str) -> int:
    """Read a whole number that is not negative."""
    if not text.isdecimal() or len(text) > 18:  # noqa: PLR2004 -- what 64 bits hold
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number")
    return int(text)
