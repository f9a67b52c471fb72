"""Opening, saving and exporting models."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core import checkpoint as checkpoints
from core import export as exports
from core import files
from core.checkpoint import Checkpoint, CheckpointError
from core.dataset import Dataset, DatasetError, read
from core.export import Export, ExportError
from core.models import note, open_model
from core.recipes import RECIPES
from core.runs import Run
from core.training import Start
from core.work import finish
from gui.attempt import Attempt
from gui.chooser import Chooser
from gui.job import Job
from gui.message import Message, Offer
from gui.models import words
from gui.opening.recent import Recent
from gui.plan import Plan
from gui.session import Session
from gui.settings import Settings
from gui.status import Status


class Opened(NamedTuple):
    """A model, the data to go on with, and what there is to say of those."""

    checkpoint: Checkpoint
    dataset: Dataset
    remark: str


class Models(QObject):
    """Brings models in and out; what goes wrong is said, and everything is as it was."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.recent = Recent(settings, "recent_models")
        self._session = session
        self._chooser = Chooser(window)
        self._target: Path | None = None  # where Save writes

    def ask_to_open(self) -> None:
        """Open the model that is chosen; none is no error."""
        if path := self._chooser.file(words.OPEN, [words.OPENABLE]):
            self.open(path)

    def open(self, path: Path) -> None:
        """Put a model in the place of the present run, with an Undo."""
        Job(
            lambda: _read(path, self._session.library.dataset),
            CheckpointError,
            lambda opened: self._take(path, opened),
            self._session.warn,
            self,
        ).start()

    def _take(self, path: Path, opened: object) -> None:
        assert isinstance(opened, Opened)
        session, (checkpoint, dataset, remark) = self._session, opened
        run = Run.restored(checkpoint, dataset)
        before = session.put_aside()
        session.library.keep_dataset(dataset.source, dataset)
        session.replace_run(*restored(run))
        self.recent.note(path.absolute())
        self._target = path if path.suffix == ".npz" else None
        undo = Offer("Undo", lambda: session.take_back(*before))
        session.said.emit(Message(words.opened(path.name, checkpoint) + remark, offer=undo))

    def save(self) -> None:
        """Write to the file that the model is of; ask where there is none."""
        if self._target:
            self.save_as(self._target)
        else:
            self.ask_to_save()

    def ask_to_save(self) -> None:
        """Save where it is said."""
        name = self._target.name if self._target else "model.npz"
        if path := self._chooser.target(words.SAVE, name, words.NATIVE):
            self.save_as(path)

    def save_as(self, path: Path) -> None:
        """Write the present run as a model, or the bundled one while there is none."""
        session = self._session
        checkpoint = session.run.checkpoint() if session.run else session.library.model
        if session.status is not Status.READY or checkpoint is None:
            session.warn(words.RUNNING if checkpoint else words.NOTHING_TO_SAVE)
            return
        write = partial(_write, path, checkpoints.encode(checkpoint).getbuffer())
        Job(write, OSError, self._on_saved, session.warn, self).start()

    def _on_saved(self, path: object) -> None:
        assert isinstance(path, Path)
        self._target = path
        self.recent.note(path.absolute())
        self._session.say(words.saved(path))

    def ask_to_export(self, export: Export) -> None:
        """Export the network that answers, where it is said."""
        name = f"model{export.suffix}"
        if path := self._chooser.target("Export", name, words.filter_of(export)):
            self.export(path, export)

    def export(self, path: Path, export: Export) -> None:
        if answerer := self._session.answerer:
            write = partial(exports.write, path, export, answerer.network, answerer.names)
            told = words.exported(path, export)
            say, warn = self._session.say, self._session.warn
            Job(write, ExportError, lambda _: say(told), warn, self).start()


def restored(run: Run) -> tuple[Plan, Attempt]:
    """A run that was read from a file, as the session knows runs."""
    recipe = RECIPES.get(run.recipe, RECIPES["report"])
    plan = Plan(recipe, run.state.network.spec, run.config, run.dataset.source)
    snapshot = run.snapshot()
    start = Start(snapshot.network, run.recipe, run.dataset.name, snapshot.iteration)
    return plan, Attempt(plan, run.dataset, run=run, snapshot=snapshot, start=start)


def _read(path: Path, at_hand: Dataset | None) -> Opened:
    """Read a model and its data; those at hand must do where its own cannot be read."""
    checkpoint = open_model(path)
    source, names = checkpoint.source, checkpoint.class_names
    try:
        dataset, remark = finish(read(replace(source, has_own_digits=False))), note(checkpoint)
    except DatasetError as error:
        if at_hand is None or at_hand.class_names != names:
            raise CheckpointError(
                words.lacks_data(path.name, checkpoint.dataset, str(error))
            ) from error
        dataset, remark = at_hand, words.other_data(at_hand.name, checkpoint.dataset)
    on_these = replace(checkpoint, dataset=dataset.name, source=dataset.source)
    return Opened(on_these, dataset, remark)


def _write(path: Path, content: memoryview) -> Path:
    try:
        with files.replacing(path) as file:
            file.write(content)
    except OSError as error:
        raise OSError(words.not_saved(path, error.strerror or str(error))) from error
    return path
