"""Files that are dropped on the window, or named on the command line: data, or a model."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject

from core.models import is_model
from gui.models.models import Models
from gui.opening import words
from gui.opening.opening import Opening
from gui.session import Session


class Arrivals(QObject):
    """Hands each file to whom it concerns; what is no file is refused in a sentence."""

    def __init__(self, session: Session, opening: Opening, models: Models, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._opening, self._models = session, opening, models

    def take(self, offered: QMimeData) -> None:
        """Open the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in offered.urls() if url.isLocalFile()]
        if not paths:
            self._session.warn(words.NO_FILE)
        elif len(paths) > 1:
            self._session.warn(words.ONE_FILE)
        else:
            self.open(paths[0])

    def open_first(self, path: Path) -> None:
        """Open a file as soon as it is known who answers, which helps to understand it."""
        library = self._session.library
        if library.has_looked:
            self.open(path)
            return

        def look() -> None:
            if library.has_looked:
                library.changed.disconnect(look)
                self.open(path)

        library.changed.connect(look)

    def open(self, path: Path) -> None:
        if is_model(path):
            self._models.open(path)
        else:
            self._opening.open(path)
