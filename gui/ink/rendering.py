"""A sketch on a square of pixels: the pixels follow it, and only what changes is painted."""

from typing import Protocol

from PySide6.QtCore import QRect

from core.arrays import Images
from gui.ink.marks import Mark, Raster


class Drawn(Protocol):
    """What can be followed: marks, the last of which may grow, and more may come.

    The version changes with every other change of the marks or their width.
    """

    marks: tuple[Mark, ...]
    version: int

    @property
    def width(self) -> float: ...


class Rendering:
    """The pixels of a sketch, side by side of them, as it was at the last catch_up()."""

    def __init__(self, drawn: Drawn, side: int) -> None:
        self._drawn = drawn
        self._side = side
        self._painted = 0  # marks
        self._begin()

    @property
    def pixels(self) -> Images:
        return self._raster.pixels

    def fit(self, side: int) -> None:
        """Have as many pixels as the screen has now."""
        if side != self._side:
            self._side = side
            self._begin()
            self.catch_up()

    def catch_up(self) -> QRect:
        """Paint what came since the last time; return what may have changed."""
        touched = QRect()
        if self._version != self._drawn.version:
            self._begin()
            touched = QRect(0, 0, self._side, self._side)
        for mark in self._drawn.marks[max(self._painted - 1, 0) :]:
            touched = touched.united(mark.paint_on(self._raster))
        self._painted = len(self._drawn.marks)
        return touched

    def _begin(self) -> None:
        self._raster = Raster(self._side, self._drawn.width)
        self._version = self._drawn.version
        self._painted = 0
