"""The thread that trains."""

import logging
from collections.abc import Callable
from contextlib import closing
from threading import Event as Flag
from threading import Lock
from time import monotonic, sleep

from PySide6.QtCore import QObject, QThread

from core.config import TrainConfig
from core.runs import NotKept, Run, Snapshot
from core.training import Diverged, Evaluated, Event

# Seconds from a move of the pen to the answer's painting. While the pen moves without a break,
# training all but stands still; sharing the interpreter, it would double the time.
REST = 0.01
log = logging.getLogger(__name__)


class TrainingWorker(QThread):
    """Drives a run to an iteration, or until stop(); the run is its own until it has finished.

    The QThread object lives in the GUI thread, so whatever is connected to its signals runs
    there. Only run() executes on the new thread; it touches no widget. It sends nothing for a
    batch: it leaves a snapshot to be fetched, anew whenever one is wanted.
    """

    def __init__(self, begin: Callable[[], Run], until: int, parent: QObject) -> None:
        """begin() makes the run, or the changes to it, in the new thread: it may take its time."""
        super().__init__(parent)
        self.snapshot: Snapshot | None = None
        self.problems: tuple[str, ...] = ()  # sentences, in the order in which they came up
        self.diverged = False
        self.trained: Run | None = None  # the run, for whoever comes once it has finished
        self._begin, self._until = begin, until
        self._wanted, self._stopping, self._going = Flag(), Flag(), Flag()
        self._going.set()
        self._wanted.set()
        self._rests_until = 0.0
        self._lock = Lock()
        self._change: tuple[TrainConfig, int] | None = None

    def want_snapshot(self) -> None:
        """Have a new snapshot left after the next batch."""
        self._wanted.set()

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

    def make_way(self) -> None:
        """Rest for some milliseconds after this batch, so that the window gets on undisturbed."""
        self._rests_until = monotonic() + REST

    def run(self) -> None:
        run: Run | None = None
        try:
            run = self._begin()
            if not run.history.scores:  # a new one has its folder from the start
                self._save(run)
            self._drive(run)
        except Diverged as error:  # the run's advice tells it
            log.warning("%s", error)
            self.diverged = True
        except NotKept as error:  # another window trains it, and the folder is that one's
            self._note(str(error))
            if run:
                run.folder = None
        except Exception as error:
            log.exception("training failed")
            self._note(f"Training stopped: {error}. The log has the details.")
        if run:
            self._leave_snapshot(run)
            self._save(run)
            self.trained = run

    def _note(self, problem: str) -> None:
        """Tell a problem once, however often it comes up."""
        if problem not in self.problems:
            log.warning("%s", problem)
            self.problems += (problem,)

    def _save(self, run: Run) -> None:
        """Keep the run; one that cannot be kept is trained all the same, and tried again later."""
        try:
            run.save()
        except NotKept as error:
            self._note(str(error))

    def _drive(self, run: Run) -> None:
        """Consume one run of events after another, a new one for each change of settings."""
        while not self._stopping.is_set():
            self._apply_change(run)
            if self._consume(run):
                return

    def _consume(self, run: Run) -> bool:
        """Follow the events to their end; False if settings changed before it."""
        events = run.events(until=self._until, stopped=self._stopping.is_set)
        with closing(events):
            for event in events:
                if self._rests_until:
                    self._rest()
                if self._is_wanted_after(event):
                    self._leave_snapshot(run)
                if not self._going.is_set():
                    self._leave_snapshot(run)
                    self._save(run)
                    self._going.wait()
                if self._change is not None:
                    return False
        return True

    def _rest(self) -> None:
        until, self._rests_until = self._rests_until, 0.0
        sleep(max(until - monotonic(), 0.0))

    def _apply_change(self, run: Run) -> None:
        with self._lock:
            if self._change is not None:
                config, self._until = self._change
                run.change(config)
                self._change = None

    def _is_wanted_after(self, event: Event) -> bool:
        """After each evaluation; after a batch if somebody asked, who is then served."""
        if isinstance(event, Evaluated):
            return True
        if not self._wanted.is_set():
            return False
        self._wanted.clear()
        return True

    def _leave_snapshot(self, run: Run) -> None:
        self.snapshot = run.snapshot()
