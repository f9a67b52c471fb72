"""A folder for each class, as they are or inside a folder for training and one for testing."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import Labels
from core.formats import album, content, labels
from core.formats.format import Format, Found, Labelled
from core.formats.listing import Listing, listing
from core.formats.pictures import READ, is_picture
from core.formats.words import count, shown
from core.samples import DIGITS, DatasetError
from core.work import Work, stretch

TRAINING = ("train", "training")
TESTING = ("test", "testing", "val", "valid", "validation")  # the first that is there
MAX_DEPTH = 3  # folders that hold nothing but one folder, as archives make them
LISTED = 0.05  # of the work is to list what is there


@dataclass(frozen=True, slots=True)
class _Part:
    """The pictures of training or testing by class, as names in the root; and what is odd."""

    pictures: dict[str, list[str]]
    notes: list[str]

    @property
    def names(self) -> list[str]:
        return [name for names in self.pictures.values() for name in names]

    def labels(self, classes: dict[str, int]) -> Labels:
        counts = [len(names) for names in self.pictures.values()]
        return np.repeat([classes[folder] for folder in self.pictures], counts).astype(np.intp)


def looks_like(path: Path) -> bool:
    """Any folder, and any picture: of formats in folders, this has to be asked last."""
    try:
        return path.is_dir() or (is_picture(path.name) and path.is_file())
    except OSError:
        return False


def read(path: Path) -> Work[Found]:
    """Read the pictures in the folders of a folder; raises DatasetError."""
    with content.readable(path):
        is_folder = path.is_dir()
    if not is_folder:
        raise DatasetError(
            f"{shown(str(path))} is a single picture. Choose the folder that holds a folder for "
            "each class."
        )
    root, top = yield from _unwrapped(path)
    train, test = yield from _parts(root, top)
    if not train.names:
        raise _nothing(root, top)
    names, classes = _classes(train, test)
    both = train.names + test.names
    pictures = yield from stretch(album.read(root, both), LISTED, 1.0)
    first, rest = np.split(pictures.images, [len(train.names)])
    return Found(
        shown(root.name),
        Labelled(first, train.labels(classes)),
        Labelled(rest, test.labels(classes)) if len(rest) else None,
        tuple(map(shown, names)),
        (*train.notes, *test.notes, *pictures.notes),
    )


def _unwrapped(path: Path) -> Work[tuple[Path, Listing]]:
    """Where the folders are: in path, or in the only folder of that."""
    root = Path(os.path.abspath(path))
    top = yield from listing(root)
    for _ in range(MAX_DEPTH):
        if top.pictures or len(top.folders) != 1 or top.folders[0].lower() in TRAINING:
            break
        inner = yield from listing(root / top.folders[0])
        if not inner.folders:
            break
        root, top = root / top.folders[0], inner
    return root, top


def _parts(root: Path, top: Listing) -> Work[tuple[_Part, _Part]]:
    """For training and testing; the latter is empty where folders do not say."""
    train, test = (_called(top.folders, names) for names in (TRAINING, TESTING))
    if train is None:
        return (yield from _part(root, "", top)), _Part({}, [])
    trained = yield from _part(root, train, (yield from listing(root / train)))
    left = [name for name in top.folders if name not in (train, test)]
    if left or top.pictures:
        beside = shown((left + top.pictures)[0])
        trained.notes.insert(0, f"Only {train} and {test} were read, and not {beside}.")
    if test is None:
        return trained, _Part({}, [])
    return trained, (yield from _part(root, test, (yield from listing(root / test))))


def _called(folders: Sequence[str], names: Sequence[str]) -> str | None:
    lower = {folder.lower(): folder for folder in folders}
    return next((lower[name] for name in names if name in lower), None)


def _part(root: Path, inside: str, top: Listing) -> Work[_Part]:
    """The pictures in each of the folders in a folder of the root."""
    where = str(Path(shown(root.name), inside))
    if len(top.folders) > labels.MAX_CLASSES:
        raise DatasetError(
            f"{where} holds {len(top.folders):,} folders, and each would be a class; up to "
            f"{labels.MAX_CLASSES} are taken. Choose a folder with fewer."
        )
    part = _Part({}, [])
    left = Listing(others=top.pictures + top.others, system=top.system)
    for folder in top.folders:
        within = yield from listing(root / inside / folder)
        left.others += within.others + within.folders
        left.system += within.system
        if within.pictures:
            part.pictures[folder] = [os.path.join(inside, folder, n) for n in within.pictures]
        else:
            part.notes.append(f"{os.path.join(where, shown(folder))} holds no pictures.")
    part.notes.extend(left.notes(where))
    return part


def _classes(train: _Part, test: _Part) -> tuple[tuple[str, ...], dict[str, int]]:
    """The names of the classes, and which of them each folder's pictures are of."""
    digits = [
        dict(zip(part.pictures, labels.named(list(part.pictures))[1], strict=True))
        for part in (train, test)
        if labels.named(list(part.pictures))[0] == DIGITS
    ]
    if len(digits) == 2:
        return DIGITS, digits[0] | digits[1]
    folders = list(train.pictures | test.pictures)
    names, places = labels.named(folders)
    if not 1 < len(names) <= labels.MAX_CLASSES:
        raise DatasetError(
            f"The folders name {len(names):,} of what could be classes, such as "
            f"{shown(names[0])}; from 2 to {labels.MAX_CLASSES} can be told apart. Choose the "
            "folder that holds a folder for each class."
        )
    return names, dict(zip(folders, places, strict=True))


def _nothing(root: Path, top: Listing) -> DatasetError:
    where = shown(str(root))
    if top.pictures:
        return DatasetError(
            f"{where} holds {count(len(top.pictures), 'picture')} but no folders that say what is "
            "on them. Choose a folder that holds a folder for each class, such as 7/0001.png."
        )
    return DatasetError(
        f"{where} holds no pictures that can be read. Looked for a folder for each class, such "
        f"as 7, with {READ} files in it; or for such folders inside train and test."
    )


FORMAT = Format("a folder of pictures for each class", looks_like, read)
