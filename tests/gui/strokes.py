"""Strokes on a drawing, without a canvas: across, down, everywhere; and a picture."""

import numpy as np

from core.arrays import Images
from gui.drawing import Drawing
from gui.ink.brush import Point

ACROSS = ((0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
DOWN = ((0.5, 0.2), (0.5, 0.5), (0.5, 0.8))


def stroke(drawing: Drawing, *places: Point, erases: bool = False, wide: float = 1.0) -> None:
    drawing.begin((*places[0], wide), erases=erases)
    for place in places[1:]:
        drawing.add((*place, wide))
    drawing.complete()


def cover_all(drawing: Drawing, *, erases: bool) -> None:
    """Go to and fro, far beyond both sides since curves take a short way round."""
    rows = np.arange(0, 1.05, 0.04).tolist()
    stroke(drawing, *[(x, y) for y in rows for x in (-0.9, 1.9)], erases=erases)


def undo_all(drawing: Drawing) -> int:
    count = 0
    while drawing.can_undo:
        drawing.undo()
        count += 1
    return count


def one() -> Images:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 13:16] = 255
    return image
