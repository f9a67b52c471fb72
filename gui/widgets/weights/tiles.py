"""The weights of many units as tiles, of which only those in sight are painted."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from core.arrays import Bools, Floats, Labels
from gui import theme
from gui.widgets.walking import walked
from gui.widgets.weights.grid import TileGrid
from gui.widgets.weights.images import cross_out, draw_enlarged, levels, weight_image

GAP = 4
LEAST_SIDE = 26  # pixels; below that, tiles are rolled through
FRAME = 2.0

NO_WEIGHTS: Floats = np.empty((0, 1), np.float32)


class WeightTiles(QAbstractScrollArea):
    """A tile for each unit, in an order that can be chosen; one of them is selected.

    tip says in a sentence what there is to know of a unit.
    """

    chosen = Signal(int)  # a unit

    def __init__(self, tip: Callable[[int], str], shape: tuple[int, int]) -> None:
        super().__init__()
        self._tip, self._shape = tip, shape
        self._weights = NO_WEIGHTS
        self._largest: Floats = np.empty(0, np.float32)  # of each unit's own scale
        self._scale: float | None = None
        self._constant: Bools = np.empty(0, bool)
        self._order: Labels = np.empty(0, np.intp)
        self._grid = TileGrid(0, 1, 1, GAP)
        self._image: tuple[range, QImage] | None = None  # of the tiles in sight
        self.unit = 0
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Weights of the units")

    def show_weights(self, weights: Floats, largest: Floats, scale: float | None) -> None:
        """Show W (D, U) with the largest |w| (U,) of each unit.

        All on a scale up to one largest weight, or each up to its own where that is None.
        """
        is_other = weights.shape[1] != self._weights.shape[1]
        self._weights, self._largest, self._scale = weights, largest, scale
        if is_other:
            self._order = np.arange(weights.shape[1])
            self._constant = np.zeros(weights.shape[1], bool)
            self.unit = min(self.unit, max(len(self._order) - 1, 0))
            self._arrange()
        self._renew()

    def set_order(self, order: Labels) -> None:
        """Put the units (U,) in an order."""
        self._order = order
        self._renew()
        self._reveal()

    def set_constant(self, constant: Bools) -> None:
        """Mark the units (U,) that answer the same to everything."""
        self._constant = constant
        self.viewport().update()

    def select(self, unit: int) -> None:
        """Select a unit and bring it into sight; emits chosen if it is another one."""
        is_other, self.unit = unit != self.unit, unit
        self.describe()
        self._reveal()
        self.viewport().update()
        if is_other:
            self.chosen.emit(unit)

    def describe(self) -> None:
        """Tell those who do not see it what is selected."""
        self.setAccessibleDescription(self._tip(self.unit) if len(self._order) else "")

    @property
    def place(self) -> int:
        """Where the selected unit stands in the order."""
        return int(np.flatnonzero(self._order == self.unit)[0])

    def box(self, unit: int) -> QRect:
        """The tile of a unit, on the viewport."""
        place = int(np.flatnonzero(self._order == unit)[0])
        return self._grid.box(place).translated(self._corner())

    def _renew(self) -> None:
        self._image = None
        self.viewport().update()

    def _arrange(self) -> None:
        """Find the largest tiles, or those to roll through."""
        count, room = len(self._order), self.maximumViewportSize()
        inner = room.width() - 2 * GAP, room.height() - 2 * GAP
        self._grid = TileGrid.fitting(count, *inner, GAP)
        if self._grid.side < LEAST_SIDE:
            bar = self.verticalScrollBar().sizeHint().width()
            self._grid = TileGrid.as_wide(count, inner[0] - bar, LEAST_SIDE, GAP)
        bar_range = max(self._grid.height - inner[1], 0)
        self.verticalScrollBar().setRange(0, bar_range)
        self.verticalScrollBar().setPageStep(max(inner[1], 1))
        self.verticalScrollBar().setSingleStep(self._grid.pitch)
        self._renew()

    def _corner(self) -> QPoint:
        """Of the first tile, on the viewport."""
        left = (self.viewport().width() - self._grid.width) // 2
        return QPoint(left, GAP - self.verticalScrollBar().value())

    def _reveal(self) -> None:
        """Roll so far that the selected tile is seen."""
        if not len(self._order):
            return
        box, bar = self._grid.box(self.place), self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), box.bottom() - bar.pageStep()), box.top()))

    def _unit_at(self, point: QPoint) -> int | None:
        inside = point - self._corner()
        place = self._grid.place_at(inside.x(), inside.y())
        return None if place is None else int(self._order[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._reveal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._renew()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        unit = self._unit_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and unit is not None:
            self.select(unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, page = len(self._order), self.viewport().height() // self._grid.pitch
        there = walked(event.key(), self.place, count, self._grid.columns, page) if count else None
        if there is None:
            super().keyPressEvent(event)
        else:
            self.select(int(self._order[there]))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            unit = self._unit_at(event.pos())
            if unit is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._tip(unit), self, self.box(unit))
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not len(self._order):
            return
        corner = self._corner()
        places, image = self._in_sight()
        height, width = self._shape
        for number, place in enumerate(places):
            box = self._grid.box(place).translated(corner)
            draw_enlarged(painter, box, image, QRect(0, number * height, width, height))
            if self._constant[self._order[place]]:
                cross_out(painter, box, theme.colors())
        self._frame(painter, self.box(self.unit))

    def _in_sight(self) -> tuple[range, QImage]:
        """The places in sight, and their tiles below each other in one image."""
        top = -self._corner().y()
        places = self._grid.between(top, top + self.viewport().height())
        if self._image is None or self._image[0] != places:
            units = self._order[places.start : places.stop]
            largest = self._scale if self._scale is not None else self._largest[units, np.newaxis]
            shown = levels(self._weights.T[units], largest).reshape(-1, self._shape[1])
            self._image = places, weight_image(shown, theme.colors())
        return self._image

    def _frame(self, painter: QPainter, box: QRect) -> None:
        """Around the selected tile; in the accent while keys go there."""
        tokens = theme.colors()
        painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() else tokens.text), FRAME))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-2, -2, 2, 2))
