"""What a Figure is made of: the view, its axes, and what is drawn in it; on top of pyqtgraph."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsView, QWidget

from gui.plotting.curves import Curve
from gui.plotting.ranges import Span
from gui.plotting.ticks import linear_ticks, log_texts, log_ticks, tick_text
from gui.theme import Colors

TICK = 4
GAP = 4  # between a tick and its text
WIDEST_VALUE = "0.0000"
VALUES = 48, len(WIDEST_VALUE)  # pixels between two ticks, at least; characters of their texts
ITERATIONS = 78, len("10,000,000")
SLACK = 4  # around a text: pyqtgraph drops one that fits too tightly
SIDEROOM = 20  # right of the plot, for the half of the last label that sticks out
DOT = 5
INDENT = 0.08  # of the width, left of the words of a level line
DENSER = 4 / 3  # a log axis says more with more of its decades named


class PlotWidget(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """The widget around a scene. Qt strokes the curves in it by itself, and training goes on.

    With pyqtgraph's paintEvent, which is Python, the interpreter would be held for the whole of
    a painting, the strokes included; what it does beside is left to Figure.eventFilter.
    """

    paintEvent = QGraphicsView.paintEvent

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)  # a Line has no hint of its own


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis with few, plain ticks, such as 2,000 or 0.05; in decades it is marked in log10."""

    def __init__(self, side: str, apart: int, room: int) -> None:
        super().__init__(side, maxTickLength=TICK)
        self.setStyle(hideOverlappingLabels=SIDEROOM, tickTextOffset=GAP, tickAlpha=255)
        self.enableAutoSIPrefix(False)
        self.apart = apart
        self.room = room
        self.decades = False

    def tickValues(self, low: float, high: float, length: float) -> list[Any]:
        if self.decades:
            said, bare = log_ticks(low, high, DENSER * length / self.apart)
            return [(0.0, said), (None, bare)]
        step, said = linear_ticks(low, high, length / self.apart)
        # a rounding error outside the range, the last tick would come and go
        return [(step, [min(max(tick, low), high) for tick in said])]

    def tickStrings(self, values: list[float], scale: float, step: float | None) -> list[str]:
        if step is None:
            return []
        if self.decades:
            return log_texts(values, self.room)
        return [tick_text(value, step, self.room) for value in values]

    def dress(self, colors: Colors, font: QFont) -> None:
        self.setPen(colors.line)
        self.setTickPen(colors.line)
        self.setTextPen(colors.muted)
        self.setTickFont(font)
        self.label.setFont(font)
        metrics = QFontMetrics(font)
        if self.orientation == "bottom":  # room for a label below the texts, too
            self.setHeight(TICK + GAP + 2 * metrics.height())
        else:
            self.setWidth(TICK + GAP + SLACK + metrics.horizontalAdvance(WIDEST_VALUE))


class Line(QGraphicsPathItem):
    """A line through points, which Qt paints by itself.

    pyqtgraph's own item is painted in Python, and holds the interpreter while it strokes.
    """

    def __init__(self, view: Any) -> None:
        super().__init__()
        self._view = view
        view.sigRangeChanged.connect(self._on_range_changed)

    def _on_range_changed(self) -> None:
        self.prepareGeometryChange()

    def leave(self) -> None:
        """Hear no more of the view."""
        self._view.sigRangeChanged.disconnect(self._on_range_changed)

    def boundingRect(self) -> QRectF:
        """All that is in view: cheaper than to measure the line."""
        return QRectF(self._view.viewRect())

    def shape(self) -> QPainterPath:
        """Nothing that a pointer could meet."""
        return QPainterPath()


class Rule(pg.InfiniteLine):  # type: ignore[misc]
    """A thin line across the plot, level or upright, and therefore crisp without smoothing."""

    def __init__(self, value: float, *, upright: bool) -> None:
        super().__init__(value, 90 if upright else 0)

    def paint(self, painter: QPainter, *args: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        super().paint(painter, *args)


class Trace:
    """What draws one curve: a line, and dots where its points are few."""

    def __init__(self, view: Any, curve: Curve) -> None:
        self.curve = curve
        self._view = view
        self._ink = ""
        self.line = Line(view)
        self.dots: Any = None  # of many curves they are never seen, and they take their time
        view.addItem(self.line, ignoreBounds=True)

    def items(self) -> list[Any]:
        """What is in the view."""
        return [self.line, self.dots] if self.dots else [self.line]

    def draw(self, curve: Curve, floor: float | None) -> None:
        """Show a curve's points; what there is none of is hidden, since that too is painted."""
        self.curve = curve
        x, y = curve.drawn(floor)
        has_dots = len(x) > 0 and curve.shows_dots
        self.line.setVisible(len(x) > 0)
        self.line.setPath(pg.arrayToQPath(x, y, finiteCheck=False))
        if has_dots and self.dots is None:
            self.dots = pg.ScatterPlotItem(size=DOT, pen=None, brush=self._ink)
            self._view.addItem(self.dots, ignoreBounds=True)
        if self.dots:
            self.dots.setVisible(has_dots)
        if has_dots:
            self.dots.setData(x, y)

    def dress(self, colors: Colors) -> None:
        self._ink = ink = self.curve.ink(colors)
        style = Qt.PenStyle.DashLine if self.curve.dashed else Qt.PenStyle.SolidLine
        self.line.setPen(pg.mkPen(ink, width=self.curve.width, style=style))
        self.line.setZValue(self.curve.width)  # what is strong lies above
        if self.dots:
            self.dots.setBrush(ink)


class Note:
    """A thin dashed line across the plot, level or upright, with a few words beside it."""

    def __init__(self, view: Any, value: float, words: str, upright: bool) -> None:
        self.value = value
        self.upright = upright
        self.line = Rule(value, upright=upright)
        self.words = pg.TextItem(words)
        self.items = (self.line, self.words)
        for item in self.items:
            view.addItem(item, ignoreBounds=True)

    def dress(self, colors: Colors, font: QFont) -> None:
        self.line.setPen(pg.mkPen(colors.muted, width=1, style=Qt.PenStyle.DashLine))
        self.words.setColor(colors.muted)
        self.words.setFont(font)

    def place(self, span: Span, view: QSizeF) -> None:
        """Put the words where they are not cut; of a level line, where curves are still high."""
        box = self.words.boundingRect()
        width = box.width() / max(view.width(), 1.0) * (span.right - span.left)
        height = box.height() / max(view.height(), 1.0) * (span.top - span.bottom)
        if self.upright:
            self.words.setAnchor((0 if self.value + width <= span.right else 1, 0))
            self.words.setPos(self.value, span.top)
        else:
            # early, the range is high and curves are short; late, they are low and long
            is_early = self.value - height < span.bottom
            self.words.setAnchor((1, 1) if is_early else (0, 0))
            indent = INDENT * (span.right - span.left)
            self.words.setPos(span.right if is_early else span.left + indent, self.value)
            self.words.setVisible(span.bottom <= self.value <= span.top)
