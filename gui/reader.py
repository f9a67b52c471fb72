"""The one reading of the drawing: its way to the network, and what answers."""

from PySide6.QtCore import QObject, Signal

from core.drawing import Stages, Steps, predict, stages
from gui import drawing_words
from gui.drawing import Drawing
from gui.reading import Reading
from gui.session import Session
from gui.timeline import Timeline


class Reader(QObject):
    """Reads the drawing anew whenever it changes, or the network that answers, or the steps."""

    way_changed = Signal()  # other ink, or other steps on its way
    changed = Signal()  # another reading, or none any more

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        drawing: Drawing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._timeline, self._drawing = session, timeline, drawing
        self._steps = Steps()
        self.stages: Stages = stages(drawing.ink())
        self.has_seen = False  # whether any ink is left for the network
        self.reading: Reading | None = None  # None where nothing is drawn, or nobody answers
        drawing.changed.connect(self._on_drawn)
        timeline.advanced.connect(self._read)

    @property
    def steps(self) -> Steps:
        """Which steps the ink goes through."""
        return self._steps

    @steps.setter
    def steps(self, steps: Steps) -> None:
        self._steps = steps
        self._on_drawn()

    @property
    def answerer(self) -> str:
        """Who answers, in words; empty while that is not known yet."""
        answerer = self._timeline.answerer
        if answerer:
            return answerer.name
        return drawing_words.BY_NOBODY if self._session.library.has_looked else ""

    @property
    def lack(self) -> str:
        """Why there is no reading; empty while that is not known yet."""
        if self._timeline.answerer:
            return drawing_words.NOTHING_DRAWN
        return drawing_words.TRAIN_FIRST if self._session.library.has_looked else ""

    def _on_drawn(self) -> None:
        self._session.make_way()
        self.stages = stages(self._drawing.ink(), self._steps)
        self.has_seen = bool(self.stages.seen.any())
        self.way_changed.emit()
        self._read()

    def _read(self) -> None:
        """Ask whatever network answers now."""
        answerer = self._timeline.answerer
        self.reading = None
        if answerer and self.has_seen:
            network = answerer.network
            prediction = predict(network, self.stages.seen)
            self.reading = Reading(prediction, network, answerer.names)
        self.changed.emit()
