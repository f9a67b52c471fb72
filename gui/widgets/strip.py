"""Rows of small images beneath each other, such as originals and what was made of them."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.arrays import Floats
from gui import theme
from gui.widgets.images import grey_image

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
        rows = () if images is None else images
        self._images = [grey_image(image) for row in rows for image in row]
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
