"""The datasets that can be had: the bundled ones, and those that people bring."""

import hashlib
from functools import lru_cache
from pathlib import Path

import resources
from core.formats import FORMATS, idx
from core.samples import Dataset, DatasetError, Split

__all__ = ["BUNDLED", "Dataset", "DatasetError", "bundled", "load_dataset"]

BUNDLED = {"report": "MNIST, report split", "mnist": "MNIST", "drawn": "MNIST and drawn digits"}
REPORT_TRAIN, REPORT_TEST = (0, 50_000), (50_000, 55_000)  # of MNIST's training images


def bundled(name: str) -> Dataset:
    """Read a dataset that comes with the program; raises DatasetError.

    "mnist" is 60,000 training and 10,000 testing images. "report" is the split that the
    report's own table identifies: 50,000 and 5,000 of MNIST's training images. "drawn" is MNIST
    with 12,000 more training images, of digits as they are drawn on the canvas.
    """
    if name not in BUNDLED:
        raise DatasetError(f"{name!r} is no bundled dataset; there are {', '.join(BUNDLED)}.")
    folder = resources.path("mnist")
    train = _split(folder, "train")
    if name == "report":
        return Dataset(BUNDLED[name], train.part(*REPORT_TRAIN), train.part(*REPORT_TEST))
    if name == "drawn":
        train = _joined(folder, resources.path("drawn"))
    return Dataset(BUNDLED[name], train, _split(folder, "t10k"))


def load_dataset(path: Path) -> Dataset:
    """Read a dataset that someone brought; raises DatasetError."""
    try:
        path.stat()
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}. Check the name.") from error
    for form in FORMATS:
        if form.looks_like(path):
            return form.read(path)
    known = "; ".join(form.name for form in FORMATS)
    raise DatasetError(f"{path} is not a dataset this program knows. It reads {known}.")


@lru_cache(maxsize=3)
def _split(folder: Path, part: str) -> Split:
    """A folder's train or t10k; kept, since all bundled datasets share MNIST's 47 MB of train."""
    names = f"{part}-images-idx3-ubyte.gz", f"{part}-labels-idx1-ubyte.gz"
    return idx.split(_checked(folder / names[0]), _checked(folder / names[1]), names)


@lru_cache(maxsize=1)
def _joined(folder: Path, other: Path) -> Split:
    """The training images of two folders; kept, for MNIST's and the drawn ones have 56 MB."""
    return _split(folder, "train").joined(_split(other, "train"))


def _checked(path: Path) -> bytes:
    """Read a bundled file and hold it against its SHA-256 sum."""
    mend = "Put the original file back, for example by unpacking the program again."
    try:
        lines = (path.parent / "SHA256SUMS").read_text(errors="replace").splitlines()
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{error.filename} cannot be read: {error.strerror}. {mend}") from error
    if [hashlib.sha256(data).hexdigest(), path.name] not in [line.split() for line in lines]:
        raise DatasetError(f"{path} is damaged: its checksum is not the original's. {mend}")
    return data
