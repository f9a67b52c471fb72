"""What is drawn on a canvas: the marks, the stroke that is growing, and the way back."""

import math
from collections import deque

from PySide6.QtCore import QRect

from gui.ink.brush import Point
from gui.ink.marks import Mark, Raster, Stroke

INK_SIDE = 280
# A pen that rests still trembles: steps shorter than this, in sides of the canvas, are none.
SHORTEST_STEP = 0.002
MOST_UNDONE = 100  # changes, one after the other


class Sketch:
    """Marks and what they cover, as ink for the network and on the screen.

    The last changes of the marks can be undone, one at a time; clearing is one of them.
    """

    def __init__(self) -> None:
        self.ink = Raster(INK_SIDE)
        self.screen = Raster(1)
        self._marks: tuple[Mark, ...] = ()
        self._history: deque[tuple[Mark, ...]] = deque(maxlen=MOST_UNDONE)
        self._points: list[Point] = []
        self._width = 0.0
        self._is_behind = False

    @property
    def is_empty(self) -> bool:
        return not self._marks and not self._points

    @property
    def can_undo(self) -> bool:
        return bool(self._history or self._points)

    def begin(self, point: Point, width: float) -> None:
        """Start a stroke; one that was growing ends."""
        self.complete()
        self._points = [point]
        self._width = width
        self._is_behind = True

    def add(self, point: Point) -> bool:
        """Let the growing stroke go on to point; whether it did."""
        if not self._points or math.dist(point, self._points[-1]) < SHORTEST_STEP:
            return False
        self._points.append(point)
        self._is_behind = True
        return True

    def complete(self) -> None:
        """The growing stroke, if there is one, becomes a mark."""
        if not self._points:
            return
        self.catch_up()
        self._history.append(self._marks)
        self._marks += (Stroke(tuple(self._points), self._width),)
        self._points = []
        self.ink.settle()
        self.screen.settle()

    def abandon(self) -> None:
        """Take the growing stroke back, as if it had never begun."""
        self._points = []
        self._repaint()

    def replace(self, *marks: Mark) -> None:
        """Put these marks in the place of all others."""
        self.complete()
        self._history.append(self._marks)
        self._marks = marks
        self._repaint()

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        self.complete()
        if self._history:
            self._marks = self._history.pop()
            self._repaint()

    def catch_up(self) -> QRect:
        """Paint the points that came since the last time; what changed of the screen."""
        if not self._is_behind:
            return QRect()
        self._is_behind = False
        self.ink.extend(self._points, self._width)
        return self.screen.extend(self._points, self._width)

    def fit_screen(self, side: int) -> None:
        """Have the screen's pixels, side by side of them, painted."""
        self.catch_up()
        if self.screen.side != side:
            self.screen = self._painted(side)

    def _repaint(self) -> None:
        self._is_behind = False
        self.ink = self._painted(self.ink.side)
        self.screen = self._painted(self.screen.side)

    def _painted(self, side: int) -> Raster:
        raster = Raster(side)
        for mark in self._marks:
            mark.paint_on(raster)
        if self._points:
            raster.extend(self._points, self._width)
        return raster
