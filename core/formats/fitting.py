"""Bringing images of any size to the network's."""

import numpy as np

from core.arrays import Bools, Images

SIDE = 28  # pixels
MAX_SIDE = 4096  # pixels; images with longer sides are refused
PAPER = 128  # a ground of more is bright


def grounds(images: Images) -> Images:
    """The backgrounds (N,) of images (N, H, W): the medians of their borders."""
    rows = images[:, 0], images[:, -1]
    columns = images[:, 1:-1, 0], images[:, 1:-1, -1]
    medians: Images = np.median(np.concatenate([*rows, *columns], axis=1), axis=1).astype(np.uint8)
    return medians


def on_paper(images: Images) -> Bools:
    """Which (N,) of images (N, H, W) have a bright background."""
    return grounds(images) >= PAPER


def fitted(image: Images) -> Images:
    """An image (H, W) as (28, 28): its longer side to 28, in the middle of its background."""
    if image.shape == (SIDE, SIDE):
        return image
    from PIL import Image  # only here, since it takes 10 ms of the start

    rows, columns = (max(1, round(side * SIDE / max(image.shape))) for side in image.shape)
    scaled = Image.fromarray(image).resize((columns, rows), Image.Resampling.BOX)
    whole = np.full((SIDE, SIDE), grounds(image[None])[0], np.uint8)
    top, left = (SIDE - rows) // 2, (SIDE - columns) // 2
    whole[top : top + rows, left : left + columns] = np.asarray(scaled)
    return whole
