"""What the user's drawings are for: to measure a network on, to train it on, and to take away."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from core import files
from core.drawing import SIDE
from core.formats import idx, png
from core.metrics import Evaluation
from core.my_digits import DigitsError, MyDigit, writing
from core.network import Network
from core.samples import DIGITS, Split
from core.training import evaluate

Digits = tuple[MyDigit, ...]

IDX_IMAGES, IDX_LABELS = "my-digits-images-idx3-ubyte.gz", "my-digits-labels-idx1-ubyte.gz"
NOT_EXPORTED = "Your digits are not exported"


def split(digits: Sequence[MyDigit]) -> Split:
    """What a network sees of the drawings, and their labels."""
    seen = [digit.seen.reshape(1, -1) for digit in digits]
    images = np.concatenate([np.empty((0, SIDE * SIDE), np.uint8), *seen])
    return Split(images, np.array([digit.label for digit in digits], np.intp))


def errors_on(network: Network, digits: Sequence[MyDigit]) -> Evaluation:
    """The network's errors on handwriting; its interval says how little a few drawings tell."""
    return evaluate(network, split(digits))


def is_kept_aside(digit: MyDigit) -> bool:
    """Whether this is one of the third that no network is trained on, but measured.

    Chance decides, by a hash of the ink: so it stays on its side whatever is added, removed or
    labelled anew, equal drawings are on the same side, and no network is measured on what it was
    trained on. Of few drawings, more or fewer than a third may be kept aside.
    """
    return hashlib.sha256(digit.ink.tobytes()).digest()[0] % 3 == 0


def kept_aside(digits: Sequence[MyDigit]) -> Digits:
    """The drawings to measure a network on that was trained on the others."""
    return tuple(digit for digit in digits if is_kept_aside(digit))


def for_training(digits: Sequence[MyDigit]) -> Digits:
    """The drawings that are not kept aside."""
    return tuple(digit for digit in digits if not is_kept_aside(digit))


def export_idx(digits: Sequence[MyDigit], folder: Path) -> None:
    """Write what a network sees as two files in MNIST's own format; raises DigitsError.

    They take their places once both are written. If that fails halfway, the images are missing:
    labels beside an older export's images would look right.
    """
    own = split(_some(digits))
    with (
        writing(folder, NOT_EXPORTED),
        files.replacing(folder / IDX_IMAGES) as images,
        files.replacing(folder / IDX_LABELS) as labels,
    ):
        images.write(idx.encode(own.images.reshape(-1, SIDE, SIDE)))
        labels.write(idx.encode(own.labels.astype(np.uint8)))
        images.flush()
        labels.flush()
        (folder / IDX_IMAGES).unlink(missing_ok=True)


def export_png(digits: Sequence[MyDigit], folder: Path) -> None:
    """Write what a network sees as images in a folder a class, 0 to 9; raises DigitsError.

    All ten folders are made: other programs number the classes by the folders that are there.
    If that fails halfway, nothing is left of it.
    """
    _some(digits)
    classes = [folder / name for name in DIGITS]
    with writing(folder, NOT_EXPORTED):
        if any(path.is_dir() and any(path.iterdir()) for path in classes):
            raise DigitsError(
                f"{NOT_EXPORTED}: {folder} holds digits already, and old ones would stay among "
                "yours. Choose another folder."
            )
        with _all_or_nothing() as made:
            for path in classes:
                if not path.is_dir():
                    path.mkdir()
                    made.append(path)
            for digit in digits:
                path = classes[digit.label] / f"{digit.moment}.png"
                files.write(path, png.encode(digit.seen))
                made.append(path)


@contextmanager
def _all_or_nothing() -> Iterator[list[Path]]:
    """A list for the files and folders that are made; if there is an error, they go again."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()
        raise


def _some(digits: Sequence[MyDigit]) -> Sequence[MyDigit]:
    if not digits:
        raise DigitsError(f"{NOT_EXPORTED}: there are none. Draw and label some first.")
    return digits
