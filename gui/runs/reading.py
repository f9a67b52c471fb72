"""A kept run read to go on with, for the thread that reads it."""

from pathlib import Path
from typing import NamedTuple

from core import checkpoint as checkpoints
from core import locks
from core.checkpoint import CheckpointError
from core.dataset import Dataset, DatasetError, read
from core.record import MODEL
from core.runs import LOCK, Run
from core.source import Source
from core.work import Work
from gui.kept import words
from gui.models import reading


class Opened(NamedTuple):
    """A run that was read; the sentence says what is not as it was, and is empty if all is."""

    run: Run
    sentence: str


def opened(folder: Path, name: str, source: Source, at_hand: Dataset | None) -> Work[Opened]:
    """Read a run with its data, to go on with it in its own folder.

    Where its data are gone, its network goes on with those at hand, or those of the source, as a
    run of its own; what is kept stays as it is. Raises CheckpointError or DatasetError.
    """
    if locks.is_held(folder / LOCK):
        raise CheckpointError(words.trained_elsewhere(name))
    checkpoint = checkpoints.load(folder / MODEL)
    try:
        is_here = at_hand and at_hand.source == checkpoint.source
        dataset = at_hand if at_hand and is_here else (yield from read(checkpoint.source))
    except DatasetError:
        found = yield from reading.opened(folder / MODEL, source, at_hand)
        return Opened(found.run, found.sentence)
    return Opened(Run.restored(checkpoint, dataset, folder), "")
