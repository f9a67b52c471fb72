"""A program that is killed while it trains: the next one offers to go on, with the same bits."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.checkpoint import CheckpointError
from core.dataset import load_dataset
from core.interrupted import interrupted
from core.recipes import RECIPES
from core.runs import LOCK, Run
from gui.job import Job
from gui.main_window import MainWindow
from gui.message import Message
from tests.core.tools import digest, toy_dataset, write_idx
from tests.e2e.processes import Process, wait_until
from tests.gui.waiting import messages_of, wait_until_ready

LENGTH = 3_000  # iterations; the slow machine needs some seconds
# The command line, saving as often as it can, and trained no longer than a test may last.
TRAINS = f"""
import sys
from dataclasses import replace
import main
from core import recipes, runs
runs.SAVE_EVERY, runs.SAVING = 0.0, 0.5
report = recipes.RECIPES["report"]
config = replace(report.config, iterations={LENGTH})
recipes.RECIPES["report"] = replace(report, config=config)
sys.exit(main.main(sys.argv[1:]))
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of MNIST's four files with toy digits in them."""
    return write_idx(tmp_path / "brought", toy_dataset())


def iteration_in(runs: Path) -> int:
    """Where the only run stood when it was saved last; 0 if it was not yet."""
    try:
        return max(checkpoint.load(path).state.iteration for path in runs.glob("*/model.npz"))
    except (CheckpointError, ValueError):
        return 0


def killed_while_training(start: Callable[..., Process], own: Path, home: Path) -> Path:
    """The folder of a run of the command line that was killed in the middle."""
    options = ["train", "--recipe", "report", "--seed", "3", "--data", str(own)]
    process = start("-c", TRAINS, *options)
    runs = home / "runs"
    wait_until(lambda: process.poll() is not None or iteration_in(runs) > 50)
    assert process.poll() is None, process.communicate()[1]
    assert interrupted() == []
    process.send_signal(signal.SIGKILL)
    process.wait()
    (folder,) = runs.iterdir()
    assert (folder / LOCK).exists()
    assert 50 < iteration_in(runs) < LENGTH
    return folder


def never_interrupted(own: Path) -> Run:
    recipe = RECIPES["report"]
    run = Run.of(recipe, load_dataset(own), 3)
    for _ in run.events(until=LENGTH):
        pass
    return run


def test_a_killed_run_goes_on_in_the_next_window_with_the_same_bits(
    qtbot: QtBot, start: Callable[..., Process], own: Path, home: Path
) -> None:
    folder = killed_while_training(start, own, home)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20_000)
    (box,) = window.findChildren(QMessageBox)
    assert f"of {LENGTH:,}. Continue gives" in box.informativeText()
    next(each for each in box.buttons() if each.text() == "Continue").click()
    qtbot.waitUntil(lambda: window.session.iteration == LENGTH, timeout=60_000)
    wait_until_ready(qtbot, window.session)
    assert window.session.run
    expected = digest(never_interrupted(own).state.network)
    assert digest(window.session.run.state.network) == expected
    assert digest(checkpoint.load(folder / "model.npz").network) == expected
    assert os.listdir(home / "runs") == [folder.name]
    assert interrupted() == []
    window.close()


def test_while_it_trains_another_window_asks_nothing(
    qtbot: QtBot, start: Callable[..., Process], own: Path, home: Path
) -> None:
    process = start("-c", TRAINS.replace(str(LENGTH), "1_000_000"), "train", "--data", str(own))
    wait_until(lambda: process.poll() is not None or iteration_in(home / "runs") > 50)
    window = MainWindow()
    qtbot.addWidget(window)
    said: list[Message] = messages_of(window.session)
    window.show()
    qtbot.waitUntil(lambda: window.session.is_ready, timeout=20_000)
    qtbot.waitUntil(lambda: not window.recovery.findChildren(Job), timeout=20_000)
    assert window.findChildren(QMessageBox) == []
    assert said
    window.close()
