"""Ink becomes what MNIST's digits are: 20 pixels long, bright, as wide, centred by its mass."""

import time
import tracemalloc
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

from core.arrays import Floats, Images
from core.drawing import SIDE, Steps, stages, to_input
from core.ink import BOX, Piece

inks = arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=60))
ALL_STEPS = [Steps(*taken) for taken in product((True, False), repeat=4)]
AS_IT_IS = Steps(drop_dots=False, even_lines=False)


def canvas(height: int = 280, width: int = 280) -> Images:
    return np.zeros((height, width), np.uint8)


def hook(top: int = 40, left: int = 90) -> Images:
    """A stroke down with a foot to the right: 150 by 80, its mass far from its middle."""
    ink = canvas()
    ink[top : top + 150, left : left + 18] = 255
    ink[top + 132 : top + 150, left : left + 80] = 255
    return ink


def hook_and_dot() -> Images:
    ink = hook()
    ink[250:272, 250:272] = 255
    return ink


def oval(pen: float) -> Images:
    """A drawn 0, 160 by 115 pixels from the middle of the line on."""
    rows, columns = np.mgrid[:280, :280]
    distance = np.abs(np.hypot(rows - 140, 1.4 * (columns - 140)) - 80)
    ink: Images = np.clip(255 * (pen / 2 - distance), 0, 255).astype(np.uint8)
    return ink


def extent(image: Floats) -> tuple[int, int]:
    rows, columns = np.nonzero(image)
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def centre_of_mass(image: Floats) -> tuple[float, float]:
    places = np.arange(SIDE)
    total = image.sum()
    return float(image.sum(axis=1) @ places / total), float(image.sum(axis=0) @ places / total)


def middle(piece: Piece) -> tuple[float, float]:
    """Of the ink's bounding box, on the canvas."""
    box = piece.cropped()
    height, width = box.pixels.shape
    return box.top + height * box.cell / 2, box.left + width * box.cell / 2


@pytest.mark.case(71)
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
        assert max(stages(ink).scaled.pixels.shape) == BOX


@pytest.mark.parametrize("steps", ALL_STEPS, ids=str)
@given(ink=inks)
def test_all_of_the_scaled_ink_is_in_the_frame(ink: Images, steps: Steps) -> None:
    way = stages(ink, steps)
    assert way.seen.shape == (SIDE, SIDE)
    assert way.seen.dtype == np.float32
    assert way.seen.sum() == pytest.approx(way.scaled.pixels.sum(), rel=1e-5)


@pytest.mark.parametrize("pen", [12, 28, 56])
@pytest.mark.parametrize(("down", "right"), [(-30, -50), (30, 50), (-17, 3)])
def test_the_same_ink_elsewhere_is_the_same_input(pen: int, down: int, right: int) -> None:
    moved = np.roll(oval(pen), (down, right), axis=(0, 1))
    np.testing.assert_allclose(to_input(moved), to_input(oval(pen)), atol=1e-5)


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
    assert extent(stages(ink, AS_IT_IS).seen) == (20, 20)


def test_a_picture_of_a_centred_digit_comes_back_as_it_was() -> None:
    digit = (255 * to_input(hook())).astype(np.uint8)
    again = to_input(np.kron(digit, np.ones((10, 10), np.uint8)))
    np.testing.assert_allclose(again, digit / 255, atol=1e-6)


def test_what_is_covered_in_part_is_grey_by_that_part() -> None:
    ink = np.full((200, 200), 255, np.uint8)
    ink[::2, :100] = 0
    scaled = stages(ink, AS_IT_IS).scaled.pixels
    np.testing.assert_allclose(scaled[:, :10], 0.5)
    np.testing.assert_allclose(scaled[:, 10:], 1)


@pytest.mark.parametrize("width", [22, 25, 37])
def test_an_upright_line_keeps_its_thickness(width: int) -> None:
    ink = canvas()
    ink[40:240, 100 : 100 + width] = 255
    assert stages(ink, AS_IT_IS).seen[14].sum() == pytest.approx(20 * width / 200, rel=0.02)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (280, 280), (28, 28), (90, 400)])
def test_full_canvases_of_any_shape_fill_the_box(shape: tuple[int, int]) -> None:
    image = to_input(np.full(shape, 255, np.uint8))
    assert max(extent(image)) == BOX
    assert image.max() == 1


@pytest.mark.case(71)
def test_one_pixel_is_enlarged_to_the_box() -> None:
    ink = canvas()
    ink[279, 0] = 3
    image = stages(ink, Steps(even_lines=False)).seen
    assert extent(image) == (BOX, BOX)
    assert image.sum() == pytest.approx(BOX * BOX)
    assert max(extent(to_input(ink))) == BOX


def test_thin_lines_stay_bright() -> None:
    ink = canvas(4000, 4000)
    np.fill_diagonal(ink, 255)
    for steps in (Steps(), AS_IT_IS):
        image = stages(ink, steps).seen
        assert image.max() == 1
        assert np.count_nonzero(image) >= BOX


@pytest.mark.case(71)
@pytest.mark.parametrize("steps", ALL_STEPS, ids=str)
@pytest.mark.parametrize("shape", [(280, 280), (0, 0), (0, 5), (1, 1)])
def test_no_ink_is_no_light(shape: tuple[int, int], steps: Steps) -> None:
    way = stages(np.zeros(shape, np.uint8), steps)
    assert way.seen.shape == (SIDE, SIDE)
    assert not way.seen.any()
    assert way.scaled.pixels.size == 0


