"""Which images occur among others, pixel by pixel or but for what a picture file loses."""

import numpy as np

from core.arrays import AnyArray, Images
from core.work import Work, stretch

WORD = 8  # bytes
BLOCK = 2000  # images whose words stay in the processor's cache
SORTED = 100_000  # fingerprints that are looked through at once
SEED = 20  # of the multipliers; any will do
SAMPLE = 250  # images, or up to twice as many
PROJECTED = 64  # numbers that stand for an image
ALIKE = 7.0  # of 255, root mean square: a JPEG of quality 75 loses less, two ones may differ by 10


def known(images: Images, training: Images) -> Work[int]:
    """How many of some images (N, D) are among others (M, D), pixel by pixel."""
    ours = yield from stretch(fingerprints(images), 0.0, 0.3)
    theirs = yield from stretch(fingerprints(training), 0.3, 0.9)
    are_known = np.zeros(len(ours), bool)
    for start in range(0, len(theirs), SORTED):
        are_known |= np.isin(ours, theirs[start : start + SORTED])
        yield 0.9 + 0.1 * start / len(theirs)
    return int(are_known.sum())


def share_alike(images: Images, training: Images) -> Work[float]:
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
        yield start / len(training)
    differences = some.astype(np.float32) - training[nearest]
    return float((np.sqrt(np.square(differences).mean(axis=1)) < ALIKE).mean())


def fingerprints(images: Images) -> Work[AnyArray]:
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
        yield start / count
    return sums
