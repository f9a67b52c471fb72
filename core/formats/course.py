"""The folders of the course's assignments: numbered pictures, and a line for each in a text file.

train_data/00001.jpg and on belong to the lines of labels/train_label.txt, test_data/0001.jpg and
on to those of labels/test_label.txt. A picture's number decides which line is its own, never the
order in which a disk lists them.
"""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from core.arrays import Labels
from core.formats import album, content, numbered
from core.formats.format import Format, Found, Labelled
from core.formats.listing import listing
from core.formats.pictures import is_picture
from core.formats.words import shown
from core.samples import DatasetError
from core.work import Work, stretch

ROOTS = ("", "p2", "data_prog2")  # in what is chosen
LABELS = "labels"
PARTS = ("train", "test")
INSIDE = (LABELS, *(f"{part}_data" for part in PARTS))
MAX_TEXT = 32 << 20  # bytes of a label file
LISTED = 0.05  # of the work is to list what is there


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A part's pictures, as names in the root, their labels, and what is odd."""

    names: list[str]
    labels: Labels
    notes: list[str]


def looks_like(path: Path) -> bool:
    """Whether path is the root, its parent, or something in the root."""
    try:
        return _root(path) is not None
    except OSError:
        return False


def read(path: Path) -> Work[Found]:
    """Read both parts, or the training one where there is nothing for testing."""
    with content.readable(path):
        root = _root(path) or path
        has_test = any(place.exists() for place in _places(root, "test"))
    train = yield from stretch(_pairs(root, "train"), 0.0, LISTED / 2)
    test = _Pairs([], np.empty(0, np.intp), ["There are no images for testing."])
    if has_test:
        test = yield from stretch(_pairs(root, "test"), LISTED / 2, LISTED)
    pictures = yield from stretch(album.read(root, train.names + test.names), LISTED, 1.0)
    first, rest = np.split(pictures.images, [len(train.names)])
    return Found(
        shown(root.name),
        Labelled(first, train.labels),
        Labelled(rest, test.labels) if has_test else None,
        notes=(*train.notes, *test.notes, *pictures.notes),
    )


def _root(path: Path) -> Path | None:
    """The folder in which the others lie; raises OSError."""
    whole = Path(os.path.abspath(path))
    candidates, inner = [], whole
    if whole.is_dir():
        candidates = [whole / name for name in ROOTS]
    elif is_picture(whole.name) or whole.suffix == ".txt":
        inner = whole.parent
    if inner.name in INSIDE:
        candidates.append(inner.parent)
    return next((folder for folder in candidates if _is_root(folder)), None)


def _is_root(folder: Path) -> bool:
    data = [folder / f"{part}_data" for part in PARTS]
    if (folder / LABELS).is_dir():
        return any(place.is_dir() for place in data)
    return data[0].is_dir() and _has_numbered(data[0])


def _has_numbered(folder: Path) -> bool:
    """Whether there is a numbered picture among the first of its files."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in islice(entries, 20)]
    return any(numbered.number(name) is not None and is_picture(name) for name in names)


def _places(root: Path, part: str) -> tuple[Path, Path]:
    return root / f"{part}_data", root / LABELS / f"{part}_label.txt"


def _pairs(root: Path, part: str) -> Work[_Pairs]:
    """Every picture of a part with its own label, or a DatasetError."""
    folder, file = _places(root, part)
    for place in (folder, file):
        if not place.exists():
            raise DatasetError(
                f"{shown(str(root))} has no {place.relative_to(root)}. It has to hold pictures in "
                f"{folder.name}, and a line for each in {LABELS}/{file.name}."
            )
    found = yield from listing(folder)
    pictures = numbered.by_number(found.pictures, folder.name)
    text = yield from content.read(file, MAX_TEXT)
    labels = numbered.labels(text, pictures, folder.name, f"{LABELS}/{file.name}")
    found.others += found.folders
    notes = found.notes(folder.name)
    if gaps := numbered.gaps(pictures):
        notes.insert(0, f"{folder.name} has no {gaps}: check that the labels below are right.")
    names = [os.path.join(folder.name, name) for name in pictures.values()]
    return _Pairs(names, labels, notes)


FORMAT = Format("the course's folders of numbered pictures with label files", looks_like, read)
