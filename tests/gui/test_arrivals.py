"""Files dropped or named on the command line go to whom they concern."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.checkpoint import Checkpoint
from core.export import EXPORTS
from core.samples import Dataset
from gui.main_window import MainWindow
from gui.message import Severity
from gui.opening.dialog import OpenDialog
from tests.core.tools import digest, write_idx
from tests.gui.waiting import messages_of


def native(path: Path, model: Checkpoint) -> Path:
    checkpoint.save(path / "model.bin", model)
    return path / "model.bin"


def course(path: Path, model: Checkpoint) -> Path:
    (path / "nn_parameters.txt").write_bytes(
        EXPORTS["course"].encode(model.network, model.class_names)
    )
    return path / "nn_parameters.txt"


def run(path: Path, model: Checkpoint) -> Path:
    checkpoint.save(path / "model.npz", model)
    return path


def dropped(window: MainWindow, *paths: Path) -> Qt.DropAction:
    """Drop files on the window, from where they would be moved."""
    offered = QMimeData()
    offered.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        offered,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    window.dropEvent(event)
    return event.dropAction()


@pytest.mark.parametrize("write", [native, course, run])
def test_a_model_is_opened_as_one(
    qtbot: QtBot,
    window: MainWindow,
    model: Checkpoint,
    tmp_path: Path,
    write: Callable[[Path, Checkpoint], Path],
) -> None:
    action = dropped(window, write(tmp_path, model))
    assert action is Qt.DropAction.CopyAction  # or the other side would remove it
    qtbot.waitUntil(lambda: window.session.run is not None, timeout=20_000)
    assert window.session.run
    assert digest(window.session.run.state.network) == digest(model.network)
    assert window.findChildren(OpenDialog) == []


@pytest.mark.parametrize("part", ["", "train-images-idx3-ubyte"])
def test_data_are_shown_before_they_are_taken(
    qtbot: QtBot, window: MainWindow, tiny: Dataset, tmp_path: Path, part: str
) -> None:
    dropped(window, write_idx(tmp_path / "brought", tiny, packed=False) / part)
    (dialog,) = window.findChildren(OpenDialog)
    assert dialog.isVisible()
    assert window.session.images is tiny
    dialog.reject()


@pytest.mark.parametrize("name", ["model.pt", "model.keras", "model.safetensors"])
def test_a_foreign_model_is_refused_as_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    said = messages_of(window.session)
    (tmp_path / name).write_bytes(b"anything")
    dropped(window, tmp_path / name)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].severity is Severity.WARNING
    assert name in said[-1].text
    assert window.findChildren(OpenDialog) == []
