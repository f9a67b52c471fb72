"""Signs of formulas that are drawn: those that the typeface lacks, and brackets of any height."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign from its origin on the baseline; everything is a share of the size of letters."""

    width: float
    ascent: float
    path: Callable[[], QPainterPath]
    pen: float


def _nabla() -> QPainterPath:
    path = polyline(((0.1, -0.69), (0.59, -0.69), (0.345, -0.06)))
    path.closeSubpath()
    return path


def _element() -> QPainterPath:
    path = polyline(((0.6, -0.56), (0.38, -0.56)))
    path.cubicTo(0.02, -0.56, 0.02, -0.02, 0.38, -0.02)
    path.lineTo(0.6, -0.02)
    path.addPath(polyline(((0.12, -0.29), (0.56, -0.29))))
    return path


def _reals() -> QPainterPath:
    path = polyline(((0.22, -0.03), (0.22, -0.7)))
    path.addPath(polyline(((0.5, -0.03), (0.33, -0.34))))
    path.addPath(polyline(((0.62, -0.03), (0.44, -0.36))))
    path.addPath(polyline(((0.1, -0.03), (0.1, -0.7), (0.38, -0.7))))
    path.cubicTo(0.63, -0.7, 0.63, -0.34, 0.38, -0.34)
    path.lineTo(0.22, -0.34)
    return path


def polyline(points: Points) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


SIGNS = {
    "∇": Sign(0.69, 0.727, _nabla, 0.075),
    "∈": Sign(0.72, 0.59, _element, 0.07),
    "ℝ": Sign(0.7, 0.727, _reals, 0.055),
}
"""What Inter has no letter for."""


def bracket(sign: str, width: float, height: float) -> QPainterPath:
    """One of ()[]{} of any height, its middle at the left end of the axis."""
    left, right, half = 0.25 * width, 0.75 * width, height / 2
    if sign in ")]}":
        left, right = right, left
    return _SHAPES[sign](left, right, half)


def _round(tip: float, end: float, half: float) -> QPainterPath:
    path = QPainterPath(QPointF(end, -half))
    path.cubicTo(tip, -0.5 * half, tip, 0.5 * half, end, half)
    return path


def _square(tip: float, end: float, half: float) -> QPainterPath:
    return polyline(((end, -half), (tip, -half), (tip, half), (end, half)))


def _curly(tip: float, end: float, half: float) -> QPainterPath:
    middle, bend = (tip + end) / 2, abs(end - tip)
    path = QPainterPath(QPointF(end, -half))
    path.quadTo(middle, -half, middle, -half + bend)
    path.lineTo(middle, -bend)
    path.quadTo(middle, 0, tip, 0)
    path.quadTo(middle, 0, middle, bend)
    path.lineTo(middle, half - bend)
    path.quadTo(middle, half, end, half)
    return path


_SHAPES = {"(": _round, ")": _round, "[": _square, "]": _square, "{": _curly, "}": _curly}


def stroke(painter: QPainter, path: QPainterPath, color: str, width: float) -> None:
    """Draw a path as a line."""
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.strokePath(path, pen)
