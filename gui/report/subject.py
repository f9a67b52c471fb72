"""What a report is about: a run, as far as it can still be read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core import about, locks, moments
from core.answers import Answers, answers
from core.checkpoint import Checkpoint, CheckpointError, load
from core.dataset import Dataset, DatasetError, read
from core.history import Curves, History, Score
from core.kept import Damaged, Kept, KeptError, curves, kept
from core.network import Network, NetworkSpec
from core.past import Past
from core.record import MODEL, RECORD
from core.runs import LOCK
from core.samples import DIGITS, Split
from core.source import Source
from core.work import Work, stretch
from gui.details import without_folders
from gui.report import words

ANY = 1 << 60  # beyond every iteration


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What the network of an iteration answered to the testing images, which are of that shape."""

    iteration: int
    answers: Answers
    split: Split
    shape: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A run as a report tells of it.

    name is the user's own, empty if none was given. sizes are the numbers of training and of
    testing images, absent the classes without training images. missing are sentences on what
    cannot be read; network, sizes and asked are then None.
    """

    recipe: str
    spec: NetworkSpec
    past: Past
    iteration: int
    seconds: float
    curves: Curves
    dataset: str
    source: Source
    class_names: tuple[str, ...]
    versions: Mapping[str, str]
    folder: Path | None = None
    name: str = ""
    network: Network | None = None
    sizes: tuple[int, int] | None = None
    absent: tuple[str, ...] = ()
    asked: Asked | None = None
    missing: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Checkpoint, folder: Path | None = None) -> "Subject":
        """A run that stands still: what there is to tell is copied."""
        state = kept.state
        return cls(
            kept.recipe,
            kept.network.spec,
            kept.past,
            state.iteration,
            state.seconds,
            kept.history.curves(),
            kept.dataset,
            kept.source,
            kept.class_names,
            kept.versions,
            folder,
            about.read(folder).name if folder else "",
            kept.network.copy(),
        )

    @property
    def score(self) -> Score | None:
        """The last evaluation."""
        return self.curves.scores[-1] if self.curves.scores else None

    def lacks(self, sentence: str) -> "Subject":
        return replace(self, missing=(*self.missing, sentence))


class ReportError(Exception):
    """A report that cannot be made or written; the message says what, where, why, what to do."""


def opened(path: Path, at_hand: Dataset | None = None) -> Work[Subject]:
    """The run in a folder, or of a model file, with its answers; raises ReportError.

    at_hand spares reading its dataset again, where it is that.
    """
    if path.is_dir():
        subject = yield from stretch(_read(path), 0.0, 0.1)
    else:
        subject = _of_file(path)
    return (yield from stretch(asked(subject, at_hand), 0.1, 1.0))


def _of_file(path: Path) -> Subject:
    try:
        return Subject.of(load(path), path.parent if (path.parent / RECORD).exists() else None)
    except CheckpointError as error:
        raise ReportError(str(error)) from error


def _read(folder: Path) -> Work[Subject]:
    """A run as its folder tells it; one that is being trained now as it was saved last."""
    told = yield from _kept(folder)
    return told.lacks(words.IS_TRAINED) if locks.is_held(folder / LOCK) else told


def _kept(folder: Path) -> Work[Subject]:
    """What model.npz tells; without it, the last moment that was kept, or run.json."""
    try:
        return Subject.of(load(folder / MODEL), folder)
    except CheckpointError as error:
        problem = without_folders(str(error))
    last, drawn = _last_moment(folder), (yield from _curves(folder))
    if last:
        told = replace(Subject.of(last, folder), curves=drawn)
        return told.lacks(words.of_a_moment(problem, last.state.iteration))
    record = kept(folder)
    if isinstance(record, Damaged):
        raise ReportError(words.nothing_to_tell(folder, problem))
    return _of_record(record, drawn).lacks(words.of_the_record(problem))


def _curves(folder: Path) -> Work[Curves]:
    """Empty ones where those of the run cannot be read."""
    try:
        return (yield from curves(folder))
    except KeptError:
        return History().curves()


def _last_moment(folder: Path) -> Checkpoint | None:
    """The network that was kept last; None where there is none, or it is damaged."""
    known = moments.listed(folder, ANY)
    try:
        return moments.load(folder, known[-1]) if known else None
    except CheckpointError:
        return None


def _of_record(record: Kept, drawn: Curves) -> Subject:
    """Classes of data that are not the program's have no names in it."""
    classes = record.spec.sizes[-1]
    source = record.source or Source()
    names = DIGITS if source.key else tuple(f"class {place}" for place in range(classes))
    return Subject(
        record.recipe,
        record.spec,
        record.past,
        record.iteration,
        record.seconds,
        drawn,
        record.dataset,
        source,
        names,
        {},
        record.folder,
        record.about.name,
    )


def asked(subject: Subject, at_hand: Dataset | None) -> Work[Subject]:
    """The same with what its network answers to its testing images, where both are there."""
    wanted = replace(subject.source, has_own_digits=False)  # none of those are for testing
    try:
        if at_hand and replace(at_hand.source, has_own_digits=False) == wanted:
            dataset = at_hand
        else:
            dataset = yield from stretch(read(wanted), 0.0, 0.7)
    except DatasetError as error:
        return subject.lacks(words.without_data(without_folders(str(error))))
    if len(dataset.class_names) != len(subject.class_names):
        return subject.lacks(words.without_data(f"{dataset.name} has other classes."))
    counted = replace(
        subject,
        class_names=dataset.class_names,
        sizes=(_training_images(subject, dataset), len(dataset.test)),
        absent=_absent(dataset),
    )
    if subject.network is None:
        return counted
    iteration, network = _evaluated(subject, subject.network)
    given = yield from stretch(answers(network, dataset.test), 0.7, 1.0)
    return replace(counted, asked=Asked(iteration, given, dataset.test, dataset.shape))


def _evaluated(subject: Subject, network: Network) -> tuple[int, Network]:
    """The network that the table of errors is of, where it is kept; the last one otherwise."""
    score = subject.score
    if score is None or subject.folder is None or score.iteration == subject.iteration:
        return subject.iteration, network
    try:
        return score.iteration, moments.load(subject.folder, score.iteration).network
    except CheckpointError:
        return subject.iteration, network


def _training_images(subject: Subject, dataset: Dataset) -> int:
    """With the user's own digits among them there were more than can be read again."""
    last = subject.score
    if subject.source.has_own_digits and last and not last.train.sampled:
        return last.train.images
    return len(dataset.train)


def _absent(dataset: Dataset) -> tuple[str, ...]:
    """The classes without a training image."""
    counts = np.bincount(dataset.train.labels, minlength=len(dataset.class_names))
    return tuple(dataset.class_names[place] for place in np.flatnonzero(counts == 0))
