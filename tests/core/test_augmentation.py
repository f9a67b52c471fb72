"""Distortions move ink as they say, within the image, the same bits for the same generator."""

import numpy as np
import pytest

from core.arrays import Floats, Images
from core.augmentation import Distortion, distort, draw, places, sample

SIDE = 28


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def blob(row: float, column: float, count: int = 200) -> Images:
    """Images with a soft spot."""
    y, x = np.mgrid[:SIDE, :SIDE]
    spot = 255 * np.exp(-((y - row) ** 2 + (x - column) ** 2) / 8)
    return np.tile(spot.astype(np.uint8).reshape(1, -1), (count, 1))


def centres(images: Floats | Images) -> Floats:
    """Rows and columns (N, 2) of the ink's centre, from the middle."""
    ink = images.reshape(-1, SIDE, SIDE).astype(float)
    total = ink.sum(axis=(1, 2))
    at = np.arange(SIDE) - (SIDE - 1) / 2
    found: Floats = np.stack([ink.sum(axis=2) @ at, ink.sum(axis=1) @ at], 1) / total[:, None]
    return found


KINDS = ("rotation", "scaling", "shear", "shift", "elastic")
SOME = {"rotation": 20.0, "scaling": 0.2, "shear": 0.3, "shift": 2.0, "elastic": 1.0}


