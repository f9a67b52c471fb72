"""Files of IDX that tests write and read."""

import gzip
from pathlib import Path

import numpy as np

from core.arrays import AnyArray
from core.formats.format import Found
from core.formats.idx_files import FORMAT
from core.work import finish
from tests.core.tools import idx_bytes

IMAGES = np.arange(60 * 28 * 28).reshape(60, 28, 28).astype(np.uint8)
LABELS = np.arange(60) % 10


def read(path: Path) -> Found:
    return finish(FORMAT.read(path))


def write(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("_", "-")).write_bytes(data)
    return folder


def write_pair(folder: Path, name: str, images: AnyArray, labels: AnyArray) -> Path:
    """Write NAME-images-idx3-ubyte and its labels; returns the images' path."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}labels-idx1-ubyte").write_bytes(idx_bytes(labels))
    path = folder / f"{name}images-idx3-ubyte.gz"
    path.write_bytes(gzip.compress(idx_bytes(images)))
    return path
