"""The blobs that ink consists of: what hangs together, corners included.

In plain Python but for the first step. It is as quick at this size, and each call to NumPy would
let a thread that trains in, for up to a millisecond.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from core.arrays import Bools


class Span(NamedTuple):
    """Inked cells side by side: from start on, up to stop."""

    row: int
    start: int
    stop: int


Blob: TypeAlias = list[Span]


def blobs(inked: Bools) -> list[Blob]:
    """The blobs of cells (h, w), each as its spans."""
    found: dict[int, Blob] = {}  # by a number of each
    above: list[tuple[Span, int]] = []  # the spans of the row before, or of this one so far
    here: list[tuple[Span, int]] = []
    numbers: dict[int, int] = {}  # under which number a blob goes on that was joined to another
    for number, span in enumerate(spans(inked)):
        if here and here[-1][0].row < span.row:
            above, here = here, []
        found[number] = [span]
        for other, its_number in above:
            if other.row == span.row - 1 and other.start <= span.stop and span.start <= other.stop:
                _join(found, numbers, _present(numbers, its_number), number)
        here.append((span, number))
    return list(found.values())


def spans(inked: Bools) -> Iterator[Span]:
    """All spans, row by row."""
    width = inked.shape[1] + 1
    padded = np.pad(inked, ((0, 0), (1, 1)))
    edges = np.flatnonzero(padded[:, 1:] != padded[:, :-1]).tolist()
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield Span(start // width, start % width, stop % width)


def _present(numbers: dict[int, int], number: int) -> int:
    while number in numbers:
        number = numbers[number]
    return number


def _join(found: dict[int, Blob], numbers: dict[int, int], before: int, number: int) -> None:
    """Let the blob that this span belongs to and an earlier one be one."""
    present = _present(numbers, number)
    if present != before:
        found[before] += found.pop(present)
        numbers[present] = before


def length(blob: Blob) -> int:
    """The longer side of a blob's bounding box, in cells."""
    rows, starts, stops = zip(*blob, strict=True)
    return int(max(max(rows) - min(rows) + 1, max(stops) - min(starts)))
