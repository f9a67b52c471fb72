"""Which moment of the run is shown: the present one, or one that was kept on its way."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core import moments
from core.checkpoint import CheckpointError
from core.history import Score
from core.network import Network
from gui import drawing_words, moment_words
from gui.answerer import Answerer
from gui.session import Session

PACE = 250  # milliseconds between two moments while they are played


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The run's network at an iteration; score is its evaluation, or the last one before it."""

    iteration: int
    network: Network
    score: Score | None
    is_present: bool


class Timeline(QObject):
    """The moment that table, matrix, gallery, weights and the reading of the drawing show.

    While it is the present one, it goes along with the run; an earlier one stays until another is
    chosen, also while the run trains on.
    """

    advanced = Signal()  # another network is shown, or none any more
    evaluated = Signal()  # another evaluation is shown
    moved = Signal()  # another moment was chosen, or others can be

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._earlier: Moment | None = None
        self._owner_then: Path | None = None  # of the earlier moment
        self._known: tuple[int, ...] = ()
        self._player = QTimer(self, interval=PACE)
        self._player.timeout.connect(self._play_on)
        session.advanced.connect(self._on_advanced)
        session.evaluated.connect(self._on_evaluated)
        session.status_changed.connect(self._look_again)

    @property
    def moment(self) -> Moment | None:
        """What is shown of the run; None where none has a network yet."""
        if self._earlier:
            return self._earlier
        snapshot = self._session.snapshot
        if snapshot is None:
            return None
        return Moment(snapshot.iteration, snapshot.network, self._session.score, True)

    @property
    def score(self) -> Score | None:
        """The evaluation that is shown."""
        return self._earlier.score if self._earlier else self._session.score

    @property
    def answerer(self) -> Answerer | None:
        """Who reads drawings at this moment."""
        answerer = self._session.answerer
        if answerer is None or self._earlier is None or not self._session.iteration:
            return answerer
        start = replace(
            answerer.start, network=self._earlier.network, iteration=self._earlier.iteration
        )
        name = drawing_words.by_this_run_at(self._earlier.iteration)
        return replace(answerer, start=start, name=name, score=self._earlier.score)

    @property
    def is_present(self) -> bool:
        return self._earlier is None

    @property
    def is_playing(self) -> bool:
        return self._player.isActive()

    @property
    def iterations(self) -> tuple[int, ...]:
        """The moments to go back to, ascending; the present one may not be among them."""
        snapshot = self._session.snapshot
        return snapshot.moments if snapshot else ()

    @property
    def marks(self) -> tuple[tuple[float, str], ...]:
        """Where the plots mark the moment; nowhere while it is the present one."""
        return ((self._earlier.iteration, moment_words.MARK),) if self._earlier else ()

    def go(self, iteration: int) -> None:
        """Show the moment kept of an iteration; one that cannot be read is said to be so."""
        snapshot = self._session.snapshot
        if snapshot is None or snapshot.folder is None:
            return
        try:
            network = moments.load(snapshot.folder, iteration).network
        except CheckpointError:
            self.stop_playing()
            self._session.warn(moment_words.lost(moments.path_of(snapshot.folder, iteration)))
            return
        scores = [s for s in snapshot.curves.scores if s.iteration <= iteration]
        self._show(Moment(iteration, network, scores[-1] if scores else None, False))

    def go_to_present(self) -> None:
        """Show the run as it is now, and go along with it."""
        self.stop_playing()
        if self._earlier:
            self._show(None)

    def step(self, count: int) -> None:
        """Show one so many before or after; beyond the last lies the present."""
        present = self._session.iteration
        here = self._earlier.iteration if self._earlier else present
        places = sorted({*self.iterations, here, present})
        place = max(places.index(here) + count, 0)
        self.stop_playing()
        if place >= len(places) - 1:
            self.go_to_present()
        elif places[place] != here:
            self.go(places[place])

    def play_or_stop(self) -> None:
        """Show one moment after another up to the present, or stop doing so."""
        if self.is_playing:
            self.stop_playing()
        elif self.iterations:
            self._player.start()
            if self._earlier is None or self._next() is None:
                self.go(self.iterations[0])
            self.moved.emit()

    def stop_playing(self) -> None:
        if self.is_playing:
            self._player.stop()
            self.moved.emit()

    def _play_on(self) -> None:
        following = self._next()
        if following is None:
            self.go_to_present()
        else:
            self.go(following)

    def _next(self) -> int | None:
        """The next to play; one that was dropped meanwhile, as others came, is passed over."""
        here, folder = self._earlier.iteration if self._earlier else -1, self._owner
        later = (each for each in self.iterations if each > here)
        return next((it for it in later if folder and moments.path_of(folder, it).exists()), None)

    def _show(self, earlier: Moment | None) -> None:
        self._earlier, self._owner_then = earlier, self._owner
        for signal in (self.moved, self.advanced, self.evaluated):
            signal.emit()

    @property
    def _owner(self) -> Path | None:
        """The folder of the run, which tells it from any other."""
        snapshot = self._session.snapshot
        return snapshot.folder if snapshot else None

    def _on_advanced(self) -> None:
        is_present = self.is_present
        self._look_again()
        if is_present:
            self.advanced.emit()

    def _on_evaluated(self) -> None:
        if self._earlier is None:
            self.evaluated.emit()

    def _look_again(self) -> None:
        """Leave a moment whose run is no longer there, or that the run has gone back before."""
        earlier = self._earlier
        is_gone = self._owner != self._owner_then or (
            earlier is not None and earlier.iteration > self._session.iteration
        )
        if earlier and is_gone:
            self.stop_playing()
            self._show(None)
        elif self.iterations != self._known:
            self._known = self.iterations
            self.moved.emit()
