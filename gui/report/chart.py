"""Curves on paper: axes, lines, what is marked on them, and what each line is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.arrays import Floats
from gui.plotting.ticks import linear_ticks, tick_text
from gui.report.block import COLORS, SMALL
from gui.report.lettering import MIDDLE, Anchor, text_width, write
from gui.theme import mixed

RATIO = 0.42  # of the height to the width
LEFT, RIGHT, TOP, BOTTOM = 40.0, 16.0, 22.0, 32.0  # around the curves
X_TICK, Y_TICK = 70.0, 24.0  # between two ticks at least
TICK = 3.0
HAIR = 0.5
MOST_CHARACTERS = 9
SAMPLE, LEGEND_LINE = 16.0, 12.0  # of the legend: width of a line's sample, and a line's height
DASHES = [4.0, 3.0]  # widths of the line
NOTE = SMALL - 1
DOT = 1.2  # of a line's width, the radius
NOTHING = "Nothing was measured."


@dataclass(frozen=True, slots=True)
class Line:
    """One curve in order of x; without a name it is not in the legend."""

    x: Floats
    y: Floats
    color: str
    width: float = 1.2
    name: str = ""
    has_dots: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Both axes begin at 0. What is above the top, or not finite, is left out.

    marks are upright lines at an x with some words, reference is a level one. Without curves,
    the chart says that there is nothing.
    """

    x_label: str
    y_label: str
    x_top: float
    y_top: float
    lines: Sequence[Line]
    marks: Sequence[tuple[float, str]] = ()
    reference: tuple[float, str] | None = None

    def height(self, width: float) -> float:
        return RATIO * width

    def paint(self, painter: QPainter, width: float) -> None:
        inner = QRectF(LEFT, TOP, width - LEFT - RIGHT, self.height(width) - TOP - BOTTOM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_values(painter, inner)
        self._paint_iterations(painter, inner)
        self._paint_reference(painter, inner)
        self._paint_marks(painter, inner)
        for line in self.lines:
            self._paint_line(painter, inner, line)
        if any(len(line.x) for line in self.lines):
            self._paint_legend(painter, inner)
        else:
            at = inner.center()
            write(painter, at.x(), at.y(), NOTHING, Anchor.MIDDLE, color=COLORS.muted)
        painter.restore()

    def _point(self, inner: QRectF, x: float, y: float) -> QPointF:
        return QPointF(
            inner.left() + inner.width() * x / self.x_top,
            inner.bottom() - inner.height() * y / self.y_top,
        )

    def _paint_values(self, painter: QPainter, inner: QRectF) -> None:
        """Level hairlines at the ticks, and their numbers."""
        step, ticks = linear_ticks(0.0, self.y_top, inner.height() / Y_TICK)
        painter.setPen(QPen(QColor(COLORS.line), HAIR))
        for value in ticks:
            at = self._point(inner, 0.0, value).y()
            painter.drawLine(QPointF(inner.left(), at), QPointF(inner.right(), at))
            text = tick_text(value, step, MOST_CHARACTERS)
            write(painter, inner.left() - 5, at + MIDDLE * SMALL, text, Anchor.RIGHT)
        write(painter, 0.0, SMALL, self.y_label, color=COLORS.muted)

    def _paint_iterations(self, painter: QPainter, inner: QRectF) -> None:
        """The axis below; there is no half iteration."""
        step, ticks = linear_ticks(0.0, self.x_top, inner.width() / X_TICK)
        painter.setPen(QPen(QColor(COLORS.text), HAIR))
        painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        for value in filter(float.is_integer, ticks):
            foot = self._point(inner, value, 0.0)
            painter.drawLine(foot, foot + QPointF(0.0, TICK))
            text = tick_text(value, max(step, 1.0), MOST_CHARACTERS)
            write(painter, foot.x(), foot.y() + TICK + 1.2 * SMALL, text, Anchor.MIDDLE)
        x, y = inner.center().x(), inner.bottom() + BOTTOM - 0.6 * SMALL
        write(painter, x, y, self.x_label, Anchor.MIDDLE, color=COLORS.muted)

    def _paint_reference(self, painter: QPainter, inner: QRectF) -> None:
        if self.reference and self.reference[0] <= self.y_top:
            value, words = self.reference
            start = self._point(inner, 0.0, value)
            painter.setPen(_dashed())
            painter.drawLine(start, QPointF(inner.right(), start.y()))
            _note(painter, start.x() + 4, start.y() - 3, words)

    def _paint_marks(self, painter: QPainter, inner: QRectF) -> None:
        """Those too close to the one before stay without words."""
        free = inner.left()
        for x, words in self.marks:
            top = self._point(inner, x, self.y_top)
            painter.setPen(_dashed())
            painter.drawLine(top, QPointF(top.x(), inner.bottom()))
            width = text_width(words, size=NOTE)
            left = min(top.x() + 3, inner.right() - width)
            if left >= free:
                _note(painter, left, inner.top() - 3, words)
                free = left + width + 6

    def _paint_line(self, painter: QPainter, inner: QRectF, line: Line) -> None:
        painter.setPen(_pen(line))
        for part in below(line.x, line.y, self.y_top):
            painter.drawPolyline(QPolygonF([self._point(inner, x, y) for x, y in part]))
        if line.has_dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line.color))
            radius = DOT * line.width
            for x, y in zip(line.x, line.y, strict=True):
                if y <= self.y_top:
                    painter.drawEllipse(self._point(inner, x, y), radius, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(self, painter: QPainter, inner: QRectF) -> None:
        """At the top right, where curves that fall leave room."""
        named = [line for line in self.lines if line.name]
        if not named:
            return
        wide = max(text_width(line.name) for line in named) + SAMPLE + 10
        left, top, tall = inner.right() - wide, inner.top() + 2, LEGEND_LINE * len(named) + 2
        painter.fillRect(QRectF(left - 4, top, wide + 4, tall), QColor(COLORS.panel))
        for place, line in enumerate(named):
            y = top + (place + 0.5) * LEGEND_LINE + 1
            painter.setPen(_pen(line))
            painter.drawLine(QPointF(left, y), QPointF(left + SAMPLE, y))
            write(painter, left + SAMPLE + 5, y + MIDDLE * SMALL, line.name)


def _pen(line: Line) -> QPen:
    pen = QPen(QColor(line.color), line.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _dashed() -> QPen:
    pen = QPen(QColor(mixed(COLORS.muted, COLORS.panel, 0.8)), 0.7)
    pen.setDashPattern(DASHES)
    return pen


def _note(painter: QPainter, x: float, baseline: float, words: str) -> None:
    write(painter, x, baseline, words, color=COLORS.muted, size=NOTE)


def below(x: Floats, y: Floats, top: float) -> list[Floats]:
    """The parts (n, 2) of a curve that lie at or below the top, cut off where it crosses it."""
    finite = np.isfinite(x) & np.isfinite(y)
    points = np.column_stack([x[finite], y[finite]]).astype(float)
    is_low = points[:, 1] <= top
    parts: list[list[Floats]] = []
    for place in np.flatnonzero(is_low):
        if not place or not is_low[place - 1]:
            parts.append([_crossing(points[place - 1], points[place], top)] if place else [])
        parts[-1].append(points[place])
        if place + 1 < len(points) and not is_low[place + 1]:
            parts[-1].append(_crossing(points[place], points[place + 1], top))
    return [np.array(part) for part in parts]


def _crossing(one: Floats, other: Floats, top: float) -> Floats:
    """Where the straight line between two points, one above the top, meets it."""
    share = (top - one[1]) / (other[1] - one[1])
    crossing: Floats = one + share * (other - one)
    return crossing
