"""The marks a drawing is made of, and the pixels they cover at any resolution.

To add one: write the class with paint_on(raster), and add it to Mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QRect

from core.arrays import Floats, Images
from core.ink import Piece
from gui.ink.brush import Brush, Tip, bends

# Points painted at once: a long stroke painted anew shall not take much memory.
BLOCK = 1024
# An eraser as wide as the brush would leave the grey edges of the line it follows.
ERASER = 1.5


@dataclass(slots=True, eq=False)
class Stroke:
    """A line through tips, in sides of the canvas from its top left; it adds ink or erases it.

    Whoever began it may append tips to it, until another mark follows.
    """

    tips: list[Tip] = field(default_factory=list)
    erases: bool = False

    def paint_on(self, raster: Raster) -> QRect:
        return raster.extend(self)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image, uint8 (H, W), white on black, that fills the canvas as far as its shape allows."""

    image: Images
    is_of_the_data: bool = False  # a testing image, not the user's

    def paint_on(self, raster: Raster) -> QRect:
        return raster.put(self)


Mark: TypeAlias = Stroke | Picture
Marks: TypeAlias = tuple[Mark, ...]


class Raster:
    """The coverage of marks, 0..255, on a square of side pixels; where they overlap, the most.

    Brushes are width sides wide. The last stroke may grow. The part that no further point can
    bend has settled; its straight end is shown, and painted anew each time. So the pixels depend
    on the points alone, not on how many of them came at once.
    """

    def __init__(self, side: int, width: float) -> None:
        self.side = side
        self.pixels: Images = np.zeros((side, side), np.uint8)
        self._settled = np.zeros_like(self.pixels)
        self._scale = np.array([side, side, 1.0])
        self._radius = width * side / 2
        self._last: Mark | None = None
        self._count = 0
        self._done = 0
        self._end = QRect()

    def put(self, picture: Picture) -> QRect:
        """Lay a picture over the square, unless it was the last mark; return what may change."""
        if picture is self._last:
            return QRect()
        self._begin(picture)
        np.maximum(self.pixels, fitted(picture, self.side), out=self.pixels)
        self._settled[:] = self.pixels
        return QRect(0, 0, self.side, self.side)

    def extend(self, stroke: Stroke) -> QRect:
        """Paint the last stroke as far as it has grown, or begin another; what may change."""
        if stroke is not self._last:
            self._begin(stroke)
        if len(stroke.tips) == self._count:
            return QRect()
        self._count = len(stroke.tips)
        brush = Brush(self._radius * (ERASER if stroke.erases else 1))
        touched = self._end
        curves, end = bends(self._unsettled(stroke.tips))
        while len(curves):
            area = brush.paint(self._settled, self._along(brush, curves), erases=stroke.erases)
            touched = touched.united(area)
            self._done += len(curves)
            curves, end = bends(self._unsettled(stroke.tips))
        part = _part(touched)
        self.pixels[part] = self._settled[part]
        self._end = brush.paint(self.pixels, self._along(brush, end), erases=stroke.erases)
        return touched.united(self._end)

    def _begin(self, mark: Mark) -> None:
        """What was painted before this mark does not grow any more."""
        part = _part(self._end)
        self._settled[part] = self.pixels[part]
        self._last = mark
        self._count = self._done = 0
        self._end = QRect()

    def _along(self, brush: Brush, curves: Floats) -> Floats:
        return brush.along(curves * self._scale)

    def _unsettled(self, tips: Sequence[Tip]) -> Sequence[Tip]:
        """The next block of tips that still bend something; the first counts twice."""
        block = tips[max(self._done - 1, 0) : self._done + BLOCK]
        return block if self._done else [block[0], *block]


@lru_cache(maxsize=4)
def fitted(picture: Picture, side: int) -> Images:
    """A picture in the middle of a square of side pixels, by averaging areas; (side, side)."""
    height, width = picture.image.shape
    cell = max(height, width) / side
    top, left = (height - side * cell) / 2, (width - side * cell) / 2
    placed = Piece(picture.image).on_grid(top, left, cell, side, side)
    return np.rint(placed.pixels).astype(np.uint8)


def _part(area: QRect) -> tuple[slice, slice]:
    return slice(area.top(), area.bottom() + 1), slice(area.left(), area.right() + 1)
