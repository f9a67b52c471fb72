"""Runs have colours that can be told from each other and from the ground."""

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from gui.kept.colors import run_color
from gui.kept.words import MOST_TICKED
from gui.theme import DARK, LIGHT, Colors

LEAST_APART = 30  # of 442: the way from black to white


def _distance(one: str, other: str) -> float:
    a, b = QColor(one), QColor(other)
    apart = a.red() - b.red(), a.green() - b.green(), a.blue() - b.blue()
    return math.hypot(*apart)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_no_two_runs_have_nearly_the_same_colour(tokens: Colors) -> None:
    every = [run_color(slot, tokens) for slot in range(MOST_TICKED)]
    assert min(_distance(*pair) for pair in combinations(every, 2)) > LEAST_APART
    assert min(_distance(color, tokens.panel) for color in every) > 60


def test_the_first_is_okabe_and_itos_blue() -> None:
    assert run_color(0, LIGHT) == "#0072B2"
