import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

import zefdesk.desktop
from zefdesk.desktop import style, theme, tokens
from zefdesk.desktop.tokens import DARK, LIGHT, Tokens


def luminance(name: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_what_must_be_read_stands_out_from_every_ground(of: Tokens) -> None:
    for ground in (of.bg, of.surface, of.raised):
        assert contrast(of.text, ground) >= 4.5
        assert contrast(of.muted, ground) >= 4.5
    for tone in ("accent", "warn", "bad", "info"):
        ink, ground = of.tone(tone)
        assert contrast(ink, ground) >= 4.5
    assert contrast(of.on_accent, of.accent) >= 4.5


def test_there_are_no_colours_but_the_tokens() -> None:
    folder = Path(next(iter(zefdesk.desktop.__path__)))
    strays = [
        f"{file.name}: {match}"
        for file in folder.rglob("*.py")
        if file.name != "tokens.py"
        for match in re.findall(r"#[0-9A-Fa-f]{6}\b|rgba?\(", file.read_text("utf-8"))
    ]
    assert strays == []


def test_nothing_is_smaller_than_eleven_pixels() -> None:
    assert min(int(px) for px in re.findall(r"font-size: (\d+)px", style.style_sheet(LIGHT))) >= 11


def test_the_style_sheet_is_filled_in() -> None:
    assert "$" not in style.style_sheet(DARK)


def test_an_explicit_mode_needs_no_help_of_the_system(qapp: QApplication) -> None:
    theme.theme().apply("dark")
    try:
        assert theme.tokens() is DARK
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    finally:
        theme.theme().apply("light")


def test_an_unknown_mode_is_that_of_the_system() -> None:
    theme.theme().apply("sepia")
    assert theme.theme().mode == "system"
    theme.theme().apply("light")


def test_high_contrast_takes_the_colours_of_the_system() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.WindowText, QColor("white"))
    system.setColor(QPalette.ColorRole.Base, QColor("black"))
    made = theme.of_palette(system, LIGHT)
    assert (made.text, made.muted, made.surface) == ("#ffffff", "#ffffff", "#000000")


def test_figures_have_one_width() -> None:
    measure = QFontMetrics(theme.font(tokens.TEXT_PX))
    assert measure.horizontalAdvance("1111") == measure.horizontalAdvance("0000")
