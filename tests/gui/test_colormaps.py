"""Numbers become the colours they stand for, and nothing outside the maps can be asked for."""

import numpy as np
import pytest

from core.arrays import Floats
from gui import theme
from gui.colormaps import CIVIDIS, cividis, diverging

THEMES = (theme.LIGHT, theme.DARK)


def name(color: Floats) -> str:
    return "#" + "".join(f"{part:02x}" for part in color)


def luminance(colors: Floats) -> Floats:
    """The relative luminance of RGB (..., 3), 0..1 (WCAG 2)."""
    parts = colors / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    result: Floats = linear @ np.array([0.2126, 0.7152, 0.0722])
    return result


def test_cividis_goes_from_its_darkest_to_its_brightest() -> None:
    colors = cividis(np.array([0.0, 0.5, 1.0]))
    assert colors.dtype == np.uint8
    assert [name(color) for color in colors] == ["#00204d", "#7c7b78", "#ffea46"]


def test_cividis_passes_through_all_its_eighths() -> None:
    np.testing.assert_array_equal(cividis(np.linspace(0, 1, len(CIVIDIS))), CIVIDIS)


def test_more_is_always_brighter_so_that_it_reads_without_colour() -> None:
    brightness = luminance(cividis(np.linspace(0, 1, 101)).astype(float))
    assert (np.diff(brightness) > 0).all()


def test_equal_steps_look_equal() -> None:
    """In lightness (CIE 1976), which is what the map was made for."""
    lightness = 116 * np.cbrt(luminance(CIVIDIS)) - 16
    steps = np.diff(lightness)
    assert np.abs(steps / steps.mean() - 1).max() < 0.12


def test_between_two_colours_it_goes_straight() -> None:
    shares = np.linspace(0, 1, 101)
    eighths = np.linspace(0, 1, len(CIVIDIS))
    straight = np.stack([np.interp(shares, eighths, part) for part in CIVIDIS.T], axis=1)
    assert np.abs(cividis(shares) - straight).max() <= 0.5


@pytest.mark.parametrize("tokens", THEMES)
def test_weights_go_from_the_warning_over_the_panel_to_the_accent(tokens: theme.Colors) -> None:
    colors = diverging(np.array([-1.0, 0.0, 1.0]), tokens)
    expected = [tokens.warning, tokens.panel, tokens.accent]
    assert [name(color) for color in colors] == [color.lower() for color in expected]


@pytest.mark.parametrize("tokens", THEMES)
def test_the_further_from_zero_the_further_from_the_panel(tokens: theme.Colors) -> None:
    panel = diverging(np.array([0.0]), tokens).astype(float)
    for sign in (-1, 1):
        colors = diverging(sign * np.linspace(0, 1, 11), tokens).astype(float)
        assert (np.diff(np.abs(colors - panel).sum(axis=1)) > 0).all()


@pytest.mark.parametrize("beyond", [1.0001, 7.0, np.inf])
def test_what_lies_beyond_has_the_colour_of_the_end(beyond: float) -> None:
    low, high = cividis(np.array([-beyond + 1, beyond]))
    assert (name(low), name(high)) == ("#00204d", "#ffea46")
    ends = diverging(np.array([-beyond, beyond]), theme.LIGHT)
    np.testing.assert_array_equal(ends, diverging(np.array([-1.0, 1.0]), theme.LIGHT))


@pytest.mark.parametrize("shape", [(), (0,), (3,), (28, 28), (2, 3, 4)])
def test_each_number_becomes_three_of_a_colour(shape: tuple[int, ...]) -> None:
    values = np.full(shape, 0.3)
    assert cividis(values).shape == diverging(values, theme.DARK).shape == (*shape, 3)


def test_single_precision_is_as_good() -> None:
    shares = np.linspace(0, 1, 9, dtype=np.float32)
    np.testing.assert_array_equal(cividis(shares), cividis(shares.astype(float)))
