"""The event loop as the benchmarks let it run, and how evenly it does."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from core.arrays import Floats


def spin(milliseconds: int) -> None:
    """Let the event loop run as in the program; QTest.qWait() would sleep in between."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Let the event loop run until something holds; raises TimeoutError."""
    loop, end = QEventLoop(), time.perf_counter() + seconds
    look = QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if holds() or time.perf_counter() > end else None)
    look.start()
    loop.exec()
    look.stop()
    if not holds():
        raise TimeoutError


class Ticks(QObject):
    """Notes when a 5 ms timer ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[float] = []
        self._timer = QTimer(self, interval=5)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.moments.append(time.perf_counter()))
        self._timer.start()

    def gaps(self) -> Floats:
        """Milliseconds from tick to tick."""
        return 1000 * np.diff(self.moments)
