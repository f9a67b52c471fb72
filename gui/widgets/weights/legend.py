"""The colours of weights with their numbers."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.weights.images import LEVELS, weight_image

BAR = QSize(140, 10)
GAP = 8
NUMBER = "-0.000"  # so wide are most, so that nothing moves
WIDEST = "+max of each tile"


class ScaleLegend(QWidget):
    """A bar from the least to the largest weight, between their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Scale of the weights")

    def show_scale(self, texts: tuple[str, str, str]) -> None:
        """The least, the middle and the largest weight."""
        if texts != self._texts:
            self._texts = texts
            self.setAccessibleDescription(f"from {texts[0]} to {texts[2]}")
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        beside = self._number_width() + metrics.horizontalAdvance(WIDEST)
        return QSize(BAR.width() + 2 * GAP + beside, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _number_width(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, (NUMBER, self._texts[0])))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter = QPainter(self)
        numbers = self._number_width()
        bar = QRect(numbers + GAP, (self.height() - BAR.height()) // 2, BAR.width(), BAR.height())
        painter.drawImage(bar, weight_image(np.arange(LEVELS, dtype=np.uint8)[None], tokens))
        painter.setPen(QColor(tokens.line))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(tokens.muted))
        middle = bar.center().x()
        painter.drawLine(middle, bar.top() - 2, middle, bar.bottom() + 2)
        left, right = QRect(0, 0, numbers, self.height()), self.rect()
        right.setLeft(bar.right() + GAP)
        beside = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | beside, self._texts[0])
        painter.drawText(right, Qt.AlignmentFlag.AlignLeft | beside, self._texts[2])
