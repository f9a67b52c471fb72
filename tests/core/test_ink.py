"""Pieces of the canvas stay where they are, dots go, and lines come out as wide as usual."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.arrays import Images
from core.ink import (
    BAND,
    BOX,
    THICK,
    THIN,
    USUAL,
    Piece,
    evened,
    line_width,
    without_dots,
)

shapes = arrays.array_shapes(min_dims=2, max_dims=2, max_side=12)
inks = arrays.arrays(np.uint8, shapes)
places = st.floats(-50, 50)
cells = st.floats(0.3, 5)


def moment(piece: Piece) -> tuple[float, float, float]:
    """The ink's mass, and where its centre lies on the canvas."""
    down, across = (np.arange(length) + 0.5 for length in piece.pixels.shape)
    pixels = piece.pixels / max(piece.pixels.sum(dtype=np.float64), 1e-9)
    row, column = pixels.sum(axis=1) @ down, pixels.sum(axis=0) @ across
    mass = float(piece.pixels.sum(dtype=np.float64)) * piece.cell**2
    return mass, piece.top + row * piece.cell, piece.left + column * piece.cell


def line(start: tuple[float, float], end: tuple[float, float], width: float, side: int) -> Images:
    """A line with round ends on a square; the numbers are rows and columns."""
    places = np.moveaxis(np.indices((side, side)), 0, -1) - start
    along = np.subtract(end, start)
    t = np.clip(places @ along / max(along @ along, 1e-9), 0, 1)
    distance = np.linalg.norm(places - t[..., np.newaxis] * along, axis=-1)
    return np.where(distance < width / 2, 255, 0).astype(np.uint8)


def seven(width: float, side: int = 280) -> Images:
    """A level and a slanted line, along 0.6 of the side."""
    corner = 0.2 * side, 0.7 * side
    level = line((0.2 * side, 0.3 * side), corner, width, side)
    return np.maximum(level, line(corner, (0.8 * side, 0.4 * side), width, side))


@given(ink=inks, top=places, left=places, cell=cells)
def test_a_crop_holds_all_ink_where_it_was(
    ink: Images, top: float, left: float, cell: float
) -> None:
    piece = Piece(ink, top, left, cell)
    box = piece.cropped()
    assert moment(box) == pytest.approx(moment(piece) if ink.any() else (0, top, left))
    if ink.any():
        assert all(edge.any() for edge in (*box.pixels[[0, -1]], *box.pixels[:, [0, -1]].T))


@given(ink=inks, top=places, left=places, cell=cells, other=cells)
def test_other_cells_hold_the_same_ink_in_the_same_place(
    ink: Images, top: float, left: float, cell: float, other: float
) -> None:
    piece = Piece(ink, top, left, cell)
    again = piece.resampled(other)
    assert again.cell == other
    for side, sides in zip(again.pixels.shape, ink.shape, strict=True):
        assert sides * cell / other - 1e-6 <= side < sides * cell / other + 1
    (mass, *at), (mass_before, *before) = moment(again), moment(piece)
    assert mass == pytest.approx(mass_before, rel=1e-3)
    if ink.any():
        assert at == pytest.approx(before, abs=other / 2 + 1e-3)


@given(shape=shapes, cell=cells, other=cells)
def test_cells_stick_out_evenly(shape: tuple[int, int], cell: float, other: float) -> None:
    piece = Piece(np.full(shape, 255, np.uint8), 5, 6, cell)
    assert moment(piece.resampled(other)) == pytest.approx(moment(piece), rel=1e-3)


@given(ink=inks)
def test_the_same_cells_hold_the_same_pixels(ink: Images) -> None:
    np.testing.assert_array_equal(Piece(ink, 3, 4, 2).resampled(2).pixels, ink)


def test_cells_hold_the_average_of_what_they_cover() -> None:
    piece = Piece(np.array([[0, 100, 200], [40, 80, 120]], np.uint8), top=10, left=20, cell=2)
    np.testing.assert_allclose(piece.on_grid(10, 20, 4, 1, 1).pixels, [[55]])
    np.testing.assert_allclose(piece.on_grid(10, 21, 2, 2, 2).pixels, [[50, 150], [60, 100]])
    np.testing.assert_allclose(piece.on_grid(9, 20, 2, 1, 4).pixels, [[0, 50, 100, 0]])


def test_a_grid_beside_the_ink_is_empty() -> None:
    aside = Piece(np.full((3, 3), 255, np.uint8)).on_grid(50, -50, 2, 4, 5)
    assert (aside.top, aside.left, aside.cell) == (50, -50, 2)
    assert aside.pixels.shape == (4, 5)
    assert not aside.pixels.any()


