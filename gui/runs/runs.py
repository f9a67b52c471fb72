"""Opening, naming, repeating and deleting the runs that are kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QWidget

from core import about, locks
from core.checkpoint import CheckpointError
from core.dataset import DatasetError
from core.kept import Damaged, Kept
from core.recipes import RECIPES
from core.runs import LOCK
from gui import words
from gui.attempt import Present
from gui.job import Task
from gui.kept import words as runs_words
from gui.kept.kept_runs import KeptRuns
from gui.kept.names import CHANGED
from gui.message import Message, Offer
from gui.models.reading import restored
from gui.plan import Plan
from gui.runs import reading, trash
from gui.runs.reading import Opened
from gui.session import Session


class Runs(QObject):
    """Does what the page of runs asks for; what goes wrong is said, and nothing is lost."""

    def __init__(self, session: Session, kept_runs: KeptRuns, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._kept, self._window = session, kept_runs, window

    def open(self, run: Kept | Damaged) -> None:
        """Put a run in the place of the present one, with an Undo; the last one asked for."""
        session = self._session
        if isinstance(run, Damaged):
            session.warn(run.reason)
        elif run.folder == self._kept.present:
            session.say(runs_words.IS_PRESENT)
        else:
            for earlier in self.findChildren(Task):
                earlier.cancel()
            name, source, at_hand = self._name(run), session.plan.source, session.library.dataset
            Task(
                reading.opened(run.folder, name, source, at_hand),
                (CheckpointError, DatasetError),
                partial(self._take, run),
                session.warn,
                self,
            ).start()

    def _take(self, run: Kept, found: object) -> None:
        assert isinstance(found, Opened)
        session, data = self._session, self._session.library.dataset
        before = session.put_aside()
        session.replace_run(*restored(found.run))
        sentence = found.sentence or runs_words.opened(self._name(run), run)

        def undo() -> None:
            if data:  # its files may be gone
                session.library.keep_dataset(before[0].source, data)
            session.take_back(*before)

        self._tell(sentence, undo)

    def duplicate(self, run: Kept) -> None:
        """Plan a new run with the settings of this one, in the place of the present run."""
        session = self._session
        recipe = RECIPES.get(run.recipe.removesuffix(CHANGED), RECIPES["report"])
        source = replace(run.source or session.plan.source, has_own_digits=False)
        before: Present = session.put_aside()
        session.replace_run(Plan(recipe, run.spec, run.config, source), None)
        undo = partial(session.take_back, *before)
        self._tell(runs_words.duplicated(self._name(run), run), undo)

    def rename(self, run: Kept, name: str) -> None:
        """Call a run so; without a name it is called by what sets it apart again."""
        before, called = run.about.name, name.strip()
        if called != before and self._write(run, name=called):
            self._tell(runs_words.renamed(called), lambda: self._write_back(run, name=before))

    def ask_for_note(self, run: Kept) -> None:
        """Let a few words be written down with the run."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Note")
        dialog.setLabelText(runs_words.note_on(self._name(run)))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setTextValue(run.about.note)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda text: self.note(run, text))
        dialog.open()

    def note(self, run: Kept, text: str) -> None:
        """Keep a note with the run."""
        before, noted = run.about.note, text.strip()
        if noted != before and self._write(run, note=noted):
            sentence = runs_words.noted(self._name(run))
            self._tell(sentence, lambda: self._write_back(run, note=before))

    def delete(self, run: Kept | Damaged) -> None:
        """Move a run to the trash, with an Undo; neither the present one nor one in training."""
        session, folder = self._session, run.folder
        if folder == self._kept.present:
            session.warn(runs_words.IS_PRESENT_STAYS)
        elif locks.is_held(folder / LOCK):
            session.warn(runs_words.IN_TRAINING)
        else:
            self._throw_away(folder, self._name(run))

    def _throw_away(self, folder: Path, name: str) -> None:
        try:
            place = trash.throw_away(folder)
        except OSError:
            self._session.warn(runs_words.no_trash(folder))
            return
        undo = partial(self._bring_back, place, folder, name) if place else None
        self._tell(runs_words.deleted(name), undo)
        self._kept.refresh()

    def _bring_back(self, place: Path, folder: Path, name: str) -> None:
        try:
            trash.bring_back(place, folder)
        except OSError as error:
            self._session.warn(runs_words.not_restored(place, error.strerror or str(error)))
        else:
            self._session.say(runs_words.restored(name))
        self._kept.refresh()

    def show_folder(self, run: Kept | Damaged) -> None:
        """Open the run's folder in the desktop's own program."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.folder))):
            self._session.say(runs_words.no_folder(run.folder))

    def _name(self, run: Kept | Damaged) -> str:
        return self._kept.names.get(run.folder, run.folder.name)

    def _write(self, run: Kept, **said: str) -> bool:
        """Change what is said of a run, and leave the rest; whether that went well."""
        try:
            about.write(run.folder, replace(about.read(run.folder), **said))
        except OSError as error:
            reason = error.strerror or str(error)
            self._session.warn(runs_words.not_written(run.folder, reason))
            return False
        self._kept.refresh()
        return True

    def _write_back(self, run: Kept, **said: str) -> None:
        if self._write(run, **said):
            self._session.say(words.TAKEN_BACK)

    def _tell(self, sentence: str, undo: Callable[[], None] | None) -> None:
        offer = Offer("Undo", undo) if undo else None
        self._session.said.emit(Message(sentence, offer=offer))
