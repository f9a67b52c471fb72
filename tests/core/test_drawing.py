"""Ink becomes what MNIST's digits are: 20 pixels long, bright, centred by its mass."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

from core.arrays import Floats, Images
from core.drawing import BOX, SIDE, Prediction, centre, crop, scale, stages, to_input

inks = arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=60))


def canvas(height: int = 280, width: int = 280) -> Images:
    return np.zeros((height, width), np.uint8)


def hook(top: int = 40, left: int = 90) -> Images:
    """A stroke down with a foot to the right: 150 by 80, its mass far from its middle."""
    ink = canvas()
    ink[top : top + 150, left : left + 22] = 255
    ink[top + 128 : top + 150, left : left + 80] = 255
    return ink


def extent(image: Floats) -> tuple[int, int]:
    rows, columns = np.nonzero(image)
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def centre_of_mass(image: Floats) -> tuple[float, float]:
    places = np.arange(SIDE)
    total = image.sum()
    return float(image.sum(axis=1) @ places / total), float(image.sum(axis=0) @ places / total)


@given(ink=inks)
def test_any_ink_gives_a_finite_image_between_0_and_1(ink: Images) -> None:
    image = to_input(ink)
    assert image.shape == (SIDE, SIDE)
    assert image.dtype == np.float32
    assert np.isfinite(image).all()
    assert image.min() >= 0
    assert image.max() == (1 if ink.any() else 0)


@given(ink=inks)
def test_the_longer_side_is_20_pixels(ink: Images) -> None:
    if ink.any():
        assert max(scale(crop(ink)).shape) == BOX


@given(ink=inks)
def test_all_of_the_scaled_ink_is_in_the_frame(ink: Images) -> None:
    way = stages(ink)
    assert way.seen.sum() == pytest.approx(way.scaled.sum(), rel=1e-5)


@pytest.mark.parametrize(("top", "left"), [(0, 0), (130, 200), (17, 3)])
def test_the_same_ink_elsewhere_is_the_same_input(top: int, left: int) -> None:
    np.testing.assert_array_equal(to_input(hook(top, left)), to_input(hook()))


def test_a_canvas_twice_as_fine_gives_the_same_input() -> None:
    fine = np.kron(hook(), np.ones((2, 2), np.uint8))
    np.testing.assert_allclose(to_input(fine), to_input(hook()), atol=1e-5)


def test_the_centre_of_mass_is_in_the_middle() -> None:
    image = to_input(hook())
    assert extent(image) == (20, 11)
    assert centre_of_mass(image) == pytest.approx((14, 14), abs=0.5)


def test_mass_in_a_corner_does_not_push_the_ink_out_of_the_frame() -> None:
    ink = canvas()
    ink[:2] = ink[:, :2] = 1
    ink[:20, :20] = 255
    assert extent(to_input(ink)) == (20, 20)


def test_a_picture_of_a_centred_digit_comes_back_as_it_was() -> None:
    digit = (255 * to_input(hook())).astype(np.uint8)
    again = to_input(np.kron(digit, np.ones((10, 10), np.uint8)))
    np.testing.assert_allclose(again, digit / 255, atol=1e-6)


def test_what_is_covered_in_part_is_grey_by_that_part() -> None:
    ink = np.full((200, 200), 255, np.uint8)
    ink[::2, :100] = 0
    scaled = scale(ink)
    np.testing.assert_allclose(scaled[:, :10], 0.5)
    np.testing.assert_allclose(scaled[:, 10:], 1)


@pytest.mark.parametrize("width", [22, 25, 37])
def test_an_upright_line_keeps_its_thickness(width: int) -> None:
    ink = canvas()
    ink[40:240, 100 : 100 + width] = 255
    assert to_input(ink)[14].sum() == pytest.approx(20 * width / 200, rel=0.02)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (280, 280), (28, 28), (90, 400)])
def test_full_canvases_of_any_shape_fill_the_box(shape: tuple[int, int]) -> None:
    image = to_input(np.full(shape, 255, np.uint8))
    assert max(extent(image)) == BOX
    assert image.max() == 1


def test_one_pixel_is_enlarged_to_the_box() -> None:
    ink = canvas()
    ink[279, 0] = 3
    image = to_input(ink)
    assert extent(image) == (BOX, BOX)
    assert image.sum() == pytest.approx(BOX * BOX)


def test_thin_lines_stay_bright() -> None:
    ink = canvas(4000, 4000)
    np.fill_diagonal(ink, 255)
    image = to_input(ink)
    assert image.max() == 1
    assert np.count_nonzero(image) >= BOX


@pytest.mark.parametrize("shape", [(280, 280), (0, 0), (0, 5), (1, 1)])
def test_no_ink_is_no_light(shape: tuple[int, int]) -> None:
    way = stages(np.zeros(shape, np.uint8))
    assert not way.seen.any()
    assert way.cropped.size == way.scaled.size == 0


def test_the_steps_lead_to_the_input() -> None:
    way = stages(hook())
    assert way.cropped.shape == (150, 80)
    assert way.scaled.shape == (20, 11)
    np.testing.assert_array_equal(way.seen, centre(way.scaled))
    np.testing.assert_array_equal(way.seen, to_input(hook()))


def test_the_ink_is_left_as_it_was() -> None:
    ink = hook()
    to_input(ink)
    np.testing.assert_array_equal(ink, hook())


def test_huge_pictures_do_not_take_long() -> None:
    ink = np.full((4000, 4000), 255, np.uint8)
    start = time.perf_counter()
    to_input(ink)
    assert time.perf_counter() - start < 2


def test_the_runner_up_is_the_second_largest_output() -> None:
    image = np.zeros((SIDE, SIDE), np.float32)
    assert Prediction(np.array([0.1, 0.7, 0.2]), 1, image).runner_up == 2
    assert Prediction(np.array([-3.0, -1.0, -2.0]), 1, image).runner_up == 2
    assert Prediction(np.array([1.0]), 0, image).runner_up == 0
