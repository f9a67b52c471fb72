"""Light and dark, their palettes, typeface and icons."""

import math
from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui import theme
from gui.theme import DARK, LIGHT, Colors
from gui.widgets.buttons import PrimaryButton
from resources import path

ICONS = sorted(file.stem for file in path("icons").glob("*.svg"))
PAIRS = [("text", "window"), ("text", "panel"), ("muted", "panel"), ("muted", "window")]
PAIRS += [("loss", "panel"), ("training", "panel"), ("testing", "panel"), ("on_accent", "accent")]


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """Other tests find the application as it was."""
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    yield
    theme.apply(qapp, "light")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""

    def luminance(color: str) -> float:
        made = QColor(color)
        parts = (made.redF(), made.greenF(), made.blueF())
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4) for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_what_is_read_stands_out(tokens: Colors, ink: str, ground: str) -> None:
    curves = {"loss", "training", "testing"}
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= (3 if ink in curves else 4.5)


def test_tokens_are_opaque_colours() -> None:
    for tokens in (LIGHT, DARK):
        for field in fields(tokens):
            assert QColor(getattr(tokens, field.name)).name().lower() == (
                getattr(tokens, field.name).lower()
            )


@pytest.mark.parametrize(("choice", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_a_choice_dresses_the_application(qapp: QApplication, choice: str, tokens: Colors) -> None:
    theme.apply(qapp, choice)
    assert theme.colors() == tokens
    assert qapp.style().objectName() == "fusion"
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).name() == tokens.muted


@pytest.mark.case(74)
def test_system_follows_the_system_until_another_choice(qapp: QApplication) -> None:
    hints = QGuiApplication.styleHints()
    theme.apply(qapp, "system")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colors() == DARK
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.colors() == LIGHT
    theme.apply(qapp, "light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colors() == LIGHT


def test_choosing_system_twice_follows_once(qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    theme.apply(qapp, "system")
    theme.apply(qapp, "light")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colors() == LIGHT


def test_an_open_field_takes_the_new_palette(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    theme.apply(qapp, "dark")
    qapp.processEvents()
    assert field.palette().color(QPalette.ColorRole.Text).name() == DARK.text
    assert field.palette().color(QPalette.ColorRole.Base).name() == DARK.panel


def test_digits_have_equal_width(qapp: QApplication) -> None:
    theme.load_fonts(qapp)
    assert qapp.font().family() == "Inter"
    label = QLineEdit()
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    metrics = QFontMetricsF(label.font())
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) < 0.1


@pytest.mark.case(74, 79)
def test_a_missing_font_leaves_the_system_one(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = qapp.font().family()
    monkeypatch.setattr(theme, "FONT_FILES", ("Inter-Regular.otf", "missing.otf"))
    theme.load_fonts(qapp)
    assert qapp.font().family() == family
    assert qapp.font().pixelSize() == theme.FONT_PIXELS


def test_half_of_a_colour_lies_halfway() -> None:
    assert theme.mixed("#ffffff", "#000000", 0.5) == "#808080"
    assert theme.mixed("#123456", "#ffffff", 1.0) == "#123456"


@pytest.mark.parametrize("name", ICONS)
def test_icons_take_the_colour_of_the_text(qapp: QApplication, name: str) -> None:
    for choice, tokens in (("light", LIGHT), ("dark", DARK)):
        theme.apply(qapp, choice)
        assert inks(theme.icon(name)) == {tokens.text}
        assert inks(theme.icon(name, on_accent=True)) == {tokens.on_accent}
        assert inks(theme.icon(name), QIcon.Mode.Disabled).isdisjoint({tokens.text})


@pytest.mark.case(74)
def test_icons_are_sharp_on_fine_screens() -> None:
    assert theme.icon("train").pixmap(theme.ICON, 2.0).width() == 2 * theme.ICON.width()


def inks(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of an icon's pixels, edges aside."""
    image = icon.pixmap(theme.ICON, 3.0, mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_the_highlighted_button_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    button = PrimaryButton(["Stop"], "stop")
    qtbot.addWidget(button)
    button.set_primary(True)
    button.move(300, 300)  # away from the pointer, which would brighten it
    button.show()
    for choice, tokens in (("light", LIGHT), ("dark", DARK)):
        theme.apply(qapp, choice)
        qapp.processEvents()
        assert button.grab().toImage().pixelColor(4, 12).name() == tokens.accent.lower()
        assert inks(button.icon()) == {tokens.on_accent}
    button.set_primary(False)
    assert inks(button.icon()) == {DARK.text}
