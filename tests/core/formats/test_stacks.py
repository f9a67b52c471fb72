"""Images are read from arrays of every shape and of every kind of numbers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.arrays import AnyArray
from tests.core.formats.npz_files import COUNT, IMAGES, LABELS, read, refused, saved

COLOURS = np.random.default_rng(4).integers(0, 256, (COUNT, 28, 28, 3)).astype(np.uint8)
SHAPES: dict[str, Callable[[AnyArray], AnyArray]] = {
    "rows": lambda images: images.reshape(COUNT, 784),
    "one channel behind": lambda images: images[..., np.newaxis],
    "one channel before": lambda images: images[:, np.newaxis],
    "counted last": lambda images: np.moveaxis(images, 0, -1),
    "columns": lambda images: images.reshape(COUNT, 784).T,
    "counted last, one channel": lambda images: np.moveaxis(images[..., np.newaxis], 0, -1),
    "column by column in the file": np.asfortranarray,
}


@pytest.mark.case(31)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_way_to_stack_images_is_read(
    tmp_path: Path, shape: Callable[[AnyArray], AnyArray]
) -> None:
    found = read(saved(tmp_path, x=shape(IMAGES), y=LABELS))
    np.testing.assert_array_equal(found.train.images, IMAGES)
    assert found.notes == ()


def test_images_that_are_not_square_are_read(tmp_path: Path) -> None:
    found = read(saved(tmp_path, x=IMAGES[:, :20], y=LABELS))
    np.testing.assert_array_equal(found.train.images, IMAGES[:, :20])


@pytest.mark.case(31)
@pytest.mark.parametrize(
    "shape",
    [lambda c: c, lambda c: np.moveaxis(c, 3, 1), lambda c: np.moveaxis(c, 0, -1)],
    ids=["behind", "before", "counted last"],
)
def test_colours_become_grey_with_a_note(
    tmp_path: Path, shape: Callable[[AnyArray], AnyArray]
) -> None:
    found = read(saved(tmp_path, x=shape(COLOURS), y=LABELS))
    wanted = np.rint(COLOURS @ np.array([0.299, 0.587, 0.114]))
    assert found.train.images.dtype == np.uint8
    assert np.abs(found.train.images - wanted).max() <= 1
    assert found.notes == ("The images are in colour; they are read as grey.",)
    white = np.full_like(COLOURS, 255)
    assert (read(saved(tmp_path, x=shape(white), y=LABELS)).train.images == 255).all()


def test_colours_may_be_floats(tmp_path: Path) -> None:
    found = read(saved(tmp_path, x=COLOURS / 255, y=LABELS))
    assert found.train.images.dtype == np.float32
    np.testing.assert_allclose(
        found.train.images, COLOURS / 255 @ np.array([0.299, 0.587, 0.114]), atol=1e-6
    )


@pytest.mark.parametrize("kind", [np.int16, np.int64, np.uint16, ">i4"])
def test_wide_whole_numbers_become_bytes(tmp_path: Path, kind: Any) -> None:
    found = read(saved(tmp_path, x=IMAGES.astype(kind), y=LABELS))
    np.testing.assert_array_equal(found.train.images, IMAGES, strict=True)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, ">f8"])
@pytest.mark.parametrize("scale", [lambda x: x, lambda x: x / 255, lambda x: x / 127.5 - 1])
def test_floats_stay_as_they_are(
    tmp_path: Path, kind: Any, scale: Callable[[AnyArray], AnyArray]
) -> None:
    values = scale(IMAGES.astype(np.float64)).astype(kind)
    found = read(saved(tmp_path, x=values, y=LABELS))
    np.testing.assert_array_equal(found.train.images, values.astype(np.float32), strict=True)


def test_black_and_white_may_be_bools(tmp_path: Path) -> None:
    found = read(saved(tmp_path, x=IMAGES > 100, y=LABELS))
    np.testing.assert_array_equal(found.train.images, (IMAGES > 100).astype(np.uint8), strict=True)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (np.int16, -1, "is -1"),
        (np.int16, 300, "is 300"),
        (np.uint16, 65535, "is 65535"),
        (np.float32, -1.5, "is -1.5"),
        (np.float32, 256, "is 256"),
        (np.float64, 1e300, "is 1e+300"),
        (np.float32, np.nan, "NaN"),
        (np.float64, np.inf, "infinity"),
        (np.float16, -np.inf, "infinity"),
    ],
)
def test_a_number_that_is_no_pixel_is_named_with_its_place(
    tmp_path: Path, kind: Any, value: float, said: str
) -> None:
    images = IMAGES.astype(kind)
    images[13, 2, 5] = value
    sentence = refused(saved(tmp_path, x_train=images, y_train=LABELS))
    assert said in sentence
    assert "mnist.npz, x_train" in sentence
    assert "image 14, pixel 62" in sentence


def test_standardised_images_are_refused(tmp_path: Path) -> None:
    images = (IMAGES / 255 - 0.13) / 0.31
    assert "go from -0.419 to 2.81" in refused(saved(tmp_path, x=images, y=LABELS))
