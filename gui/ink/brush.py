"""The round brush: the curve it takes through points, and the pixels it covers on the way."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QRect

from core.arrays import Floats, Images

Point: TypeAlias = tuple[float, float]

# A stroke is a row of discs, so close that the notches between them stay this shallow (pixels).
NOTCH = 0.1
# Discs lie on a grid of so many positions a pixel, finer than the grey of an edge can show.
PHASES = 4


def bends(points: Sequence[Point]) -> tuple[Floats, Floats]:
    """The curves that points bend, (n, 3, 2), and the straight end to the last one, (1, 3, 2).

    Each is a quadratic curve: start, control, end. It runs from half way to half way between
    points, bent by the one in the middle, so what a point adds leaves earlier curves alone.
    """
    through = np.array(points, np.float64)
    halfway = (through[:-1] + through[1:]) / 2
    curves = np.stack([halfway[:-1], through[1:-1], halfway[1:]], axis=1)
    end = np.stack([halfway[-1], (halfway[-1] + through[-1]) / 2, through[-1]])
    return curves, end[np.newaxis]


class Brush:
    """A disc of one radius (pixels), at every position between pixels that is told apart."""

    def __init__(self, radius: float) -> None:
        self._reach = int(np.ceil(radius)) + 1
        self._step = float(np.sqrt(8 * NOTCH * radius))
        offsets = np.arange(-self._reach, self._reach + 1) + 0.5
        away = (offsets - np.arange(PHASES)[:, np.newaxis] / PHASES) ** 2
        distance = np.sqrt(away[:, np.newaxis, :, np.newaxis] + away[np.newaxis, :, np.newaxis, :])
        cover = np.clip(radius + 0.5 - distance, 0, min(1.0, 2 * radius))
        self._discs: Images = np.rint(255 * cover).astype(np.uint8)

    def along(self, curves: Floats) -> Floats:
        """Where discs lie on curves (n, 3, 2): positions (x, y), (m, 2), close enough together."""
        legs = np.sqrt((np.diff(curves, axis=1) ** 2).sum(axis=2))
        counts = np.ceil(2 * legs.max(axis=1) / self._step).astype(np.intp) + 1
        nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        t = (nth / np.maximum(np.repeat(counts, counts) - 1, 1))[:, np.newaxis]
        start, control, end = np.repeat(curves, counts, axis=0).transpose(1, 0, 2)
        positions: Floats = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
        return positions

    def paint(self, pixels: Images, positions: Floats) -> QRect:
        """Lay a disc on pixels (H, W) at each position; return what holds all that was touched."""
        grid = np.floor(positions * PHASES + 0.5).astype(np.intp)
        grid = grid[np.any(np.diff(grid, axis=0, prepend=grid[:1] - 1) != 0, axis=1)]
        corners = grid // PHASES - self._reach
        starts = np.maximum(corners, 0)
        ends = np.minimum(corners + self._discs.shape[2], pixels.shape[::-1])
        seen = (starts < ends).all(axis=1)
        if not seen.any():
            return QRect()
        rows = np.hstack([starts, ends, corners, grid % PHASES])[seen]
        for left, top, right, bottom, x, y, x_phase, y_phase in rows.tolist():
            under = pixels[top:bottom, left:right]
            disc = self._discs[y_phase, x_phase, top - y : bottom - y, left - x : right - x]
            np.maximum(under, disc, out=under)
        (left, top), (right, bottom) = rows[:, :2].min(axis=0), rows[:, 2:4].max(axis=0)
        return QRect(int(left), int(top), int(right - left), int(bottom - top))


@lru_cache(maxsize=8)
def brush(radius: float) -> Brush:
    """The brush of this radius in pixels, kept for the next stroke."""
    return Brush(radius)
