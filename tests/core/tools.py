"""What many tests of core share: toy data, figures of the report, and numerical derivatives."""

import gzip
import hashlib
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.arrays import AnyArray, Counts, Floats, Images
from core.metrics import Evaluation
from core.network import Network, NetworkSpec
from core.randomness import Purpose, rng
from core.samples import Dataset, Split
from core.training import Evaluated

STEP = 1e-5  # of a central difference: truncation and rounding both stay near 1e-10

# The testing images of the report by digit, and how many of them its network misread.
REPORT_IMAGES = (502, 534, 497, 521, 484, 457, 485, 527, 515, 478)
REPORT_MISTAKES = (4, 4, 11, 15, 9, 32, 6, 19, 17, 21)

TOY = NetworkSpec((784, 12, 8, 10))


def toy_dataset(train: int = 210, test: int = 60) -> Dataset:
    """A pattern for each digit under noise: as easy as it is small."""
    draw = np.random.default_rng(7)
    patterns = draw.integers(0, 200, (10, 784))

    def split(count: int) -> Split:
        labels = np.arange(count, dtype=np.intp) % 10
        noise = draw.integers(0, 56, (count, 784))
        return Split((patterns[labels] + noise).astype(np.uint8), labels)

    return Dataset("toy", split(train), split(test))


def toy_network(seed: int = 1, spec: NetworkSpec = TOY) -> Network:
    return Network(spec, rng=rng(seed, Purpose.WEIGHTS))


def digest(network: Network) -> str:
    """SHA-256 of all weights and biases, bit for bit."""
    return hashlib.sha256(b"".join(p.value.tobytes() for p in network.parameters)).hexdigest()


def report_evaluation() -> Evaluation:
    """What the report's table says, each mistake read as the next digit."""
    confusion = np.zeros((10, 10), np.int64)
    for digit, (images, mistakes) in enumerate(zip(REPORT_IMAGES, REPORT_MISTAKES, strict=True)):
        confusion[digit, digit] = images - mistakes
        confusion[digit, (digit + 1) % 10] = mistakes
    return Evaluation(0.1, confusion)


def evaluated(iteration: int, *, sampled: bool = True, loss: float = 1.0) -> Evaluated:
    """An event as train() yields it; only what is given matters."""
    confusion: Counts = np.diag(np.arange(1, 11))
    train, test = Evaluation(loss, confusion, sampled), Evaluation(loss, confusion)
    return Evaluated(iteration, iteration / 10, iteration / 100, train, test, toy_network())


def central_difference(f: Callable[[], float], array: Floats) -> Floats:
    """df/d(array) by moving each of its numbers a little; array is as it was afterwards."""
    slope = np.empty_like(array)
    for index in np.ndindex(array.shape):
        before = array[index]
        array[index] = before + STEP
        above = f()
        array[index] = before - STEP
        slope[index] = (above - f()) / (2 * STEP)
        array[index] = before
    return slope


def relative_error(a: Floats, b: Floats) -> float:
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))


def ring(radius: float = 80.0) -> Images:
    """The ink of a drawn 0: uint8 (280, 280), with soft edges."""
    rows, columns = np.mgrid[:280, :280]
    distance = np.abs(np.hypot(rows - 140, 1.4 * (columns - 140)) - radius)
    ink: Images = np.clip(255 * (12 - distance), 0, 255).astype(np.uint8)
    return ink


def idx_bytes(array: AnyArray) -> bytes:
    """An array of bytes as an IDX file holds it."""
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return header + array.astype(np.uint8).tobytes()


def write_idx(folder: Path, dataset: Dataset, *, packed: bool = True, test: str = "t10k") -> Path:
    """Write a dataset as MNIST's four files, gzip or raw, and return the folder."""
    folder.mkdir(exist_ok=True)
    for stem, split in (("train", dataset.train), (test, dataset.test)):
        images = idx_bytes(split.images.reshape(-1, 28, 28))
        for name, data in (("images-idx3", images), ("labels-idx1", idx_bytes(split.labels))):
            path = folder / f"{stem}-{name}-ubyte{'.gz' if packed else ''}"
            path.write_bytes(gzip.compress(data, 1) if packed else data)
    return folder
