"""What looks odd about a dataset, above all images that occur where they should not."""

from collections.abc import Sequence

import numpy as np

from core.arrays import AnyArray, Counts, Images
from core.formats import labels
from core.formats.fitting import SIDE
from core.formats.format import Found
from core.samples import Dataset, Split

WORD = 8  # bytes
BLOCK = 2000  # images whose words stay in the processor's cache
SEED = 20  # of the multipliers; any will do
NAMED = 10  # classes; of more, their number is said
DIM = 64  # of 255; ink is brighter than that
SAMPLE = 250  # images, or up to twice as many
PROJECTED = 64  # numbers that stand for an image
ALIKE = 7.0  # of 255, root mean square: a JPEG of quality 75 loses less, two ones may differ by 10


def remarks(dataset: Dataset, found: Found) -> tuple[str, ...]:
    """Sentences on what is missing, fitted, dim, or both trained on and tested with.

    What the notes of what was found say already is left out.
    """
    said = [
        *_fitted(found),
        *labels.notes(dataset.train.labels, dataset.class_names),
        *_untested(dataset.test, dataset.class_names),
    ]
    brightest = int(dataset.train.images.max())
    if brightest < DIM:
        said.append(
            f"The brightest pixel is {brightest} of 255: perhaps the images are on another scale."
        )
    both = known(dataset.test.images, dataset.train.images)
    if both:
        said.append(
            f"{both:,} of the {len(dataset.test):,} testing images are also among the training "
            "images: the error on them says nothing of others."
        )
    return tuple(sentence for sentence in said if sentence not in found.notes)


def known(images: Images, training: Images) -> int:
    """How many of some images (N, D) are among others (M, D), pixel by pixel."""
    return int(np.isin(fingerprints(images), fingerprints(training)).sum())


def share_alike(images: Images, training: Images) -> float:
    """What share of images (N, D) is among others (M, D), but for what JPEG loses; of a sample.

    The nearest by a random projection, which keeps distances nearly as they are (Johnson and
    Lindenstrauss 1984), is then compared pixel by pixel.
    """
    some = images[:: max(1, len(images) // SAMPLE)]
    draw = np.random.default_rng(SEED).standard_normal((images.shape[1], PROJECTED))
    projection = draw.astype(np.float32)
    here = some.astype(np.float32) @ projection
    least = np.full(len(some), np.inf, np.float32)
    nearest = np.zeros(len(some), np.intp)
    for start in range(0, len(training), BLOCK):
        there = training[start : start + BLOCK].astype(np.float32) @ projection
        distances = np.square(there).sum(axis=1) - 2 * here @ there.T
        places = distances.argmin(axis=1)
        found = distances[np.arange(len(some)), places]
        nearer = found < least
        least[nearer], nearest[nearer] = found[nearer], start + places[nearer]
    differences = some.astype(np.float32) - training[nearest]
    return float((np.sqrt(np.square(differences).mean(axis=1)) < ALIKE).mean())


def fingerprints(images: Images) -> AnyArray:
    """A number (N,) of 64 bits for each image (N, D): equal for equal images alone, in practice.

    The sum of its words times odd numbers, modulo 2^64. Each word's upper half is laid over the
    lower one first, as a sum's lower bits do not depend on the upper ones of what is added.
    """
    count, size = images.shape
    words = -(-size // WORD)
    multipliers = np.random.default_rng(SEED).integers(0, 1 << 63, words, np.uint64) * 2 + 1
    sums = np.empty(count, np.uint64)
    for start in range(0, count, BLOCK):
        block = images[start : start + BLOCK]
        padded = np.zeros((len(block), words * WORD), np.uint8)
        padded[:, :size] = block
        mixed = padded.view(np.uint64)
        sums[start : start + BLOCK] = (mixed ^ (mixed >> np.uint64(32))) @ multipliers
    return sums


def _fitted(found: Found) -> list[str]:
    """What sizes were brought to the network's."""
    parts = [part for part in (found.train, found.test) if part]
    sizes = sorted({part.images.shape[1:] for part in parts} - {(SIDE, SIDE)})
    return [
        f"Images of {columns} x {rows} pixels are fitted to {SIDE} x {SIDE}."
        for rows, columns in sizes
    ]


def _untested(test: Split, names: Sequence[str]) -> list[str]:
    counts: Counts = np.bincount(test.labels, minlength=len(names))
    absent = [name for name, count in zip(names, counts, strict=True) if not count]
    if not absent:
        return []
    which = _listed(absent) if len(absent) <= NAMED else f"{len(absent)} of {len(names)} classes"
    return [f"There are no testing images of {which}."]


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
