"""Draw the digits of resources/drawn: written as people write, with the canvas's own brush.

MNIST's writers were Americans of the 1990s; they hardly cross a seven, flag a one or hook a nine.
The bundled model is trained on these digits too. The same files come out each time.
"""

import hashlib

import numpy as np

import resources
from core import files
from core.arrays import PIXEL_MAX, Images
from core.drawing import SIDE, to_input
from core.formats import idx
from gui.ink.sketch import Sketch
from tests.benchmarks.penmanship import Strokes, write

COUNT, SEED = 12_000, 1
SIZES = 0.35, 0.85  # of the canvas: the longer side
USUAL_BRUSH = 0.08
OCTAVES = -1.0, 1.0  # by which a brush is wider than that
NAMES = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"


def ink(strokes: Strokes, size: float, brush: float) -> Images:
    """What strokes (n, 2) leave on the canvas, in its middle, size long."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = size / float((high - low).max())
    sketch = Sketch()
    sketch.width = brush
    for stroke in strokes:
        first, *others = (0.5 + (stroke - (low + high) / 2) * scale).tolist()
        sketch.begin((*first, 1.0), erases=False)
        for point in others:
            sketch.add((*point, 1.0))
    sketch.complete()
    return sketch.ink


def digits(count: int = COUNT) -> tuple[Images, Images]:
    """The first images (count, 28, 28) and their labels (count,), each digit in turn."""
    rng = np.random.default_rng(SEED)
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for image, label in zip(images, labels.tolist(), strict=True):
        brush = USUAL_BRUSH * 2 ** rng.uniform(*OCTAVES)
        seen = to_input(ink(write(label, rng), rng.uniform(*SIZES), brush))
        image[...] = np.rint(PIXEL_MAX * seen)
    return images, labels


def main() -> None:
    folder = resources.path("drawn")
    folder.mkdir(exist_ok=True)
    sums = []
    for name, array in zip(NAMES, digits(), strict=True):
        data = idx.encode(array)
        with files.replacing(folder / name) as file:
            file.write(data)
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    with files.replacing(folder / "SHA256SUMS") as file:
        file.write("".join(sums).encode())


if __name__ == "__main__":
    main()
