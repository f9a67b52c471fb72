"""From ink to what the network sees, by MNIST's own recipe, and the answer that comes back.

Measured on the 60,000 training images: the longer side is 20 pixels, the centre of mass lies
within half a pixel of row and column 14, and the brightest pixel is 254 or 255.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import Floats, Images
from core.network import Network

SIDE = 28
BOX = 20
MIDDLE = 14


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What a network answers: one output for each class (K,), and the image (28, 28) it saw."""

    outputs: Floats
    digit: int
    image: Floats

    @property
    def runner_up(self) -> int:
        """The class with the largest output but one; the digit itself if there is no other."""
        others = self.outputs.copy()
        others[self.digit] = -np.inf
        return int(others.argmax())


@dataclass(frozen=True, slots=True, eq=False)
class Stages:
    """Ink on its way to the network: cut out (h, w), its longer side 20, centred (28, 28).

    cropped is uint8, the others are 0..1. Without ink, cropped and scaled are (0, 0).
    """

    cropped: Images
    scaled: Floats
    seen: Floats


def to_input(ink: Images) -> Floats:
    """Turn ink (H, W), white on black, into the float32 image (28, 28), 0..1, of MNIST's recipe."""
    return stages(ink).seen


def stages(ink: Images) -> Stages:
    """Do what to_input does, and keep what lies between."""
    cropped = crop(ink)
    scaled = scale(cropped)
    return Stages(cropped, scaled, centre(scaled))


def crop(ink: Images) -> Images:
    """Cut the bounding box of all ink out of (H, W); a view, (0, 0) if there is none."""
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return ink[:0, :0]
    band = ink[rows[0] : rows[-1] + 1]
    columns = np.flatnonzero(band.any(axis=0))
    return band[:, columns[0] : columns[-1] + 1]


def scale(cropped: Images) -> Floats:
    """Average areas until the longer side is 20 pixels, and stretch the brightest to 1.

    At the canvas's own brush the stretch changes nothing; one-pixel lines, which averaging
    dims to a tenth, regain the core of 1 that every MNIST digit has.
    """
    if not cropped.size:
        return np.zeros((0, 0), np.float32)
    height, width = cropped.shape
    cell = max(height, width) / BOX
    scaled: Floats = _areas(height, cell) @ cropped.astype(np.float32) @ _areas(width, cell).T
    scaled /= scaled.max()
    return scaled


def centre(scaled: Floats) -> Floats:
    """Paste (h, w), both at most 28, into zeros (28, 28) with its centre of mass in the middle."""
    seen = np.zeros((SIDE, SIDE), np.float32)
    if scaled.size:
        top, left = _start(scaled.sum(axis=1)), _start(scaled.sum(axis=0))
        seen[top : top + scaled.shape[0], left : left + scaled.shape[1]] = scaled
    return seen


def _areas(pixels: int, cell: float) -> Floats:
    """Weights (cells, pixels): the share of each cell that each pixel covers.

    Cells are square, so the shorter side may end in cells that the ink covers in part;
    rounding it to whole cells would make an upright 1 up to a fifth thicker or thinner.
    """
    cells = int(np.ceil(pixels / cell - 1e-9))
    starts = (np.arange(cells)[:, np.newaxis] - cells / 2) * cell + pixels / 2
    edges = np.clip(np.arange(pixels + 1), starts, starts + cell)
    return (np.diff(edges) / cell).astype(np.float32)


def _start(mass: Floats) -> int:
    """Where a profile of ink (n,) begins for its centre of mass to lie nearest the middle."""
    mean = float(mass @ np.arange(mass.size)) / float(mass.sum())
    return min(max(int(np.floor(MIDDLE - mean + 0.5)), 0), SIDE - mass.size)


def predict(network: Network, seen: Floats) -> Prediction:
    """Ask a network for its answer to an image (28, 28), 0..1."""
    outputs = network.predict(seen[np.newaxis])[0]
    return Prediction(outputs, int(outputs.argmax()), seen)
