"""The life of the training thread: start, pause, stop, and a look at it 15 times a second."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from core.config import TrainConfig
from core.runs import Run, Snapshot
from gui.rate import Rate
from gui.status import Status
from gui.worker import TrainingWorker

FRAME = 66  # milliseconds between two looks


class Trainer(QObject):
    """Runs one worker at a time; from start() to ended, the run is the worker's alone."""

    advanced = Signal(object)  # a Snapshot
    troubled = Signal(str)  # a sentence on what went wrong
    status_changed = Signal()
    ended = Signal(object)  # the Run, or None if it could not even begin

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.status = Status.READY
        self.rate = Rate()
        self.until = 0
        self._worker: TrainingWorker | None = None
        self._seen: Snapshot | None = None
        self._told = 0  # problems
        self._diverged = False
        self._timer = QTimer(self, interval=FRAME)
        self._timer.timeout.connect(self._look)

    @property
    def had_trouble(self) -> bool:
        """Whether the present stretch of training, or the last one, told of any, or diverged."""
        return self._told > 0 or self._diverged

    def start(self, begin: Callable[[], Run], until: int) -> None:
        """Train the run that begin() returns on to that iteration; only while READY."""
        self.until, self._told, self._diverged = until, 0, False
        self._worker = TrainingWorker(begin, until, self)
        self._worker.finished.connect(self._on_finished)
        self._worker.start()
        self._timer.start()
        self._set_status(Status.TRAINING)

    def make_way(self) -> None:
        """Let the window have the processor for a moment."""
        if self._worker:
            self._worker.make_way()

    def pause(self) -> None:
        if self._worker and self.status is Status.TRAINING:
            self._worker.pause()
            self._set_status(Status.PAUSED)

    def resume(self) -> None:
        if self._worker and self.status is Status.PAUSED:
            self._worker.resume()
            self._set_status(Status.TRAINING)

    def stop(self) -> None:
        """Ask the worker to end; ended follows within a batch."""
        if self._worker:
            self._worker.stop()

    def stop_and_wait(self) -> None:
        """Stop, and return once the run belongs to nobody."""
        if self._worker:
            self._worker.stop()
            self._worker.wait()
            self._on_finished()

    def change(self, config: TrainConfig, until: int) -> None:
        """Go on with other settings, and to another iteration, from the next batch."""
        if self._worker:
            self.until = until
            self._worker.change(config, until)

    def _look(self) -> None:
        """Pass on what the worker has left, and want more for the next time."""
        if self._worker is None:
            return
        snapshot = self._worker.snapshot
        self._worker.want_snapshot()
        if snapshot and snapshot is not self._seen:
            self._seen = snapshot
            self.rate.note(monotonic(), snapshot.iteration)
            self.advanced.emit(snapshot)
        for problem in self._worker.problems[self._told :]:
            self._told += 1
            self.troubled.emit(problem)

    def _on_finished(self) -> None:
        """Take leave of the worker; the signal still queued after stop_and_wait() finds none."""
        if self._worker is None or not self._worker.isFinished():
            return
        worker = self._worker
        worker.wait()
        self._look()
        self._diverged = worker.diverged
        self._timer.stop()
        self._worker = None
        worker.deleteLater()
        self._set_status(Status.READY)
        self.ended.emit(worker.trained)

    def _set_status(self, status: Status) -> None:
        self.status = status
        self.rate.clear()
        self.status_changed.emit()
