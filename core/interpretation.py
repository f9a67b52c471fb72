"""From what stands in files to a dataset: scale, ground, orientation, size and split.

Each is guessed, can be corrected, and is part of the dataset's source.
"""

import hashlib
from dataclasses import replace

import numpy as np

from core.arrays import AnyArray, Bools, Floats, Images, Labels
from core.formats.fitting import SIDE, fitted
from core.formats.format import Found, Labelled
from core.network import Network
from core.samples import DIGITS, Dataset, DatasetError, Split
from core.source import HELD_OUT, Interpretation, Source
from core.work import Work, stretch

LEAST = 2  # images, where none are said to be for testing
LOOKED_AT, LEAST_LOOKED_AT = 1000, 20  # images from which is guessed
LOOKED_AT_PIXELS = 1 << 25  # of large images, fewer
BRIGHT = 128  # a ground of more is paper
BETTER = 0.2  # by so much a turned image must be read better
BLOCK = 2000 * SIDE**2  # pixels between two looks at whether to go on


def guess(found: Found, reader: Network | None = None) -> Interpretation:
    """What the numbers seem to mean; a network that reads digits helps to tell the orientation."""
    some = _some(found.train)
    guessed = Interpretation(
        scale=_scale(some.images),
        transposed=found.transposed,
        held_out=0 if found.test else HELD_OUT[1],
    )
    pixels = _bytes(some.images, guessed.scale)
    inverted = float(np.median(_borders(pixels))) >= BRIGHT
    guessed = replace(guessed, inverted=inverted)
    if reader and found.class_names == DIGITS and reader.spec.sizes[-1] == len(DIGITS):
        turned = replace(guessed, transposed=not guessed.transposed)
        if _error(reader, some, turned) < _error(reader, some, guessed) - BETTER:
            return turned
    return guessed


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
        train, test = _taken(train, ~held), _taken(train, held)
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
    count = max(1, BLOCK // _pixels_of_one(labelled))
    for start in range(0, len(labelled), count):
        here = slice(start, start + count)
        part = Labelled(labelled.images[here], labelled.labels[here])
        flat[here] = images(part, interpretation).reshape(-1, SIDE * SIDE)
        yield start / len(labelled)
    return _read_only(flat, labelled.labels)


def _taken(split: Split, which: AnyArray) -> Split:
    return _read_only(split.images[which], split.labels[which])


def _read_only(pixels: Images, labels: AnyArray) -> Split:
    """Splits are shared."""
    truth = labels.astype(np.intp)
    for array in (pixels, truth):
        array.setflags(write=False)
    return Split(pixels, truth)


def _some(labelled: Labelled) -> Labelled:
    """Some of them, evenly spaced so that a sorted set keeps its mixture."""
    count = max(LEAST_LOOKED_AT, min(LOOKED_AT, LOOKED_AT_PIXELS // _pixels_of_one(labelled)))
    places = np.unique(np.linspace(0, len(labelled) - 1, count).astype(int))
    return Labelled(labelled.images[places], labelled.labels[places])


def _pixels_of_one(labelled: Labelled) -> int:
    return int(labelled.images[0].size)


def _scale(pixels: AnyArray) -> str:
    if pixels.min() < 0:
        return "signed"
    return "unit" if pixels.max() <= 1 else "bytes"


def _bytes(pixels: AnyArray, scale: str) -> Images:
    """Numbers on a scale as 0..255; what lies beyond its ends is cut."""
    if scale == "bytes" and pixels.dtype == np.uint8:
        return pixels
    values: Floats = pixels.astype(np.float32)
    if scale == "signed":
        values = (values + 1) / 2
    if scale != "bytes":
        values = values.clip(0, 1) * 255
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _borders(pixels: Images) -> Images:
    edges = pixels[:, 0], pixels[:, -1], pixels[:, :, 0], pixels[:, :, -1]
    return np.concatenate(edges, axis=1)


def _error(reader: Network, some: Labelled, interpretation: Interpretation) -> float:
    answers = reader.predict(images(some, interpretation).reshape(len(some), -1)).argmax(1)
    return float((answers != some.labels).mean())


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
