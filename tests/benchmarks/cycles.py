"""Cycles of training: start, pause and step at random, then stop; all at random moments."""

import numpy as np

from gui.main_window import MainWindow
from gui.trainer import Status
from tests.benchmarks.loop import spin, wait_until

MOMENTS = (0, 0, 1, 2, 5, 12)  # milliseconds between two presses
KEYS = ("pause", "pause", "step_iteration", "step_epoch")
HANG = 5.0  # seconds after which training should long have stopped


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
