"""What looks odd about a dataset, in sentences."""

import numpy as np

from core.arrays import Counts
from core.formats.fitting import SIDE
from core.formats.format import Found
from core.formats.words import listed
from core.overlap import known
from core.samples import Dataset, Split
from core.work import Work

NAMED = 10  # classes; of more, their number is said
DIM = 64  # of 255; ink is brighter than that


def remarks(dataset: Dataset, found: Found) -> Work[tuple[str, ...]]:
    """What is fitted, missing, dim, or both trained on and tested with."""
    trained_on = yield from _trained_on(dataset)
    return (*_fitted(found), *_missing(dataset), *_dim(dataset), *trained_on)


def _fitted(found: Found) -> list[str]:
    """What sizes were brought to the network's."""
    parts = [part for part in (found.train, found.test) if part]
    sizes = sorted({part.images.shape[1:] for part in parts} - {(SIDE, SIDE)})
    return [
        f"Images of {columns}x{rows} pixels are fitted to {SIDE}x{SIDE}." for rows, columns in sizes
    ]


def _missing(dataset: Dataset) -> list[str]:
    """The classes without images: at all, or of one of the two kinds."""
    names = dataset.class_names
    train, test = (_absent(split, len(names)) for split in (dataset.train, dataset.test))
    absent = {"": train & test, "training ": train - test, "testing ": test - train}
    said = []
    for kind, places in absent.items():
        if places:
            some = listed([names[place] for place in sorted(places)])
            which = some if len(places) <= NAMED else f"{len(places)} of {len(names)} classes"
            said.append(f"There are no {kind}images of {which}.")
    return said


def _absent(split: Split, classes: int) -> set[int]:
    counts: Counts = np.bincount(split.labels, minlength=classes)
    return set(np.flatnonzero(counts == 0).tolist())


def _dim(dataset: Dataset) -> list[str]:
    brightest = int(dataset.train.images.max())
    if brightest >= DIM:
        return []
    return [f"The brightest pixel is {brightest} of 255: perhaps the images are on another scale."]


def _trained_on(dataset: Dataset) -> Work[list[str]]:
    both = yield from known(dataset.test.images, dataset.train.images)
    if not both:
        return []
    return [
        f"{both:,} of the {len(dataset.test):,} testing images are also among the training "
        "images: the error on them says nothing of others."
    ]
