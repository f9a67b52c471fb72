"""The thread that trains."""

import logging
from contextlib import closing
from threading import Event as Flag
from threading import Lock
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal

from core.config import TrainConfig
from core.runs import Run
from core.training import Diverged, Evaluated
from gui import words

log = logging.getLogger(__name__)

PUBLISH_EVERY = 0.06  # seconds; the window draws at 15 Hz


class TrainingWorker(QThread):
    """Drives one run to an iteration, or until stop(); the run is its own until it has finished.

    The QThread object lives in the GUI thread, so whatever is connected to its signals runs
    there. Only run() executes on the new thread; it touches no widget. It leaves its latest
    snapshot to be fetched rather than sending one for each batch.
    """

    failed = Signal(str)

    def __init__(self, run: Run, until: int, parent: QObject) -> None:
        super().__init__(parent)
        self.snapshot = run.snapshot()
        self._run, self._until = run, until
        self._stopping = Flag()
        self._going = Flag()
        self._going.set()
        self._lock = Lock()
        self._change: tuple[TrainConfig, int] | None = None

    def pause(self) -> None:
        self._going.clear()

    def resume(self) -> None:
        self._going.set()

    def stop(self) -> None:
        """End after the batch, or the chunk of an evaluation, that is being worked on."""
        self._stopping.set()
        self._going.set()

    def change(self, config: TrainConfig, until: int) -> None:
        """Go on with other settings, and to another iteration, from the next batch."""
        with self._lock:
            self._change = (config, until)

    def run(self) -> None:
        try:
            self._drive()
        except Diverged as error:
            log.warning("%s", error)
            self.failed.emit(str(error))
        except Exception as error:
            log.exception("training failed")
            self.failed.emit(f"Training stopped: {error}. The log has the details.")
        finally:
            self._publish()
            self._save()

    def _drive(self) -> None:
        """Consume one run of events after another, a new one for each change of settings."""
        while not self._stopping.is_set():
            self._apply_change()
            if self._consume():
                return

    def _consume(self) -> bool:
        """Follow the events to their end; False if settings changed before it."""
        events = self._run.events(until=self._until, stopped=self._stopping.is_set)
        published = monotonic()
        with closing(events):
            for event in events:
                if isinstance(event, Evaluated) or monotonic() - published > PUBLISH_EVERY:
                    self._publish()
                    published = monotonic()
                if not self._going.is_set():
                    self._publish()
                    self._going.wait()
                if self._change is not None:
                    return False
        return True

    def _apply_change(self) -> None:
        with self._lock:
            if self._change is not None:
                config, self._until = self._change
                self._run.change(config)
                self._change = None

    def _publish(self) -> None:
        self.snapshot = self._run.snapshot()

    def _save(self) -> None:
        try:
            self._run.save()
        except OSError as error:
            log.warning("the run cannot be kept: %s", error)
            self.failed.emit(words.not_kept(error))
