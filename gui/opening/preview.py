"""What there is to see of files before they are opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core import dataset as datasets
from core import overlap
from core.arrays import Images
from core.dataset import Dataset
from core.formats.format import Found, Labelled
from core.formats.known import find
from core.interpretation import guess, held_out, images, interpret
from core.source import Interpretation, Source
from core.work import Work, finish, stretch
from gui.answerer import Answerer
from gui.opening import words

SHOWN = 20  # images


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What was found in files, what it was taken for, and the dataset that this makes."""

    path: Path
    found: Found
    guessed: Interpretation
    dataset: Dataset
    remarks: tuple[str, ...]

    def sample(self, interpretation: Interpretation, draw: int) -> tuple[Images, Sequence[str]]:
        """Some training images (n, 28, 28) as they would be taken, with their classes' names."""
        train = self.found.train
        count = min(SHOWN, len(train))
        places = np.random.default_rng(draw).choice(len(train), count, replace=False)
        some = Labelled(train.images[places], train.labels[places])
        names = [self.found.class_names[label] for label in some.labels]
        return images(some, interpretation), names

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
    found = yield from stretch(find(path), 0.0, 0.8)
    network = answerer.network if answerer else None
    guessed = guess(found, network)
    dataset = yield from stretch(interpret(found, guessed, str(path.resolve())), 0.8, 0.95)
    remarks = [*found.notes, *overlap.remarks(dataset, found)]
    if answerer and (training := _training_images(answerer.source, open_now)) is not None:
        share = overlap.share_alike(dataset.test.images, training)
        remarks += words.learnt_by_heart(share)
    return Preview(path, found, guessed, dataset, tuple(remarks))


def _training_images(source: Source, open_now: Dataset | None) -> Images | None:
    """What the network that answers now was trained on, where that is at hand."""
    if open_now and open_now.source == source:
        return open_now.train.images
    return finish(datasets.read(Source(source.key))).train.images if source.key else None
