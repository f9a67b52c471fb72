"""The marks a drawing is made of, and the pixels they cover at any resolution.

To add one: write the frozen class with paint_on(raster), and add it to Mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QRect

from core.arrays import Images
from core.drawing import SIDE
from gui.ink.brush import Point, bends, brush

# Points painted at once: a long stroke painted anew shall not take much memory.
BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, in sides of the canvas from its top left; its width likewise."""

    points: tuple[Point, ...]
    width: float

    def paint_on(self, raster: Raster) -> None:
        raster.extend(self.points, self.width)
        raster.settle()


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image, uint8 (28, 28), that fills the canvas as it fills the network's frame."""

    image: Images

    def paint_on(self, raster: Raster) -> None:
        raster.put(self.image)


Mark: TypeAlias = Stroke | Picture


class Raster:
    """The coverage of marks, 0..255, on a square of side pixels; where they overlap, the most.

    A stroke may grow. The part that no further point can bend has settled; its straight end is
    shown, and painted anew each time. So the pixels depend on the points alone, not on how many
    of them came at once.
    """

    def __init__(self, side: int) -> None:
        self.side = side
        self.pixels: Images = np.zeros((side, side), np.uint8)
        self._settled = np.zeros_like(self.pixels)
        self._done = 0
        self._end = QRect()

    def settle(self) -> None:
        """The growing stroke is complete; the next one begins."""
        self._settled[:] = self.pixels
        self._done = 0
        self._end = QRect()

    def put(self, image: Images) -> None:
        """Lay an image, uint8 (28, 28), over the whole square."""
        nearest = np.arange(self.side) * SIDE // self.side
        np.maximum(self.pixels, image[np.ix_(nearest, nearest)], out=self.pixels)
        self.settle()

    def extend(self, points: Sequence[Point], width: float) -> QRect:
        """Let the growing stroke go through points: those of before, and more.

        Returns the pixels that may have changed.
        """
        tip = brush(width * self.side / 2)
        touched = self._end
        curves, end = bends(self._unsettled(points))
        while len(curves):
            touched = touched.united(tip.paint(self._settled, tip.along(curves * self.side)))
            self._done += len(curves)
            curves, end = bends(self._unsettled(points))
        part = _part(touched)
        self.pixels[part] = self._settled[part]
        self._end = tip.paint(self.pixels, tip.along(end * self.side))
        return touched.united(self._end)

    def _unsettled(self, points: Sequence[Point]) -> Sequence[Point]:
        """The next block of points that still bend something; the first counts twice."""
        block = points[max(self._done - 1, 0) : self._done + BLOCK]
        return block if self._done else [block[0], *block]


def _part(area: QRect) -> tuple[slice, slice]:
    return slice(area.top(), area.bottom() + 1), slice(area.left(), area.right() + 1)
