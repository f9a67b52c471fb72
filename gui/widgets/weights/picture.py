"""The weights of one unit, large."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.arrays import Floats
from gui import theme
from gui.widgets.square import square_policy
from gui.widgets.weights.images import draw_enlarged, levels, weight_image

LEAST = 112  # pixels


class WeightPicture(QWidget):
    """Weights (H, W) as square pixels; tip says in a sentence what one is: row, column, weight."""

    def __init__(self, tip: Callable[[int, int, float], str]) -> None:
        super().__init__()
        self._tip = tip
        self._weights: Floats | None = None
        self.setMinimumSize(LEAST, LEAST)
        self.setSizePolicy(square_policy())

    def show_weights(self, weights: Floats | None) -> None:
        """Show others, on a scale up to the largest of them."""
        self._weights = weights
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(LEAST, LEAST)

    def heightForWidth(self, width: int) -> int:
        return width

    def _box(self) -> QRect:
        """The largest square."""
        side = min(self.width(), self.height())
        return QRect(0, 0, side, side)

    def text_at(self, x: float, y: float) -> str:
        """The weight at a point in words; empty beside the picture."""
        box = self._box()
        if self._weights is None or not box.contains(int(x), int(y)):
            return ""
        height, width = self._weights.shape
        row = int((y - box.top()) * height / box.height())
        column = int((x - box.left()) * width / box.width())
        return self._tip(row, column, float(self._weights[row, column]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.text_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), text, self, QRect(event.pos(), QSize(3, 3)))
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), self._box()
        if self._weights is not None:
            largest = np.nan_to_num(np.abs(self._weights)).max()
            image = weight_image(levels(self._weights, largest), theme.colors())
            draw_enlarged(painter, box, image, QImage.rect(image))
        painter.setPen(QColor(theme.colors().line))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