def test_none_is_the_image_itself() -> None:
    images = rng().integers(0, 256, (5, SIDE * SIDE), dtype=np.uint8)
    np.testing.assert_allclose(distort(images, Distortion(), rng=rng()), images / 255, atol=3e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_alone_distorts_each_image_in_its_own_way(kind: str) -> None:
    distortion = Distortion(**{kind: SOME[kind]})
    assert distortion
    images = blob(8, 17, count=4)
    before, after = images / 255, distort(images, distortion, rng=rng())
    assert all(np.abs(after[n] - before[n]).max() > 0.01 for n in range(4))
    assert all(np.abs(after[n] - after[m]).max() > 1e-4 for n in range(4) for m in range(n))


def test_off_is_false() -> None:
    assert not Distortion()


def test_the_same_generator_gives_the_same_bits() -> None:
    distortion = Distortion(**SOME)
    one, two = (distort(blob(10, 10), distortion, rng=rng(4)) for _ in range(2))
    assert (one == two).all()
    assert (one != distort(blob(10, 10), distortion, rng=rng(5))).any()


@pytest.mark.parametrize("strength", [1.0, 10.0])
def test_what_comes_out_is_finite_and_0_to_1(strength: float) -> None:
    wild = Distortion(45 * strength, 0.5, 1.0, 6 * strength, 4 * strength)
    images = rng().integers(0, 256, (50, SIDE * SIDE), dtype=np.uint8)
    out = distort(images, wild, rng=rng())
    assert out.dtype == np.float32
    assert out.shape == images.shape
    assert np.isfinite(out).all()
    assert out.min() >= 0
    assert out.max() <= 1


def test_a_shift_moves_at_most_so_many_pixels_and_uses_them() -> None:
    moved = centres(distort(blob(14, 14), Distortion(shift=3.0), rng=rng()))
    away = np.abs(moved - centres(blob(14, 14)))
    assert away.max() < 3.05
    assert (away.max(axis=0) > 2.7).all()


def test_a_rotation_turns_about_the_middle_by_at_most_its_angle() -> None:
    images = blob(6, 14)
    start, end = centres(images), centres(distort(images, Distortion(rotation=30.0), rng=rng()))
    np.testing.assert_allclose(np.hypot(*end.T), np.hypot(*start.T), rtol=0.03)
    turned = np.rad2deg(np.arctan2(end[:, 1], end[:, 0]) - np.arctan2(start[:, 1], start[:, 0]))
    turned = (turned + 180) % 360 - 180
    assert 28 < np.abs(turned).max() < 30.5
    assert turned.min() < -25 < 25 < turned.max()


def test_scaling_and_shear_leave_the_middle_where_it_is() -> None:
    for distortion in (Distortion(scaling=0.3), Distortion(shear=0.5), Distortion(rotation=40.0)):
        middle = np.zeros((50, SIDE, SIDE), np.uint8)
        middle[:, 13:15, 13:15] = 255
        moved = centres(distort(middle.reshape(50, -1), distortion, rng=rng()))
        assert np.abs(moved).max() < 0.05


def test_the_elastic_part_is_as_strong_as_it_says_and_smooth() -> None:
    still = places(draw(500, Distortion(), rng=rng()), SIDE)
    bent = places(draw(500, Distortion(elastic=0.2), rng=rng()), SIDE)
    away = (bent - still).reshape(2, 500, SIDE, SIDE)[..., 1:-1, 1:-1]
    assert np.sqrt((away**2).mean()) == pytest.approx(0.2, rel=0.1)
    assert np.abs(np.diff(away, axis=-1)).mean() < 0.35 * np.abs(away).mean()


def slow_sample(image: Images, column: float, row: float) -> float:
    x, y = int(column), int(row)
    right, down = column - x, row - y
    pixels = image.reshape(SIDE, SIDE) / 255
    top = (1 - right) * pixels[y, x] + right * pixels[y, x + 1]
    bottom = (1 - right) * pixels[y + 1, x] + right * pixels[y + 1, x + 1]
    return float((1 - down) * top + down * bottom)


def test_pixels_are_read_bilinearly() -> None:
    images = rng().integers(0, 256, (2, SIDE * SIDE), dtype=np.uint8)
    at = rng(2).uniform(0, SIDE - 1.001, (2, 2, SIDE * SIDE)).astype(np.float32)
    expected = [
        [slow_sample(images[n], *at[:, n, pixel].astype(float)) for pixel in range(SIDE * SIDE)]
        for n in range(2)
    ]
    np.testing.assert_allclose(sample(images, at), expected, atol=1e-5)


def test_the_last_of_many_images_is_read_like_the_first() -> None:
    """In single precision, indices above 2 ** 24 are rounded."""
    many = np.tile(rng().integers(0, 256, (1, SIDE * SIDE), dtype=np.uint8), (22_000, 1))
    at = np.tile(places(draw(1, Distortion(), rng=rng()), SIDE), (1, len(many), 1))
    out = sample(many, at)
    assert (out[-1] == out[0]).all()


def extents(images: Floats | Images) -> Floats:
    """The standard deviation (N, 2) of ink down and across, about the middle."""
    ink = images.reshape(-1, SIDE, SIDE).astype(float)
    squares = (np.arange(SIDE) - (SIDE - 1) / 2) ** 2
    down, across = ink.sum(axis=2) @ squares, ink.sum(axis=1) @ squares
    found: Floats = np.sqrt(np.stack([down, across], 1) / ink.sum(axis=(1, 2))[:, None])
    return found


def test_scaling_makes_at_most_that_much_wider_or_narrower() -> None:
    images = blob(13.5, 13.5)
    factors = extents(distort(images, Distortion(scaling=0.3), rng=rng())) / extents(images)
    assert 0.69 < factors.min() < 0.76
    assert 1.25 < factors.max() < 1.33
    assert np.abs(factors[:, 0] - factors[:, 1]).max() > 0.3  # each side by itself


def test_shear_slants_by_at_most_its_share() -> None:
    images = blob(6.5, 13.5)
    start, end = centres(images), centres(distort(images, Distortion(shear=0.5), rng=rng()))
    slants = (end[:, 1] - start[:, 1]) / start[:, 0]
    assert 0.45 < np.abs(slants).max() < 0.52
    np.testing.assert_allclose(end[:, 0], start[:, 0], atol=0.15)


@pytest.mark.parametrize("side", [8, 32])
def test_any_square_will_do(side: int) -> None:
    images = rng().integers(0, 256, (3, side * side), dtype=np.uint8)
    assert distort(images, Distortion(**SOME), rng=rng()).shape == images.shape
