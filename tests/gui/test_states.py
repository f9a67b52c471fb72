"""States into which people bring the window: many clicks at once, other data, closing amid all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QThread, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.formats import idx
from core.samples import Dataset, Split
from core.source import Source
from gui.main_window import SMALLEST, MainWindow
from gui.message import Severity
from gui.opening.dialog import OpenDialog
from gui.panels.message_line import MessageLine
from gui.settings import Settings
from gui.status import Status
from gui.widgets.panel import Panel
from tests.core.tools import digest
from tests.gui.panels.showing import child
from tests.gui.waiting import messages_of, train, wait_until_ready


@pytest.fixture
def endless(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window, whose next run has a million iterations."""
    session = window.session
    plan = session.plan
    session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
    return window


def workers(window: MainWindow) -> list[QThread]:
    return [thread for thread in window.findChildren(QThread) if thread.isRunning()]


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(child(window, QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.mark.case(67)
def test_start_pressed_twenty_times_begins_once(qtbot: QtBot, endless: MainWindow) -> None:
    endless.show()
    for _ in range(20):
        endless.session.train()
    assert len(workers(endless)) == 1
    endless.session.stop()
    wait_until_ready(qtbot, endless.session)
    assert not workers(endless)


@pytest.mark.case(67)
def test_the_one_button_pressed_twenty_times_trains_or_pauses(
    qtbot: QtBot, endless: MainWindow
) -> None:
    endless.show()
    for _ in range(20):
        press(endless, "trainButton")
    assert len(workers(endless)) <= 1
    endless.session.stop()
    wait_until_ready(qtbot, endless.session)


@pytest.mark.case(67)
def test_start_stop_start_within_a_batch_gives_the_bits_of_one_start(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    train(qtbot, session)
    assert session.run
    straight = digest(session.run.state.network)
    session.reset()
    for _ in range(5):
        session.train()
        session.stop()
        session.train()
        wait_until_ready(qtbot, session)
    while session.iteration < 40:
        train(qtbot, session)
    assert digest(session.run.state.network) == straight


@pytest.mark.case(67)
def test_stop_without_training_does_nothing(window: MainWindow) -> None:
    said = messages_of(window.session)
    window.session.stop()
    assert window.session.status is Status.READY
    assert said == []


@pytest.mark.case(67, 68)
@pytest.mark.parametrize("state", ["paused", "training", "stopping"])
def test_closing_keeps_the_run(qtbot: QtBot, endless: MainWindow, home: Path, state: str) -> None:
    session = endless.session
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    if state == "paused":
        session.pause_or_resume()
    elif state == "stopping":
        session.stop()
    assert endless.close()
    assert not workers(endless)
    (model,) = (home / "runs").glob("*/model.npz")
    assert checkpoint.load(model).state.iteration >= session.iteration > 0


@pytest.mark.case(68)
def test_closing_while_a_model_is_saved_leaves_it_whole(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    train(qtbot, window.session)
    for _ in range(5):
        window.models.save_as(tmp_path / "model.npz")
    window.close()
    assert not workers(window)
    assert checkpoint.load(tmp_path / "model.npz").state.iteration == 40
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.case(68)
def test_closing_while_files_are_opened_ends_that(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    train(qtbot, window.session)
    window.models.save_as(tmp_path / "model.npz")
    qtbot.waitUntil((tmp_path / "model.npz").exists)
    before = window.session.attempt
    window.models.open(tmp_path / "model.npz")
    window.opening.open(tmp_path)
    window.close()
    assert not workers(window)
    qtbot.wait(50)
    assert window.session.attempt is before  # nothing is delivered any more


def other_data(tiny: Dataset) -> Dataset:
    """The same images with other labels, as if they had been opened."""
    train, test = (Split(part.images, (part.labels + 1) % 10) for part in (tiny.train, tiny.test))
    return Dataset("other", train, test, source=Source(path="/other", fingerprint="1"))


@pytest.mark.case(69)
def test_data_opened_while_training_wait_for_reset(
    qtbot: QtBot, endless: MainWindow, tiny: Dataset
) -> None:
    session, said = endless.session, messages_of(endless.session)
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    session.take_data(other := other_data(tiny))
    assert session.status is Status.TRAINING
    assert session.waits_for_reset
    assert session.images is tiny
    assert "Until then the present one goes on" in said[-1].text
    seen = session.iteration
    qtbot.waitUntil(lambda: session.iteration > seen)
    session.stop()
    wait_until_ready(qtbot, session)
    assert session.run
    assert session.run.dataset is tiny
    session.reset()
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.run.dataset is other


@pytest.mark.case(72)
def test_resizing_and_folding_a_hundred_times_while_training_disturbs_nothing(
    qtbot: QtBot, endless: MainWindow
) -> None:
    session = endless.session
    endless.show()
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    panels = [panel for panel in endless.findChildren(Panel) if panel.isVisible()]
    for step in range(100):
        endless.resize(*(SMALLEST if step % 2 else (1920, 1080)))
        panels[step % len(panels)].set_folded(step % 4 < 2)
        if step % 10 == 0:
            endless.pages.show_page(step // 10 % 2)
            endless.grab()
    assert session.status is Status.TRAINING
    assert endless.size().width() >= SMALLEST[0]
    seen = session.iteration
    qtbot.waitUntil(lambda: session.iteration > seen)
    session.stop()
    wait_until_ready(qtbot, session)


@pytest.mark.case(72)
def test_maximised_and_back_a_hundred_times_the_window_has_its_size(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show()
    before = window.size()
    for _ in range(100):
        window.showMaximized()
        window.showNormal()
    qtbot.waitUntil(lambda: window.size() == before)


@pytest.mark.case(75)
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (b"\x00\xff[General\nseed=many\nrecipe=\x01", "damaged"),
        (b"[General]\nversion=99\nseed=8\nrecipe=standard\n", "newer"),
    ],
)
def test_unfit_settings_give_the_defaults_and_a_note(
    qtbot: QtBot, home: Path, lines: bytes, said: str
) -> None:
    home.mkdir()
    (home / "settings.ini").write_bytes(lines)
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.show()
    line = child(window, MessageLine)
    qtbot.waitUntil(lambda: said in line.text)
    assert "settings.old" in line.text
    assert (window.session.plan.recipe.name, window.session.plan.config.seed) == ("report", 1)
    assert (home / "settings.old").read_bytes() == lines
    window.close()


def folder_of_data(root: Path, tiny: Dataset) -> Path:
    (root / "digits").mkdir()
    for part, split in (("train", tiny.train), ("t10k", tiny.test)):
        images = idx.encode(split.images.reshape(-1, 28, 28))
        (root / "digits" / f"{part}-images-idx3-ubyte").write_bytes(images)
        labels = idx.encode(split.labels.astype(np.uint8))
        (root / "digits" / f"{part}-labels-idx1-ubyte").write_bytes(labels)
    return root / "digits"


@pytest.mark.case(78)
def test_a_folder_that_is_dropped_is_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, tiny: Dataset
) -> None:
    offered = QMimeData()
    offered.setUrls([QUrl.fromLocalFile(str(folder_of_data(tmp_path, tiny)))])
    window.arrivals.take(offered)
    (dialog,) = window.findChildren(OpenDialog)
    dialog.close()


REFUSALS: dict[str, Callable[[QMimeData], None]] = {
    "three files": lambda data: data.setUrls(
        [QUrl.fromLocalFile(f"/tmp/{name}.npz") for name in "abc"]
    ),
    "an address": lambda data: data.setUrls([QUrl("https://example.org/mnist.npz")]),
    "text": lambda data: data.setText("7"),
    "nothing": lambda data: None,
}


@pytest.mark.case(78)
@pytest.mark.parametrize("place", ["window", "canvas", "clipboard"])
@pytest.mark.parametrize("kind", REFUSALS)
def test_what_cannot_be_taken_is_refused_politely(
    qtbot: QtBot, window: MainWindow, place: str, kind: str
) -> None:
    said = messages_of(window.session)
    offered = QMimeData()
    REFUSALS[kind](offered)
    if place == "window":
        window.arrivals.take(offered)
    elif place == "canvas":
        window.exchange.take(offered)
    else:
        QGuiApplication.clipboard().setMimeData(offered)
        window.exchange.paste()
        QGuiApplication.clipboard().clear()  # or it would outlive the application
    qtbot.waitUntil(lambda: bool(said))  # a file is read in the background
    (message,) = said
    assert message.severity is Severity.WARNING
    assert message.text.endswith(".")
    assert window.drawing.is_empty
    assert not window.findChildren(OpenDialog)
