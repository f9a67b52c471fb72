"""Cycles of training: start, pause and step at random, then stop; all at random moments.

As a process of its own it prints, as JSON, what it took after each part of some cycles, and how
many iterations there were in all.
"""

import json
import os

import numpy as np
from PySide6.QtGui import QPixmapCache

from gui.app import make_application
from gui.main_window import MainWindow
from gui.status import Status
from tests.benchmarks import process
from tests.benchmarks.loop import spin, wait_until

MOMENTS = (0, 0, 1, 2, 5, 12)  # milliseconds between two presses
KEYS = ("pause", "pause", "step_iteration", "step_epoch")
HANG = 5.0  # seconds after which training should long have stopped
PARTS, CYCLES = 10, 14  # what is read, and how many cycles there are before each
EPOCHS = 2  # of training, before anything is read
SETTLING = 50  # milliseconds for what has ended to be deleted
SEED = 3


def cycle(window: MainWindow, *, rng: np.random.Generator) -> None:
    """Train, do this and that, and stop; raises TimeoutError where that does not help."""
    presses = ["train", *rng.choice(KEYS, rng.integers(4)), "stop"]
    for key in presses:
        window.actions_by_key[key].trigger()
        spin(int(rng.choice(MOMENTS)))
    rest(window)


def rest(window: MainWindow) -> None:
    """Stop whatever goes on; raises TimeoutError where that does not help."""
    window.session.stop()
    wait_until(lambda: window.session.status is Status.READY, HANG)


def warm_up(window: MainWindow) -> None:
    """Train until all there is has been asked for once: batches, evaluations, curves, the table."""
    for _ in range(EPOCHS):
        window.actions_by_key["step_epoch"].trigger()
        wait_until(lambda: window.session.status is Status.READY)


def part(window: MainWindow, *, rng: np.random.Generator) -> process.Reading:
    """What the process takes after some more cycles.

    Qt keeps drawn icons, 10 MB of them at most, and takes some hundred cycles to have so many.
    """
    for _ in range(CYCLES):
        cycle(window, rng=rng)
    spin(SETTLING)
    QPixmapCache.clear()
    return process.reading()


def main() -> None:
    process.need_no_screen(os.environ)
    app = make_application("light")
    window = MainWindow()
    window.show()
    wait_until(lambda: window.session.is_ready and window.session.answerer is not None)
    warm_up(window)
    before, rng = window.session.iteration, np.random.default_rng(SEED)
    readings = [part(window, rng=rng) for _ in range(PARTS)]
    print(json.dumps({"readings": readings, "iterations": window.session.iteration - before}))
    app.closeAllWindows()


if __name__ == "__main__":
    main()
