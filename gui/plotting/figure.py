"""The pyqtgraph scene behind a CurvePlot; imported late, since pyqtgraph takes its time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui import theme
from gui.plotting.curves import Curve
from gui.plotting.items import (
    ITERATIONS,
    SIDEROOM,
    VALUES,
    Note,
    NumberAxis,
    PlotWidget,
    Rule,
    Trace,
)
from gui.plotting.ranges import Span
from gui.theme import Colors

FONT_PIXELS = 12
HEADROOM = 8  # above the plot, for the upper half of the topmost label
SMALLEST_ZOOM = 10.0, 1e-3  # iterations and values across: deeper, labels would not fit


class Figure(QObject):
    """Axes, traces, notes and crosshair. It draws what it is told and keeps no settings."""

    pointed = Signal(object)  # the QPointF under the pointer, None once it is elsewhere
    moved = Signal()  # the user zoomed or panned
    double_clicked = Signal()

    def __init__(self, parent: QWidget, x_label: str) -> None:
        super().__init__(parent)
        self.traces: dict[str, Trace] = {}
        self.notes: list[Note] = []
        self.view = pg.ViewBox(enableMenu=False)
        self.crosshair = Rule(0.0, upright=True)
        self.crosshair.setVisible(False)
        self.view.addItem(self.crosshair, ignoreBounds=True)
        self.axes = (NumberAxis("bottom", *ITERATIONS), NumberAxis("left", *VALUES))
        self.x_label = x_label
        self.widget = PlotWidget(parent)
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
        """Prepare each painting, and hear the pointer: the scene skips what comes fast."""
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        elif event.type() == QEvent.Type.Paint:
            self._prepare()
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.double_clicked.emit()
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            place = self.widget.mapToScene(event.position().toPoint())
            inside = self.view.sceneBoundingRect().contains(place)
            self.pointed.emit(self.view.mapSceneToView(place) if inside else None)
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
        self._prepare()

    def _prepare(self) -> None:
        """Let pyqtgraph place things now: done while painting, it makes a second painting."""
        self.widget.scene().prepareForPaint()

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
        trace.draw(curve, floor)
        self._prepare()

    def keep_only(self, curves: Mapping[str, Curve]) -> None:
        """Take away what was drawn of any other curve."""
        for key, trace in list(self.traces.items()):
            if key not in curves:
                trace.line.leave()
                self._remove(trace.items())
                del self.traces[key]

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
        self.crosshair.setPen(theme.mixed(colors.muted, colors.panel, 0.6))
        for trace in self.traces.values():
            trace.dress(colors)
        for note in self.notes:
            note.dress(colors, font)
        self.place_notes()
