from pathlib import Path

from PySide6.QtCore import QByteArray

from zefdesk.desktop.settings import RECENT, Settings


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = Settings(tmp_path / "window.ini")
    first.keep("a/text", 'Größe, 3; "x"')
    first.keep("a/number", 42)
    first.keep("a/flag", True)
    first.keep("a/texts", ["one, two", "three"])
    first.keep("a/state", QByteArray(b"\x00\xff\x01"))
    first.flush()
    second = Settings(tmp_path / "window.ini")
    assert second.text("a/text") == 'Größe, 3; "x"'
    assert second.number("a/number") == 42
    assert second.flag("a/flag")
    assert second.texts("a/texts") == ["one, two", "three"]
    assert second.state("a/state") == QByteArray(b"\x00\xff\x01")


def test_what_is_not_there_is_the_default(settings: Settings) -> None:
    assert settings.text("x", "usual") == "usual"
    assert settings.number("x", 7) == 7
    assert settings.flag("x", default=True)
    assert settings.texts("x") == []
    assert settings.state("x").isEmpty()


def test_a_number_that_somebody_spoiled_is_the_default(settings: Settings) -> None:
    settings.keep("width", "wide")
    assert settings.number("width", 360) == 360


def test_recent_things_are_few_and_each_once(settings: Settings) -> None:
    for number in range(RECENT + 3):
        settings.lately("recent", f"{number}.csv")
    assert settings.lately("recent", "5.csv")[0] == "5.csv"
    assert len(settings.texts("recent")) == RECENT
    assert settings.texts("recent").count("5.csv") == 1
