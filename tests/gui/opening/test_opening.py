"""Opening data in the window: nothing changes before Open, and everything can be corrected."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from core.arrays import AnyArray, Images
from core.checkpoint import Checkpoint
from core.dataset import bundled
from core.formats import idx
from core.samples import Dataset
from gui.job import Task
from gui.main_window import MainWindow
from gui.opening.dialog import OpenDialog
from gui.opening.glance import Glance
from gui.widgets.fields import ChoiceField
from tests.gui.own_digits import give_model
from tests.gui.waiting import messages_of

Button = QDialogButtonBox.StandardButton
Open = Callable[[Path], OpenDialog]


def write_pair(folder: Path, images: Images, labels: AnyArray, part: str = "own") -> Path:
    """An IDX pair of one's own; the path of its images."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{part}-images-idx3-ubyte"
    path.write_bytes(idx.encode(images.reshape(-1, 28, 28)))
    (folder / f"{part}-labels-idx1-ubyte").write_bytes(idx.encode(labels.astype(np.uint8)))
    return path


@pytest.fixture
def pair(tmp_path: Path, tiny: Dataset) -> Path:
    return write_pair(tmp_path / "brought", tiny.train.images, tiny.train.labels)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Open:
    """Ask the window to open a path; the dialog comes once it has read."""

    def open_path(path: Path) -> OpenDialog:
        window.opening.open(path)
        dialog = window.findChildren(OpenDialog)[-1]
        qtbot.waitUntil(lambda: bool(dialog.findChildren(Glance)) or "⚠" in text_of(dialog))
        return dialog

    return open_path


def press(dialog: OpenDialog, button: Button) -> None:
    dialog.findChildren(QDialogButtonBox)[0].button(button).click()


def text_of(dialog: OpenDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def cell(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item
    return item.text()


def counts_of(dialog: OpenDialog) -> list[list[str]]:
    table = dialog.findChildren(QTableWidget)[0]
    rows, columns = range(table.rowCount()), range(table.columnCount())
    return [[cell(table, row, column) for column in columns] for row in rows]


def test_nothing_changes_before_open(
    qtbot: QtBot, window: MainWindow, opened: Open, pair: Path
) -> None:
    before = window.session.plan, window.session.images
    dialog = opened(pair)
    assert (window.session.plan, window.session.images) == before
    press(dialog, Button.Cancel)
    assert (window.session.plan, window.session.images) == before


def test_open_takes_the_data(
    qtbot: QtBot,
    window: MainWindow,
    opened: Open,
    pair: Path,
    tiny: Dataset,
) -> None:
    dialog = opened(pair)
    assert counts_of(dialog)[3] == ["3", "19", "4"]
    press(dialog, Button.Open)
    source, images = window.session.plan.source, window.session.images
    assert Path(source.path) == pair
    assert images
    assert images.source == source
    assert len(images.train) + len(images.test) == len(tiny.train)
    assert window.opening.recent.paths == [pair]


def test_what_was_guessed_can_be_corrected(
    qtbot: QtBot, window: MainWindow, opened: Open, pair: Path
) -> None:
    dialog = opened(pair)
    boxes = {box.text(): box for box in dialog.findChildren(QCheckBox)}
    boxes["Rows and columns swapped"].click()
    held = next(
        box for box in dialog.findChildren(ChoiceField) if box.accessibleName() == "Testing images"
    )
    held.setCurrentIndex(2)
    held.activated.emit(2)
    assert sum(int(row[2]) for row in counts_of(dialog)) == 23
    press(dialog, Button.Open)
    qtbot.waitUntil(lambda: bool(window.session.plan.source.path))
    source = window.session.plan.source
    assert source.interpretation.transposed
    assert source.interpretation.held_out == 10


def test_what_cannot_be_opened_is_told_where_it_was_asked(
    qtbot: QtBot, window: MainWindow, opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "page.gz"
    path.write_bytes(b"<!DOCTYPE html>")
    before = window.session.plan, window.session.images
    dialog = opened(path)
    assert "page.gz" in text_of(dialog)
    assert "web page" in text_of(dialog)
    assert not dialog.findChildren(Glance)
    press(dialog, Button.Close)
    assert (window.session.plan, window.session.images) == before
    assert window.opening.recent.paths == []


def test_images_that_the_network_was_trained_on_are_told(
    qtbot: QtBot,
    window: MainWindow,
    opened: Open,
    tmp_path: Path,
    model: Checkpoint,
) -> None:
    """The bundled model was trained on MNIST."""
    mnist = bundled("mnist").train.part(0, 120)
    give_model(window.session, model)
    dialog = opened(write_pair(tmp_path / "mnist", mnist.images, mnist.labels))
    assert "About 100 % of the testing images" in text_of(dialog)


def test_data_of_other_classes_give_the_network_other_outputs(
    qtbot: QtBot, window: MainWindow, opened: Open, tmp_path: Path
) -> None:
    """Letters, as EMNIST numbers them."""
    labels = np.arange(260) % 26 + 1
    images = np.random.default_rng(1).integers(0, 60, (260, 28, 28), dtype=np.uint8)
    images[np.arange(260), labels] = 255
    dialog = opened(write_pair(tmp_path, images, labels, "emnist-letters"))
    press(dialog, Button.Open)
    assert window.session.plan.spec.sizes[-1] == 26
    window.session.train()
    qtbot.waitUntil(lambda: window.session.score is not None)
    table = window.train_page.digits.table
    assert table.rowCount() == 27
    assert cell(table, 0, 0) == "A"


@pytest.mark.case(78)
@pytest.mark.parametrize("urls", [[], ["https://example.org/mnist.npz"]])
def test_what_is_no_file_is_refused_in_words(window: MainWindow, urls: list[str]) -> None:
    said = messages_of(window.session)
    offered = QMimeData()
    offered.setText("some text")
    offered.setUrls([QUrl(url) for url in urls])
    window.arrivals.take(offered)
    assert "no file" in said[-1].text


@pytest.mark.case(78)
def test_several_files_at_once_are_refused_in_words(window: MainWindow, pair: Path) -> None:
    said = messages_of(window.session)
    offered = QMimeData()
    offered.setUrls([QUrl.fromLocalFile(str(path)) for path in pair.parent.iterdir()])
    window.arrivals.take(offered)
    assert "single file or folder" in said[-1].text
    assert not window.findChildren(OpenDialog)


def test_closing_the_window_ends_the_reading(window: MainWindow, pair: Path) -> None:
    window.opening.open(pair)
    window.close()
    assert not any(task.isRunning() for task in window.findChildren(Task))
