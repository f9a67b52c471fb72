"""Digits are written as people write them, and all of their ink comes onto the canvas."""

import numpy as np
import pytest

from core.dataset import bundled
from tests.benchmarks.drawn import COUNT, SIZES, USUAL_BRUSH, digits, ink
from tests.benchmarks.penmanship import corners, smooth, straight, write

SEEDS = range(60)  # so many that each digit shows all its forms
LINE = corners(0, 0, 1, 0, 1, 2)


@pytest.mark.parametrize("digit", range(10))
def test_every_form_of_a_digit_is_sound_and_about_1_high(digit: int) -> None:
    for seed in SEEDS:
        points = np.concatenate(write(digit, np.random.default_rng(seed)))
        height, width = np.ptp(points[:, 1]), np.ptp(points[:, 0])
        assert np.isfinite(points).all()
        assert 0.7 < height < 1.5
        assert width < 1.5
        assert np.abs(points).max() < 1.1


@pytest.mark.parametrize("digit", range(10))
def test_the_same_generator_writes_the_same_strokes_and_another_others(digit: int) -> None:
    first, again, other = (
        np.concatenate(write(digit, np.random.default_rng(s))) for s in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert first.shape != other.shape or (first != other).any()


@pytest.mark.parametrize(("digit", "counts"), [(1, {1, 2}), (4, {1, 2}), (5, {1, 2}), (7, {1, 2})])
def test_a_digit_has_a_bar_or_a_foot_or_none(digit: int, counts: set[int]) -> None:
    assert {len(write(digit, np.random.default_rng(seed))) for seed in SEEDS} == counts


def test_curves_and_straight_lines_go_through_their_points() -> None:
    np.testing.assert_allclose(smooth(LINE)[::6], LINE)
    np.testing.assert_allclose(straight(LINE)[::6], LINE)


def test_straight_lines_are_straight_and_curves_are_not() -> None:
    between = straight(LINE)
    assert ((between[:, 0] == 1) | (between[:, 1] == 0)).all()
    assert smooth(LINE)[:, 0].max() > 1


@pytest.mark.parametrize("digit", range(10))
@pytest.mark.parametrize("size", SIZES)
def test_the_ink_lies_in_the_middle_of_the_canvas_and_is_so_long(digit: int, size: float) -> None:
    strokes = write(digit, np.random.default_rng(5))
    rows, columns = np.nonzero(ink(strokes, size, USUAL_BRUSH) > 127)
    for places in (rows, columns):
        assert (places.min() + places.max()) / 2 == pytest.approx(139.5, abs=8)
    length = max(np.ptp(rows), np.ptp(columns)) + 1
    assert length == pytest.approx(280 * (size + USUAL_BRUSH), abs=16)


def test_the_largest_brush_leaves_the_edge_of_the_canvas_free() -> None:
    for digit in range(10):
        drawn = ink(write(digit, np.random.default_rng(5)), SIZES[0], 2 * USUAL_BRUSH)
        assert drawn.any()
        assert not np.concatenate([drawn[[0, -1]].ravel(), drawn[:, [0, -1]].ravel()]).any()


def test_the_bundled_digits_are_those_that_are_drawn_now() -> None:
    images, labels = digits(30)
    kept = bundled("drawn").train.part(60_000, 60_000 + COUNT)
    assert len(kept) == COUNT
    np.testing.assert_array_equal(kept.labels[:30], labels)
    difference = np.abs(kept.images[:30].astype(int) - images.reshape(30, -1))
    assert difference.max() <= 1  # other processors round otherwise
