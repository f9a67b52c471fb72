"""The pyqtgraph scene behind a CurvePlot; imported late, since pyqtgraph takes its time."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui import theme
from gui.plotting.curves import Curve
from gui.plotting.ranges import Span
from gui.plotting.ticks import linear_ticks, log_ticks, tick_text
from gui.theme import Colors

FONT_PIXELS = 12
WIDEST_VALUE = "0.0000"
VALUES = 48, len(WIDEST_VALUE)  # pixels between two ticks, at least; characters of their texts
ITERATIONS = 78, len("10,000,000")
TICK = 4
GAP = 4  # between a tick and its text
SLACK = 4  # around a text: pyqtgraph drops one that fits too tightly
HEADROOM = 8  # above the plot, for the upper half of the topmost label
SIDEROOM = 20  # right of the plot, for the half of the last label that sticks out
DOT = 5
INDENT = 0.08  # of the width, left of the words of a level line
DENSER = 4 / 3  # a log axis says more with more of its decades named
SMALLEST_ZOOM = 10.0, 1e-3  # iterations and values across: deeper, labels would not fit


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
            return [tick_text(10**value, 10**value, self.room) for value in values]
        return [tick_text(value, step, self.room) for value in values]

    def dress(self, colors: Colors, font: QFont) -> None:
        self.setPen(colors.line)
        self.setTickPen(colors.line)
        self.setTextPen(colors.muted)
        self.setTickFont(font)
        self.label.setFont(font)


class Trace:
    """What draws one curve: a line, and dots where its points are few."""

    def __init__(self, view: Any, curve: Curve) -> None:
        self.curve = curve
        segmented = "on" if curve.width > 1 else "off"
        self.line = pg.PlotCurveItem(
            antialias=True, segmentedLineMode=segmented, skipFiniteCheck=True
        )
        self.dots = pg.ScatterPlotItem(size=DOT, pen=None)
        self.items = (self.line, self.dots)
        for item in self.items:
            view.addItem(item, ignoreBounds=True)

    def draw(self, floor: float | None) -> None:
        x, y = self.curve.drawn(floor)
        self.line.setData(x, y)
        few = x if self.curve.shows_dots else x[:0]
        self.dots.setData(few, y[: len(few)])

    def dress(self, colors: Colors) -> None:
        ink = self.curve.ink(colors)
        self.line.setPen(pg.mkPen(ink, width=self.curve.width))
        self.dots.setBrush(ink)


class Note:
    """A thin dashed line across the plot, level or upright, with a few words beside it."""

    def __init__(self, view: Any, value: float, words: str, upright: bool) -> None:
        self.value = value
        self.upright = upright
        self.line = pg.InfiniteLine(value, 90 if upright else 0)
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


class Figure(QObject):
    """Axes, traces, notes and crosshair. It draws what it is told and keeps no settings."""

    pointed = Signal(object)  # the x under the pointer, None once it is elsewhere
    moved = Signal()  # the user zoomed or panned
    double_clicked = Signal()

    def __init__(self, parent: QWidget, x_label: str) -> None:
        super().__init__(parent)
        self.traces: dict[str, Trace] = {}
        self.notes: list[Note] = []
        self.view = pg.ViewBox(enableMenu=False)
        self.crosshair = pg.InfiniteLine(0.0, 90)
        self.crosshair.setVisible(False)
        self.view.addItem(self.crosshair, ignoreBounds=True)
        self.axes = (NumberAxis("bottom", *ITERATIONS), NumberAxis("left", *VALUES))
        self.x_label = x_label
        self.widget = pg.GraphicsLayoutWidget(parent)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        grid = self.widget.ci
        grid.layout.setContentsMargins(0, HEADROOM, SIDEROOM, 0)
        grid.layout.setSpacing(0)
        grid.addItem(self.view, 0, 1)
        for axis, place in zip(self.axes, ((1, 1), (0, 0)), strict=True):
            axis.linkToView(self.view)
            grid.addItem(axis, *place)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _listen(self) -> None:
        self.view.sigRangeChangedManually.connect(lambda: self.moved.emit())
        self.view.sigTransformChanged.connect(lambda: self.place_notes())
        self.widget.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the pointer here: the scene skips what comes fast, even the last of it."""
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.double_clicked.emit()
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            place = self.widget.mapToScene(event.position().toPoint())
            inside = self.view.sceneBoundingRect().contains(place)
            self.pointed.emit(self.view.mapSceneToView(place).x() if inside else None)
        return False

    def span(self) -> Span:
        (left, right), (bottom, top) = self.view.viewRange()
        return Span(left, right, bottom, top)

    def limit(self, span: Span) -> None:
        """Let the user see what is inside, and no deeper than labels fit."""
        (x, y), (least_x, least_y) = (span.right - span.left, span.top - span.bottom), SMALLEST_ZOOM
        self.view.setLimits(xMin=span.left, xMax=span.right, yMin=span.bottom, yMax=span.top)
        self.view.setLimits(minXRange=min(least_x, x), minYRange=min(least_y, y))

    def look_at(self, span: Span) -> None:
        self.view.setRange(
            xRange=(span.left, span.right), yRange=(span.bottom, span.top), padding=0
        )

    def set_decades(self, decades: bool) -> None:
        values = self.axes[1]
        values.decades = decades
        values.picture = None
        values.update()

    def draw(self, key: str, curve: Curve, floor: float | None) -> None:
        trace = self.traces.get(key)
        if trace is None:
            trace = self.traces[key] = Trace(self.view, curve)
            trace.dress(theme.colors())
        trace.draw(floor)
        self.place_notes()

    def _remove(self, items: Iterable[Any]) -> None:
        for item in items:
            self.view.removeItem(item)

    def set_notes(
        self, level: Sequence[tuple[float, str]], upright: Sequence[tuple[float, str]]
    ) -> None:
        """Level ones at values, upright ones at iterations, instead of those before."""
        for note in self.notes:
            self._remove(note.items)
        self.notes = [Note(self.view, *note, upright=False) for note in level]
        self.notes += [Note(self.view, *note, upright=True) for note in upright]

    def set_crosshair(self, x: float | None) -> None:
        if x is not None:
            self.crosshair.setPos(x)
        self.crosshair.setVisible(x is not None)

    def place_notes(self) -> None:
        for note in self.notes:
            note.place(self.span(), self.view.size())

    def dress(self, colors: Colors) -> None:
        """Take the theme's colours and the application's font."""
        font = QFont(QApplication.font())
        font.setPixelSize(FONT_PIXELS)
        self.widget.setBackground(colors.panel)
        for axis in self.axes:
            axis.dress(colors, font)
        self.axes[0].setLabel(self.x_label, color=colors.muted)
        metrics = QFontMetrics(font)
        self.axes[0].setHeight(TICK + GAP + 2 * metrics.height())
        self.axes[1].setWidth(TICK + GAP + SLACK + metrics.horizontalAdvance(WIDEST_VALUE))
        self.crosshair.setPen(theme.mixed(colors.muted, colors.panel, 0.6))
        for trace in self.traces.values():
            trace.dress(colors)
        for note in self.notes:
            note.dress(colors, font)
        self.place_notes()
