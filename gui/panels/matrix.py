"""The confusion matrix of the shown evaluation, in which answers are chosen."""

from core.answers import ALL_MISTAKES
from gui.mistakes import words
from gui.mistakes.inspection import Inspection
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.widgets.choice_button import ChoiceButton, remembered
from gui.widgets.matrix.foot import MatrixFoot
from gui.widgets.matrix.matrix import ConfusionMatrix
from gui.widgets.panel import Panel

COUNTS, SHARES = NUMBERS = ("counts", "share by row")
NUMBERS_KEY = "matrix/numbers"
PURPOSE = "Numbers of images, or their share of the row in per cent"


class MatrixPanel(Panel):
    """The matrix over a line that says what is pointed at."""

    def __init__(
        self, session: Session, timeline: Timeline, inspection: Inspection, settings: Settings
    ) -> None:
        super().__init__("Confusion matrix")
        self._timeline, self._inspection, self._settings = timeline, inspection, settings
        self.matrix, self._foot = ConfusionMatrix(), MatrixFoot()
        numbers = remembered(settings.text(NUMBERS_KEY, COUNTS), NUMBERS)
        self._numbers = ChoiceButton(PURPOSE, NUMBERS, numbers)
        self.header.addWidget(self._numbers)
        self.body.addWidget(self.matrix, 1)
        self.body.addWidget(self._foot)
        self._numbers.chosen.connect(self._choose_numbers)
        self.matrix.chosen.connect(inspection.choose_or_release)
        self.matrix.released.connect(self._release)
        self.matrix.described.connect(self._describe)
        for signal in (timeline.evaluated, inspection.changed, session.plan_changed):
            signal.connect(self.show_if_seen)

    def show_anew(self) -> None:
        inspection, score = self._inspection, self._timeline.score
        evaluation, shares = inspection.evaluation, self._numbers.choice == SHARES
        self.matrix.set_matrix(evaluation, inspection.class_names, inspection.choice, shares=shares)
        at = score.iteration if score else None
        self.set_info(words.matrix_info(at, evaluation) if evaluation else words.NOT_EVALUATED)
        self._describe()

    def _describe(self) -> None:
        evaluation = self._inspection.evaluation
        shares = self._numbers.choice == SHARES
        most = words.most(evaluation, shares=shares) if evaluation else ""
        self._foot.show_texts(self.matrix.sentence, most)

    def _choose_numbers(self, numbers: str) -> None:
        self._settings.keep(NUMBERS_KEY, numbers)
        self.show_anew()

    def _release(self) -> None:
        self._inspection.choice = ALL_MISTAKES