@pytest.mark.parametrize("height", [BAND - 1, BAND, BAND + 1, 2 * BAND + 17])
def test_pictures_higher_than_a_band_lose_no_row(height: int) -> None:
    pixels = np.arange(3 * height).reshape(height, 3) % 251
    average = Piece(pixels.astype(np.uint8)).on_grid(0, 0, height, 1, 1).pixels[0, 0]
    assert average * height**2 == pytest.approx(pixels.sum(), rel=1e-4)


def test_more_room_is_empty_and_moves_nothing() -> None:
    piece = Piece(np.full((2, 3), 7, np.uint8), top=10, left=20, cell=0.5)
    wider = piece.padded(4)
    assert wider.pixels.shape == (10, 11)
    assert (wider.top, wider.left) == (8, 18)
    assert moment(wider) == pytest.approx(moment(piece))


@pytest.mark.parametrize("brightest", [1, 0.1, 200])
def test_the_brightest_pixel_becomes_1_and_the_others_keep_their_share(brightest: float) -> None:
    piece = Piece(np.array([[0.5, 1.0, 0.0]]) * brightest).brightened()
    np.testing.assert_allclose(piece.pixels, [[0.5, 1, 0]])


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (2, 2)])
def test_nothing_can_be_cropped_brightened_and_measured(shape: tuple[int, int]) -> None:
    nothing = Piece(np.zeros(shape, np.uint8))
    assert nothing.cropped().pixels.size == 0
    assert not nothing.brightened().pixels.any()
    assert line_width(nothing.pixels) == 0
    assert without_dots(nothing) is nothing
    assert evened(nothing) is nothing


@pytest.mark.parametrize("width", [6, 12, 24, 48])
@pytest.mark.parametrize("grey", [255, 40])
def test_lines_are_measured_to_a_seventh(width: int, grey: int) -> None:
    measured = line_width(seven(width) * (grey / 255))
    assert measured == pytest.approx(width, rel=1 / 7)


@pytest.mark.parametrize("scale", [1, 3, 8])
@pytest.mark.parametrize("count", [1, 3])
def test_dots_apart_go_and_lines_stay_as_they_are(scale: int, count: int) -> None:
    digit = seven(20 * scale, 280 * scale)
    ink = digit.copy()
    for nth in range(count):
        at = (80 + 60 * nth) * scale, 30 * scale
        np.maximum(ink, line(at, at, 20 * scale, 280 * scale), out=ink)
    clean = without_dots(Piece(ink, 5, 6, 0.5))
    np.testing.assert_array_equal(clean.pixels, digit)
    assert (clean.top, clean.left, clean.cell) == (5, 6, 0.5)
    assert clean.pixels.dtype == np.uint8


@pytest.mark.parametrize("length", [30, 70])
def test_a_stroke_apart_is_no_dot(length: int) -> None:
    piece = Piece(np.maximum(seven(20), line((110, 30), (110, 30 + length), 20, 280)))
    assert without_dots(piece) is piece


def test_a_dot_that_touches_a_line_belongs_to_it() -> None:
    touching = np.maximum(seven(20), line((75, 84), (75, 84), 24, 280))
    apart = np.maximum(seven(20), line((135, 84), (135, 84), 24, 280))
    assert without_dots(Piece(touching)).pixels is touching
    assert without_dots(Piece(apart)).pixels is not apart


def width_in_cells(piece: Piece) -> float:
    box = piece.cropped()
    return line_width(box.pixels) * box.cell / box.longer * BOX


@pytest.mark.parametrize("width", [2, 5, 10, 40, 50])
def test_lines_of_any_pen_come_out_usual(width: int) -> None:
    piece = Piece(seven(width), 5, 6, 0.5)
    assert not THIN <= width_in_cells(piece) <= THICK
    even = evened(piece)
    assert width_in_cells(even) == pytest.approx(USUAL, abs=0.5)
    assert moment(even)[1:] == pytest.approx(moment(piece)[1:], abs=5)


@pytest.mark.parametrize("width", [16, 20, 28])
def test_lines_as_most_are_left_alone(width: int) -> None:
    piece = Piece(seven(width))
    assert evened(piece) is piece


@given(ink=inks)
def test_evening_leaves_some_of_any_ink(ink: Images) -> None:
    assert evened(Piece(ink)).pixels.any() == ink.any()
