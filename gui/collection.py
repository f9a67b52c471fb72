"""The user's own digits: kept, labelled, taken away again, and read by whoever answers."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from core import handwriting
from core.arrays import Images
from core.handwriting import Digits
from core.metrics import Evaluation
from core.my_digits import DigitsError, MyDigit, MyDigits
from core.network import Network
from gui import drawing_words, words
from gui.answerer import Answerer
from gui.drawing import Drawing
from gui.ink.marks import Marks
from gui.job import Job
from gui.message import Message, Offer
from gui.session import Session

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a network reads in each of the user's digits, and its errors on those that count."""

    digits: tuple[int, ...]
    evaluation: Evaluation
    of_those_kept_aside: bool

    def in_words(self) -> str:
        return drawing_words.own_error(self.evaluation, aside=self.of_those_kept_aside)


class Collection(QObject):
    """The folder of the user's digits; what goes wrong is said, and nothing is lost."""

    changed = Signal()  # other digits, or other labels
    drawing_changed = Signal()

    def __init__(
        self, folder: Path, drawing: Drawing, session: Session, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._mine = MyDigits(folder)
        self._drawing, self._session = drawing, session
        self._answers: Answers | None = None
        self._asked: tuple[Network, bool, Digits] | None = None
        self.is_loaded = False
        drawing.changed.connect(self.drawing_changed)

    @property
    def digits(self) -> Digits:
        """In order of time."""
        return self._mine.digits

    def load(self) -> None:
        """Read the folder in the background, and bring each digit to what a network sees."""
        folder = self._mine.folder

        def read() -> MyDigits:
            mine = MyDigits(folder)
            mine.load()
            handwriting.split(mine.digits)
            return mine

        Job(read, DigitsError, self._on_loaded, self._on_not_loaded, self).start()

    def _on_loaded(self, mine: object) -> None:
        assert isinstance(mine, MyDigits)
        self._mine, self.is_loaded = mine, True
        for sentence in mine.skipped:
            log.warning("left out: %s", sentence)
        if self._mine.skipped:
            self._session.warn(drawing_words.digits_skipped(self._mine.skipped, self._mine.folder))
        self.changed.emit()

    def _on_not_loaded(self, sentence: str) -> None:
        self.is_loaded = True
        self._session.warn(sentence)
        self.changed.emit()

    def keep_drawing(self, label: int) -> None:
        """Keep what is drawn as this digit, and make room for the next one."""
        if self._drawing.is_empty:
            self._session.say(drawing_words.DRAW_FIRST)
        elif not self.is_loaded:  # what is read would take the place of what is kept meanwhile
            self._session.say(drawing_words.STILL_READING)
        elif self._drawing.is_of_the_data:
            self._session.say(drawing_words.NOT_YOURS)
        else:
            self._keep(self._drawing.ink(), label)

    def _keep(self, ink: Images, label: int) -> None:
        """Keep ink as a digit; the very same ink, kept before, gets the label instead."""
        same = tuple(digit for digit in self.digits if np.array_equal(digit.ink, ink))
        if same:
            self._drawing.clear()
            self._session.say(drawing_words.KEPT_ALREADY)
            self.relabel(same, label)
            return
        try:
            digit = self._mine.add(ink, label)
        except DigitsError as error:
            self._session.warn(str(error))
            return
        self.changed.emit()
        marks = self._drawing.marks
        self._drawing.clear()
        undo = partial(self._take_back, digit, marks)
        self._tell(drawing_words.kept(label, len(self.digits)), undo)

    def _take_back(self, digit: MyDigit, marks: Marks) -> None:
        """The digit is gone again, and its drawing is back, unless there is another one."""

        def put_back(_: Digits) -> None:
            if self._drawing.is_empty:
                self._drawing.replace(marks)
            self._say_taken_back()

        self._each((digit,), self._mine.remove, put_back)

    def relabel(self, digits: Digits, label: int) -> None:
        """Say what digits really are."""

        def tell(done: Digits) -> None:
            self._tell(drawing_words.relabelled(len(done), label), partial(self._label_back, done))

        others = tuple(digit for digit in digits if digit.label != label)
        self._each(others, lambda digit: self._mine.relabel(digit, label), tell)

    def _label_back(self, before: Digits) -> None:
        """Give digits the labels that they had before."""
        labels = {digit.moment: digit.label for digit in before}
        self._each(
            tuple(digit for digit in self.digits if digit.moment in labels),
            lambda digit: self._mine.relabel(digit, labels[digit.moment]),
            self._say_taken_back,
        )

    def remove(self, digits: Digits) -> None:
        def tell(done: Digits) -> None:
            self._tell(drawing_words.removed(len(done)), partial(self._restore, done))

        self._each(digits, self._mine.remove, tell)

    def _restore(self, digits: Digits) -> None:
        self._each(digits, self._mine.restore, self._say_taken_back)

    def _say_taken_back(self, _: Digits = ()) -> None:
        self._session.say(words.TAKEN_BACK)

    def show(self, digit: MyDigit) -> None:
        """Put a digit on the canvas."""
        self._drawing.insert(digit.ink)

    def export(self, write: Callable[[Digits, Path], None], folder: Path) -> None:
        """Write all digits into a folder."""
        digits = self.digits
        Job(
            lambda: write(digits, folder),
            DigitsError,
            lambda _: self._session.say(drawing_words.exported(len(digits), folder)),
            self._session.warn,
            self,
        ).start()

    def answers(self) -> Answers | None:
        """What the network that answers makes of the digits; None without it, or without any.

        A network of other classes makes nothing of them.
        """
        answerer = self._session.answerer
        if not answerer or not answerer.reads_digits or not self.digits:
            return None
        asked = answerer.network, answerer.saw_own_digits, self.digits
        if self._answers is None or self._asked != asked:
            self._asked = asked
            self._answers = self._ask(answerer)
        return self._answers

    def _ask(self, answerer: Answerer) -> Answers:
        """Read all digits; count those that the answerer was not trained on."""
        aside = answerer.saw_own_digits
        counted = handwriting.kept_aside(self.digits) if aside else self.digits
        found = answerer.network.predict(handwriting.split(self.digits).images).argmax(axis=1)
        evaluation = handwriting.errors_on(answerer.network, counted)
        return Answers(tuple(found.tolist()), evaluation, aside)

    def _each(
        self,
        digits: Digits,
        act: Callable[[MyDigit], object],
        tell: Callable[[Digits], None],
    ) -> None:
        """Change digits in the folder; tell of those that were, and warn once of the others."""
        done, problem = [], ""
        for digit in digits:
            try:
                act(digit)
            except DigitsError as error:
                problem = str(error)
            else:
                done.append(digit)
        self.changed.emit()
        if done:
            tell(tuple(done))
        if problem:
            self._session.warn(problem)

    def _tell(self, text: str, undo: Callable[[], None]) -> None:
        self._session.said.emit(Message(text, offer=Offer("Undo", undo)))
