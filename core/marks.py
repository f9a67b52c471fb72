"""The marks that ink consists of: what hangs together, corners included.

In plain Python but for the first step. It is as quick at this size, and each call to NumPy would
let a thread that trains in, for up to a millisecond.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from core.arrays import Bools


class Run(NamedTuple):
    """Inked cells side by side: from start on, up to stop."""

    row: int
    start: int
    stop: int


Mark: TypeAlias = list[Run]


def marks(inked: Bools) -> list[Mark]:
    """The marks of cells (h, w), each as its runs."""
    found: dict[int, Mark] = {}  # by a number of each
    above: list[tuple[Run, int]] = []  # the runs of the row before, or of this one so far
    here: list[tuple[Run, int]] = []
    numbers: dict[int, int] = {}  # under which number a mark goes on that was joined to another
    for number, run in enumerate(runs(inked)):
        if here and here[-1][0].row < run.row:
            above, here = here, []
        found[number] = [run]
        for other, its_number in above:
            if other.row == run.row - 1 and other.start <= run.stop and run.start <= other.stop:
                _join(found, numbers, _present(numbers, its_number), number)
        here.append((run, number))
    return list(found.values())


def runs(inked: Bools) -> Iterator[Run]:
    """All runs, row by row."""
    width = inked.shape[1] + 1
    padded = np.pad(inked, ((0, 0), (1, 1)))
    edges = np.flatnonzero(padded[:, 1:] != padded[:, :-1]).tolist()
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield Run(start // width, start % width, stop % width)


def _present(numbers: dict[int, int], number: int) -> int:
    while number in numbers:
        number = numbers[number]
    return number


def _join(found: dict[int, Mark], numbers: dict[int, int], before: int, number: int) -> None:
    """Let the mark that this run belongs to and an earlier one be one."""
    present = _present(numbers, number)
    if present != before:
        found[before] += found.pop(present)
        numbers[present] = before


def length(mark: Mark) -> int:
    """The longer side of a mark's bounding box, in cells."""
    rows, starts, stops = zip(*mark, strict=True)
    return int(max(max(rows) - min(rows) + 1, max(stops) - min(starts)))
