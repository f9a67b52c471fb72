"""Going on with a run that a crash ended, and clearing away what else it left."""

import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from core import files, interrupted, moments, runs
from core.checkpoint import CheckpointError
from core.dataset import DatasetError
from core.interrupted import Interrupted
from core.record import runs_folder
from core.runs import NotKept, Run
from gui.job import Job, Task
from gui.message import Message, Offer
from gui.models import reading, words
from gui.recent import Recent
from gui.session import Session

Role = QMessageBox.ButtonRole


class Recovery(QObject):
    """Asks at the start whether to go on with the run that was interrupted last."""

    def __init__(self, session: Session, recent: Recent, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._recent, self._window = session, recent, window

    def look(self) -> None:
        """Look for interrupted runs in the background."""
        saved, warn = self._recent.paths, self._session.warn
        Job(lambda: _look(saved), OSError, self._on_found, warn, self).start()

    def _on_found(self, found: object) -> None:
        assert isinstance(found, list)
        if found and self._session.made_from is None:
            self._ask(found[0])

    def _ask(self, run: Interrupted) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("MLP Lab")
        box.setTextFormat(Qt.TextFormat.PlainText)
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
        expected = (CheckpointError, DatasetError, NotKept)
        Task(reading.interrupted(folder), expected, self._train, self._session.warn, self).start()

    def _train(self, run: object) -> None:
        assert isinstance(run, Run)
        session, iteration = self._session, run.state.iteration
        is_at_end = run.config.is_end(iteration)
        before = session.put_aside()
        session.replace_run(*reading.restored(run))
        if not is_at_end:
            session.train()
        told = words.gone_on(run.recipe, iteration, is_at_end)
        undo = Offer("Undo", lambda: session.take_back(*before)) if before[1] else None
        session.said.emit(Message(told, offer=undo))


def _look(saved: Sequence[Path]) -> list[Interrupted]:
    """The interrupted runs; what a crash left half written is removed, beside saved files too."""
    found, home = interrupted.interrupted(), runs.home()
    with suppress(OSError):
        runs_and_moments = (runs_folder().glob(each) for each in ("*", f"*/{moments.FOLDER}"))
        for folder in (home, *chain(*runs_and_moments)):
            _sweep(folder, files.ANY)
    for path in saved:
        _sweep(path.parent, re.compile(re.escape(path.name)))
    return found


def _sweep(folder: Path, name: re.Pattern[str]) -> None:
    with suppress(OSError):
        files.sweep(folder, name)
