"""How the tables of bad data are written: a case's number, the files, and what is said of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.mark.structures import ParameterSet

from core.arrays import AnyArray
from core.formats import idx
from tests.core.formats.folder_files import write
from tests.core.tools import idx_bytes

Make = Callable[[Path], Path]

COUNT = 20
IMAGES = np.random.default_rng(1).integers(0, 256, (COUNT, 28, 28)).astype(np.uint8)
LABELS = (np.arange(COUNT) % 10).astype(np.uint8)
TRAIN, TRAIN_LABELS = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"
TEST, TEST_LABELS = "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"


@dataclass(frozen=True, slots=True)
class Bad:
    """Files that are no dataset; make() writes them into a folder and returns what is opened.

    named is the file, and reason a pattern, that the one sentence on them holds.
    """

    make: Make
    named: str
    reason: str


def case(number: int, make: Make, named: str, reason: str) -> ParameterSet:
    """A parameter for a test, marked with the number of its case."""
    return pytest.param(
        Bad(make, named, reason), marks=pytest.mark.case(number), id=f"{number}: {reason[:40]}"
    )


def file(name: str, data: bytes) -> Make:
    """A file that stands alone."""

    def make(folder: Path) -> Path:
        write(folder / name, data)
        return folder / name

    return make


def sparse(name: str, size: int, start: bytes) -> Make:
    """A file of so many bytes, which take no room on the disk."""

    def make(folder: Path) -> Path:
        path = file(name, start)(folder)
        with path.open("r+b") as opened:
            opened.truncate(size)
        return path

    return make


def four_files(changed: dict[str, bytes], opened: str = TRAIN) -> Make:
    """MNIST's four files, of which some hold something else."""
    sound = {TRAIN: IMAGES, TRAIN_LABELS: LABELS, TEST: IMAGES[:10], TEST_LABELS: LABELS[:10]}

    def make(folder: Path) -> Path:
        for name, array in sound.items():
            write(folder / name, changed.get(name, idx_bytes(array)))
        return folder / opened

    return make


def npz(**arrays: Any) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "mnist.npz"
        np.savez(path, **arrays, allow_pickle=True)
        return path

    return make


def packed(array: AnyArray) -> bytes:
    """An array of bytes as a file of MNIST."""
    return idx.encode(array)
