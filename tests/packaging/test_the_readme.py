"""What the README tells a stranger to type, press and open is there."""

import re
from pathlib import Path

import pytest

from zefdesk.cli.__main__ import main
from zefdesk.desktop import menus
from zefdesk.desktop.rates.page_keys import COMMANDS
from zefdesk.desktop.sessions import commands

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "tests/README.md",
    "resources/sample/README.md",
    "resources/guide/month-end.md",
)


def test_its_keys_are_those_of_the_window() -> None:
    table = README.partition("## Keys")[2].partition("## More")[0]
    told = [key for cell in re.findall(r"^\| ((?:Ctrl|F\d)[^|]*) \|", table, re.MULTILINE) for key in cell.split(", ")]
    known = {words[1] for words in (*menus.OF_THE_WINDOW.values(), *commands._WORDS.values(), *COMMANDS.values())}
    assert told
    assert {key.replace("Enter", "Return") for key in told} <= known


@pytest.mark.parametrize("line", re.findall(r"^    zefdesk-cli (.+)$", README, re.MULTILINE))
def test_its_command_lines_are_understood(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*line.split(), "--help"]) == 0
    assert line.split(maxsplit=1)[0] in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES)
def test_its_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", text)
    missing = [link for pair in links for link in pair if link and "://" not in link]
    assert [link for link in missing if not (ROOT / page).parent.joinpath(link).exists()] == []
