"""Hands in the dialogs that files are chosen in; these wait until somebody is done with them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

WAIT = 20  # milliseconds


def in_dialog(act: Callable[[QFileDialog], object]) -> None:
    """Do it once the dialog is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            act(dialog)
        else:
            QTimer.singleShot(WAIT, look)

    QTimer.singleShot(WAIT, look)


def choose(path: Path) -> Callable[[QFileDialog], None]:
    """Go to its folder and choose it."""

    def choosing(dialog: QFileDialog) -> None:
        dialog.setDirectory(str(path.parent))
        name = dialog.findChild(QLineEdit)
        assert isinstance(name, QLineEdit)
        name.setText(path.name)
        dialog.accept()
        if dialog.isVisible():  # it was not accepted
            dialog.reject()

    return choosing
