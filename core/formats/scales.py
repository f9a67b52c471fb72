"""Which numbers can be pixels: all of them from 0 to 255, from 0 to 1, or from -1 to 1."""

import numpy as np

from core.arrays import AnyArray, Bools
from core.samples import DatasetError

LEAST, MOST = -1, 255
SCALES = "from 0 to 255, from 0 to 1 or from -1 to 1"


def beyond(values: AnyArray) -> Bools:
    """Which numbers are on none of the scales; NaN and infinity are not."""
    is_within: Bools = (values >= LEAST) & (values <= MOST)
    return ~is_within


def are_mixed(lowest: float, highest: float) -> bool:
    """Whether numbers within these are on no single scale: none has both ends."""
    return lowest < 0 and highest > 1


def check_finite(images: AnyArray, name: str) -> None:
    """Raise DatasetError for pixels (N, ...) that are no numbers, with the first one's place."""
    if images.dtype.kind != "f":
        return
    is_finite = np.isfinite(images)
    wrong = is_finite.size - np.count_nonzero(is_finite)
    if wrong:
        image, pixel = divmod(int(is_finite.argmin()), is_finite[0].size)
        raise DatasetError(
            f"{name}: {wrong:,} pixels are no finite numbers (NaN or infinity), the first in "
            f"image {image + 1:,}, pixel {pixel + 1:,}. Correct the file."
        )
