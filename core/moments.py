"""The networks of a run on its way: one file for each evaluation, to go back to and go on from.

A file is a checkpoint without curves, so it opens as a model too. They are thinned as they come,
where they are densest; the first and the last stay. A network so large that only a few would fit
has none.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from core import checkpoint, files
from core.checkpoint import Checkpoint
from core.history import History

FOLDER = "moments"  # in that of the run
MOST = 100
MOST_BYTES = 200_000_000
FEWEST = 4
EVER = sys.maxsize  # an iteration


def listed(folder: Path, until: int = EVER) -> tuple[int, ...]:
    """The iterations, ascending, of which a run's folder keeps the network; none later."""
    names = (path.stem for path in (folder / FOLDER).glob("*.npz"))
    kept = sorted(int(name) for name in names if name.isascii() and name.isdigit())
    return tuple(iteration for iteration in kept if iteration <= until)


def path_of(folder: Path, iteration: int) -> Path:
    """The file of a moment."""
    return folder / FOLDER / f"{iteration:09d}.npz"


def keep(folder: Path, now: Checkpoint, kept: Sequence[int]) -> tuple[int, ...]:
    """Add the network as it is now to those kept, and drop one where they are too many.

    Others that are in the folder are of a course that a crash ended, and go. Where the disk takes
    none, all are as they were: training does not depend on them.
    """
    iteration, room = now.state.iteration, _room(now)
    if room < FEWEST:
        return tuple(kept)
    content = checkpoint.encode(replace(now, history=History(), sound=None)).getbuffer()
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        files.write(path_of(folder, iteration), content)
        strays = set(listed(folder)) - {*kept, iteration}
    except OSError:
        return tuple(kept)
    for stray in strays:
        _remove(folder, stray)
    earlier = [each for each in kept if each < iteration]
    return _thinned(folder, [*earlier, iteration], min(MOST, room))


def _room(now: Checkpoint) -> int:
    """How many networks of that size there is room for, each with the optimizer's memory."""
    state = now.state
    copies = 1 + len(state.optimizer.memory)
    return MOST_BYTES // (copies * state.network.parameters.values.nbytes)


def _thinned(folder: Path, kept: list[int], most: int) -> tuple[int, ...]:
    """Leave no more than that many, dropping those whose neighbours are nearest to each other."""
    while len(kept) > most:
        at = np.array(kept)
        dense = 1 + int((at[2:] - at[:-2]).argmin())
        _remove(folder, kept.pop(dense))
    return tuple(kept)


def go_back(folder: Path, iteration: int, kept: Sequence[int]) -> tuple[int, ...]:
    """Forget those after an iteration."""
    for each in kept:
        if each > iteration:
            _remove(folder, each)
    return tuple(each for each in kept if each <= iteration)


def _remove(folder: Path, iteration: int) -> None:
    with suppress(OSError):
        path_of(folder, iteration).unlink(missing_ok=True)


def load(folder: Path, iteration: int) -> Checkpoint:
    """The network of a moment with its optimizer; raises CheckpointError."""
    return checkpoint.load(path_of(folder, iteration))
