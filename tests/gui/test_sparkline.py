"""A curve as small as a word is where its values say, on whatever scale."""

import math
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.widgets.sparkline import DOT, paint_sparkline

WIDTH, HEIGHT, MARGIN = 61, 21, 5
BOX = QRectF(MARGIN, MARGIN, WIDTH - 1, HEIGHT - 1)
INK = "#000000"


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Painting needs one."""


def painted(values: Sequence[float], top: float | None = None) -> QImage:
    image = QImage(WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sparkline(painter, BOX, values, INK, top)
    painter.end()
    return image


def darkness(image: QImage, x: int, y: int) -> int:
    return 255 - QColor(image.pixel(x + MARGIN, y + MARGIN)).lightness()


def height_at(image: QImage, share: float) -> float:
    """Where the curve is, 0 at the bottom and 1 at the top, at a share of the width."""
    x = round(share * (WIDTH - 1))
    dark = {y: darkness(image, x, y) for y in range(-MARGIN, HEIGHT + MARGIN)}
    middle = sum(y * weight for y, weight in dark.items()) / sum(dark.values())
    return 1 - middle / (HEIGHT - 1)


def is_empty(image: QImage) -> bool:
    blank = painted([])
    return image == blank


@pytest.mark.parametrize(
    ("values", "top", "share", "height"),
    [
        ((1.0, 1.0, 1.0), 2.0, 0.5, 0.5),
        ((0.5, 0.5), 2.0, 0.5, 0.25),
        ((0.0, 0.0), 1.0, 0.5, 0.0),
        ((0.0, 1.0), 1.0, 0.25, 0.25),
        ((0.0, 1.0), 1.0, 0.75, 0.75),
        ((4.0, 2.0, 2.0, 2.0, 2.0), None, 0.75, 0.5),  # the highest is the top
        ((7.0, 9.0), 1.0, 0.5, 1.0),  # what is higher stays in the box
    ],
)
def test_values_lie_between_0_and_the_top(
    values: tuple[float, ...], top: float | None, share: float, height: float
) -> None:
    assert height_at(painted(values, top), share) == pytest.approx(height, abs=0.06)


def test_it_goes_from_edge_to_edge_and_ends_with_a_dot() -> None:
    image = painted((1.0, 1.0), 2.0)
    middle = (HEIGHT - 1) // 2
    assert darkness(image, 0, middle) > 100
    above = middle - round(DOT)
    assert darkness(image, WIDTH - 1, above) > 60
    assert darkness(image, WIDTH // 2, above) < 60


@pytest.mark.parametrize(
    ("values", "top"),
    [
        ((), None),
        ((math.nan, math.nan), None),
        ((math.nan,), 1.0),
        ((0.0, 0.0), None),  # there is no scale
        ((1.0, 1.0), 0.0),
    ],
)
def test_without_values_or_a_scale_nothing_is_drawn(
    values: tuple[float, ...], top: float | None
) -> None:
    assert is_empty(painted(values, top))


def test_a_single_value_is_a_dot() -> None:
    image = painted((1.0,), 2.0)
    assert not is_empty(image)
    assert darkness(image, 0, (HEIGHT - 1) // 2) > 200
    assert darkness(image, 10, (HEIGHT - 1) // 2) == 0


@pytest.mark.parametrize("top", [None, 2.0])
@pytest.mark.parametrize("infinite", [math.nan, math.inf])
def test_values_that_are_not_finite_are_left_out(infinite: float, top: float | None) -> None:
    with_gap = painted((1.0, infinite, 1.0, infinite), top)
    assert height_at(with_gap, 1 / 3) == pytest.approx(0.5 if top else 1.0, abs=0.06)
    assert not any(darkness(with_gap, WIDTH - 1, y) for y in range(HEIGHT))


def test_the_painter_is_as_it_was() -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = painter.pen(), painter.brush(), painter.renderHints()
    paint_sparkline(painter, QRectF(0, 0, 40, 10), (1.0, 2.0), INK)
    assert (painter.pen(), painter.brush(), painter.renderHints()) == before
    painter.end()
