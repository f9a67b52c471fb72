"""The program as a process of its own: ended by a signal, and started with files missing."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import resources
from gui.main_window import MainWindow
from gui.panels.message_line import MessageLine
from tests.e2e.processes import FILES, TRAINING, Process, catches_sigterm, ended_well, wait_until
from tests.gui import bundle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.mark.case(68)
@pytest.mark.parametrize("delay", [0.0, 0.1, 0.3])
def test_a_signal_while_it_is_starting_and_loading_ends_it_in_order(
    start: Callable[..., Process], delay: float
) -> None:
    process = start("main.py")
    wait_until(lambda: catches_sigterm(process))
    time.sleep(delay)
    assert ended_well(process)


@pytest.mark.case(68)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_it_trains_ends_it_in_order_and_keeps_the_run(
    start: Callable[..., Process], home: Path, number: int
) -> None:
    process = start("-c", TRAINING)
    assert process.stdout
    assert process.stdout.readline() == "training\n"
    assert ended_well(process, number)
    (run,) = (home / "runs").iterdir()
    assert {file.name for file in run.iterdir()} == FILES


@pytest.mark.case(75)
def test_the_home_folder_can_be_unwritable(start: Callable[..., Process], home: Path) -> None:
    home.write_text("a file in the way")
    process = start("main.py")
    wait_until(lambda: catches_sigterm(process))
    time.sleep(0.3)
    assert ended_well(process)


@pytest.mark.case(79)
@pytest.mark.parametrize("spoil", [bundle.without, bundle.damaged])
@pytest.mark.parametrize(
    ("name", "can_train"),
    [("models/default.npz", True), ("mnist/train-labels-idx1-ubyte.gz", False)],
)
def test_without_a_bundled_file_the_window_opens_and_says_so(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, str], Path],
    name: str,
    can_train: bool,
) -> None:
    monkeypatch.setattr(resources, "ROOT", spoil(tmp_path / "resources", name))
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    (line,) = window.findChildren(MessageLine)
    qtbot.waitUntil(lambda: Path(name).name.split("-idx")[0] in line.text, timeout=20_000)
    button = window.findChild(QPushButton, "trainButton")
    assert isinstance(button, QPushButton)
    if can_train:
        qtbot.waitUntil(button.isEnabled, timeout=20_000)
    assert button.isEnabled() == can_train
    window.close()
