"""What no scale of pixels has is told, and where it stands."""

import numpy as np
import pytest

from core.formats.scales import are_mixed, beyond, check_finite
from core.samples import DatasetError


def test_a_number_from_minus_1_to_255_may_be_a_pixel_and_no_other() -> None:
    values = np.array([-1.01, -1, 0, 0.5, 255, 255.1, np.nan, np.inf, -np.inf])
    assert beyond(values).tolist() == [True, *[False] * 4, *[True] * 4]


@pytest.mark.parametrize(
    ("lowest", "highest", "mixed"),
    [(0, 255, False), (-1, 1, False), (0, 1, False), (-0.4, 2.8, True), (-1, 255, True)],
)
def test_no_scale_goes_below_0_and_beyond_1(lowest: float, highest: float, mixed: bool) -> None:
    assert are_mixed(lowest, highest) is mixed


def test_pixels_that_are_no_numbers_are_counted_and_the_first_one_is_named() -> None:
    images = np.zeros((5, 4, 6), np.float32)
    check_finite(images, "file")
    check_finite(np.zeros((5, 4, 6), np.uint8), "file")
    images[2, 1, 3] = np.nan
    images[4] = -np.inf
    with pytest.raises(DatasetError, match=r"file: 25 pixels .* in image 3, pixel 10\."):
        check_finite(images, "file")
