"""The datasets that can be had: the bundled ones, and those that people bring."""

import hashlib
from functools import lru_cache
from pathlib import Path

import resources
from core.formats import idx
from core.interpretation import guess, interpret
from core.network import Network
from core.remarks import remarks
from core.samples import Dataset, DatasetError, Split
from core.source import BUNDLED, Source
from core.work import Work, finish, stretch

__all__ = ["BUNDLED", "Dataset", "DatasetError", "bundled", "load_dataset", "read"]

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
        return _named(name, train.part(*REPORT_TRAIN), train.part(*REPORT_TEST))
    if name == "drawn":
        train = _joined(folder, resources.path("drawn"))
    return _named(name, train, _split(folder, "t10k"))


def _named(key: str, train: Split, test: Split) -> Dataset:
    return Dataset(BUNDLED[key], train, test, source=Source(key))


def load_dataset(path: Path, reader: Network | None = None) -> Dataset:
    """Read a dataset that someone brought, as its files seem to be meant; raises DatasetError.

    A network that reads digits helps to tell how the images stand.
    """
    return load_with_remarks(path, reader)[0]


def load_with_remarks(path: Path, reader: Network | None) -> tuple[Dataset, tuple[str, ...]]:
    """The same, and sentences on what was left out or looks odd."""
    from core.formats.known import find  # only here, since all formats take 30 ms of the start

    found = finish(find(path))
    dataset = finish(interpret(found, finish(guess(found, reader)), str(path.resolve())))
    return dataset, (*found.notes, *finish(remarks(dataset, found)))


def read(source: Source) -> Work[Dataset]:
    """Read the dataset that a run was trained on again; raises DatasetError if it is another."""
    if source.has_own_digits:
        raise DatasetError(
            f"Your own digits were among the training images of {source.name}; they may have "
            "changed since. Fine-tune the model anew instead."
        )
    if source.key:
        return bundled(source.key)
    if not source.path:  # which would be the current folder
        raise DatasetError("It is not known where its data are. Open them anew.")
    from core.formats.known import find

    found = yield from stretch(find(Path(source.path)), 0.0, 0.8)
    dataset = yield from stretch(interpret(found, source.interpretation, source.path), 0.8, 1.0)
    if dataset.source.fingerprint != source.fingerprint:
        raise DatasetError(
            f"{source.path} holds other images or labels than before. Open it anew to train on "
            "what it holds now."
        )
    return dataset


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
        raise DatasetError(
            f"{error.filename} cannot be read: {error.strerror or error}. {mend}"
        ) from error
    if [hashlib.sha256(data).hexdigest(), path.name] not in [line.split() for line in lines]:
        raise DatasetError(f"{path} is damaged: its checksum is not the original's. {mend}")
    return data