def test_a_dot_in_a_corner_is_not_seen() -> None:
    with_dot, alone = stages(hook_and_dot()), stages(hook())
    np.testing.assert_array_equal(with_dot.without_dots.pixels, hook())
    np.testing.assert_array_equal(with_dot.seen, alone.seen)
    assert (stages(hook_and_dot(), Steps(drop_dots=False)).seen != alone.seen).any()


@pytest.mark.parametrize("radius", [0.5, 3, 10, 30])
@pytest.mark.parametrize("count", [1, 2])
def test_where_there_are_only_dots_they_are_read(radius: float, count: int) -> None:
    rows, columns = np.mgrid[:280, :280]
    distances = [np.hypot(rows - 60 - 120 * nth, columns - 90) for nth in range(count)]
    ink = np.where(np.min(distances, axis=0) < radius, 255, 0).astype(np.uint8)
    np.testing.assert_array_equal(stages(ink).without_dots.pixels, ink)
    assert to_input(ink).any()


def difference(image: Floats, other: Floats) -> float:
    """Of their pixels, in sum; a pixel's place aside, as centring has to round."""
    steps = product((-1, 0, 1), repeat=2)
    return float(min(np.abs(np.roll(image, step, (0, 1)) - other).sum() for step in steps))


@pytest.mark.parametrize("pen", [14, 56])
def test_half_or_double_the_pen_comes_near_what_the_usual_one_gives(pen: int) -> None:
    usual = to_input(oval(28))
    as_drawn = stages(oval(pen), Steps(even_lines=False)).seen
    assert difference(to_input(oval(pen)), usual) < difference(as_drawn, usual) * 2 / 3


def test_a_usual_line_is_left_as_it_is() -> None:
    way = stages(oval(28))
    assert way.evened is way.without_dots


def test_a_step_left_out_leaves_the_ink_as_the_one_before() -> None:
    ink = np.maximum(hook_and_dot(), oval(56))
    assert (way := stages(ink, Steps(drop_dots=False))).without_dots is way.ink
    assert (way := stages(ink, Steps(even_lines=False))).evened is way.without_dots
    assert way.evened is not way.ink


@pytest.mark.parametrize("centre", [True, False])
def test_ink_that_is_not_scaled_keeps_its_size(centre: bool) -> None:
    image = stages(hook(), Steps(scale=False, centre=centre)).seen
    assert extent(image) == (15, 8)
    assert (centre_of_mass(image) == pytest.approx((14, 14), abs=0.5)) is centre


@pytest.mark.parametrize("scale", [True, False])
@pytest.mark.parametrize(("top", "left"), [(40, 90), (70, 150), (60, 60)])
def test_ink_that_is_not_centred_stays_where_it_was(top: int, left: int, scale: bool) -> None:
    seen = stages(hook(top, left), Steps(scale=scale, centre=False)).seen
    at = middle(Piece(seen, cell=10.0))
    assert at == pytest.approx((top + 75, left + 40), abs=10)


def test_without_any_step_the_network_sees_the_canvas_averaged() -> None:
    ink = hook_and_dot() // 2
    seen = stages(ink, Steps(drop_dots=False, even_lines=False, scale=False, centre=False)).seen
    averaged = ink.reshape(SIDE, 10, SIDE, 10).mean(axis=(1, 3)) / 127
    np.testing.assert_allclose(seen, averaged, atol=1e-6)


@pytest.mark.parametrize("steps", ALL_STEPS, ids=str)
@pytest.mark.parametrize("ink", [hook(), hook(0, 0), hook_and_dot(), oval(8), oval(60)])
def test_what_is_seen_knows_where_it_lies_on_the_canvas(ink: Images, steps: Steps) -> None:
    way = stages(ink, steps)
    for piece in (way.evened, way.scaled, way.centred):
        assert middle(piece) == pytest.approx(middle(way.without_dots), abs=way.centred.cell)
        if not steps.even_lines:
            box, drawn = piece.cropped(), way.without_dots.cropped()
            assert (box.top, box.left) == pytest.approx((drawn.top, drawn.left), abs=piece.cell)


def test_the_stages_lead_to_the_input() -> None:
    way = stages(hook_and_dot())
    np.testing.assert_array_equal(way.ink.pixels, hook_and_dot())
    assert way.evened.cropped().pixels.shape == (150, 80)
    assert way.scaled.pixels.shape == (20, 11)
    assert way.seen is way.centred.pixels
    np.testing.assert_array_equal(way.seen, to_input(hook_and_dot()))


def test_the_ink_is_left_as_it_was() -> None:
    ink = hook_and_dot()
    ink.setflags(write=False)
    to_input(ink)
    np.testing.assert_array_equal(ink, hook_and_dot())


@pytest.mark.parametrize("covered", [(1, 1), (4000, 4000), (4000, 1)])
def test_huge_pictures_take_neither_long_nor_much_memory(covered: tuple[int, int]) -> None:
    ink = canvas(4000, 4000)
    ink[-covered[0] :, -covered[1] :] = 255
    start = time.perf_counter()
    to_input(ink)
    assert time.perf_counter() - start < 2
    tracemalloc.start()
    to_input(ink)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * ink.nbytes
