"""The runs that are kept, as the page of runs shows them: the list, what is ticked, the curves."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core import kept
from core.history import Curves
from core.kept import Damaged, Kept, KeptError
from gui.job import Task
from gui.kept import names as run_names
from gui.kept import words
from gui.session import Session
from gui.status import Status

AFTER_PAINTING = 60  # milliseconds
Runs = tuple[Kept | Damaged, ...]


class KeptRuns(QObject):
    """The folder of runs, read in the background; nothing of it is changed here.

    A tick gives a run a slot from 0 on, which is its colour and its number, for as long as it
    stays ticked. The baseline is the run that was ticked first unless another one is chosen.
    """

    looked = Signal()  # the list was read, whatever it holds
    changed = Signal()  # other runs, or names, or another of them is the present one
    ticked = Signal()  # others are ticked, or there is another baseline
    curves_read = Signal()
    chosen = Signal()  # another run has the cursor

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.runs: Runs = ()
        self.names: dict[Path, str] = {}
        self.has_looked = False
        self.slots: dict[Path, int] = {}  # of those ticked, the one ticked first before the others
        self.curves: dict[Path, Curves] = {}
        self.current: Path | None = None
        self._baseline: Path | None = None
        self._present: Path | None = None
        self._listing: Task | None = None
        self._reading: dict[Path, Task] = {}  # the curves of each
        self._soon = QTimer(self, interval=AFTER_PAINTING, singleShot=True)
        self._soon.timeout.connect(self._read)
        session.status_changed.connect(self._on_status)
        session.advanced.connect(self._on_advanced)

    @property
    def present(self) -> Path | None:
        """The folder of the present run."""
        snapshot = self._session.snapshot
        return snapshot.folder if snapshot else None

    @property
    def ticked_runs(self) -> list[Kept]:
        """In the order in which they were ticked."""
        found = map(self.run_in, self.slots)
        return [run for run in found if isinstance(run, Kept)]

    @property
    def baseline(self) -> Kept | None:
        """What the others are compared with."""
        ticked = self.ticked_runs
        wanted = [run for run in ticked if run.folder == self._baseline]
        return next(iter(wanted or ticked), None)

    def run_in(self, folder: Path | None) -> Kept | Damaged | None:
        """The run of a folder."""
        return next((run for run in self.runs if run.folder == folder), None)

    def refresh(self) -> None:
        """Read the list anew, in the background and once what is to be painted has been."""
        self._soon.start()

    def _read(self) -> None:
        if self._listing:
            self._listing.cancel()
        self._listing = Task(kept.kept_runs(), OSError, self._take, self._on_unreadable, self)
        self._listing.start()

    def _on_unreadable(self, sentence: str) -> None:
        self._listing = None
        self._session.warn(sentence)

    def _take(self, found: object) -> None:
        assert isinstance(found, list)
        self._listing = None
        is_first, self.has_looked = not self.has_looked, True
        if tuple(found) != self.runs or is_first:
            self._replace(tuple(found))
        self.looked.emit()

    def _replace(self, found: Runs) -> None:
        before = {run.folder: run for run in self.runs if isinstance(run, Kept)}
        self.runs = found
        runs = [run for run in self.runs if isinstance(run, Kept)]
        self.names = run_names.names(runs)
        self.changed.emit()
        self._follow({run.folder: run for run in runs}, before)

    def _follow(self, now: dict[Path, Kept], before: dict[Path, Kept]) -> None:
        """Forget the ticks of runs that are gone, and read the curves of those that went on."""
        for folder in [folder for folder in self.slots if folder not in now]:
            del self.slots[folder]
            self.curves.pop(folder, None)
        for folder in self.slots:
            if folder not in before or before[folder].iteration != now[folder].iteration:
                self._read_curves(folder)
        self.ticked.emit()

    def tick(self, folder: Path) -> None:
        """Tick a run, or take its tick away; a damaged one has nothing to show."""
        run = self.run_in(folder)
        if isinstance(run, Damaged):
            self._session.warn(run.reason)
        elif folder in self.slots:
            del self.slots[folder]
            self.curves.pop(folder, None)
            self.ticked.emit()
        elif run and len(self.slots) == words.MOST_TICKED:
            self._session.say(words.TOO_MANY)
        elif run:
            taken = set(self.slots.values())
            free = (slot for slot in range(words.MOST_TICKED) if slot not in taken)
            self.slots[folder] = next(free)
            self._read_curves(folder)
            self.ticked.emit()

    def untick_all(self) -> None:
        self.slots.clear()
        self.curves.clear()
        self.ticked.emit()

    def choose_baseline(self, folder: Path) -> None:
        """Compare the others with this run, which is ticked if it was not."""
        if folder not in self.slots:
            self.tick(folder)
        if folder in self.slots:
            self._baseline = folder
            self.ticked.emit()

    def choose(self, folder: Path | None) -> None:
        """Say which run has the cursor."""
        if folder != self.current:
            self.current = folder
            self.chosen.emit()

    def _read_curves(self, folder: Path) -> None:
        if earlier := self._reading.pop(folder, None):
            earlier.cancel()
        take: Callable[[object], None] = partial(self._take_curves, folder)
        task = Task(kept.curves(folder), KeptError, take, self._session.warn, self)
        self._reading[folder] = task
        task.start()

    def _take_curves(self, folder: Path, curves: object) -> None:
        self._reading.pop(folder, None)
        if folder in self.slots and isinstance(curves, Curves):
            self.curves[folder] = curves
            self.curves_read.emit()

    def _on_status(self) -> None:
        """A run that has ended is in the list with what it came to."""
        if self.has_looked and self._session.status is Status.READY:
            self.refresh()

    def _on_advanced(self) -> None:
        if self.present != self._present:
            self._present = self.present
            self.changed.emit()
