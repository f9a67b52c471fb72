"""Beside the session: the first layer of the network that is shown, and what excites its units."""

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from core.network import Network
from core.samples import Dataset
from core.units import Study, study
from gui.job import Task
from gui.session import Session
from gui.status import Status
from gui.timeline import Timeline
from gui.weights.words import Whose

PACE = 200  # milliseconds between two networks
RESTS = 20  # times as long as a study took, before the next one while training runs


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A network whose weights are shown, the names of its classes, and whose it is."""

    network: Network
    names: tuple[str, ...]
    whose: Whose


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What the training images of a dataset do to the units of a network."""

    study: Study
    shown: Shown
    dataset: Dataset


class Units(QObject):
    """Follows the network that is shown, and studies it in the background, while somebody attends.

    The last study of a run stays until there is another. While training runs, studies take no more
    than a twentieth of the time.
    """

    advanced = Signal()  # another network, at most five times a second, or none any more
    studied = Signal()  # another study, or none any more

    def __init__(self, session: Session, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._timeline = session, timeline
        self.shown: Shown | None = None
        self.findings: Findings | None = None
        self._run: object = None  # what tells the run that is shown from another
        self._is_attended = False
        self._task: Task | None = None
        self._began = 0.0  # the task
        self._pause = QTimer(self, interval=PACE, singleShot=True)
        self._pause.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._study)
        timeline.advanced.connect(self._on_advanced)
        session.status_changed.connect(self._on_status)

    @property
    def dataset(self) -> Dataset | None:
        """The images that the network is shown, once they are here and if it can see them."""
        dataset = self._session.images
        if dataset is None or self.shown is None:
            return None
        inputs = self.shown.network.spec.sizes[0]
        return dataset if dataset.train.images.shape[1] == inputs else None

    def attend(self, attended: bool) -> None:
        """Say whether anybody sees what is found; nothing is done for nobody."""
        self._is_attended = attended
        if attended:
            self._look()
        else:
            self._cancel()

    def _on_advanced(self) -> None:
        if not self._pause.isActive():
            self._look()

    def _look(self) -> None:
        """Take the network as it is now."""
        if not self._is_attended:
            return
        before, self.shown = self.shown, self._now()
        if _network(before) is not _network(self.shown):
            self._pause.start()
            self._forget_another_run()
            self.advanced.emit()
        self._study()

    def _now(self) -> Shown | None:
        moment, answerer = self._timeline.moment, self._timeline.answerer
        images = self._session.images
        if moment and images:
            whose = Whose(moment.network.spec, moment.iteration, moment.is_present)
            return Shown(moment.network, images.class_names, whose)
        if answerer is None:
            return None
        iteration = answerer.start.iteration if self._session.attempt else None
        return Shown(answerer.network, answerer.names, Whose(answerer.network.spec, iteration))

    def _forget_another_run(self) -> None:
        """Drop what was found in a network that the present one did not come from."""
        snapshot = self._session.snapshot
        run = snapshot.folder if snapshot else None, self.shown and self.shown.network.spec
        if run != self._run:
            self._run = run
            self._cancel()
            self._rest.stop()
            if self.findings:
                self.findings = None
                self.studied.emit()

    def _study(self) -> None:
        """Begin a study of what is shown, unless there is one, or it is too early for another."""
        dataset = self.dataset
        if not (self._is_attended and dataset and self.shown):
            return
        if self._task or self._rest.isActive() or self._is_known(dataset):
            return
        shown = self.shown
        work = study(shown.network, dataset.train, len(dataset.class_names))

        def take(result: object) -> None:
            assert isinstance(result, Study)
            self._end()
            self.findings = Findings(result, shown, dataset)
            self.studied.emit()
            self._study()

        self._began = perf_counter()
        self._task = Task(work, (), take, self._on_failed, self)
        self._task.start()

    def _is_known(self, dataset: Dataset) -> bool:
        known = self.findings
        return (
            known is not None
            and known.shown.network is _network(self.shown)
            and known.dataset is dataset
        )

    def _on_failed(self, sentence: str) -> None:
        self._end()
        self._session.warn(sentence)

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        """The task is over; the next one waits while training runs."""
        self._task = None
        if self._session.status is Status.TRAINING:
            self._rest.start(round(1000 * RESTS * (perf_counter() - self._began)))

    def _on_status(self) -> None:
        if self._session.status is not Status.TRAINING:
            self._rest.stop()
            self._study()


def _network(shown: Shown | None) -> Network | None:
    return shown.network if shown else None
