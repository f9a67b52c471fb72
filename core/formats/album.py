"""Many picture files, read into one array."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import Images
from core.formats import content
from core.formats.fitting import SIDE, fitted, on_paper
from core.formats.pictures import MAX_BYTES, Picture, decode
from core.formats.words import count
from core.samples import DatasetError
from core.work import Work

MAX_HELD = 256 << 20  # bytes of pixels, beyond which images are fitted as they come
MOST_DAMAGED = 100  # that are counted
MIXED = 0.05  # of the images on another ground are worth a note
BLOCK = 1000
OFTEN = 500_000  # pixels from one sign of life to the next
FILE_COST = 10_000  # pixels that take as long as opening a file


@dataclass(frozen=True, slots=True, eq=False)
class Album:
    """The images (N, H, W) of so many files, and sentences on what was done to them."""

    images: Images
    notes: tuple[str, ...]


def read(root: Path, names: Sequence[str]) -> Work[Album]:
    """Read picture files by their names in root, none left out; raises DatasetError.

    Images of one size stay as they are, unless they are too many; of several, all are fitted to
    28x28. Of damaged ones, the first is named and the others are counted.
    """
    pile = _Pile(len(names))
    damaged: list[DatasetError] = []
    since = 0
    for done, name in enumerate(names):
        data = content.whole(root / name, MAX_BYTES)
        try:
            since += FILE_COST + pile.add(decode(data, name))
        except DatasetError as error:
            damaged.append(error)
            since += OFTEN
        if since >= OFTEN or len(damaged) == MOST_DAMAGED:
            since = 0
            yield done / len(names)
        if len(damaged) == MOST_DAMAGED:
            break
    if damaged:
        raise _refusal(damaged, len(names))
    images = pile.images()
    grounds_differ = yield from _mixture(images)
    return Album(images, (*pile.notes(), *grounds_differ))


class _Pile:
    """Images as they come: fitted, and as they are for as long as all have one size."""

    def __init__(self, total: int) -> None:
        self._fitted = np.empty((total, SIDE, SIDE), np.uint8)
        self._originals: list[Images] = []
        self._sizes: Counter[tuple[int, int]] = Counter()
        self._remarks: Counter[str] = Counter()
        self._count = self._held = 0  # images, and their bytes

    def add(self, picture: Picture) -> int:
        """The next one; how many pixels it has."""
        pixels = picture.pixels
        rows, columns = pixels.shape
        self._fitted[self._count] = fitted(pixels)
        self._count += 1
        self._sizes[rows, columns] += 1
        self._remarks.update(picture.remarks)
        self._held += pixels.size
        if len(self._sizes) == 1 and (rows, columns) != (SIDE, SIDE) and self._held <= MAX_HELD:
            self._originals.append(pixels)
        else:
            self._originals.clear()
        return pixels.size

    def images(self) -> Images:
        return np.stack(self._originals) if self._originals else self._fitted

    def notes(self) -> list[str]:
        notes = [f"{count(number, 'image')} {what}." for what, number in self._remarks.items()]
        other = Counter({size: n for size, n in self._sizes.items() if size != (SIDE, SIDE)})
        if other and not self._originals:
            sizes = ", ".join(f"{columns}x{rows}" for (rows, columns), _ in other.most_common(3))
            more = f" and {len(other) - 3:,} more sizes" if len(other) > 3 else ""
            notes.append(
                f"{other.total():,} of {count(self._count, 'image')} fitted to "
                f"{SIDE}x{SIDE} pixels, from {sizes}{more}."
            )
        return notes


def _refusal(damaged: list[DatasetError], total: int) -> DatasetError:
    """The first, and how many more."""
    more = len(damaged) - 1
    if not more:
        return damaged[0]
    at_least = "at least " if len(damaged) == MOST_DAMAGED else ""
    return DatasetError(
        f"{damaged[0]} Of the {total:,} pictures, {at_least}{more:,} more cannot be read."
    )


def _mixture(images: Images) -> Work[list[str]]:
    """A note if some stand on paper and some on black."""
    bright = 0
    for start in range(0, len(images), BLOCK):
        bright += int(on_paper(images[start : start + BLOCK]).sum())
        yield 1.0
    if not MIXED <= bright / len(images) <= 1 - MIXED:
        return []
    return [
        f"{bright:,} of {count(len(images), 'image')} have a bright ground and the others a dark "
        "one. The switch turns all of them together: turn one sort beforehand."
    ]
