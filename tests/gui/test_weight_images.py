"""Weights as colours: 0 is the panel, above it the accent, below it the warning."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gui.theme import DARK, LIGHT, Colors
from gui.widgets.weights.images import LEVELS, levels, weight_image


def test_levels_reach_from_the_least_to_the_largest_with_0_in_the_middle() -> None:
    weights = np.array([-2.0, -1.0, 0.0, 1.0, 2.0], np.float32)
    assert levels(weights, 2.0).tolist() == [0, 64, 127, 191, 254]


@pytest.mark.parametrize("sign", [-1, 1])
def test_equal_weights_of_either_sign_are_as_far_from_the_middle(sign: int) -> None:
    assert levels(np.array([sign * 5.0]), 5.0)[0] == LEVELS // 2 + sign * (LEVELS // 2)


def test_beyond_the_scale_they_are_cut_off_and_what_is_no_number_is_in_the_middle() -> None:
    weights = np.array([-9.0, 9.0, np.nan, np.inf, -np.inf])
    assert levels(weights, 2.0).tolist() == [0, 254, 127, 254, 0]


def test_weights_that_are_all_0_are_in_the_middle() -> None:
    assert levels(np.zeros(3), 0.0).tolist() == [127] * 3


def test_each_row_can_have_a_scale_of_its_own() -> None:
    weights = np.array([[1.0, -1.0], [3.0, -3.0]])
    assert levels(weights, np.array([[1.0], [3.0]])).tolist() == [[254, 0], [254, 0]]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_ends_of_the_scale_are_the_theme_s_colours(tokens: Colors) -> None:
    image = weight_image(np.array([[0, 127, 254]], np.uint8), tokens)
    colors = [image.pixelColor(x, 0) for x in range(3)]
    assert colors == [QColor(each) for each in (tokens.warning, tokens.panel, tokens.accent)]
