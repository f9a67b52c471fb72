"""Bars around 0: rows with names and numbers, or columns of many."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from core.arrays import Floats
from gui import theme
from gui.widgets.signed_bars import ROW, SignedBars, largest_first, reach

FOUR = np.array([0.5, -1.0, 0.0, 0.25])
NAMES = ("a", "b", "c", "d")


@pytest.fixture
def bars(qtbot: QtBot) -> SignedBars:
    bars = SignedBars("Weights")
    qtbot.addWidget(bars)
    bars.resize(200, 10 * ROW)
    bars.show()
    qtbot.waitExposed(bars)
    return bars


def tip(name: str, value: float) -> str:
    return f"To {name} goes {value:.2f}."


def colored(bars: SignedBars, color: str) -> list[tuple[int, int]]:
    image: QImage = bars.grab().toImage()
    wanted = QColor(color)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return [place for place in places if image.pixelColor(*place) == wanted]


@pytest.mark.parametrize(
    ("values", "span"),
    [
        ([0.5, -1.0], (-1.0, 1.0)),
        ([2.0, -1.0], (-2.0, 2.0)),
        ([0.5, 2.0], (0.0, 2.0)),
        ([np.nan, 2.0], (0.0, 2.0)),
        ([np.nan], (0.0, 0.0)),
        ([], (0.0, 0.0)),
    ],
)
def test_bars_reach_around_0_only_where_any_is_below(
    values: list[float], span: tuple[float, float]
) -> None:
    assert reach(np.array(values)) == span


def test_the_largest_come_first_whatever_their_sign_and_no_numbers_last() -> None:
    values: Floats = np.array([0.5, np.nan, -1.0, 0.0, 1.0])
    assert largest_first(values).tolist() == [2, 4, 0, 3, 1]


def test_a_few_values_have_a_row_each_in_their_order(bars: SignedBars) -> None:
    bars.show_values(NAMES, FOUR, tip)
    assert bars.shown == [0, 1, 2, 3]
    assert not bars.has_columns
    assert bars.accessibleDescription().startswith("To a goes 0.50. To b goes -1.00.")


def test_above_0_bars_are_in_the_accent_and_to_the_right_of_those_below(bars: SignedBars) -> None:
    bars.show_values(NAMES, FOUR, tip)
    above, below = (colored(bars, c) for c in (theme.colors().accent, theme.colors().warning))
    assert above
    assert below
    assert min(x for x, _ in above) >= max(x for x, _ in below)
    assert len(below) > len(above)


def test_largest_first_puts_them_in_order(bars: SignedBars) -> None:
    bars.show_values(NAMES, FOUR, tip, largest_first=True)
    assert bars.shown == [1, 0, 3, 2]
    assert bars.text_at(50, 1) == "To b goes -1.00."


def test_many_values_are_columns_in_order_and_rows_of_the_largest_else(bars: SignedBars) -> None:
    values = np.linspace(-1, 1, 100)
    names = [str(place) for place in range(100)]
    bars.show_values(names, values, tip)
    assert bars.has_columns
    assert bars.text_at(0, 5) == "To 0 goes -1.00."
    assert bars.text_at(199, 5) == "To 99 goes 1.00."
    bars.show_values(names, values, tip, largest_first=True)
    assert not bars.has_columns
    assert bars.shown[:2] == [0, 99]
    assert len(bars.shown) == 10


def test_columns_stand_on_both_sides_of_0(bars: SignedBars) -> None:
    bars.show_values([str(place) for place in range(100)], np.linspace(-1, 1, 100), tip)
    above, below = (colored(bars, c) for c in (theme.colors().accent, theme.colors().warning))
    assert max(y for _, y in above) <= min(y for _, y in below)
    assert min(y for _, y in above) <= 2
    assert max(y for _, y in below) >= bars.height() - 3


def test_columns_that_are_all_above_0_have_the_whole_height(bars: SignedBars) -> None:
    bars.show_values([str(place) for place in range(50)], np.ones(50), tip)
    assert len({y for _, y in colored(bars, theme.colors().accent)}) >= bars.height() - 4


@pytest.mark.parametrize("values", [np.empty(0), np.zeros(4), np.full(4, np.nan)])
def test_nothing_0_and_no_numbers_have_no_bars(bars: SignedBars, values: Floats) -> None:
    bars.show_values(NAMES[: len(values)], values, tip)
    assert not colored(bars, theme.colors().accent)
    assert not colored(bars, theme.colors().warning)


def test_below_the_rows_nothing_is_said(bars: SignedBars) -> None:
    bars.resize(200, 400)
    bars.show_values(NAMES, FOUR, tip)
    assert bars.text_at(50, 399) == ""
