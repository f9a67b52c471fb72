"""Hands that draw on a canvas: where, with what, and what they leave behind."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.canvas import DrawingCanvas
from gui.ink.brush import Point

SIDE = 200
LEFT = Qt.MouseButton.LeftButton


def shown_canvas(qtbot: QtBot) -> DrawingCanvas:
    canvas = DrawingCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(SIDE, SIDE)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


def at(x: float, y: float) -> QPoint:
    """A place on the canvas, in sides from its top left."""
    return QPoint(round(x * SIDE), round(y * SIDE))


def draw(canvas: DrawingCanvas, *places: Point) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(canvas, at(*place))
    QTest.mouseRelease(canvas, LEFT, pos=at(*places[-1]))


def move(canvas: DrawingCanvas, place: QPointF) -> None:
    """A move of the mouse without a turn of the event loop."""
    kind, nothing = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(
        kind, place, canvas.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, nothing
    )
    QApplication.sendEvent(canvas, event)


def inked(canvas: DrawingCanvas, x: float, y: float) -> bool:
    ink = canvas.ink()
    return bool(ink[min(int(y * len(ink)), len(ink) - 1), min(int(x * len(ink)), len(ink) - 1)])
