"""Rows of small images beneath each other, such as originals and what was made of them."""

import numpy as np
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.arrays import Floats, Images
from gui import theme

GAP = 3  # pixels between two images


class ImageStrip(QWidget):
    """Images (rows, columns, H, W), 0..1, as large as the width allows; a click asks for others."""

    clicked = Signal()

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns
        self._images: list[QImage] = []

    def set_images(self, images: Floats | None) -> None:
        """Show others; None leaves the places empty."""
        if images is None:
            self._images = []
        else:
            grey = np.rint(255 * images).astype(np.uint8).reshape(-1, *images.shape[2:])
            self._images = [_as_qimage(image) for image in grey]
        self.update()

    @property
    def _side(self) -> int:
        return (self.width() - GAP * (self._columns - 1)) // self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._rows * (self._side + GAP) - GAP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = self._side
        for place in range(self._rows * self._columns):
            row, column = divmod(place, self._columns)
            box = QRect(column * (side + GAP), row * (side + GAP), side, side)
            if place < len(self._images):
                painter.drawImage(box, self._images[place])
            else:
                painter.fillRect(box, QColor(theme.colors().line))


def _as_qimage(grey: Images) -> QImage:
    height, width = grey.shape
    shared = QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    return shared.copy()
