"""The drawing canvas: a square to draw on, and the ink for the network."""

import math

import numpy as np
from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from core.arrays import Images
from core.drawing import SIDE
from gui.ink.brush import Point
from gui.ink.look import colored, paint, paint_hint, ring
from gui.ink.marks import Picture
from gui.ink.pointer import PointerWidget
from gui.ink.sketch import Sketch

# Digits six tenths as high as the canvas come out as thick as MNIST's then: 2.5 pixels of 28.
BRUSH = 0.08
WIDEST_BRUSH = 0.25
LEAST_SIDE = 96
USUAL_SIDE = 150
# A fast mouse moves a thousand times a second; painting all of it would slow the training down.
FRAME = 8  # milliseconds, half of what a screen shows one picture for
# Pointers may leave and come back; further off than this, in sides, it matters not where they are.
OUTSIDE = 1.0

CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
UNDO = QKeySequence.StandardKey.Undo
BACK_AGAIN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class DrawingCanvas(PointerWidget):
    """A square to draw on with mouse, pen or finger.

    changed comes at once with each thing done, and while a stroke grows at most once a frame,
    however many points come; ink() never waits for it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sketch = Sketch()
        self._brush = BRUSH
        self._shows_focus = False
        self._frame = QTimer(self, singleShot=True)
        self._frame.timeout.connect(self._tell)
        self._told = QElapsedTimer()
        self._told.start()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Drawing canvas")
        self.setAccessibleDescription("Draw a digit with mouse, pen or finger")

    @property
    def is_empty(self) -> bool:
        return self._sketch.is_empty

    @property
    def can_undo(self) -> bool:
        return self._sketch.can_undo

    @property
    def brush(self) -> float:
        """The width of the next stroke, as a part of the canvas's side."""
        return self._brush

    @brush.setter
    def brush(self, width: float) -> None:
        if not 0 < width <= WIDEST_BRUSH:
            raise ValueError(f"brush is {width}; it must be above 0 and at most {WIDEST_BRUSH}")
        self._brush = width
        self._fit_cursor()

    def ink(self) -> Images:
        """What is drawn: uint8 (280, 280), white on black, at any size and theme of the widget."""
        self._catch_up()
        return self._sketch.ink.pixels.copy()

    def clear(self) -> None:
        """Take all marks away; undo brings them back."""
        if not self.is_empty:
            self._sketch.replace()
            self._redraw()

    def undo(self) -> None:
        """Take the last mark away, or bring back what was cleared or replaced."""
        if self.can_undo:
            self._sketch.undo()
            self._redraw()

    def show_picture(self, image: Images) -> None:
        """Put an image, uint8 (28, 28), white on black, in the place of what is drawn."""
        if image.shape != (SIDE, SIDE) or image.dtype != np.uint8:
            raise ValueError(f"a picture is uint8 (28, 28), not {image.dtype} {image.shape}")
        self._sketch.replace(Picture(image.copy()))
        self._redraw()

    def pointer_down(self, position: QPointF) -> None:
        if self.is_empty:
            self.update()  # the hint goes
        self._sketch.begin(self._point(position), self._brush)
        self._tell()

    def pointer_moved(self, position: QPointF) -> None:
        if self._sketch.add(self._point(position)) and not self._frame.isActive():
            self._frame.start(max(FRAME - self._told.elapsed(), 0))

    def pointer_lifted(self) -> None:
        self._catch_up()
        self._sketch.complete()
        self._tell()

    def pointer_cancelled(self) -> None:
        self._sketch.abandon()
        self._redraw()

    def _redraw(self) -> None:
        self.update()
        self._tell()

    def _tell(self) -> None:
        self._frame.stop()
        self._told.restart()
        self._catch_up()
        self.changed.emit()

    def _catch_up(self) -> None:
        touched = self._sketch.catch_up()
        if not touched.isEmpty():
            self.update(self._on_widget(touched))

    def _on_widget(self, pixels: QRect) -> QRect:
        ratio = self.devicePixelRatioF()
        corner, end = QPointF(pixels.topLeft()), QPointF(pixels.bottomRight() + QPoint(1, 1))
        area = QRectF(corner / ratio, end / ratio).translated(QPointF(self._square().topLeft()))
        return area.toAlignedRect()

    def _square(self) -> QRect:
        side = min(self.width(), self.height())
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _point(self, position: QPointF) -> Point:
        square = self._square()
        x, y = ((position - QPointF(square.topLeft())) / max(square.width(), 1)).toTuple()
        return min(max(x, -OUTSIDE), 1 + OUTSIDE), min(max(y, -OUTSIDE), 1 + OUTSIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        square = self._square()
        ratio = self.devicePixelRatioF()
        self._sketch.fit_screen(math.ceil(square.width() * ratio))
        image = colored(self._sketch.screen.pixels, is_enabled=self.isEnabled())
        image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        paint(painter, square, image, has_focus=self.hasFocus() and self._shows_focus)
        if self.is_empty:
            paint_hint(painter, square)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.PaletteChange):
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cursor()

    def _fit_cursor(self) -> None:
        self.setCursor(ring(self._brush * self._square().width(), self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        return QSize(USUAL_SIDE, USUAL_SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_SIDE, LEAST_SIDE)

    def heightForWidth(self, width: int) -> int:
        return width

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() in CLEARING or event.matches(UNDO))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CLEARING:
            self.clear()
        elif event.matches(UNDO):
            self.undo()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus if it came by keyboard; a window that comes back brings it as it was."""
        if event.reason() not in BACK_AGAIN:
            self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
