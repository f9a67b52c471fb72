"""Pictures that come into the drawing or go out of it: files, the clipboard, what is dropped."""

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtWidgets import QWidget

from core import files
from gui import drawing_words
from gui.chooser import Chooser, Place
from gui.drawing import Drawing
from gui.ink.pictures import PictureError, offered_file, offered_ink, read, to_picture, to_png
from gui.job import Job
from gui.session import Session


class Exchange(QObject):
    """Brings pictures in and out; what goes wrong is said, and the drawing is as it was.

    Files are read in the background: one of 100 megapixels takes a second. Of several that are
    asked for, the last counts.
    """

    def __init__(
        self,
        drawing: Drawing,
        session: Session,
        parent: QWidget | None = None,
        *,
        rng: np.random.Generator | None = None,
    ) -> None:
        super().__init__(parent)
        self._drawing, self._session = drawing, session
        self._rng = rng or np.random.default_rng()
        self._asked = 0
        self._chooser = Chooser(parent, Place.PicturesLocation)

    def take(self, offered: QMimeData) -> None:
        """Insert what was pasted or dropped."""
        file = offered_file(offered)
        if file:
            self.open(file)
            return
        try:
            self._insert(self._ask(), offered_ink(offered))
        except PictureError as error:
            self._session.warn(str(error))

    def paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    def copy(self) -> None:
        """Put the drawing on the clipboard as a picture, black on white."""
        QGuiApplication.clipboard().setImage(to_picture(self._drawing.ink()))
        self._session.say(drawing_words.COPIED_DRAWING)

    def open(self, path: Path) -> None:
        """Insert the picture of a file, once it is read."""
        insert = partial(self._insert, self._ask())
        Job(lambda: read(path), PictureError, insert, self._session.warn, self).start()

    def show_random_image(self) -> None:
        """Put one of the testing images on the canvas, for the network to read."""
        dataset = self._session.images
        if dataset:
            self._ask()  # nor shall a file that is still being read take its place
            position = int(self._rng.integers(len(dataset.test)))
            self._drawing.show_picture(dataset.test.images[position].reshape(dataset.shape))
            name = dataset.class_names[dataset.test.labels[position]]
            self._session.say(drawing_words.testing_image(position, name))

    def save(self, path: Path) -> None:
        """Write the drawing as a PNG file, black on white."""
        png = to_png(self._drawing.ink())
        try:
            files.write(path, png)
        except OSError as error:
            self._session.warn(
                drawing_words.drawing_not_saved(str(path), error.strerror or str(error))
            )
        else:
            self._session.say(drawing_words.drawing_saved(str(path)))

    def ask_to_open(self) -> None:
        """Open the picture that is chosen; none is no error."""
        kinds = " ".join(f"*.{kind.toStdString()}" for kind in QImageReader.supportedImageFormats())
        if path := self._chooser.file("Open a picture", [f"Pictures ({kinds})"]):
            self.open(path)

    def ask_to_save(self) -> None:
        """Save the drawing where it is said."""
        name, kind = "digit.png", "PNG picture (*.png)"
        if path := self._chooser.target("Save the drawing", name, kind):
            self.save(path)

    def _ask(self) -> int:
        """A number for what is asked for now."""
        self._asked += 1
        return self._asked

    def _insert(self, asked: int, ink: object) -> None:
        """Insert what was asked for, unless something else was since."""
        assert isinstance(ink, np.ndarray)
        if asked == self._asked:
            self._drawing.insert(ink)
