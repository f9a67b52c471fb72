"""Strokes drawn on the real canvas by events of a mouse, in several conditions.

To add a condition: append it to CONDITIONS. The benchmark's tables read them from there.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from core.arrays import Floats, Images
from gui.canvas import DrawingCanvas
from gui.drawing import Drawing
from gui.ink.brush import Point
from tests.benchmarks.penmanship import Strokes

STEP = 0.02  # sides of the canvas between two moves of the mouse, at most
DOWN, MOVE, UP = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
)
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@dataclass(frozen=True, slots=True)
class Condition:
    """How a digit is drawn; places and lengths in sides of the canvas, which has side pixels.

    size is the longer side of what the mouse runs through; the ink is a brush longer. A dot is
    clicked first.
    """

    name: str
    size: float = 0.65
    middle: Point = (0.5, 0.5)
    brush: float = 0.08
    dot: Point | None = None
    side: int = 480


USUAL = Condition("usual")
CORNER = Condition("in a corner", size=0.325, middle=(0.25, 0.25))
WIDE = Condition("twice the brush", brush=0.16)
DOT = Condition("one stray dot", dot=(0.95, 0.95))
CONDITIONS = (
    USUAL,
    Condition("small", size=0.45),
    Condition("large", size=0.85),
    CORNER,
    WIDE,
    Condition("half the brush", brush=0.04),
    DOT,
    Condition("150 pixels", side=150),
)


def canvas_of(condition: Condition) -> DrawingCanvas:
    """An empty canvas that is shown."""
    canvas = DrawingCanvas(Drawing())
    canvas.drawing.brush = condition.brush
    canvas.resize(condition.side, condition.side)
    canvas.show()
    return canvas


def draw(canvas: DrawingCanvas, strokes: Strokes, condition: Condition) -> Images:
    """Clear the canvas and draw strokes (n, 2) of any scale; the ink, uint8 (280, 280)."""
    canvas.drawing.clear()
    dots = [np.array([condition.dot])] if condition.dot else []
    for stroke in dots + placed(strokes, condition):
        _drag(canvas, np.rint(path(stroke) * condition.side))
    return canvas.drawing.ink()


def placed(strokes: Strokes, condition: Condition) -> Strokes:
    """The strokes where the condition wants them, and as large, in sides of the canvas."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = condition.size / (float((high - low).max()) or 1.0)  # a mere dot stays one
    return [(stroke - (low + high) / 2) * scale + condition.middle for stroke in strokes]


def path(stroke: Floats) -> Floats:
    """The lines that join points (n, 2), as points (m, 2) no further apart than a STEP."""
    steps = np.ceil(np.hypot(*np.diff(stroke, axis=0).T) / STEP - 1e-9).clip(1)
    corners = np.concatenate([[0], np.cumsum(steps)])
    nth = np.arange(corners[-1] + 1)
    return np.stack([np.interp(nth, corners, along) for along in stroke.T], axis=1)


def _drag(canvas: DrawingCanvas, pixels: Floats) -> None:
    """Press the left button, move through whole pixels (n, 2), and release it."""
    first, *others = (QPointF(QPoint(*pixel)) for pixel in pixels.astype(int).tolist())
    _send(canvas, DOWN, first, LEFT, LEFT)
    place = first
    for place in others:
        _send(canvas, MOVE, place, NO_BUTTON, LEFT)
    _send(canvas, UP, place, LEFT, NO_BUTTON)


def _send(
    canvas: DrawingCanvas,
    kind: QEvent.Type,
    place: QPointF,
    changed: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    above, no_keys = canvas.mapToGlobal(place), Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QMouseEvent(kind, place, above, changed, held, no_keys))
