"""Opening, saving and exporting models."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core import checkpoint as checkpoints
from core import export as exports
from core import files
from core.checkpoint import Checkpoint, CheckpointError
from core.dataset import DatasetError
from core.export import Export, ExportError
from core.history import History
from gui.chooser import Chooser
from gui.job import Job, Task
from gui.message import Message, Offer
from gui.models import words
from gui.models.reading import Opened, opened, restored
from gui.recent import Recent
from gui.session import Session
from gui.settings import Settings
from gui.status import Status


class Target(NamedTuple):
    """Where Save writes the run whose history that is; of another run it knows nothing."""

    history: History
    path: Path


class Saving(Job):
    """Writes a model."""


class Models(QObject):
    """Brings models in and out; what goes wrong is said, and everything is as it was."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.recent = Recent(settings, "recent_models")
        self._session = session
        self._chooser = Chooser(window)
        self._target: Target | None = None

    def ask_to_open(self) -> None:
        """Open the model that is chosen; none is no error."""
        if path := self._chooser.file(words.OPEN, [words.OPENABLE]):
            self.open(path)

    def open(self, path: Path) -> None:
        """Put a model in the place of the present run, with an Undo; the last one asked for."""
        session = self._session
        for earlier in self.findChildren(Task):
            earlier.cancel()
        Task(
            opened(path, session.plan.source, session.library.dataset),
            (CheckpointError, DatasetError),
            lambda found: self._take(path, found),
            session.warn,
            self,
        ).start()

    def _take(self, path: Path, found: object) -> None:
        assert isinstance(found, Opened)
        session, run = self._session, found.run
        data, target = session.library.dataset, self._target
        before = session.put_aside()

        def undo() -> None:
            self._target = target
            if data:  # its files may be gone
                session.library.keep_dataset(before[0].source, data)
            session.take_back(*before)

        session.replace_run(*restored(run))
        self.recent.note(path.absolute())
        self._target = Target(run.history, path) if found.can_be_saved else None
        session.said.emit(Message(found.sentence, offer=Offer("Undo", undo)))

    def save(self) -> None:
        """Write to the file that the run was opened from or saved to; ask where there is none."""
        if kept := self._kept():
            if self._target and self._target.history is kept.history:
                self._write(self._target.path, kept)
            else:
                self.ask_to_save()

    def ask_to_save(self) -> None:
        """Save where it is said."""
        if kept := self._kept():
            is_known = self._target and self._target.history is kept.history
            name = self._target.path.name if self._target and is_known else "model.npz"
            if path := self._chooser.target(words.SAVE, name, words.NATIVE):
                self.save_as(path if path.suffix == ".npz" else path.with_name(f"{path.name}.npz"))

    def save_as(self, path: Path) -> None:
        """Write the present run as a model, or the bundled one while there is none."""
        if kept := self._kept():
            self._write(path, kept)

    def _kept(self) -> Checkpoint | None:
        """What can be saved now; where there is nothing, that is said."""
        session = self._session
        if session.status is not Status.READY:
            session.warn(words.RUNNING)
            return None
        kept = session.run.checkpoint() if session.run else session.library.model
        if kept is None:
            session.warn(words.NOTHING_TO_SAVE)
        return kept

    def _write(self, path: Path, kept: Checkpoint) -> None:
        """Write it in the background as it is now."""
        for earlier in self.findChildren(Saving):
            earlier.wait()  # it must not end last
        target = Target(kept.history, path)
        content = checkpoints.encode(kept).getbuffer()

        def tell(_: object) -> None:
            self._target = target
            self.recent.note(path.absolute())
            self._session.say(words.saved(path))

        write = partial(_replace, path, content)
        Saving(write, OSError, tell, self._session.warn, self).start()

    def ask_to_export(self, export: Export) -> None:
        """Export the network that answers, where it is said."""
        name, kind = export.file_name, words.filter_of(export)
        if self._session.answerer is None:
            self._session.warn(words.NOTHING_TO_SAVE)
        elif path := self._chooser.target(words.EXPORT, name, kind):
            self.export(path, export)

    def export(self, path: Path, export: Export) -> None:
        """Write the network that answers now, in the background."""
        if answerer := self._session.answerer:
            write = partial(exports.write, path, export, answerer.network, answerer.names)
            told = words.exported(path, export)
            say, warn = self._session.say, self._session.warn
            Job(write, ExportError, lambda _: say(told), warn, self).start()


def _replace(path: Path, content: memoryview) -> None:
    try:
        files.write(path, content)
    except OSError as error:
        raise OSError(words.not_saved(path, error.strerror or str(error))) from error
