"""What is drawn: the marks, the stroke that is growing, and the way back and forth."""

import math
from collections import deque

import numpy as np

from core.arrays import Images
from gui.ink.brush import Tip
from gui.ink.marks import Mark, Marks, Stroke
from gui.ink.rendering import Rendering

INK_SIDE = 280
# Digits six tenths as high as the canvas come out as thick as MNIST's then: 2.5 pixels of 28.
BRUSH = 0.08
# A pen that rests still trembles: steps shorter than this, in sides of the canvas, are none...
SHORTEST_STEP = 0.002
# ...unless it is pressed harder or less hard by this much of the brush's width.
LEAST_CHANGE = 0.05
MOST_UNDONE = 100  # changes, one after the other


class Sketch:
    """Marks, the last of which may be a stroke that grows, and the ink they leave.

    version changes whenever marks are not merely added or growing. The last changes can be
    undone and done again, one at a time; clearing is one of them.
    """

    def __init__(self) -> None:
        self.marks: Marks = ()
        self.version = 0
        self._width = BRUSH
        self._growing: Stroke | None = None
        self._done: deque[Marks] = deque(maxlen=MOST_UNDONE)
        self._undone: list[Marks] = []
        self._ink = Rendering(self, INK_SIDE)
        self._ink_before = self.ink.copy()

    @property
    def ink(self) -> Images:
        """What the marks leave, uint8 (280, 280); not to be written to."""
        self._ink.catch_up()
        return self._ink.pixels

    @property
    def is_empty(self) -> bool:
        return not self.ink.any()

    @property
    def can_undo(self) -> bool:
        return bool(self._done or self._growing)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone) and not self._growing

    @property
    def width(self) -> float:
        """How wide all strokes are, in sides of the canvas."""
        return self._width

    @width.setter
    def width(self, width: float) -> None:
        self._width = width
        self.version += 1

    def begin(self, tip: Tip, *, erases: bool) -> None:
        """Start a stroke; one that was growing ends."""
        self.complete()
        if erases:
            self._ink_before = self.ink.copy()
        self._growing = Stroke([tip], erases)
        self.marks += (self._growing,)

    def add(self, tip: Tip) -> bool:
        """Let the growing stroke go on to a tip; whether it did."""
        if not self._growing:
            return False
        last = self._growing.tips[-1]
        is_near = math.dist(tip[:2], last[:2]) < SHORTEST_STEP
        if is_near and abs(tip[2] - last[2]) < LEAST_CHANGE:
            return False
        self._growing.tips.append(tip)
        return True

    def complete(self) -> None:
        """The growing stroke, if there is one, becomes a change that can be undone.

        One that erased nothing is none; one that erased the last ink leaves no marks at all,
        or another width would bring some of it back.
        """
        if not self._growing:
            return
        if self._growing.erases and np.array_equal(self.ink, self._ink_before):
            self.abandon()
            return
        erased = self._growing.erases
        self._growing = None
        self._remember(self.marks[:-1])
        if erased and self.is_empty:
            self._show(())

    def abandon(self) -> None:
        """Take the growing stroke back, as if it had never begun."""
        if self._growing:
            self._growing = None
            self._show(self.marks[:-1])

    def replace(self, *marks: Mark) -> None:
        """Put these marks in the place of all others."""
        self.complete()
        self._remember(self.marks)
        self._show(marks)

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        self.complete()
        if self._done:
            self._undone.append(self.marks)
            self._show(self._done.pop())

    def redo(self) -> None:
        """Do again what was undone last, unless something else was done since."""
        self.complete()
        if self._undone:
            self._done.append(self.marks)
            self._show(self._undone.pop())

    def _remember(self, before: Marks) -> None:
        self._done.append(before)
        self._undone.clear()

    def _show(self, marks: Marks) -> None:
        self.marks = marks
        self.version += 1
