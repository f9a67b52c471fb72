"""Keras's mnist.npz and archives like it: images and labels under the names that people give them.

To add a pair of names: append it to TRAIN, TEST or ALONE.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from core.archives import MAGIC, SUFFIX, Archive, ArchiveError, ObjectsError, Part
from core.arrays import AnyArray, Labels
from core.formats import content, famous, labels, stacks
from core.formats.fitting import MAX_SIDE
from core.formats.format import Format, Found, Labelled
from core.formats.idx import MAX_COUNT
from core.formats.refused import SAVE_ARRAYS
from core.samples import DatasetError
from core.work import Work, stretch

Names = tuple[tuple[str, str], ...]  # of images and of their labels, in small letters

TRAIN: Names = (
    ("x_train", "y_train"),
    ("train_images", "train_labels"),
    ("train_x", "train_y"),
    ("training_images", "training_labels"),
)
TEST: Names = (
    ("x_test", "y_test"),
    ("test_images", "test_labels"),
    ("test_x", "test_y"),
    ("testing_images", "testing_labels"),
)
ALONE: Names = (("x", "y"), ("images", "labels"), ("data", "target"), ("data", "labels"))
MODEL = "header"  # with which a model of this program begins
MAX_TEXT = 80  # bytes of a label
SHOWN = 150  # characters of a list of arrays
WANTED = "x_train and y_train, and x_test and y_test if there are any"
SAVE = "Save it again with numpy.savez('digits.npz', x_train=..., y_train=...)."
AGAIN = "Download it again, or choose another file."
IN_COLOUR = "The images are in colour; they are read as grey."


class _Pair(NamedTuple):
    images: Part
    truth: Part

    @property
    def length(self) -> int:
        return self.truth.shape[0] if self.truth.shape else 0

    def __str__(self) -> str:
        return f"{self.images} and {self.truth}"


def looks_like(path: Path) -> bool:
    """Whether path is an archive that begins with an array, and no model."""
    start = content.start(path)
    name = start[30 : 30 + int.from_bytes(start[26:28], "little")].decode(errors="replace")
    return start.startswith(MAGIC) and name.endswith(SUFFIX) and name != MODEL + SUFFIX


def read(path: Path) -> Work[Found]:
    """Read an archive's images and labels; raises DatasetError."""
    content.check(path)
    with _telling(path), content.readable(path), path.open("rb") as file:
        return (yield from _found(path, Archive(file, content.MAX_BYTES)))


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except ObjectsError as error:
        raise DatasetError(f"{path} {error}. {SAVE_ARRAYS}") from error
    except ArchiveError as error:
        raise DatasetError(f"{path} {error}. {AGAIN}") from error


def _found(path: Path, archive: Archive) -> Work[Found]:
    pairs = _pairs(path, archive.parts)
    for pair in pairs:
        _check(pair, path)
    classes, images = [], []
    for pair in pairs:
        values = yield from stretch(archive.read(pair.truth.name), 0.0, 0.1)
        classes.append(labels.whole(values, f"{path.name}, {pair.truth.name}"))
    for at, pair in enumerate(pairs):
        ends = 0.1 + 0.9 * at / len(pairs), 0.1 + 0.9 * (at + 1) / len(pairs)
        images.append((yield from stretch(_images(path, archive, pair), *ends)))
    return _named(path, pairs, classes, images, _notes(pairs, archive.parts))


def _pairs(path: Path, parts: Mapping[str, Part]) -> list[_Pair]:
    """Which of the arrays are for training and, if there are any, for testing."""
    called = {name.lower(): part for name, part in parts.items()}
    train, test = _first(TRAIN + ALONE + TEST, called), _first(TEST, called)
    if train is None:
        held = ", ".join(map(str, parts.values())) or "nothing"
        raise DatasetError(f"{path} holds {_short(held)}. Wanted are {WANTED}. {SAVE}")
    return [train] if test in (None, train) else [train, test]


def _first(names: Names, called: Mapping[str, Part]) -> _Pair | None:
    pairs = (pair for pair in names if all(name in called for name in pair))
    return next((_Pair(called[images], called[truth]) for images, truth in pairs), None)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def _check(pair: _Pair, path: Path) -> None:
    """Refuse what cannot be images and their labels, before any of it is read."""
    images, truth = pair
    if images.dtype.kind in "US" or (truth.dtype.kind in "US" and truth.dtype.itemsize > MAX_TEXT):
        raise DatasetError(f"{path} holds texts in place of numbers in {pair}. {SAVE}")
    if not pair.length or not math.prod(images.shape):
        raise DatasetError(f"{path} holds no images: {pair} are empty. {AGAIN}")
    if pair.length not in images.shape:
        raise DatasetError(
            f"{path} holds {pair}: every image needs one label. Perhaps the labels are those of "
            f"other images. {SAVE}"
        )
    arranged = stacks.arranged(stacks.outline(images.shape), pair.length)
    if arranged is None or max(arranged.shape[1:3]) > MAX_SIDE or pair.length > MAX_COUNT:
        raise DatasetError(
            f"{path} holds {pair}, and {images.name} are no images: wanted are (images, rows, "
            f"columns), at most {MAX_COUNT:,} of {MAX_SIDE:,} pixels a side. {SAVE}"
        )


def _images(path: Path, archive: Archive, pair: _Pair) -> Work[AnyArray]:
    stored = yield from stretch(archive.read(pair.images.name), 0.0, 0.7)
    images = stacks.arranged(stored, pair.length)
    assert images is not None  # as its outline was
    place = f"{path.name}, {pair.images.name}"
    return (yield from stretch(stacks.pixels(images, place), 0.7, 1.0))


def _notes(pairs: list[_Pair], parts: Mapping[str, Part]) -> list[str]:
    """What is to be said of how the arrays were read."""
    outlines = (stacks.arranged(stacks.outline(p.images.shape), p.length) for p in pairs)
    notes = [IN_COLOUR] if any(o is not None and stacks.is_colour(o) for o in outlines) else []
    used = {part.name for pair in pairs for part in pair}
    if left := sorted(parts.keys() - used):
        notes.append(f"Not read: {_short(', '.join(left))}.")
    return notes


def _named(
    path: Path, pairs: list[_Pair], classes: list[Labels], images: list[AnyArray], notes: list[str]
) -> Found:
    """What is found, once the labels are known to stand for classes."""
    train, test = classes[0], classes[1] if len(classes) > 1 else None
    places = [f"{path.name}, {pair.truth.name}" for pair in pairs]
    numbered = labels.numbered(train, test, *places)
    names = famous.classes(numbered, path.name, [path.resolve().parent.name])
    start = labels.first(train)
    each = [Labelled(i, truth - start) for i, truth in zip(images, classes, strict=True)]
    return Found(
        path.name,
        each[0],
        each[1] if len(each) > 1 else None,
        names,
        tuple(notes),
        famous.lies_on_its_side(path.name),
    )


FORMAT = Format("NumPy archives such as Keras's mnist.npz", looks_like, read)
