"""What there is to see of files before they are opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core import dataset as datasets
from core.arrays import Images
from core.dataset import Dataset
from core.formats.format import Found, Labelled
from core.formats.known import find
from core.interpretation import guess, held_out, images, interpret, shrunk
from core.overlap import share_alike
from core.remarks import remarks
from core.source import Interpretation, Source
from core.work import Work, finish, stretch
from gui.answerer import Answerer
from gui.opening import words

SHOWN = 20  # images


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What was found in files, what it was taken for, and the dataset that this makes."""

    found: Found
    guessed: Interpretation
    dataset: Dataset
    remarks: tuple[str, ...]
    _drawn: dict[int, Labelled] = field(default_factory=dict)

    def sample(self, interpretation: Interpretation, draw: int) -> tuple[Images, Sequence[str]]:
        """Some training images (n, 28, 28) as they would be taken, with their classes' names."""
        some = self._some(draw)
        names = [self.found.class_names[label] for label in some.labels]
        return images(some, interpretation), names

    def _some(self, draw: int) -> Labelled:
        """The images of a draw, shrunk once, so that to take them otherwise is quick."""
        if draw not in self._drawn:
            train = self.found.train
            count = min(SHOWN, len(train))
            places = np.random.default_rng(draw).choice(len(train), count, replace=False)
            self._drawn.clear()
            self._drawn[draw] = finish(shrunk(train, places))
        return self._drawn[draw]

    def counts(self, interpretation: Interpretation) -> list[tuple[str, int, int]]:
        """The classes with their numbers of training and of testing images."""
        found, names = self.found, self.found.class_names
        train, test = found.train.labels, found.test.labels if found.test else None
        if test is None:
            held = held_out(train, interpretation.held_out)
            train, test = train[~held], train[held]
        both = (np.bincount(labels, minlength=len(names)).tolist() for labels in (train, test))
        return list(zip(names, *both, strict=True))


def look(path: Path, answerer: Answerer | None, open_now: Dataset | None) -> Work[Preview]:
    """Read files, guess what they mean, and think about it; raises DatasetError.

    The network that answers now helps to tell the orientation. open_now are the images at hand,
    perhaps those that it was trained on.
    """
    found = yield from stretch(find(path), 0.0, 0.7)
    network = answerer.network if answerer else None
    guessed = yield from stretch(guess(found, network), 0.7, 0.75)
    dataset = yield from stretch(interpret(found, guessed, str(path.resolve())), 0.75, 0.9)
    odd = yield from stretch(remarks(dataset, found), 0.9, 0.95)
    learnt = yield from stretch(_learnt(dataset, answerer, open_now), 0.95, 1.0)
    return Preview(found, guessed, dataset, (*found.notes, *odd, *learnt))


def _learnt(dataset: Dataset, answerer: Answerer | None, now: Dataset | None) -> Work[list[str]]:
    """What is to be said of testing images that the network which answers has learnt from."""
    training = (yield from _training_images(answerer.source, now)) if answerer else None
    if training is None:
        return []
    return words.learnt_by_heart((yield from share_alike(dataset.test.images, training)))


def _training_images(source: Source, open_now: Dataset | None) -> Work[Images | None]:
    """What the network that answers now was trained on, where that is at hand."""
    if open_now and open_now.source == source:
        return open_now.train.images
    if not source.key:
        return None
    return (yield from datasets.read(Source(source.key))).train.images
