"""Which IDX files belong together, by their names, and what they hold together.

MNIST has four files; EMNIST and QMNIST put the name of a set before theirs; a single pair, such
as my-digits-images-idx3-ubyte.gz and its labels, is for training.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from core.arrays import AnyArray, Labels
from core.formats import content, famous, idx, labels, stacks
from core.formats.format import Format, Found, Labelled
from core.formats.idx import IMAGES, LABELS
from core.samples import DatasetError
from core.work import Work, stretch

NAME = re.compile(
    r"(?P<stem>.*?)[-_. ]?(?P<kind>images|labels)"
    r"(?P<sure>[-_.]idx\d)?([-_.](ubyte|int))?(\.gz|\.xz)?",
    re.IGNORECASE | re.DOTALL,
)
PART = re.compile(r"((?P<set>.*)[-_. ])?(?P<part>train|t10k|test)", re.IGNORECASE | re.DOTALL)
TRAIN, TEST, ALONE = "train", "t10k", ""
WITHIN = ("raw", "gzip")  # where torchvision and EMNIST's archive put them
NO_TEST = "The files do not say which images are for testing."
COLUMNS = 8  # of a label in QMNIST; the first is the digit


class _Set(NamedTuple):
    """A set's name, empty for MNIST's own; and whether it is a single pair."""

    name: str
    is_pair: bool


class _Pair(NamedTuple):
    """A file of images and its file of labels."""

    images: Path
    labels: Path


Place = tuple[str, str]  # TRAIN, TEST or ALONE; IMAGES or LABELS
Files = dict[Place, Path]


def looks_like(path: Path) -> bool:
    """Whether path is such a file or a folder with any of them."""
    try:
        return bool(_sets(_home(path))) if path.is_dir() else _is_ours(path) or _is_idx(path)
    except OSError:
        return False


def read(path: Path) -> Work[Found]:
    """Read the files of a folder, or those beside one of them; raises DatasetError."""
    if path.is_file() and content.start(path).lstrip()[:1] == b"<":
        raise DatasetError(f"{path} is a web page, not data. Download the file itself again.")
    with content.readable(path):
        folder = _home(path) if path.is_dir() else path.parent
        chosen, files = _chosen(path, folder)
    pairs = _pairs(chosen, files, folder)
    truth = yield from stretch(_each(_classes, [pair.labels for pair in pairs]), 0.0, 0.02)
    _check_counts(pairs, [len(classes) for classes in truth])
    train, test = truth[0], truth[1] if len(truth) > 1 else None
    numbers = labels.numbered(train, test, *(pair.labels.name for pair in pairs))
    images = yield from stretch(_each(_images, [pair.images for pair in pairs]), 0.02, 1.0)
    start = labels.first(train)
    parts = [Labelled(i, classes - start) for i, classes in zip(images, truth, strict=True)]
    return _found(chosen, folder.resolve(), parts, numbers)


def _each(read: Callable[[Path], Work[AnyArray]], paths: list[Path]) -> Work[list[AnyArray]]:
    """What each of some files holds, one after the other."""
    arrays = []
    for at, path in enumerate(paths):
        arrays.append((yield from stretch(read(path), at / len(paths), (at + 1) / len(paths))))
    return arrays


def _found(chosen: _Set, home: Path, parts: list[Labelled], numbers: tuple[str, ...]) -> Found:
    no_test = (NO_TEST,) if len(parts) == 1 and not chosen.is_pair else ()
    return Found(
        chosen.name or _called(home),
        parts[0],
        parts[1] if len(parts) > 1 else None,
        famous.classes(numbers, chosen.name, home.parts[-2:]),
        no_test,
        famous.lies_on_its_side(chosen.name),
    )


def _images(path: Path) -> Work[AnyArray]:
    stored = yield from stretch(idx.read(path, IMAGES), 0.0, 0.9)
    pixels = yield from stretch(stacks.pixels(stored, path.name), 0.9, 1.0)
    yield 1.0
    return pixels


def _classes(path: Path) -> Work[Labels]:
    stored = yield from idx.read(path, LABELS)
    is_qmnist = stored.ndim == 2 and stored.shape[1] == COLUMNS
    return labels.whole(stored[:, 0] if is_qmnist else stored, path.name)


def _check_counts(pairs: list[_Pair], labels: list[int]) -> None:
    """Refuse images and labels of unequal counts, with a guess where those of the others fit."""
    images = [idx.count(pair.images, IMAGES) for pair in pairs]
    for at, pair in enumerate(pairs):
        if images[at] == labels[at]:
            continue
        others = {counts[1 - at] for counts in (images, labels) if len(pairs) > 1}
        name = ("testing", "training")[at]
        guess = f"Perhaps they are the {name} labels. " if labels[at] in others else ""
        raise DatasetError(
            f"{pair.images.name} holds {images[at]:,} images but {pair.labels.name} "
            f"{labels[at]:,} labels. {guess}Choose two files that belong together."
        )


def _place(name: str) -> tuple[_Set, Place] | None:
    """What a file's name says of it."""
    match = NAME.fullmatch(name)
    if not match:
        return None
    kind = match["kind"].lower()
    part = PART.fullmatch(match["stem"])
    if not part:
        return _Set(match["stem"], True), (ALONE, kind)
    return _Set(part["set"] or "", False), (TRAIN if part["part"].lower() == TRAIN else TEST, kind)


