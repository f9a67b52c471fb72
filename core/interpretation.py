"""From what stands in files to a dataset: scale, ground, orientation, size and split.

Each is guessed, can be corrected, and is part of the dataset's source.
"""

import hashlib
from dataclasses import replace

import numpy as np

from core.arrays import AnyArray, Bools, Floats, Images, Labels
from core.formats.fitting import SIDE, fitted, on_paper
from core.formats.format import Found, Labelled
from core.network import Network
from core.samples import DIGITS, Dataset, DatasetError, Split
from core.source import HELD_OUT, Interpretation, Source
from core.work import Work, stretch

LEAST = 2  # images, where none are said to be for testing
LOOKED_AT, LEAST_LOOKED_AT = 1000, 20  # images from which is guessed
LOOKED_AT_PIXELS = 1 << 25  # of large images, fewer
SMALL = 64  # pixels a side, enough to look at
BETTER = 0.2  # by so much a turned image must be read better
BLOCK = 2000 * SIDE**2  # pixels between two looks at whether to go on
AT_ONCE = 500  # images, likewise
PART = 1 << 17  # numbers that stay in the processor's cache


def guess(found: Found, reader: Network | None = None) -> Work[Interpretation]:
    """What the numbers seem to mean; a network that reads digits helps to tell the orientation."""
    places = _some(found.train)
    scale = yield from stretch(_scale(found.train, places), 0.0, 0.4)
    some = yield from stretch(shrunk(found.train, places), 0.4, 0.6)
    guessed = Interpretation(
        scale=scale,
        inverted=bool(on_paper(_bytes(some.images, scale)).mean() >= 0.5),
        transposed=found.transposed,
        held_out=0 if found.test else HELD_OUT[1],
    )
    if reader and found.class_names == DIGITS and reader.spec.sizes[-1] == len(DIGITS):
        upright = yield from stretch(_split(some, guessed), 0.6, 1.0)
        if _error(reader, _turned(upright)) < _error(reader, upright) - BETTER:
            return replace(guessed, transposed=not guessed.transposed)
    return guessed


