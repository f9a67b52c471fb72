"""Two copies of the program share a home: neither disturbs the other, nor takes it for a crash."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core import checkpoint
from gui.job import Job
from gui.main_window import MainWindow
from tests.core import another_program
from tests.core.another_program import killed
from tests.e2e.processes import FILES, TRAINING, Process, ended_well

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def questions(qtbot: QtBot) -> list[QMessageBox]:
    """What a window that starts now asks once it has looked for interrupted runs."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.session.library.dataset is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.recovery.findChildren(Job))
    asked = window.findChildren(QMessageBox)
    window.close()
    return asked


@pytest.mark.case(76)
def test_two_windows_train_at_once_and_each_keeps_its_run(
    start: Callable[..., Process], home: Path
) -> None:
    both = [start("-c", TRAINING) for _ in range(2)]
    for process in both:
        assert process.stdout
        assert process.stdout.readline() == "training\n"
    for process in both:
        assert ended_well(process, signal.SIGTERM)
    runs = list((home / "runs").iterdir())
    assert len(runs) == 2
    for run in runs:
        assert {file.name for file in run.iterdir()} == FILES
        assert checkpoint.load(run / "model.npz").state.iteration > 0


@pytest.mark.case(76)
def test_what_another_copy_trains_is_no_crash_until_that_is_killed(
    qtbot: QtBot, home: Path
) -> None:
    with another_program.training(home / "runs" / "theirs") as process:
        assert questions(qtbot) == []
        killed(process)
        assert len(questions(qtbot)) == 1
