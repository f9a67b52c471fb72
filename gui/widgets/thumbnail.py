"""A small grey image beside its name."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.arrays import AnyArray
from gui import theme
from gui.widgets.images import grey_image

SIDE = 34
GAP = 8
DIM = 0.4


class Thumbnail(QWidget):
    """An image (H, W), uint8 or 0..1, white on black, in square pixels; dim while there is none."""

    def __init__(self, caption: str, side: int = SIDE) -> None:
        super().__init__()
        self._caption = caption
        self._side = side
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(caption)

    def set_image(self, image: AnyArray | None) -> None:
        """Show an image; None, or one without pixels, leaves the place empty."""
        self._image = QImage() if image is None else grey_image(image)
        self.update(self._box())

    def _box(self) -> QRect:
        return QRect(0, (self.height() - self._side) // 2, self._side, self._side)

    def sizeHint(self) -> QSize:
        caption = self.fontMetrics().horizontalAdvance(self._caption)
        return QSize(self._side + GAP + caption, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter = QPainter(self)
        box = self._box()
        empty = theme.mixed(tokens.line, tokens.panel, DIM)
        painter.fillRect(box, QColor(empty if self._image.isNull() else "#000000"))
        if not self._image.isNull():
            self._paint_image(painter, box)
        if event.rect().right() < self._side:
            return
        painter.setPen(QColor(tokens.muted))
        beside = self.rect().adjusted(self._side + GAP, 0, 0, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(beside, left, self._caption)

    def _paint_image(self, painter: QPainter, box: QRect) -> None:
        """Few pixels are shown as they are; more than there is room for are averaged."""
        ratio = self.devicePixelRatioF()
        room = (QSizeF(box.size()) * ratio).toSize()
        shrinks = max(self._image.width(), self._image.height()) > room.width()
        mode = Qt.TransformationMode
        fitted = self._image.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            mode.SmoothTransformation if shrinks else mode.FastTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        place = QRectF(QPointF(0, 0), fitted.deviceIndependentSize())
        place.moveCenter(QRectF(box).center())
        painter.drawImage(place.topLeft(), fitted)
