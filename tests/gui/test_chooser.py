"""Choosing files: what is offered, what comes back, and where the next dialog opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.chooser import Chooser
from tests.gui.dialogs import choose, in_dialog

KIND = "Models (*.npz)"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def chooser(parent: QWidget) -> Chooser:
    return Chooser(parent)


def test_a_file_comes_back_and_every_kind_can_be_chosen(chooser: Chooser, tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    offered: list[str] = []

    def look(dialog: QFileDialog) -> None:
        offered.extend(dialog.nameFilters())
        dialog.selectNameFilter(offered[-1])
        choose(tmp_path / "model.bin")(dialog)

    in_dialog(look)
    assert chooser.file("Open", [KIND]) == tmp_path / "model.bin"
    assert offered == [KIND, "All files (*)"]


def test_a_folder_comes_back(chooser: Chooser, tmp_path: Path) -> None:
    (tmp_path / "digits").mkdir()
    in_dialog(choose(tmp_path / "digits"))
    assert chooser.folder("Open") == tmp_path / "digits"


@pytest.mark.parametrize(
    ("typed", "chosen"), [("mine", "mine.npz"), ("mine.npz", "mine.npz"), ("v1.2", "v1.2")]
)
def test_a_target_gets_its_ending_if_none_is_typed(
    chooser: Chooser, tmp_path: Path, typed: str, chosen: str
) -> None:
    in_dialog(choose(tmp_path / typed))
    assert chooser.target("Save", "model.npz", KIND) == tmp_path / chosen


@pytest.mark.parametrize("does_replace", [True, False])
def test_a_file_that_is_there_is_replaced_only_if_that_is_confirmed(
    chooser: Chooser, tmp_path: Path, does_replace: bool
) -> None:
    (tmp_path / "model.npz").touch()
    asked: list[str] = []

    def confirm() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, confirm)
            return
        asked.append(box.text())
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        box.button(yes if does_replace else no).click()

    def choosing(dialog: QFileDialog) -> None:
        QTimer.singleShot(20, confirm)
        choose(tmp_path / "model.npz")(dialog)

    in_dialog(choosing)
    chosen = chooser.target("Save", "model.npz", KIND)
    assert chosen == (tmp_path / "model.npz" if does_replace else None)
    assert "model.npz" in asked[0]


def test_nothing_chosen_is_none(chooser: Chooser) -> None:
    in_dialog(QFileDialog.reject)
    assert chooser.file("Open") is None
    in_dialog(QFileDialog.reject)
    assert chooser.target("Save", "a.npz", KIND) is None


def test_the_next_dialog_opens_where_the_last_file_was(chooser: Chooser, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    opened: list[Path] = []
    folder.mkdir()
    (folder / "model.npz").touch()
    in_dialog(choose(folder / "model.npz"))
    chooser.file("Open")

    def look(dialog: QFileDialog) -> None:
        opened.append(Path(dialog.directory().absolutePath()))
        dialog.reject()

    in_dialog(look)
    chooser.target("Save", "a.npz", KIND)
    assert opened == [folder]
