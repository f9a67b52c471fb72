"""Odd data that are taken all the same: what was guessed is shown, told and can be corrected."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from core.arrays import AnyArray, Images
from core.dataset import bundled
from core.samples import Dataset, Split
from gui.main_window import MainWindow
from gui.opening.dialog import OpenDialog
from gui.opening.glance import Glance
from gui.widgets.bars import ProbabilityBars
from gui.widgets.fields import ChoiceField
from tests.core.formats.folder_files import write, write_classes
from tests.core.tools import write_idx
from tests.gui.waiting import train

DARK, SWAPPED = "Dark ink on a bright ground", "Rows and columns swapped"
SOME = 60


@pytest.fixture(scope="module")
def digits() -> Dataset:
    """A little of MNIST, every digit in both parts."""
    mnist = bundled("mnist")
    return Dataset("some", mnist.train.part(0, 300), mnist.test.part(0, 100))


@pytest.fixture
def look(qtbot: QtBot, window: MainWindow) -> Callable[[Path], OpenDialog]:
    """Open a path, and wait for what is found there."""
    window.session.library.fetch_model()
    qtbot.waitUntil(lambda: window.session.answerer is not None)

    def opened(path: Path) -> OpenDialog:
        window.opening.open(path)
        dialog = window.findChildren(OpenDialog)[-1]
        qtbot.waitUntil(lambda: bool(dialog.findChildren(Glance)))
        return dialog

    return opened


Look = Callable[[Path], OpenDialog]


def text_of(dialog: OpenDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def box(dialog: OpenDialog, text: str) -> QCheckBox:
    return next(box for box in dialog.findChildren(QCheckBox) if box.text() == text)


def scale(dialog: OpenDialog) -> str:
    fields = dialog.findChildren(ChoiceField)
    return next(field.currentText() for field in fields if field.accessibleName() == "Scale")


def training(dialog: OpenDialog) -> dict[str, int]:
    """How many training images there are of each class."""
    (table,) = dialog.findChildren(QTableWidget)
    cells = [[table.item(row, column) for column in (0, 1)] for row in range(table.rowCount())]
    return {name.text(): int(count.text()) for name, count in cells if name and count}


def take(window: MainWindow, dialog: OpenDialog) -> Dataset:
    """Press Open; the data that the next run is trained on."""
    dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Open).click()
    dataset = window.session.library.dataset
    assert dataset
    return dataset


def pictures(root: Path, dataset: Dataset, change: Callable[[Images], Images]) -> Path:
    """A folder a class of the first images, changed."""
    for number in range(SOME):
        image = dataset.train.images[number].reshape(28, 28)
        write(root / str(dataset.train.labels[number]) / f"{number}.png", change(image))
    return root


def changed(dataset: Dataset, change: Callable[[AnyArray], AnyArray]) -> Dataset:
    """The same with other images (N, 28, 28)."""
    parts = (dataset.train, dataset.test)
    train, test = (Split(_flat(change(p.images.reshape(-1, 28, 28))), p.labels) for p in parts)
    return Dataset(dataset.name, train, test)


def _flat(images: AnyArray) -> AnyArray:
    return np.ascontiguousarray(images).reshape(len(images), -1)


@pytest.mark.case(14, 47)
@pytest.mark.parametrize("side", [20, 32])
def test_images_of_another_size_are_fitted_and_that_is_said(
    window: MainWindow, look: Look, tmp_path: Path, digits: Dataset, side: int
) -> None:
    def resized(image: Images) -> Images:
        return np.pad(image, 2) if side == 32 else np.ascontiguousarray(image[4:24, 4:24])

    dialog = look(pictures(tmp_path / "digits", digits, resized))
    assert f"Images of {side}x{side} pixels are fitted to 28x28." in text_of(dialog)
    dataset = take(window, dialog)
    assert dataset.shape == (28, 28)
    assert dataset.train.images.shape[1] == 784


@pytest.mark.case(17)
@pytest.mark.parametrize("present", ["7", "012345689"])
def test_absent_classes_are_told_and_their_rows_say_that_there_are_none(
    qtbot: QtBot, window: MainWindow, look: Look, tmp_path: Path, present: str
) -> None:
    dialog = look(write_classes(tmp_path / "digits", present, each=9))
    assert bool(training(dialog)["7"]) is (present == "7")
    assert "There are no images of " in text_of(dialog)
    take(window, dialog)
    train(qtbot, window.session)
    table = window.train_page.digits.table
    errors = [item.text() for row in range(10) if (item := table.item(row, 3))]
    assert [str(digit) for digit in range(10) if errors[digit] != "none"] == list(present)


@pytest.mark.case(18)
@pytest.mark.parametrize("name", ["digits", "emnist-digits"])
def test_images_on_their_side_are_seen_turned_and_can_be_turned_back(
    window: MainWindow, look: Look, tmp_path: Path, digits: Dataset, name: str
) -> None:
    on_their_side = changed(digits, lambda images: images.transpose(0, 2, 1))
    dialog = look(write_idx(tmp_path / name, on_their_side))
    assert box(dialog, SWAPPED).isChecked()
    box(dialog, SWAPPED).click()
    box(dialog, SWAPPED).click()
    dataset = take(window, dialog)
    np.testing.assert_array_equal(dataset.train.images, digits.train.images)


@pytest.mark.case(19)
@pytest.mark.parametrize(("name", "first"), [("fashion-mnist", "T-shirt"), ("KMNIST", "o")])
def test_other_things_than_digits_have_their_names_in_the_preview_the_table_and_the_answer(
    qtbot: QtBot,
    window: MainWindow,
    look: Look,
    tmp_path: Path,
    digits: Dataset,
    name: str,
    first: str,
) -> None:
    dialog = look(write_idx(tmp_path / name, digits))
    assert next(iter(training(dialog))) == first
    take(window, dialog)
    train(qtbot, window.session)
    cell = window.train_page.digits.table.item(0, 0)
    assert cell
    assert cell.text() == first
    window.drawing.show_picture(digits.test.images[3].reshape(28, 28))
    bars = window.train_page.findChildren(ProbabilityBars)[0]
    assert bars.accessibleDescription().startswith(f"{first}: ")


@pytest.mark.case(29)
@pytest.mark.parametrize(
    ("shown", "change"),
    [
        ("0 to 1", lambda images: images / 255),
        ("0 to 255", lambda images: images.astype(float)),
        ("-1 to 1", lambda images: images / 127.5 - 1),
    ],
)
def test_the_scale_of_fractions_is_found_and_shown(
    window: MainWindow,
    look: Look,
    tmp_path: Path,
    digits: Dataset,
    shown: str,
    change: Callable[[AnyArray], AnyArray],
) -> None:
    images, truth = digits.train.images, digits.train.labels
    values = change(images)
    np.savez(tmp_path / "a.npz", x_train=values, y_train=truth, x_test=values, y_test=truth)
    dialog = look(tmp_path / "a.npz")
    assert scale(dialog) == shown
    np.testing.assert_array_equal(take(window, dialog).train.images, images)


@pytest.mark.case(41)
def test_folders_called_in_other_ways_are_mapped_in_the_preview(
    window: MainWindow, look: Look, tmp_path: Path
) -> None:
    dialog = look(write_classes(tmp_path / "digits", ["00", "one", "class_3"], each=8))
    counts = training(dialog)
    assert list(counts) == list("0123456789")
    assert [name for name, count in counts.items() if count] == ["0", "1", "3"]


@pytest.mark.case(41)
def test_folders_that_name_no_digits_are_classes_of_their_own(
    window: MainWindow, look: Look, tmp_path: Path
) -> None:
    dialog = look(write_classes(tmp_path / "animals", ["dog", "cat"], each=8))
    assert list(training(dialog)) == ["cat", "dog"]


@pytest.mark.case(46)
def test_black_on_white_is_found_shown_and_can_be_switched(
    window: MainWindow, look: Look, tmp_path: Path, digits: Dataset
) -> None:
    path = pictures(tmp_path / "digits", digits, lambda image: 255 - image)
    dialog = look(path)
    assert box(dialog, DARK).isChecked()
    assert np.median(take(window, dialog).train.images) == 0
    dialog = look(path)
    box(dialog, DARK).click()
    assert not box(dialog, DARK).isChecked()
