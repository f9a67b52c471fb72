"""The drawing: strokes and pictures, the brush, the way back, and who hears of each change."""

import numpy as np
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from core.arrays import Images
from core.drawing import SIDE
from gui.ink.brush import Tip
from gui.ink.marks import Marks, Picture
from gui.ink.rendering import Rendering
from gui.ink.sketch import Sketch

WIDEST_BRUSH = 0.25
# A fast mouse moves a thousand times a second; reading all of it would slow the training down.
FRAME = 8  # milliseconds, half of what a screen shows one picture for


class Drawing(QObject):
    """What is drawn, on whatever canvas shows it, as ink for the network.

    changed comes at once with each thing done, and while a stroke grows at most once a frame,
    however many tips come; ink() never waits for it.
    """

    changed = Signal()
    tool_changed = Signal()  # another brush, or the eraser for the brush

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sketch = Sketch()
        self._is_empty = True  # as it was told last: what asks at each move need not look anew
        self._is_erasing = False
        self._frame = QTimer(self, singleShot=True)
        self._frame.timeout.connect(self._tell)
        self._told = QElapsedTimer()
        self._told.start()

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink; all of it may have been erased."""
        return self._is_empty

    @property
    def can_undo(self) -> bool:
        return self._sketch.can_undo

    @property
    def can_redo(self) -> bool:
        return self._sketch.can_redo

    @property
    def brush(self) -> float:
        """The width of all strokes, as a part of the canvas's side."""
        return self._sketch.width

    @brush.setter
    def brush(self, width: float) -> None:
        if not 0 < width <= WIDEST_BRUSH:
            raise ValueError(f"brush is {width}; it must be above 0 and at most {WIDEST_BRUSH}")
        if width != self.brush:
            self._sketch.width = width
            self.tool_changed.emit()
            self._tell()

    @property
    def is_erasing(self) -> bool:
        """Whether the next stroke takes ink away, whatever draws it."""
        return self._is_erasing

    @is_erasing.setter
    def is_erasing(self, is_erasing: bool) -> None:
        if is_erasing != self._is_erasing:
            self._is_erasing = is_erasing
            self.tool_changed.emit()

    def ink(self) -> Images:
        """What is drawn: uint8 (280, 280), white on black, whatever canvas shows it."""
        return self._sketch.ink.copy()

    def rendering(self, side: int) -> Rendering:
        """The drawing on a square of so many pixels, for a canvas that keeps it."""
        return Rendering(self._sketch, side)

    def clear(self) -> None:
        """Take all marks away; undo brings them back."""
        if not self.is_empty:
            self._sketch.replace()
            self._tell()

    def undo(self) -> None:
        """Take the last mark away, or bring back what was cleared or replaced."""
        if self.can_undo:
            self._sketch.undo()
            self._tell()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.can_redo:
            self._sketch.redo()
            self._tell()

    def show_picture(self, image: Images) -> None:
        """Put an image, uint8 (28, 28), white on black, in the place of what is drawn."""
        if image.shape != (SIDE, SIDE) or image.dtype != np.uint8:
            raise ValueError(f"a picture is uint8 (28, 28), not {image.dtype} {image.shape}")
        self._insert(Picture(image.copy(), is_of_the_data=True))

    def insert(self, ink: Images) -> None:
        """Put ink, uint8 (H, W) of any size, white on black, in the place of what is drawn."""
        if ink.ndim != 2 or not ink.size or ink.dtype != np.uint8:
            raise ValueError(f"ink is uint8 (H, W), not {ink.dtype} {ink.shape}")
        self._insert(Picture(ink.copy()))

    def _insert(self, picture: Picture) -> None:
        self._sketch.replace(picture)
        self._tell()

    @property
    def is_of_the_data(self) -> bool:
        """Whether a testing image is part of what is drawn."""
        return any(isinstance(mark, Picture) and mark.is_of_the_data for mark in self.marks)

    @property
    def marks(self) -> Marks:
        """What the drawing is made of."""
        return self._sketch.marks

    def replace(self, marks: Marks) -> None:
        """Put other marks in the place of all that is drawn."""
        self._sketch.replace(*marks)
        self._tell()

    def begin(self, tip: Tip, *, erases: bool = False) -> None:
        """Start a stroke at x, y in sides of the canvas, with a factor of the brush's width."""
        self._sketch.begin(tip, erases=erases or self._is_erasing)
        self._tell()

    def add(self, tip: Tip) -> None:
        """Let the growing stroke go on, if there is one."""
        if self._sketch.add(tip) and not self._frame.isActive():
            self._frame.start(max(FRAME - self._told.elapsed(), 0))

    def complete(self) -> None:
        """The growing stroke is done."""
        self._sketch.complete()
        self._tell()

    def abandon(self) -> None:
        """Take the growing stroke back, as if it had never begun."""
        self._sketch.abandon()
        self._tell()

    def _tell(self) -> None:
        self._frame.stop()
        self._told.restart()
        self._is_empty = self._sketch.is_empty
        self.changed.emit()
