"""The program as a process of its own: ended by a signal, and started with files missing."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import resources
from gui.main_window import MainWindow
from gui.panels.message_line import MessageLine
from tests.gui import bundle

ROOT = Path(__file__).resolve().parents[2]
STARTS = 30.0  # seconds at most until a process is where a test wants it
OFFSCREEN = "This plugin does not support "  # says Qt without a screen
ENDS = 2.0  # seconds at most from the signal to the end

# The window, whose training begins as soon as the data are there.
TRAINING = """
import sys
from gui import app
from gui.main_window import MainWindow

class Trained(MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.session.status_changed.connect(self.begin)
        self.session.advanced.connect(self.tell)

    def begin(self):
        if self.session.made_from is None:
            self.session.train()

    def tell(self):
        if self.session.iteration > 0:
            print("training", flush=True)

app.MainWindow = Trained
sys.exit(app.run())
"""

Process = subprocess.Popen[str]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def start() -> Iterator[Callable[..., Process]]:
    """Starts Python with arguments in the project's folder; what is still alive is killed."""
    processes: list[Process] = []

    def begin(*arguments: str) -> Process:
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        pipe = subprocess.PIPE
        command = [sys.executable, *arguments]
        processes.append(
            subprocess.Popen(command, cwd=ROOT, env=environ, stdout=pipe, stderr=pipe, text=True)
        )
        return processes[-1]

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def catches_sigterm(process: Process) -> bool:
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = re.search(r"SigCgt:\s*([0-9a-f]+)", status)
    return bool(caught and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + STARTS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def ended_well(process: Process, number: int = signal.SIGTERM) -> bool:
    """Send the signal, and see the process end in time, with code 0 and without a word."""
    process.send_signal(number)
    _, errors = process.communicate(timeout=ENDS)
    assert [line for line in errors.splitlines() if not line.startswith(OFFSCREEN)] == []
    return process.returncode == 0


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.3])
def test_a_signal_while_it_is_starting_and_loading_ends_it_in_order(
    start: Callable[..., Process], delay: float
) -> None:
    process = start("main.py")
    wait_until(lambda: catches_sigterm(process))
    time.sleep(delay)
    assert ended_well(process)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_it_trains_ends_it_in_order_and_keeps_the_run(
    start: Callable[..., Process], home: Path, number: int
) -> None:
    process = start("-c", TRAINING)
    assert process.stdout
    assert process.stdout.readline() == "training\n"
    assert ended_well(process, number)
    (run,) = (home / "runs").iterdir()
    assert {file.name for file in run.iterdir()} == {"run.json", "curves.npz", "model.npz"}


def test_the_home_folder_can_be_unwritable(start: Callable[..., Process], home: Path) -> None:
    home.write_text("a file in the way")
    process = start("main.py")
    wait_until(lambda: catches_sigterm(process))
    time.sleep(0.3)
    assert ended_well(process)


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
