"""Hands that draw on a canvas: where, with what, and what they leave behind."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.canvas import DrawingCanvas
from gui.drawing import Drawing
from gui.ink.brush import Point

SIDE = 200
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
MIDDLE, NO_BUTTON = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
PRESS, MOVE, RELEASE = (
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
    QEvent.Type.TabletRelease,
)
PEN, ERASER = QPointingDevice.PointerType.Pen, QPointingDevice.PointerType.Eraser


def shown_canvas(qtbot: QtBot) -> DrawingCanvas:
    canvas = DrawingCanvas(Drawing())
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
    event = QMouseEvent(kind, place, canvas.mapToGlobal(place), NO_BUTTON, LEFT, nothing)
    QApplication.sendEvent(canvas, event)


def inked(canvas: DrawingCanvas, x: float, y: float) -> bool:
    ink = canvas.drawing.ink()
    return bool(ink[min(int(y * len(ink)), len(ink) - 1), min(int(x * len(ink)), len(ink) - 1)])


def line_of(canvas: DrawingCanvas, *places: Point) -> None:
    """The ink is the same as the mouse leaves on these places."""
    other = DrawingCanvas(Drawing())
    other.resize(SIDE, SIDE)
    draw(other, *places)
    np.testing.assert_array_equal(canvas.drawing.ink(), other.drawing.ink())


def pen(
    canvas: DrawingCanvas,
    kind: QEvent.Type,
    x: float,
    y: float,
    *,
    pressure: float = 0.5,
    end: QPointingDevice.PointerType = PEN,
    button: Qt.MouseButton = LEFT,
) -> None:
    """An event of one end of a pen, whose tip is the left button."""
    place = QPointF(at(x, y))
    changed = NO_BUTTON if kind == MOVE else button
    held = NO_BUTTON if kind == RELEASE else button
    stylus, can = QInputDevice.DeviceType.Stylus, QInputDevice.Capability.Pressure
    device = QPointingDevice("pen", 1, stylus, end, can, 1, 3)
    above = canvas.mapToGlobal(place)
    no_keys = Qt.KeyboardModifier.NoModifier
    event = QTabletEvent(
        kind, device, place, above, pressure, 0, 0, 0, 0, 0, no_keys, changed, held
    )
    QApplication.sendEvent(canvas, event)
