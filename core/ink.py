"""Ink as a piece of the canvas, and what can be done to it: drop stray dots, even the lines, scale.

Each step takes a piece and returns another, so a place in what the network sees is always known on
the canvas too.
"""

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from core.arrays import AnyArray, Bools, Floats
from core.blobs import blobs, length

BOX = 20  # cells: the longer side of a digit of MNIST
GRID = 70  # cells along the longer side, on which blobs are told apart
SPECK = 1.5  # times the width of the lines: what is no longer is a dot
FINE = 5  # pixels a cell, on which lines are evened
SHARE = 0.41  # of an octagon's reach: half a side
THIN, USUAL, THICK = 1.7, 2.5, 3.4  # cells: nine of ten digits of MNIST lie from THIN to THICK
BAND = 1000  # rows of a large picture at a time, for as floats it takes four times the memory


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Pixels (h, w) of ink, uint8 or 0..1, each cell canvas pixels wide, from (top, left) on."""

    pixels: AnyArray
    top: float = 0.0
    left: float = 0.0
    cell: float = 1.0

    @property
    def longer(self) -> float:
        """The longer side, in canvas pixels."""
        return float(max(self.pixels.shape) * self.cell)

    def cropped(self) -> "Piece":
        """The bounding box of all ink; (0, 0) if there is none."""
        rows, columns = _inked(self.pixels, 1), _inked(self.pixels, 0)
        top, left = self.top + rows.start * self.cell, self.left + columns.start * self.cell
        return Piece(self.pixels[rows, columns], top, left, self.cell)

    def resampled(self, cell: float) -> "Piece":
        """Other square cells, each the average of the area that it covers.

        The cells of the shorter side stick out evenly; rounding it to whole cells would make an
        upright 1 up to a fifth thicker or thinner.
        """
        height, width = self.pixels.shape
        rows, columns = (max(int(np.ceil(n * self.cell / cell - 1e-9)), 1) for n in (height, width))
        top = self.top + (height * self.cell - rows * cell) / 2
        left = self.left + (width * self.cell - columns * cell) / 2
        return self.on_grid(top, left, cell, rows, columns)

    def on_grid(self, top: float, left: float, cell: float, rows: int, columns: int) -> "Piece":
        """What a grid of cells anywhere on the canvas covers of this piece, averaged."""
        height, width = self.pixels.shape
        down = _areas(height, (top - self.top) / self.cell, cell / self.cell, rows)
        across = _areas(width, (left - self.left) / self.cell, cell / self.cell, columns)
        pixels: Floats = np.zeros((rows, width), np.float32)
        for first in range(0, height, BAND):
            band = slice(first, first + BAND)
            pixels += down[:, band] @ self.pixels[band].astype(np.float32)
        return Piece(pixels @ across.T, top, left, cell)

    def padded(self, cells: int) -> "Piece":
        """More room on each side."""
        room = cells * self.cell
        return Piece(np.pad(self.pixels, cells), self.top - room, self.left - room, self.cell)

    def brightened(self) -> "Piece":
        """The brightest pixel stretched to 1.

        At the canvas's own brush this changes nothing; one-pixel lines, which averaging dims to
        a tenth, regain the core of 1 that every MNIST digit has.
        """
        return self.with_pixels(self.pixels / max(float(self.pixels.max(initial=0)), 1e-9))

    def with_pixels(self, pixels: AnyArray) -> "Piece":
        """Others (h, w) in the same place."""
        return replace(self, pixels=pixels)


def _inked(pixels: AnyArray, axis: int) -> slice:
    """From the first to the last line that has ink."""
    lines = np.flatnonzero(pixels.any(axis=axis))
    return slice(int(lines[0]), int(lines[-1]) + 1) if lines.size else slice(0, 0)


def _areas(pixels: int, start: float, cell: float, cells: int) -> Floats:
    """Weights (cells, pixels): the share of each cell, from start on, that each pixel covers."""
    starts = start + np.arange(cells)[:, np.newaxis] * cell
    edges = np.clip(np.arange(pixels + 1), starts, starts + cell)
    return (np.diff(edges) / cell).astype(np.float32)


def line_width(pixels: AnyArray) -> float:
    """How wide the lines are, in pixels: twice their area over their outline; 0 without any."""
    inked = np.pad(pixels > pixels.max(initial=0) / 2, 1)
    steps = np.count_nonzero(np.diff(inked, axis=0)) + np.count_nonzero(np.diff(inked, axis=1))
    outline = steps * np.pi / 4  # of a line that runs in all directions alike
    return 2 * np.count_nonzero(inked) / outline if outline else 0.0


def without_dots(piece: Piece) -> Piece:
    """Take dots away that lie apart, unless dots are all there is."""
    rows, columns = (_inked(piece.pixels, axis) for axis in (1, 0))
    longer = max(rows.stop - rows.start, columns.stop - columns.start)
    if not longer:
        return piece
    cell = -(-longer // GRID)
    top, left = rows.start // cell * cell, columns.start // cell * cell
    pixels = piece.pixels[top : rows.stop, left : columns.stop]
    found = blobs(_coarse(pixels, cell))
    if len(found) == 1:
        return piece
    longest = SPECK * line_width(pixels) / cell + 1  # one more, for where it lies on the grid
    dots = [blob for blob in found if length(blob) <= longest]
    if len(dots) in (0, len(found)):
        return piece
    cleaned = piece.pixels.copy()
    for row, start, stop in chain.from_iterable(dots):
        down = top + row * cell
        cleaned[down : down + cell, left + start * cell : left + stop * cell] = 0
    return piece.with_pixels(cleaned)


def _coarse(pixels: AnyArray, cell: int) -> Bools:
    """Whether there is ink in each square of cell x cell pixels."""
    padded = np.pad(pixels > 0, [(0, -length % cell) for length in pixels.shape])
    rows, columns = (length // cell for length in padded.shape)
    coarse: Bools = np.any(padded.reshape(rows, cell, columns, cell), axis=(1, 3))
    return coarse


def evened(piece: Piece) -> Piece:
    """Make lines as wide as MNIST's usual ones, where they are wider or narrower than most."""
    box = piece.cropped()
    if not box.pixels.size:
        return piece
    width = line_width(box.pixels) * box.cell / box.longer * BOX
    if THIN <= width <= THICK:
        return piece
    fine = box.resampled(box.longer / (FINE * BOX)).brightened()
    # A rim of r pixels taken off all around leaves lines of USUAL cells in a box of BOX.
    r = round(FINE * (width - USUAL) / (2 * (1 - USUAL / BOX)))
    room = fine.padded(max(-r, 0))
    even = room.with_pixels(_without_rim(room.pixels, r))
    return even if even.pixels.any() else piece


