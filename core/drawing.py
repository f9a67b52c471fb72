"""From ink to what the network sees, by MNIST's own recipe, and the answer that comes back.

Measured on the 60,000 training images: the longer side is 20 pixels, the centre of mass lies
within half a pixel of row and column 14, and the brightest pixel is 254 or 255.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import Floats, Images
from core.ink import BOX, Piece, evened, without_dots
from core.network import Network

SIDE = 28
MIDDLE = 14


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps are taken on the way; a class may watch what comes of leaving one out."""

    drop_dots: bool = True
    even_lines: bool = True
    scale: bool = True
    centre: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Stages:
    """Ink after each step, be it taken or not: the whole canvas or a piece; last (28, 28)."""

    ink: Piece
    without_dots: Piece
    evened: Piece
    scaled: Piece
    centred: Piece

    @property
    def seen(self) -> Floats:
        """What the network sees: float32 (28, 28), 0..1."""
        return self.centred.pixels


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What a network answers, one logit and one output for each class, (K,), to an image."""

    logits: Floats
    outputs: Floats
    digit: int
    image: Floats

    @property
    def runner_up(self) -> int:
        """The class with the largest output but one; the digit itself if there is no other."""
        others = self.outputs.copy()
        others[self.digit] = -np.inf
        return int(others.argmax())


def to_input(ink: Images) -> Floats:
    """Turn ink (H, W), white on black, into the float32 image (28, 28), 0..1, of MNIST's recipe."""
    return stages(ink).seen


def stages(ink: Images, steps: Steps = Steps()) -> Stages:
    """Take uint8 ink (H, W), white on black, through the steps, and keep what lies between."""
    canvas = Piece(ink)
    clean = without_dots(canvas) if steps.drop_dots else canvas
    even = evened(clean) if steps.even_lines else clean
    scaled = _scaled(even) if steps.scale else _as_large(even, ink.shape)
    start = _where_centred(scaled) if steps.centre else _where_it_was(scaled, ink.shape)
    return Stages(canvas, clean, even, scaled, _in_frame(scaled, start))


def _scaled(piece: Piece) -> Piece:
    """Average areas until the longer side of the ink is 20 pixels."""
    box = piece.cropped()
    return box.resampled(box.longer / BOX).brightened() if box.pixels.size else box


def _as_large(piece: Piece, canvas: tuple[int, ...]) -> Piece:
    """The ink at the size that it has when the whole canvas is averaged to 28 pixels a side."""
    return piece.on_grid(0, 0, max(*canvas, 1) / SIDE, SIDE, SIDE).brightened().cropped()


def _where_centred(piece: Piece) -> tuple[float, float]:
    """The row and column at which ink has to begin for its centre of mass to be in the middle."""
    mass = max(float(piece.pixels.sum()), 1e-9)
    height, width = piece.pixels.shape
    row = float(piece.pixels.sum(axis=1) @ np.arange(height)) / mass
    column = float(piece.pixels.sum(axis=0) @ np.arange(width)) / mass
    return MIDDLE - row, MIDDLE - column


def _where_it_was(piece: Piece, canvas: tuple[int, ...]) -> tuple[float, float]:
    """The row and column at which ink has to begin to lie where it lies on the canvas."""
    cell = max(*canvas, 1) / SIDE
    height, width = piece.pixels.shape
    row = (piece.top + height * piece.cell / 2) / cell - height / 2
    column = (piece.left + width * piece.cell / 2) / cell - width / 2
    return row, column


def _in_frame(piece: Piece, start: tuple[float, float]) -> Piece:
    """Paste ink (h, w), both at most 28, into zeros (28, 28), as near to start as there is room."""
    height, width = piece.pixels.shape
    row = min(max(int(np.floor(start[0] + 0.5)), 0), SIDE - height)
    column = min(max(int(np.floor(start[1] + 0.5)), 0), SIDE - width)
    seen = np.zeros((SIDE, SIDE), np.float32)
    seen[row : row + height, column : column + width] = piece.pixels
    return Piece(seen, piece.top - row * piece.cell, piece.left - column * piece.cell, piece.cell)


def predict(network: Network, seen: Floats) -> Prediction:
    """Ask a network for its answer to an image (28, 28), 0..1."""
    logits = network.logits(seen[np.newaxis])
    outputs = network.output.f(logits)[0]
    return Prediction(logits[0], outputs, int(outputs.argmax()), seen)


def evidence(network: Network, prediction: Prediction) -> Floats:
    """Which ink spoke for the answer, above 0, and which against it: (28, 28).

    The input times the gradient of the answer's logit over the mean of all: adding the same to
    all logits changes no answer. Of a ReLU network without biases, that logit is exactly the sum
    (Shrikumar et al. 2016, "gradient times input").
    """
    classes = len(prediction.logits)
    dz = np.full((1, classes), -1 / classes, network.dtype)
    dz[0, prediction.digit] += 1
    gradient = network.input_gradient(prediction.image[np.newaxis], dz)
    spoken: Floats = prediction.image * gradient.reshape(SIDE, SIDE)
    return spoken
