"""A child process of the benchmark: open the real window, train in it, print times as JSON.

argv: the moment at which the parent started it (time.time()), and the iterations to train.
Times are seconds since that moment, or iterations a second.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from gui import garbage, startup

garbage.pause()  # as main.py does, before the rest is imported

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QPushButton  # noqa: E402

from gui.app import make_application  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402

STARTED, ITERATIONS = float(sys.argv[1]), int(sys.argv[2])
WARM_UP = 300  # iterations before the clock starts


class FirstPaint(QObject):
    """Calls back once, after the window has painted for the first time."""

    def __init__(self, window: MainWindow, painted: Callable[[], None]) -> None:
        super().__init__(window)
        self._painted = painted
        window.installEventFilter(self)  # ahead of its own paintEvent, which starts the loading

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False


class Measurement(QObject):
    """Follows one window from its start to the end of its training."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._clock: tuple[float, int] | None = None
        self.found: dict[str, float] = {}
        FirstPaint(window, lambda: self._note("first paint"))
        self._session.advanced.connect(self._on_advanced)
        self._session.status_changed.connect(self._on_status)

    def _note(self, what: str) -> None:
        self.found.setdefault(what, time.time() - STARTED)

    def _on_advanced(self) -> None:
        if self._session.answerer:
            self._note("canvas answers")
        iteration = self._session.iteration
        if self._clock is None and iteration >= WARM_UP:
            self._clock = time.perf_counter(), iteration
        if self._clock and iteration >= ITERATIONS:
            start, first = self._clock
            self.found["speed with the window"] = (iteration - first) / (
                time.perf_counter() - start
            )
            QTimer.singleShot(0, self._end)

    def _on_status(self) -> None:
        button = self._window.findChild(QPushButton, "trainButton")
        if button and button.isEnabled() and "Train enabled" not in self.found:
            self._note("Train enabled")
            plan = self._session.plan
            self._session.change_plan(
                replace(plan, config=replace(plan.config, iterations=ITERATIONS))
            )
            QTimer.singleShot(500, self._session.train)

    def _end(self) -> None:
        self.found["peak memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self._window.close()


def main() -> None:
    assert not startup.problem()  # as main.py does: asking is part of the start
    app = make_application("light")
    window = MainWindow()
    measurement = Measurement(window)
    window.show()
    app.exec()
    print(json.dumps(measurement.found))


if __name__ == "__main__":
    main()