def _is_idx(path: Path) -> bool:
    return idx.is_idx(content.start(path))


def _is_ours(path: Path) -> bool:
    """Whether the name is MNIST's, whatever is in it; or like that, and the content is IDX."""
    match = NAME.fullmatch(path.name)
    return bool(match and (match["sure"] or _is_idx(path)))


def _sets(folder: Path) -> dict[_Set, Files]:
    """The files of a folder that belong together."""
    found: dict[_Set, Files] = {}
    for name in sorted(filter(_place, os.listdir(folder))):
        place, path = _place(name), folder / name
        if place and _is_ours(path) and not path.is_dir():
            found.setdefault(place[0], {}).setdefault(place[1], path)
    return found


def _home(path: Path) -> Path:
    """Where the files of a folder are: in it, or one below."""
    within = [path / name for name in WITHIN]
    return next((at for at in (path, *within) if at.is_dir() and _sets(at)), path)


def _called(home: Path) -> str:
    return (home.parent if home.name in WITHIN else home).name or str(home)


def _chosen(path: Path, folder: Path) -> tuple[_Set, Files]:
    """The set that a file belongs to, or the only one of a folder."""
    sets = _sets(folder)
    if path.is_dir():
        if len(sets) != 1:
            names = ", ".join(_shown(files) for files in sets.values())
            raise DatasetError(
                f"{folder} holds files of {len(sets)} datasets: {names}. Choose one of its files."
            )
        return next(iter(sets.items()))
    place = _place(path.name)
    if not place:
        raise DatasetError(
            f"{path} is an IDX file, but its name does not say what belongs to it. Call two files "
            "NAME-images-idx3-ubyte and NAME-labels-idx1-ubyte, or four as MNIST does."
        )
    return place[0], {**sets.get(place[0], {}), place[1]: path}


def _shown(files: Files) -> str:
    return next(iter(files.values())).name


def _pairs(chosen: _Set, files: Files, folder: Path) -> list[_Pair]:
    """The files for training, then those for testing if there are any."""
    if chosen.is_pair:
        return [_pair(chosen, files, folder, ALONE)]
    parts = [TRAIN] if not {(TEST, IMAGES), (TEST, LABELS)} & files.keys() else [TRAIN, TEST]
    return [_pair(chosen, files, folder, part) for part in parts]


def _pair(chosen: _Set, files: Files, folder: Path, part: str) -> _Pair:
    for dimensions, kind in ((3, IMAGES), (1, LABELS)):
        if (part, kind) not in files:
            words = (chosen.name, part, kind, f"idx{dimensions}", "ubyte")
            raise DatasetError(
                f"{folder} has no {'-'.join(filter(None, words))}, raw, .gz or .xz. "
                "Put all files of the dataset into one folder."
            )
    return _Pair(files[part, IMAGES], files[part, LABELS])


FORMAT = Format("IDX, MNIST's own format: a folder of four files, or a pair", looks_like, read)
