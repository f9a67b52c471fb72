"""Opening data: by dialog, by a drop, from the recent ones, or from the command line."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.dataset import Dataset
from gui.chooser import Chooser
from gui.opening import words
from gui.recent import Recent
from gui.session import Session
from gui.settings import Settings


class Opening(QObject):
    """Shows what is in files, and gives the dataset to the session once that is accepted."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.recent = Recent(settings, "recent_data")
        self._session, self._window = session, window
        self._chooser = Chooser(window)

    def ask_for_file(self) -> None:
        """Open the file that is chosen; none is no error."""
        if path := self._chooser.file(words.TITLE):
            self.open(path)

    def ask_for_folder(self) -> None:
        if path := self._chooser.folder(words.TITLE):
            self.open(path)

    def open(self, path: Path) -> None:
        """Show what is in a file or folder, in a dialog that asks whether to take it."""
        from gui.opening.dialog import OpenDialog  # only here: the formats take 30 ms of the start

        session = self._session
        dialog = OpenDialog(path, session.answerer, session.library.dataset, self._window)

        def take(dataset: object) -> None:
            assert isinstance(dataset, Dataset)
            self.recent.note(path.absolute())
            session.take_data(dataset)
            if not session.waits_for_reset:
                session.say(words.opened(dataset, session.plan))

        dialog.opened.connect(take)
        dialog.open()
