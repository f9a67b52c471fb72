"""The drawing canvas: a square to draw on, which shows a drawing at its own size."""

import math

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from gui.drawing import Drawing
from gui.ink.brush import Tip, factor
from gui.ink.look import colored, paint, paint_hint, ring
from gui.ink.marks import ERASER
from gui.ink.pointer import UNKNOWN, PointerWidget

LEAST_SIDE = 96
USUAL_SIDE = 150
# Pointers may leave and come back; further off than this, in sides, it matters not where they are.
OUTSIDE = 1.0
NOWHERE = QRectF()

CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
BACK_AGAIN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class DrawingCanvas(PointerWidget):
    """A square on which mouse, pen or finger draw; several may show one drawing."""

    dropped = Signal(QMimeData)  # something that may be a picture; it is gone after the slots

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self._rendering = drawing.rendering(1)
        self._factor = 1.0
        self._erases = False
        self._has_hint = False
        self._overlay: tuple[QImage, QRectF] | None = None
        self._shows_focus = False
        drawing.changed.connect(self._on_changed)
        drawing.tool_changed.connect(self._fit_cursor)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Drawing canvas")
        self.setAccessibleDescription("Draw a digit with mouse, pen or finger")

    def pointer_down(
        self, position: QPointF, pressure: float = UNKNOWN, *, erases: bool = False
    ) -> None:
        self._factor = 1.0
        self._take(erases=erases)
        self.drawing.begin(self._tip(position, pressure), erases=erases)

    def pointer_moved(self, position: QPointF, pressure: float = UNKNOWN) -> None:
        self.drawing.add(self._tip(position, pressure))

    def pointer_lifted(self) -> None:
        self._take(erases=False)
        self.drawing.complete()

    def pointer_cancelled(self) -> None:
        self._take(erases=False)
        self.drawing.abandon()

    def show_overlay(self, image: QImage | None, place: QRectF = NOWHERE) -> None:
        """Lay an image over the ink, at a place in sides of the canvas; the ink is pale then."""
        if image or self._overlay:
            self._overlay = (image, place) if image else None
            self.update()

    def _take(self, *, erases: bool) -> None:
        """Show that the pointer erases whatever the tool is, or that it does not any more."""
        if erases != self._erases:
            self._erases = erases
            self._fit_cursor()

    def _tip(self, position: QPointF, pressure: float) -> Tip:
        """Where the pointer is on the square; of unknown pressure, as wide as before."""
        if pressure > UNKNOWN:
            self._factor = factor(pressure)
        square = self._square()
        x, y = ((position - QPointF(square.topLeft())) / max(square.width(), 1)).toTuple()
        return (
            min(max(x, -OUTSIDE), 1 + OUTSIDE),
            min(max(y, -OUTSIDE), 1 + OUTSIDE),
            self._factor,
        )

    def _on_changed(self) -> None:
        """Have repainted what changed; while it is hidden, that can wait."""
        if not self.isVisible():
            return
        self._catch_up()
        if self._has_hint != self.drawing.is_empty:
            self.update()

    def _catch_up(self) -> None:
        touched = self._rendering.catch_up()
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

    def paintEvent(self, event: QPaintEvent) -> None:
        square = self._square()
        ratio = self.devicePixelRatioF()
        self._rendering.fit(math.ceil(square.width() * ratio))
        self._catch_up()
        is_plain = self.isEnabled() and self._overlay is None
        image = colored(self._rendering.pixels, is_enabled=is_plain)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        paint(painter, square, image, has_focus=self.hasFocus() and self._shows_focus)
        if self._overlay:
            self._paint_overlay(painter, square, *self._overlay)
        self._has_hint = self.drawing.is_empty
        if self._has_hint:
            paint_hint(painter, square)

    def _paint_overlay(
        self, painter: QPainter, square: QRect, image: QImage, place: QRectF
    ) -> None:
        side = square.width()
        corner = QPointF(square.topLeft()) + place.topLeft() * side
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(square)
        painter.drawImage(QRectF(corner, place.size() * side), image)
        painter.setClipping(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.PaletteChange):
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cursor()

    def _fit_cursor(self) -> None:
        erases = self._erases or self.drawing.is_erasing
        diameter = self.drawing.brush * (ERASER if erases else 1) * self._square().width()
        self.setCursor(ring(diameter, self.devicePixelRatioF(), dashed=erases))

    def sizeHint(self) -> QSize:
        return QSize(USUAL_SIDE, USUAL_SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_SIDE, LEAST_SIDE)

    def heightForWidth(self, width: int) -> int:
        return width

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() in CLEARING or event.matches(UNDO) or event.matches(REDO))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CLEARING:
            self.drawing.clear()
        elif event.matches(UNDO):
            self.drawing.undo()
        elif event.matches(REDO):
            self.drawing.redo()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus if it came by keyboard; a window that comes back brings it as it was."""
        if event.reason() not in BACK_AGAIN:
            self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on a copy's data: what was dropped here must not vanish elsewhere."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())
