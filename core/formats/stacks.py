"""Stacks of images as arrays have them: where their axes lie, grey or colour, in which numbers."""

import math

import numpy as np

from core.arrays import AnyArray
from core.formats.scales import LEAST, MOST, SCALES, are_mixed, beyond, check_finite
from core.samples import DatasetError
from core.work import Work

GREY = np.array([0.299, 0.587, 0.114], np.float32)  # what red, green and blue count (BT.601)
CHANNELS = (1, len(GREY))
BLOCK = 1 << 21  # numbers between two looks at whether to go on


def outline(shape: tuple[int, ...]) -> AnyArray:
    """An array of that shape that takes no room."""
    return np.broadcast_to(np.uint8(0), shape)


def arranged(images: AnyArray, count: int) -> AnyArray | None:
    """So many images as (N, H, W), or (N, H, W, 3) in colour; None for what is none.

    They can be (N, H * W), have their colours before the sides, and be counted by the last axis.
    """
    if images.ndim < 2 or count not in (images.shape[0], images.shape[-1]):
        return None
    if images.shape[0] != count:
        images = np.moveaxis(images, -1, 0)
    if images.ndim == 2:
        side = math.isqrt(images.shape[1])
        return images.reshape(count, side, side) if side**2 == images.shape[1] else None
    if images.ndim == 4 and images.shape[3] not in CHANNELS:
        images = np.moveaxis(images, 1, 3)
    if images.ndim == 4 and images.shape[3] == 1:
        images = images[..., 0]
    return images if images.ndim == 3 or is_colour(images) else None


def is_colour(images: AnyArray) -> bool:
    return images.ndim == 4 and images.shape[3] == len(GREY)


def pixels(images: AnyArray, place: str) -> Work[AnyArray]:
    """Arranged images as grey ones (N, H, W) of bytes or float32.

    Raises DatasetError for numbers that are no pixels; place is for its message.
    """
    if images.dtype == np.uint8 and images.ndim == 3:
        return images
    is_whole = images.dtype.kind != "f"
    grey = np.empty(images.shape[:3], np.uint8 if is_whole else np.float32)
    lowest, highest = 0.0, 0.0
    step = max(1, BLOCK // math.prod(images.shape[1:]))
    for start in range(0, len(images), step):
        block = images[start : start + step]
        low, high = float(block.min()), float(block.max())
        if not (0 if is_whole else LEAST) <= low <= high <= MOST:  # none of bytes is below 0
            check_finite(images, place)
            raise _no_pixel(block, start, place)
        lowest, highest = min(lowest, low), max(highest, high)
        values = block @ GREY if is_colour(block) else block
        grey[start : start + step] = np.rint(values) if is_whole and is_colour(block) else values
        yield start / len(images)
    if are_mixed(lowest, highest):
        raise DatasetError(
            f"{place}: its pixels go from {lowest:.3g} to {highest:.3g}, and not all {SCALES}. "
            "Save the images as they were before they were scaled."
        )
    return grey


def _no_pixel(block: AnyArray, start: int, place: str) -> DatasetError:
    """What to say of images, the first of which has that number, with a value out of range."""
    flat = block.reshape(len(block), -1)
    is_wrong = beyond(flat) if flat.dtype.kind == "f" else (flat < 0) | (flat > MOST)
    image, pixel = np.argwhere(is_wrong)[0]
    return DatasetError(
        f"{place}: image {start + image + 1:,}, pixel {pixel + 1:,} is {flat[image, pixel]:g}. "
        f"Pixels are numbers {SCALES}. Correct the file."
    )
