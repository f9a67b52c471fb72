"""The round brush: the curve it takes through points, and the pixels it covers on the way."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QRect

from core.arrays import AnyArray, Floats, Images

Point: TypeAlias = tuple[float, float]
# A point, and how wide the brush is there, as a factor of its width.
Tip: TypeAlias = tuple[float, float, float]

# A stroke is a row of discs, so close that the notches between them stay this shallow (pixels).
NOTCH = 0.1
# Discs lie on a grid of so many positions a pixel, finer than the grey of an edge can show.
PHASES = 4
# Factors are told apart in such steps, so that discs can be kept and used again.
FACTORS = 64
GRID = np.array([PHASES, PHASES, FACTORS])
# As many discs as a stroke of changing width needs; with a usual brush they take 2 MB.
KEPT_DISCS = 1024

# The factor of the brush's width at pressures 0, 0.5 and 1 is 0.4, 1 and 1.4.
PRESSED = (0.4, 1.4, -0.4)


def factor(pressure: float) -> float:
    """How wide a pen draws at a pressure of 0..1, as a factor of the brush's width."""
    pressure = min(max(pressure, 0.0), 1.0)
    lightest, slope, bend = PRESSED
    return lightest + slope * pressure + bend * pressure**2


def bends(points: Sequence[Tip]) -> tuple[Floats, Floats]:
    """The curves that points bend, (n, 3, 3), and the straight end to the last one, (1, 3, 3).

    Each is a quadratic curve: start, control, end, with x, y and factor. It runs from half way to
    half way between points, bent by the one in the middle, so what a point adds leaves earlier
    curves alone.
    """
    through = np.array(points, np.float64)
    halfway = (through[:-1] + through[1:]) / 2
    curves = np.stack([halfway[:-1], through[1:-1], halfway[1:]], axis=1)
    end = np.stack([halfway[-1], (halfway[-1] + through[-1]) / 2, through[-1]])
    return curves, end[np.newaxis]


class Brush:
    """A disc of a radius (pixels) times a factor, moved along curves."""

    def __init__(self, radius: float) -> None:
        self._radius = radius

    def along(self, curves: Floats) -> Floats:
        """Where discs lie on curves (n, 3, 3): (x, y, factor), (m, 3), close enough together."""
        legs = curves[:, 1:, :2] - curves[:, :-1, :2]
        longest = np.sqrt((legs**2).sum(axis=2).max(axis=1))
        step = np.sqrt(8 * NOTCH * self._radius * curves[:, :, 2].min(axis=1))
        counts = np.ceil(2 * longest / step).astype(np.intp) + 1
        nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        t = (nth / np.maximum(np.repeat(counts, counts) - 1, 1))[:, np.newaxis]
        start, control, end = np.repeat(curves, counts, axis=0).transpose(1, 0, 2)
        discs: Floats = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
        return discs

    def paint(self, pixels: Images, discs: Floats, *, erases: bool) -> QRect:
        """Lay discs (m, 3) on pixels (H, W), or take them away from there.

        Returns what holds all that was touched.
        """
        rows = self._on_grid(discs, pixels.shape[::-1])
        if not len(rows):
            return QRect()
        for left, top, right, bottom, x, y, x_phase, y_phase, nth in rows.tolist():
            under = pixels[top:bottom, left:right]
            whole = disc(nth * (self._radius / FACTORS), x_phase, y_phase)
            cover = whole[top - y : bottom - y, left - x : right - x]
            if erases:
                np.minimum(under, 255 - cover, out=under)
            else:
                np.maximum(under, cover, out=under)
        (left, top), (right, bottom) = rows[:, :2].min(axis=0), rows[:, 2:4].max(axis=0)
        return QRect(int(left), int(top), int(right - left), int(bottom - top))

    def _on_grid(self, discs: Floats, size: tuple[int, ...]) -> AnyArray:
        """Of discs that are told apart and seen: start, end, corner, phase, and nth factor."""
        grid = np.floor(discs * GRID + 0.5).astype(np.intp)
        is_new = np.ones(len(grid), np.bool_)
        (grid[1:] != grid[:-1]).any(axis=1, out=is_new[1:])
        grid = grid[is_new]
        nth = grid[:, 2:]
        reach = (np.ceil(nth * (self._radius / FACTORS)) + 1).astype(np.intp)
        pixels, phases = np.divmod(grid[:, :2], PHASES)
        corners = pixels - reach
        starts = np.maximum(corners, 0)
        ends = np.minimum(pixels + reach + 1, size)
        seen = (starts < ends).all(axis=1)
        rows: AnyArray = np.concatenate([starts, ends, corners, phases, nth], axis=1)[seen]
        return rows


@lru_cache(KEPT_DISCS)
def disc(radius: float, x_phase: int, y_phase: int) -> Images:
    """What a disc covers, 0..255, at one of the positions between pixels that are told apart."""
    reach = math.ceil(radius) + 1
    offsets = np.arange(-reach, reach + 1) + 0.5
    across, down = (offsets - x_phase / PHASES) ** 2, (offsets - y_phase / PHASES) ** 2
    distance = np.sqrt(down[:, np.newaxis] + across)
    cover = np.clip(radius + 0.5 - distance, 0, min(1.0, 2 * radius))
    return np.rint(255 * cover).astype(np.uint8)
