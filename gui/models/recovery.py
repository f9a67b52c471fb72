"""Going on with a run that a crash ended."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from core import checkpoint as checkpoints
from core import interrupted, locks
from core.checkpoint import CheckpointError
from core.dataset import DatasetError, read
from core.interrupted import Interrupted
from core.runs import LOCK, Run
from core.work import finish
from gui.job import Job
from gui.models import words
from gui.models.models import restored
from gui.session import Session

Role = QMessageBox.ButtonRole


class Recovery(QObject):
    """Asks at the start whether to go on with the run that was interrupted last."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def look(self) -> None:
        """Look for interrupted runs in the background."""
        warn = self._session.warn
        Job(interrupted.interrupted, OSError, self._on_found, warn, self).start()

    def _on_found(self, runs: object) -> None:
        assert isinstance(runs, list)
        if runs and self._session.made_from is None:
            self._ask(runs[0])

    def _ask(self, run: Interrupted) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("MLP Lab")
        box.setText(words.INTERRUPTED)
        box.setInformativeText(words.interrupted(run))
        go_on = box.addButton("Continue", Role.AcceptRole)
        box.addButton("Not now", Role.RejectRole)
        forget = box.addButton("Do not ask again", Role.DestructiveRole)
        box.setDefaultButton(go_on)
        go_on.clicked.connect(lambda: self.go_on(run.folder))
        forget.clicked.connect(lambda: interrupted.forget(run.folder))
        box.finished.connect(box.deleteLater)
        box.open()

    def go_on(self, folder: Path) -> None:
        """Read the run and train on, to its end, in its own folder."""
        expected = (CheckpointError, DatasetError)
        Job(lambda: _read(folder), expected, self._train, self._session.warn, self).start()

    def _train(self, run: object) -> None:
        assert isinstance(run, Run)
        session = self._session
        session.put_aside()
        session.library.keep_dataset(run.dataset.source, run.dataset)
        session.replace_run(*restored(run))
        session.train()


def _read(folder: Path) -> Run:
    if locks.is_held(folder / LOCK):  # by another window, which was asked the same
        raise CheckpointError(words.trained_elsewhere(folder.name))
    checkpoint = checkpoints.load(folder / "model.npz")
    return Run.restored(checkpoint, finish(read(checkpoint.source)), folder)
