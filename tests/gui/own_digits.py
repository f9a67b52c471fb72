"""Digits of one's own for tests: a ring and a line that any network can read, kept in a folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

import resources
from core import checkpoint
from core.arrays import Images
from core.checkpoint import Checkpoint
from core.my_digits import MyDigit, MyDigits
from gui.collection import Collection
from gui.drawing import Drawing
from gui.session import Session
from tests.core.tools import ring

NOON = datetime(2026, 11, 23, 12)
ASIDE = (2, 5, 6, 8, 12, 13, 14, 17)  # seconds after noon: what is drawn then is kept aside
NOT_ASIDE = tuple(second for second in range(18) if second not in ASIDE)
ZERO: Images = ring()


def one(left: int = 128) -> Images:
    """The ink of a drawn 1, which is read as one."""
    ink = np.zeros((280, 280), np.uint8)
    ink[60:220, left : left + 22] = 255
    return ink


def kept_in(
    folder: Path, labels: Sequence[int], inks: Sequence[Images], seconds: Sequence[int] = ()
) -> tuple[MyDigit, ...]:
    """Keep these in a folder as if they had been drawn that many seconds after noon."""
    mine = MyDigits(folder)
    for label, ink, second in zip(labels, inks, seconds or NOT_ASIDE, strict=False):
        mine.add(ink, label, now=NOON + timedelta(seconds=second))
    return mine.digits


@contextmanager
def collection_of(folder: Path, drawing: Drawing, session: Session) -> Iterator[Collection]:
    """A collection of what is in a folder; it ends its threads."""
    collection = Collection(folder, drawing, session)
    try:
        yield collection
    finally:
        collection.close()


def bundled_model() -> Checkpoint:
    return checkpoint.load(resources.path("models", "default.npz"))


def give_model(session: Session, model: Checkpoint) -> None:
    """Let the bundled model answer, as if it had been read just now."""
    session.library.model, session.library.has_looked = model, True
    session.library.changed.emit()
