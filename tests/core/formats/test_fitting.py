"""Images of any size are brought to 28x28 without being stretched."""

import numpy as np
import pytest

from core.formats.fitting import fitted, grounds
from tests.core.formats.folder_files import NOISE, plain


def test_an_image_that_fits_stays_itself() -> None:
    assert fitted(NOISE) is NOISE


@pytest.mark.parametrize(
    "shape", [(1, 1), (27, 28), (28, 27), (3000, 4000), (1, 4096), (4096, 1), (2, 2)]
)
@pytest.mark.parametrize("grey", [0, 77, 255])
def test_an_empty_image_of_any_size_stays_empty(shape: tuple[int, int], grey: int) -> None:
    np.testing.assert_array_equal(
        fitted(np.full(shape, grey, np.uint8)), np.full((28, 28), grey, np.uint8), strict=True
    )


def test_the_longer_side_fills_and_the_shorter_is_in_the_middle() -> None:
    image = np.zeros((56, 112), np.uint8)
    image[4:52, 4:108] = 200
    ink = np.argwhere(fitted(image) == 200)
    assert ink.min(0).tolist() == [8, 1]
    assert ink.max(0).tolist() == [19, 26]


def test_the_ground_is_the_median_of_the_border() -> None:
    paper = np.full((28, 28), 255, np.uint8)
    paper[5:23, 5:23] = 0
    paper[0, :20] = 3  # a stroke that leaves the image
    assert grounds(np.stack([paper, plain(9)])).tolist() == [255, 0]


def test_fitting_and_turning_dark_to_bright_can_change_places() -> None:
    image = np.kron(NOISE[:20], np.ones((2, 3))).astype(np.uint8)
    apart = fitted(255 - image).astype(int) - (255 - fitted(image)).astype(int)
    assert np.abs(apart).max() <= 1
