"""The dialogs in which files are chosen; they open where the last one was left."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Place = QStandardPaths.StandardLocation


class Chooser:
    """Asks for files of one kind; None where nothing was chosen."""

    def __init__(self, window: QWidget | None, place: Place = Place.DocumentsLocation) -> None:
        self._window = window
        self._folder = QStandardPaths.writableLocation(place)

    def file(self, title: str, filters: Sequence[str] = ()) -> Path | None:
        """A file that is there."""
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([*filters, "All files (*)"])
        return self._chosen(dialog)

    def folder(self, title: str) -> Path | None:
        """A folder that is there."""
        return self._chosen(self._dialog(title, QFileDialog.FileMode.Directory))

    def target(self, title: str, name: str, filter_: str) -> Path | None:
        """A file to write; over one that is there only if that is confirmed."""
        dialog = self._dialog(title, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(filter_)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        return self._chosen(dialog)

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        folder = self._folder if Path(self._folder).is_dir() else str(Path.home())
        dialog = QFileDialog(self._window, title, folder)
        dialog.setFileMode(mode)
        return dialog

    def _chosen(self, dialog: QFileDialog) -> Path | None:
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return None
        chosen = Path(dialog.selectedFiles()[0])
        self._folder = str(chosen.parent)
        return chosen
