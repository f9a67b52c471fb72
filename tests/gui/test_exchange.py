"""Pictures in and out of the drawing: by file, clipboard and dialog, and what is said of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.arrays import Images
from core.samples import Dataset
from gui import drawing_words
from gui.drawing import Drawing
from gui.exchange import Exchange
from gui.ink.pictures import to_picture
from gui.job import Job, end_jobs
from gui.message import Message, Severity
from gui.session import Session
from tests.gui.dialogs import choose, in_dialog

SEED = 5


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    drawing = Drawing()
    drawing.begin((0.2, 0.5, 1.0))
    drawing.add((0.8, 0.6, 0.7))
    drawing.complete()
    return drawing


@pytest.fixture
def exchange(drawing: Drawing, session: Session) -> Iterator[Exchange]:
    exchange = Exchange(drawing, session, rng=np.random.default_rng(SEED))
    yield exchange
    end_jobs(exchange)


def dot() -> Images:
    ink = np.zeros((280, 280), np.uint8)
    ink[100:150, 120:160] = 255
    return ink


def dot_file(folder: Path, name: str = "dot.png") -> Path:
    path = folder / name
    assert to_picture(dot()).save(str(path))
    return path


def wait_for_change(qtbot: QtBot, drawing: Drawing, act: Callable[[], None]) -> None:
    with qtbot.waitSignal(drawing.changed):
        act()


def test_a_drawing_comes_back_from_its_file_as_it_was(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path, said: list[Message]
) -> None:
    path = tmp_path / "digit.png"
    before = drawing.ink()
    exchange.save(path)
    assert said == [Message(drawing_words.drawing_saved(str(path)))]
    drawing.clear()
    wait_for_change(qtbot, drawing, lambda: exchange.open(path))
    np.testing.assert_array_equal(drawing.ink(), before)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["digit.png"]


def test_opening_replaces_and_one_undo_brings_back(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path
) -> None:
    before = drawing.ink()
    wait_for_change(qtbot, drawing, lambda: exchange.open(dot_file(tmp_path)))
    np.testing.assert_array_equal(drawing.ink(), dot())
    drawing.undo()
    np.testing.assert_array_equal(drawing.ink(), before)


def test_a_drawing_that_cannot_be_saved_says_so(
    exchange: Exchange, tmp_path: Path, said: list[Message]
) -> None:
    exchange.save(tmp_path / "missing" / "digit.png")
    assert [message.severity for message in said] == [Severity.WARNING]
    assert "could not be saved" in said[0].text
    assert "No such file" in said[0].text


def test_a_file_that_is_no_picture_is_said_and_the_drawing_stays(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path, said: list[Message]
) -> None:
    before = drawing.ink()
    for name in ("missing.png", ""):
        with qtbot.waitSignal(exchange._session.said):
            exchange.open(tmp_path / name)
    assert [message.severity for message in said] == 2 * [Severity.WARNING]
    assert "There is no file" in said[0].text
    assert "is a folder" in said[1].text
    np.testing.assert_array_equal(drawing.ink(), before)


def test_the_drawing_goes_to_the_clipboard_and_comes_back(
    drawing: Drawing, exchange: Exchange, said: list[Message]
) -> None:
    before = drawing.ink()
    exchange.copy()
    assert said == [Message(drawing_words.COPIED_DRAWING)]
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (560, 560)
    drawing.clear()
    exchange.paste()
    np.testing.assert_array_equal(drawing.ink(), before)


def test_a_copied_file_is_pasted(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dot_file(tmp_path)))])
    QGuiApplication.clipboard().setMimeData(data)
    wait_for_change(qtbot, drawing, exchange.paste)
    np.testing.assert_array_equal(drawing.ink(), dot())


def test_text_on_the_clipboard_is_no_picture(
    drawing: Drawing, exchange: Exchange, said: list[Message]
) -> None:
    before = drawing.ink()
    QGuiApplication.clipboard().setText("7")
    exchange.paste()
    assert [message.severity for message in said] == [Severity.WARNING]
    assert "no picture" in said[0].text
    np.testing.assert_array_equal(drawing.ink(), before)


def test_of_several_pictures_the_last_counts(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path
) -> None:
    told: list[int] = []
    drawing.changed.connect(lambda: told.append(1))
    exchange.open(dot_file(tmp_path))
    data = QMimeData()
    data.setImageData(to_picture(np.eye(280, dtype=np.uint8) * 255))
    exchange.take(data)
    qtbot.waitUntil(lambda: not exchange.findChildren(Job))
    np.testing.assert_array_equal(drawing.ink(), np.eye(280) * 255)
    assert told == [1]


def test_closing_ends_what_is_read(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path
) -> None:
    large = tmp_path / "large.png"
    assert QImage(str(dot_file(tmp_path))).scaled(4000, 4000).save(str(large))
    before = drawing.ink()
    exchange.open(large)
    end_jobs(exchange)
    assert all(job.isFinished() for job in exchange.findChildren(Job))
    qtbot.wait(20)
    np.testing.assert_array_equal(drawing.ink(), before)


def test_a_random_image_is_the_rng_s_and_is_named(
    drawing: Drawing, exchange: Exchange, tiny: Dataset, said: list[Message]
) -> None:
    positions, alone = np.random.default_rng(SEED), Drawing()
    for _ in range(3):
        exchange.show_random_image()
        position = int(positions.integers(len(tiny.test)))
        label = str(tiny.test.labels[position])
        assert said[-1] == Message(drawing_words.testing_image(position, label))
        alone.show_picture(tiny.test.images[position].reshape(28, 28))
        np.testing.assert_array_equal(drawing.ink(), alone.ink())
    assert len(said) == 3


def test_before_the_images_are_here_there_is_no_random_one(
    drawing: Drawing, exchange: Exchange, session: Session, said: list[Message]
) -> None:
    before = drawing.ink()
    session.library.keep_dataset(None, None)
    exchange.show_random_image()
    np.testing.assert_array_equal(drawing.ink(), before)
    assert said == []


def test_the_dialogs_open_and_save(
    qtbot: QtBot, drawing: Drawing, exchange: Exchange, tmp_path: Path
) -> None:
    before = drawing.ink()
    in_dialog(choose(tmp_path / "mine"))
    exchange.ask_to_save()
    assert (tmp_path / "mine.png").exists()
    drawing.clear()
    in_dialog(choose(tmp_path / "mine.png"))
    wait_for_change(qtbot, drawing, exchange.ask_to_open)
    np.testing.assert_array_equal(drawing.ink(), before)
    in_dialog(QFileDialog.reject)
    exchange.ask_to_open()
    np.testing.assert_array_equal(drawing.ink(), before)