def _without_rim(pixels: Floats, reach: int) -> Floats:
    """Take a rim of so many pixels off the ink; add one if reach is negative.

    The least, or the most, of an octagon around each pixel, which is nearly a disc. It is swept
    along its sides one after the other, the farther the longer the step: few calls do it.
    """
    better = np.minimum if reach > 0 else np.maximum
    reach = abs(reach)
    straight = max(1, round(SHARE * reach)) if reach else 0
    slanted = reach - straight
    swept = np.pad(pixels, reach)
    for down, across, steps in (
        (0, 1, 2 * straight),
        (1, 0, 2 * straight),
        (1, 1, slanted),
        (1, -1, slanted),
    ):
        swept = _swept(swept, better, down, across, steps)
    return swept


def _swept(pixels: Floats, better: np.ufunc, down: int, across: int, steps: int) -> Floats:
    """The better of each pixel and so many next ones in a direction, where they all are."""
    done = 0
    while done < steps:
        step = min(done + 1, steps - done)
        height, width = (
            n - step * abs(d) for n, d in zip(pixels.shape, (down, across), strict=True)
        )
        first = step if across < 0 else 0
        last = step * across if across > 0 else 0
        near = pixels[:height, first : first + width]
        far = pixels[step * down : step * down + height, last : last + width]
        pixels = better(near, far)
        done += step
    return pixels
