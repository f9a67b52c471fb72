"""A child process of the benchmark: how quickly the window answers while it trains, as JSON.

The gap of the event loop is the time between two ticks of a 5 ms timer. All in milliseconds.
"""

import json
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QPushButton, QWidget

from gui.app import make_application
from gui.canvas import DrawingCanvas
from gui.main_window import MainWindow
from gui.status import Status
from gui.widgets.thumbnail import Thumbnail
from tests.benchmarks.loop import Ticks, spin, wait_until

SECONDS = 6.0  # of training for the gaps
MOVES = 300  # of the mouse
BETWEEN = 12  # milliseconds between two moves
CLICKS = 7


class PaintWatch(QObject):
    """Notes when a widget has painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.moments: list[float] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: self.moments.append(time.perf_counter()))
        return False

    def wait_after(self, moment: float) -> float:
        """Milliseconds from the moment to the first painting after it."""
        wait_until(lambda: bool(self.moments) and self.moments[-1] > moment)
        return 1000 * (next(m for m in self.moments if m > moment) - moment)


def gaps(window: MainWindow) -> dict[str, float]:
    """The gaps of the event loop while the report's recipe trains and all is drawn live."""
    ticks = Ticks()
    window.session.train()
    spin(int(1000 * SECONDS))
    found = ticks.gaps()
    ticks.deleteLater()
    return {"gap, 99th percentile": float(np.percentile(found, 99)), "gap, longest": found.max()}


def pen_to_answer(canvas: DrawingCanvas, page: QWidget) -> float:
    """From a mouse move to the answer on the screen, at the 99th percentile.

    What the network sees changes with every move, and is painted together with the answer,
    which may well stay the same.
    """
    seen = PaintWatch(page.findChildren(Thumbnail)[-1])
    place = QPoint(canvas.width() // 2, canvas.height() // 2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place)
    found = []
    for move in range(MOVES):
        angle = 0.11 * move
        radius = canvas.width() * (0.15 + 0.25 * ((move * 7) % 100) / 100)
        across, down = radius * np.cos(angle), radius * np.sin(angle)
        position = QPointF(place.x() + across, place.y() + down)
        moment = time.perf_counter()
        QApplication.sendEvent(canvas, mouse_move(canvas, position))
        found.append(seen.wait_after(moment))
        spin(BETWEEN)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place)
    canvas.drawing.clear()
    return float(np.percentile(found, 99))


def mouse_move(widget: QWidget, position: QPointF) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove,
        position,
        widget.mapToGlobal(position),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def clicks(window: MainWindow) -> dict[str, float]:
    """Click on Stop to stopped, click on Train to the first point of the loss drawn: medians."""
    train, stop = (window.findChild(QPushButton, name) for name in ("trainButton", "stopButton"))
    assert train
    assert stop
    session = window.session
    stopped, drawn = [], []
    figure = window.train_page.loss.plot.findChild(QGraphicsView)
    assert figure
    loss = PaintWatch(figure.viewport())
    for _ in range(CLICKS):
        moment = time.perf_counter()
        QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
        wait_until(lambda: session.status is Status.READY)
        stopped.append(1000 * (time.perf_counter() - moment))
        session.reset()
        spin(100)
        moment = time.perf_counter()
        QTest.mouseClick(train, Qt.MouseButton.LeftButton)
        wait_until(lambda: session.iteration > 0)
        drawn.append(1000 * (time.perf_counter() - moment) + loss.wait_after(time.perf_counter()))
        spin(300)
    return {
        "Stop to stopped": float(np.median(stopped)),
        "Train to first point": float(np.median(drawn)),
    }


def main() -> None:
    app = make_application("light")
    window = MainWindow()
    window.show()
    wait_until(lambda: window.session.is_ready and window.session.answerer is not None)
    plan = window.session.plan
    window.session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
    spin(500)
    found = gaps(window)
    train, draw = window.train_page, window.draw_page
    found["pen to answer, 99th percentile"] = pen_to_answer(train.draw.canvas, train)
    window.pages.show_page(1)
    found["the same on the page Draw"] = pen_to_answer(draw.sketch.canvas, draw)
    window.pages.show_page(0)
    found |= clicks(window)
    app.closeAllWindows()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
