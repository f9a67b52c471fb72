"""Starts, pauses, steps and stops, at random: nothing hangs, nothing is kept."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.benchmarks import process
from tests.benchmarks.cycles import cycle
from tests.benchmarks.soak import complaints

WARM, CYCLES = 60, 140
ROOM = 5.0  # megabytes that may come and go


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what is open")
def test_cycles_of_training_end_and_leave_nothing_behind(qtbot: QtBot, window: MainWindow) -> None:
    window.show()
    rng = np.random.default_rng(3)
    for _ in range(WARM):
        cycle(window, rng=rng)
    before = process.reading()
    for _ in range(CYCLES):
        cycle(window, rng=rng)
    after = process.reading()
    assert window.session.iteration > CYCLES
    assert after.files <= before.files
    assert after.memory < before.memory + ROOM
    qtbot.waitUntil(lambda: not window.session.findChildren(QThread))
    qtbot.waitUntil(lambda: process.threads() <= before.threads)


@pytest.mark.parametrize(
    ("memory", "threads", "complained"),
    [
        ([240, 245, 250, 290, 251, 290, 252, 290, 290, 254], [4] * 10, []),
        ([240, 245, 250, 252, 254, 256, 258, 260, 262, 264], [4] * 10, ["memory"]),
        ([250] * 10, [4, 4, 4, 4, 4, 5, 5, 5, 5, 5], ["threads"]),
    ],
)
def test_the_soak_complains_of_what_keeps_growing(
    memory: list[float], threads: list[int], complained: list[str]
) -> None:
    found = [process.Reading(*both, 8) for both in zip(memory, threads, strict=True)]
    assert [sentence.split()[0] for sentence in complaints(found)] == complained
