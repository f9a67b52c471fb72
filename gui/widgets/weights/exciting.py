"""A few images in a square, each with its label; one is selected and can be sent to the canvas."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.arrays import Images
from gui import theme
from gui.widgets.images import grey_image
from gui.widgets.keys import keeps_key
from gui.widgets.square import square_policy
from gui.widgets.walking import walked
from gui.widgets.weights.grid import TileGrid

COLUMNS = 3
GAP = 3
LEAST_SIDE = 34
CAPTION_SHARE = 0.5  # of the height of the typeface, left and right of a label on its image
FRAME = 2.0


class ExcitingImages(QWidget):
    """Up to nine images, the strongest first; empty places where there are none yet."""

    sent = Signal(object)  # an image (H, W) uint8

    def __init__(self) -> None:
        super().__init__()
        self._images: Sequence[Images] = ()
        self._pictures: list[QImage] = []
        self._labels: Sequence[str] = ()
        self._tips: Sequence[str] = ()
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        least = COLUMNS * (LEAST_SIDE + GAP) - GAP
        self.setMinimumSize(least, least)
        self.setSizePolicy(square_policy())

    def show_images(
        self, images: Sequence[Images], labels: Sequence[str], tips: Sequence[str]
    ) -> None:
        """Show images (H, W), each with its label and a sentence on it."""
        self._images, self._labels, self._tips = images, labels, tips
        self._pictures = [grey_image(image) for image in images]
        self.place = min(self.place, max(len(images) - 1, 0))
        self._describe()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def heightForWidth(self, width: int) -> int:
        return width

    def send(self) -> None:
        """Ask for the selected image to be put on the canvas."""
        if self.place < len(self._images):
            self.sent.emit(self._images[self.place])

    def text_at(self, x: int, y: int) -> str:
        """The image at a point in words; empty where there is none."""
        place = self._place_at(x, y)
        return "" if place is None else self._tips[place]

    def box(self, place: int) -> QRect:
        return self._grid().box(place)

    def _grid(self) -> TileGrid:
        side = max((min(self.width(), self.height()) + GAP) // COLUMNS - GAP, 1)
        return TileGrid(COLUMNS * COLUMNS, COLUMNS, side, GAP)

    def _place_at(self, x: int, y: int) -> int | None:
        place = self._grid().place_at(x, y)
        return place if place is not None and place < len(self._images) else None

    def _describe(self) -> None:
        self.setAccessibleDescription(self._tips[self.place] if self._tips else "")
        self.update()

    def _select(self, place: int) -> None:
        self.place = place
        self._describe()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.text_at(event.x(), event.y()), self)
            return True
        return keeps_key(event, Qt.Key.Key_D) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(*event.position().toPoint().toTuple())
        if place is not None:
            self._select(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(*event.position().toPoint().toTuple())
        if place is not None:
            self._select(place)
            self.send()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        there = walked(event.key(), self.place, len(self._images), COLUMNS, COLUMNS)
        if event.key() == Qt.Key.Key_D:
            self.send()
        elif there is not None and self._images:
            self._select(there)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter, grid = QPainter(self), self._grid()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in range(grid.count):
            if place < len(self._pictures):
                painter.drawImage(grid.box(place), self._pictures[place])
                self._paint_label(painter, grid.box(place), self._labels[place])
            else:
                empty = theme.mixed(tokens.line, tokens.panel, 0.4)
                painter.fillRect(grid.box(place), QColor(empty))
        if self.hasFocus() and self._pictures:
            painter.setPen(QPen(QColor(tokens.accent), FRAME))
            painter.drawRect(grid.box(self.place).adjusted(1, 1, -1, -1))

    def _paint_label(self, painter: QPainter, box: QRect, label: str) -> None:
        """On a ground of its own at the lower right, so that it can be read on any image."""
        tokens, metrics = theme.colors(), self.fontMetrics()
        beside = int(CAPTION_SHARE * metrics.capHeight())
        text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, box.width() - 2 * beside)
        ground = QRect(
            0, 0, metrics.horizontalAdvance(text) + 2 * beside, metrics.capHeight() + 2 * beside
        )
        ground.moveBottomRight(box.bottomRight())
        painter.fillRect(ground, QColor(tokens.panel))
        painter.setPen(QColor(tokens.text))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
