"""Digits of one's own for tests: a ring and a line that any network can read, kept in a folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

import resources
from core import checkpoint, handwriting
from core.arrays import Images
from core.checkpoint import Checkpoint
from core.my_digits import MyDigit, MyDigits
from gui.collection import Collection
from gui.drawing import Drawing
from gui.job import end_jobs
from gui.session import Session
from tests.core.tools import ring

NOON = datetime(2026, 11, 23, 12)


def _is_aside(ink: Images) -> bool:
    return handwriting.is_kept_aside(MyDigit("20261123-120000-000-0.png", ink))


def _line(left: int) -> Images:
    ink = np.zeros((280, 280), np.uint8)
    ink[60:220, left : left + 22] = 255
    return ink


def ones(count: int, *, aside: bool = False) -> tuple[Images, ...]:
    """Drawn ones, which are read as one, and are all kept aside or all not."""
    lines = (_line(left) for left in range(40, 220))
    return tuple(islice((ink for ink in lines if _is_aside(ink) is aside), count))


ZERO: Images = next(ink for ink in map(ring, range(80, 100)) if not _is_aside(ink))
ZERO_ASIDE: Images = next(ink for ink in map(ring, range(40, 80)) if _is_aside(ink))
ONE, OTHER_ONE, THIRD_ONE = ones(3)


def kept_in(
    folder: Path, labels: Sequence[int], inks: Sequence[Images], first: int = 0
) -> tuple[MyDigit, ...]:
    """Keep these in a folder as if they had been drawn a second apart, the first after noon."""
    mine = MyDigits(folder)
    for second, (label, ink) in enumerate(zip(labels, inks, strict=True), first):
        mine.add(ink, label, now=NOON + timedelta(seconds=second))
    return mine.digits


@contextmanager
def collection_of(folder: Path, drawing: Drawing, session: Session) -> Iterator[Collection]:
    """A collection of what is in a folder; it ends its threads."""
    collection = Collection(folder, drawing, session)
    try:
        yield collection
    finally:
        end_jobs(collection)


def load(qtbot: QtBot, collection: Collection) -> None:
    """Read the folder to its end."""
    with qtbot.waitSignal(collection.changed):
        collection.load()


def labels(collection: Collection) -> list[int]:
    return [digit.label for digit in collection.digits]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def bundled_model() -> Checkpoint:
    return checkpoint.load(resources.path("models", "default.npz"))


def give_model(session: Session, model: Checkpoint) -> None:
    """Let the bundled model answer, as if it had been read just now."""
    session.library.model, session.library.has_looked = model, True
    session.library.changed.emit()
