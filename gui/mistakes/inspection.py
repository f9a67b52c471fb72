"""What the shown network answers to each image, and which of those images are looked at."""

from pathlib import Path
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.answers import ALL_MISTAKES, Choice
from core.arrays import Labels
from core.exhibits import Exhibits, ExhibitsError, export
from core.metrics import Evaluation
from gui.job import Task
from gui.mistakes import words
from gui.mistakes.question import TESTING, TRAINING, Found, Question, answered
from gui.session import Session
from gui.status import Status
from gui.timeline import Timeline

# What to see first: sure mistakes, and labels worth a second look.
USUAL_ORDERS = {TESTING: "confidence", TRAINING: "loss"}
REST = 20  # times what the last answers took, while training runs: 5 % of the time


class Inspection(QObject):
    """The answers of the shown moment's network, those that are chosen, and their order.

    The network is asked in the background, while somebody looks. The former answers of the same
    run stay until there are new ones.
    """

    changed = Signal()  # other answers, or another part, choice or order of them

    def __init__(self, session: Session, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._timeline = session, timeline
        self._part = TESTING
        self._choice = ALL_MISTAKES
        self._orders = dict(USUAL_ORDERS)
        self._is_attended = False
        self._found: dict[str, Found] = {}  # by part
        self._indices: Labels | None = None
        self._last: Question | None = None  # what there was to ask when that was looked at last
        self._task: Task | None = None
        self._began = self._rests_until = 0.0  # seconds, of perf_counter()
        for signal in (timeline.evaluated, timeline.moved, session.status_changed):
            signal.connect(self._look)

    def attend(self, attended: bool) -> None:
        """Say whether anybody sees the answers; no network is asked for nobody."""
        self._is_attended = attended
        self._look()

    @property
    def part(self) -> str:
        """Of which images: one of PARTS."""
        return self._part

    @part.setter
    def part(self, part: str) -> None:
        if part != self._part:
            self._part = part
            self._tell()
            self._look()

    @property
    def order(self) -> str:
        """A key of ORDERS; each part has its own."""
        return self._orders[self._part]

    @order.setter
    def order(self, order: str) -> None:
        if order != self.order:
            self._orders[self._part] = order
            self._tell()

    @property
    def choice(self) -> Choice:
        """Which answers; there is a choice only where there is a run."""
        return self._choice

    @choice.setter
    def choice(self, choice: Choice) -> None:
        if self._last and choice != self._choice:
            self._choice = choice
            self._tell()

    def choose_or_release(self, choice: Choice) -> None:
        """Look at some answers; at all mistakes if those were looked at already."""
        self.choice = ALL_MISTAKES if choice == self._choice else choice

    @property
    def found(self) -> Found | None:
        """The answers to the images of this part; None while there are none."""
        return self._found.get(self._part)

    @property
    def indices(self) -> Labels:
        """The chosen images in their order."""
        if self._indices is None:
            found = self.found
            none = np.empty(0, np.intp)
            self._indices = (
                found.answers.ordered(self._choice.of(found.answers), self.order) if found else none
            )
        return self._indices

    @property
    def is_after_labels(self) -> bool:
        """Whether the labels are in question, rather than the network."""
        return self._part == TRAINING and self.order == "loss" and not self._choice.is_right

    @property
    def state(self) -> str:
        """Why there are no images to see, in a sentence; empty where there are some."""
        found = self.found
        if found is None:
            return words.asking(self._part) if self._last else words.NO_RUN
        truth, split = self._choice.truth, found.question.split
        images = len(split) if truth is None else int((split.labels == truth).sum())
        nothing = words.none_of(found.class_names, self._choice, self._part, images)
        return "" if len(self.indices) else nothing

    @property
    def evaluation(self) -> Evaluation | None:
        """What the matrix shows: the moment's evaluation; the answers' own where that was a sample.

        So that a cell counts the images that are behind it, once there are answers to all.
        """
        score, found = self._timeline.score, self.found
        if score is None:
            return found.evaluation() if found else None
        measured = score.test if self._part == TESTING else score.train
        is_of_all = found is not None and found.question.iteration == score.iteration
        return found.evaluation() if found and is_of_all and measured.sampled else measured

    @property
    def class_names(self) -> tuple[str, ...]:
        images = self._session.images
        return images.class_names if images else ()

    def _question(self) -> Question | None:
        """What somebody who looks wants to know now; None before the run's first network."""
        moment, dataset = self._timeline.moment, self._session.images
        if moment is None or dataset is None:
            return None
        snapshot = self._session.snapshot
        return Question(
            dataset,
            self._part,
            moment.network,
            moment.iteration,
            moment.score,
            snapshot.folder if snapshot else None,
            self._session.made_from,
        )

    def _look(self) -> None:
        """Ask what has to be asked now, and forget the answers of another run."""
        before, question = self._last, self._question()
        self._last = question
        if before and not (question and question.is_of_same_run(before)):
            self._forget()
        elif self._task and before and question and before.part != question.part:
            self._give_up()
        if question and self._is_attended and not self._task and self._is_due(question):
            self._ask(question)

    def _forget(self) -> None:
        self._give_up()
        self._found.clear()
        self._choice = ALL_MISTAKES
        self._tell()

    def _give_up(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    def _is_due(self, question: Question) -> bool:
        """Whether there is no answer yet; while training runs, an older one does for a while."""
        found = self.found
        if found is None:
            return True
        is_training = self._session.status is Status.TRAINING
        must_rest = is_training and perf_counter() < self._rests_until
        return not must_rest and not question.is_same(found.question)

    def _ask(self, question: Question) -> None:
        self._began = perf_counter()
        self._task = Task(answered(question), (), self._on_found, self._on_failed, self)
        self._task.start()

    def _on_found(self, found: object) -> None:
        assert isinstance(found, Found)
        self._task = None
        self._found[found.question.part] = found
        ended = perf_counter()
        self._rests_until = ended + REST * (ended - self._began)
        self._tell()
        self._look()

    def _on_failed(self, sentence: str) -> None:
        self._task = None
        self._session.warn(sentence)

    def _tell(self) -> None:
        self._indices = None
        self.changed.emit()

    def export(self, indices: Labels, folder: Path) -> None:
        """Write images with a list of them into a new folder there, in the background."""
        found = self.found
        if found is None or not len(indices):
            self._session.say(words.NOTHING_TO_EXPORT)
            return
        exhibits = Exhibits(found.images, indices, found.answers, found.class_names)
        name = words.folder_name(found.class_names, self._choice, self._part)

        def tell(made: object) -> None:
            assert isinstance(made, Path)
            self._session.say(words.exported(len(indices), made))

        self._session.say(words.exporting(len(indices)))
        Task(export(exhibits, folder, name), ExhibitsError, tell, self._session.warn, self).start()
