"""The confusion matrix on paper."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from core.arrays import Counts
from gui.mistakes.words import ANSWER, TRUTH
from gui.report.block import COLORS, SMALL, Figure
from gui.report.lettering import MIDDLE, Anchor, elided, text_width, write
from gui.widgets.matrix import look

LARGEST_CELL = 27.0  # points
LONGEST_NAME = 80.0
SMALLEST = 4.5  # size of a number that can be read
ROOM = 0.8  # of a cell's side, for its number
PAD, TITLE = 4.0, 14.0
GRID = 0.4


def matrix_figure(confusion: Counts, class_names: tuple[str, ...]) -> Figure:
    """Counts (K, K) by truth (row) and answer (column)."""
    said = (
        "Confusion matrix: testing images by truth (row) and answer (column). The more mistakes, "
        "the brighter, on a logarithmic scale; right answers are grey."
    )
    return Figure("confusion-matrix", said, MatrixFigure(confusion, class_names))


@dataclass(frozen=True, slots=True, eq=False)
class MatrixFigure:
    """A square of cells with its numbers, as far as they can be read at its size."""

    confusion: Counts
    class_names: tuple[str, ...]

    def height(self, width: float) -> float:
        side = self._side(width)
        return TITLE + self._names_height(side) + len(self.confusion) * side

    def paint(self, painter: QPainter, width: float) -> None:
        side = self._side(width)
        across = len(self.confusion) * side
        left = (width - across - self._before) / 2 + self._before
        painter.save()
        self._paint_titles(painter, left, across, side)
        painter.translate(left, TITLE + self._names_height(side))
        self._paint_names(painter, side)
        self._paint_cells(painter, side)
        self._paint_numbers(painter, side)
        painter.restore()

    @property
    def _widest(self) -> float:
        return min(max(map(text_width, self.class_names), default=0.0), LONGEST_NAME)

    @property
    def _before(self) -> float:
        """The width of the names before the rows, and of their title."""
        return self._widest + PAD + TITLE

    def _side(self, width: float) -> float:
        return min((width - self._before) / max(len(self.confusion), 1), LARGEST_CELL)

    def _lies(self, side: float) -> bool:
        """Whether the names above the columns have room beside one another."""
        return self._widest <= ROOM * side

    def _names_height(self, side: float) -> float:
        return SMALL + PAD if self._lies(side) else self._widest + PAD

    def _paint_titles(self, painter: QPainter, left: float, across: float, side: float) -> None:
        middle, muted = left + across / 2, COLORS.muted
        write(painter, middle, SMALL, ANSWER, Anchor.MIDDLE, color=muted)
        painter.save()
        painter.translate(
            left - self._before + SMALL, TITLE + self._names_height(side) + across / 2
        )
        painter.rotate(-90)
        write(painter, 0.0, 0.0, TRUTH, Anchor.MIDDLE, color=muted)
        painter.restore()

    def _paint_names(self, painter: QPainter, side: float) -> None:
        size = min(SMALL, 0.95 * side)
        for place, name in enumerate(self.class_names):
            middle, text = (place + 0.5) * side, elided(name, LONGEST_NAME, size=size)
            write(painter, -PAD, middle + MIDDLE * size, text, Anchor.RIGHT, size=size)
            if self._lies(side):
                write(painter, middle, -PAD, text, Anchor.MIDDLE, size=size)
                continue
            painter.save()
            painter.translate(middle + MIDDLE * size, -PAD)
            painter.rotate(-90)
            write(painter, 0.0, 0.0, text, size=size)
            painter.restore()

    def _paint_cells(self, painter: QPainter, side: float) -> None:
        """Each by itself, with white lines between."""
        rgb = look.colors(self.confusion, COLORS, shares=False)
        for row, line in enumerate(rgb.tolist()):
            for column, color in enumerate(line):
                cell = QRectF(column * side, row * side, side, side)
                painter.fillRect(cell, QColor(*color))
        painter.setPen(QPen(QColor(COLORS.panel), GRID))
        end = len(rgb) * side
        for place in range(len(rgb) + 1):
            painter.drawLine(QPointF(place * side, 0.0), QPointF(place * side, end))
            painter.drawLine(QPointF(0.0, place * side), QPointF(end, place * side))

    def _paint_numbers(self, painter: QPainter, side: float) -> None:
        """Mistakes all of one size, and right answers, if that can be read."""
        texts = look.texts(self.confusion, shares=False)
        inks = look.inks(look.colors(self.confusion, COLORS, shares=False))
        right = [row[place] for place, row in enumerate(texts)]
        wrong = chain.from_iterable(r[:p] + r[p + 1 :] for p, r in enumerate(texts))
        sizes = _fitting(right, side), _fitting(list(wrong), side)
        for row, column in np.argwhere(self.confusion).tolist():
            size, ink = sizes[row != column], inks[row][column]
            if size >= SMALLEST:
                ink = COLORS.muted if row == column else ink
                x, y = (column + 0.5) * side, (row + 0.5) * side + MIDDLE * size
                write(painter, x, y, texts[row][column], Anchor.MIDDLE, color=ink, size=size)


def _fitting(texts: list[str], side: float) -> float:
    """The largest size at which the widest of some texts has room in a cell."""
    widest = max(map(text_width, texts), default=0.0) / SMALL
    return min(SMALL, ROOM * side, ROOM * side / max(widest, 0.1))
