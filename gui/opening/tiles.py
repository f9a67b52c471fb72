"""Some images with their labels beneath."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.arrays import Images
from gui import theme
from gui.opening import words
from gui.widgets.images import grey_image

COLUMNS, ROWS = 5, 4
SIDE, CAPTION, GAP = 64, 18, 6  # pixels


class Tiles(QWidget):
    """Images (n, 28, 28) in rows, each over its label; a click asks for others."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage] = []
        self._names: Sequence[str] = ()
        self.setFixedSize(COLUMNS * (SIDE + GAP) - GAP, ROWS * (SIDE + CAPTION + GAP) - GAP)
        self.setToolTip(words.OTHERS_HINT)
        self.setAccessibleName(words.OTHERS_HINT)

    def set_tiles(self, images: Images, names: Sequence[str]) -> None:
        """Show others."""
        self._images = [grey_image(image) for image in images]
        self._names = names
        self.setAccessibleDescription(", ".join(names))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(theme.colors().text))
        for place, (image, name) in enumerate(zip(self._images, self._names, strict=True)):
            row, column = divmod(place, COLUMNS)
            left, top = column * (SIDE + GAP), row * (SIDE + CAPTION + GAP)
            painter.drawImage(QRect(left, top, SIDE, SIDE), image)
            elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, SIDE)
            below = QRect(left, top + SIDE, SIDE, CAPTION)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, elided)
