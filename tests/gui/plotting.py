"""A plot to test, its picture, and a hand on the mouse."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.arrays import Bools
from gui import theme
from gui.plots import CurvePlot

ITERATIONS = np.arange(0.0, 1001.0, 100.0)
ERRORS = 0.9 * 0.5 ** np.arange(11.0)


def halving_plot(qtbot: QtBot) -> CurvePlot:
    """A built plot, in light, of one curve that halves ten times, seen whole."""
    theme.apply(application(), "light")
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.add_curve("error", lambda colors: colors.testing, dotted=True)
    plot.set_x_top(1000)
    plot.set_y_top(1)
    plot.set_data("error", ITERATIONS, ERRORS)
    plot.build()
    plot.show()
    QApplication.processEvents()
    return plot


def application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def picture(plot: CurvePlot) -> QImage:
    QApplication.processEvents()
    return plot.grab().toImage()


def canvas(plot: CurvePlot) -> QWidget:
    """What gets the pointer's events."""
    child = plot.childAt(plot.rect().center())
    assert child is not None
    return child


def shows(image: QImage, color: str) -> bool:
    """Whether any pixel is close to a colour; thin lines are never quite it."""
    return bool(where(image, color).any())


def where(image: QImage, color: str) -> Bools:
    """(H, W): which pixels are close to a colour."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)
    made = QColor(color)
    near = np.abs(pixels - [made.red(), made.green(), made.blue()]).max(2) < 24
    return np.asarray(near)


def wheel(plot: CurvePlot, steps: int) -> None:
    """Turn the wheel over the middle of the plot."""
    target = canvas(plot)
    place = QPointF(target.rect().center())
    event = QWheelEvent(
        place,
        target.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


class Painted(QObject):
    """Counts how often the picture of a plot is painted."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__()
        self.times = 0
        canvas(plot).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False
