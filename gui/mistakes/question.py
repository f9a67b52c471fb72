"""Whose answers to which images are asked for, and what was found."""

from dataclasses import dataclass, replace
from pathlib import Path

from core import answers, moments
from core.answers import Answers
from core.arrays import Images
from core.checkpoint import CheckpointError
from core.history import Score
from core.metrics import Evaluation
from core.network import Network
from core.samples import Dataset, Split
from core.work import Work
from gui.plan import Plan

TESTING, TRAINING = PARTS = ("testing", "training")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Whose answers to which images: the network that score was measured on, or this one.

    It is this one if it stands at the score's iteration, or if the folder does not keep that.
    """

    dataset: Dataset
    part: str
    network: Network
    iteration: int
    score: Score | None
    folder: Path | None
    made_from: Plan | None

    @property
    def split(self) -> Split:
        return self.dataset.test if self.part == TESTING else self.dataset.train

    def is_of_same_run(self, other: "Question") -> bool:
        return self.dataset is other.dataset and self.made_from is other.made_from

    def is_same(self, other: "Question") -> bool:
        """Whether it has the same answer."""
        is_same_moment = self.score is other.score if self.score else self.network is other.network
        return self.is_of_same_run(other) and self.part == other.part and is_same_moment

    def evaluated(self) -> "Question":
        """The same of the very network that was evaluated, as far as it is kept."""
        if self.score is None or self.folder is None or self.iteration == self.score.iteration:
            return self
        try:
            network = moments.load(self.folder, self.score.iteration).network
        except CheckpointError:
            return self
        return replace(self, network=network, iteration=self.score.iteration)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A question and the answers to it."""

    question: Question
    answers: Answers

    @property
    def images(self) -> Images:
        """Of the whole split: (N, H, W)."""
        return self.question.split.images.reshape(-1, *self.question.dataset.shape)

    def evaluation(self) -> Evaluation:
        """What the answers come to."""
        return self.answers.evaluation(len(self.class_names))

    @property
    def class_names(self) -> tuple[str, ...]:
        return self.question.dataset.class_names


def answered(question: Question) -> Work[Found]:
    """Ask the network that was evaluated, so that its images are those that were counted."""
    question = question.evaluated()
    return Found(question, (yield from answers.answers(question.network, question.split)))