def shrunk(labelled: Labelled, places: AnyArray) -> Work[Labelled]:
    """The images at these places, with sides of at most 64 pixels: their means, where larger."""
    sides = labelled.images.shape[1:]
    if max(sides) <= SMALL:
        return Labelled(labelled.images[places], labelled.labels[places])
    counts = [max(1, round(side * SMALL / max(sides))) for side in sides]
    tops, lefts = (np.arange(n) * side // n for n, side in zip(counts, sides, strict=True))
    sizes = np.outer(np.diff(tops, append=sides[0]), np.diff(lefts, append=sides[1]))
    pixels = np.empty((len(places), *counts), np.float32)
    for at, place in enumerate(places):
        bands = np.split(labelled.images[place], tops[1:])
        sums = np.stack([band.sum(0, np.float32) for band in bands])
        pixels[at] = np.add.reduceat(sums, lefts, 1) / sizes
        yield at / len(places)
    return Labelled(pixels, labelled.labels[places])


def images(labelled: Labelled, interpretation: Interpretation) -> Images:
    """The images as a network takes them: (N, 28, 28), white ink on black."""
    pixels = _bytes(labelled.images, interpretation.scale)
    if interpretation.inverted:
        pixels = 255 - pixels
    if interpretation.transposed:
        pixels = pixels.transpose(0, 2, 1)
    if pixels.shape[1:] != (SIDE, SIDE):
        pixels = np.stack([fitted(image) for image in pixels])
    return np.ascontiguousarray(pixels)


def interpret(found: Found, interpretation: Interpretation, path: str) -> Work[Dataset]:
    """The dataset that is found in a path's files, if they mean this; raises DatasetError."""
    train = yield from stretch(_split(found.train, interpretation), 0.0, 0.7)
    if found.test is None:
        held = _checked(held_out(train.labels, interpretation.held_out), path)
        test = yield from stretch(_taken(train, held), 0.7, 0.72)
        train = yield from stretch(_taken(train, ~held), 0.72, 0.8)
    else:
        test = yield from stretch(_split(found.test, interpretation), 0.7, 0.8)
    fingerprint = yield from stretch(_fingerprint(train, test), 0.8, 1.0)
    classes = len(found.class_names)
    source = Source("", path, interpretation, fingerprint, classes=classes)
    return Dataset(found.name, train, test, (SIDE, SIDE), found.class_names, source)


def held_out(labels: Labels, every: int) -> Bools:
    """Which images (N,) are for testing: every so many-th once they are sorted by class.

    Sorted, since files often go through the classes in turn. At least one of two images is held
    out; none if every is 0.
    """
    held = np.zeros(len(labels), bool)
    order = np.argsort(labels, kind="stable")
    if every and len(labels) > 1:
        held[order[every - 1 :: every] if len(labels) >= every else order[-1:]] = True
    return held


def _checked(held: Bools, path: str) -> Bools:
    """Refuse what leaves nothing to train on, or to test with."""
    if len(held) < LEAST:
        raise DatasetError(
            f"{path} has a single image: it needs at least {LEAST}, one to train on and one to "
            "test with. Choose a larger dataset."
        )
    if not held.any():
        raise DatasetError(f"{path} has no testing images any more. Open it anew.")
    return held


def _split(labelled: Labelled, interpretation: Interpretation) -> Work[Split]:
    flat = np.empty((len(labelled), SIDE * SIDE), np.uint8)
    count = max(1, min(AT_ONCE, BLOCK // _pixels_of_one(labelled)))
    for start in range(0, len(labelled), count):
        here = slice(start, start + count)
        part = Labelled(labelled.images[here], labelled.labels[here])
        flat[here] = images(part, interpretation).reshape(-1, SIDE * SIDE)
        yield start / len(labelled)
    return _read_only(flat, labelled.labels)


def _taken(split: Split, which: Bools) -> Work[Split]:
    places = np.flatnonzero(which)
    taken = np.empty((len(places), SIDE * SIDE), np.uint8)
    for start in range(0, len(places), AT_ONCE):
        here = slice(start, start + AT_ONCE)
        taken[here] = split.images[places[here]]
        yield start / len(places)
    return _read_only(taken, split.labels[places])


def _read_only(pixels: Images, labels: AnyArray) -> Split:
    """Splits are shared."""
    truth = labels.astype(np.intp)
    for array in (pixels, truth):
        array.setflags(write=False)
    return Split(pixels, truth)


def _some(labelled: Labelled) -> AnyArray:
    """The places of some of them, evenly spaced so that a sorted set keeps its mixture."""
    count = max(LEAST_LOOKED_AT, min(LOOKED_AT, LOOKED_AT_PIXELS // _pixels_of_one(labelled)))
    return np.unique(np.linspace(0, len(labelled) - 1, count).astype(np.intp))


def _pixels_of_one(labelled: Labelled) -> int:
    return int(labelled.images[0].size)


def _scale(labelled: Labelled, places: AnyArray) -> Work[str]:
    lowest, highest = 0.0, 0.0
    for at, place in enumerate(places):
        pixels = labelled.images[place]
        lowest, highest = min(lowest, pixels.min()), max(highest, pixels.max())
        yield at / len(places)
    if lowest < 0:
        return "signed"
    return "unit" if highest <= 1 else "bytes"


def _bytes(pixels: AnyArray, scale: str) -> Images:
    """Numbers on a scale as 0..255; what lies beyond its ends is cut."""
    if scale == "bytes" and pixels.dtype == np.uint8:
        return pixels
    numbers = pixels.reshape(-1)
    made = np.empty(numbers.size, np.uint8)
    for start in range(0, numbers.size, PART):
        values: Floats = numbers[start : start + PART].astype(np.float32)
        if scale == "signed":
            values += 1
            values /= 2
        if scale != "bytes":
            values *= 255
        np.rint(values, out=values)
        made[start : start + PART] = values.clip(0, 255, out=values)
    return made.reshape(pixels.shape)


def _turned(split: Split) -> Split:
    """With rows and columns changed places."""
    turned = split.images.reshape(-1, SIDE, SIDE).transpose(0, 2, 1)
    return Split(turned.reshape(len(split), -1), split.labels)


def _error(reader: Network, split: Split) -> float:
    return float((reader.predict(split.images).argmax(1) != split.labels).mean())


def _fingerprint(*splits: Split) -> Work[str]:
    """What tells these images and labels, so divided, from any others."""
    digest = hashlib.sha256()
    total, done = sum(map(len, splits)), 0
    count = BLOCK // SIDE**2
    for split in splits:
        digest.update(f"{split.images.shape}".encode())
        digest.update(split.labels.astype(np.int32).data)
        for start in range(0, len(split), count):
            digest.update(split.images[start : start + count].data)
            done += count
            yield min(done / total, 1.0)
    return digest.hexdigest()[:16]
