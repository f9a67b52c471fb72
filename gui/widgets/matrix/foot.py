"""The line below a matrix: a sentence on what is pointed at, and the scale of the colours."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.colormaps import cividis

BAR = QSize(72, 8)
GAP = 8
SHADES = 64
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MatrixFoot(QWidget):
    """As wide as it may be; what does not fit of the sentence is elided."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence, self._most = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_texts(self, sentence: str, most: str) -> None:
        """most is what the brightest colour stands for; empty while there are no colours."""
        if (sentence, most) != (self._sentence, self._most):
            self._sentence, self._most = sentence, most
            self.setAccessibleName(sentence)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect()
        if self._most:
            room.setRight(self._paint_scale(painter) - 2 * GAP)
        painter.setPen(QColor(theme.colors().text))
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._sentence, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, shown)

    def _paint_scale(self, painter: QPainter) -> int:
        """The colours between their numbers, at the right; where that begins."""
        painter.setPen(QColor(theme.colors().muted))
        painter.drawText(self.rect(), RIGHT, self._most)
        measure = self.fontMetrics().horizontalAdvance
        right = self.width() - measure(self._most) - GAP
        top = (self.height() - BAR.height()) // 2
        bar = QRect(right - BAR.width(), top, BAR.width(), BAR.height())
        painter.drawImage(bar, _shades())
        before = self.rect()
        before.setRight(bar.left() - GAP)
        painter.drawText(before, RIGHT, "0")
        return before.right() - measure("0")


def _shades() -> QImage:
    colors = cividis(np.linspace(0, 1, SHADES)).tobytes()
    return QImage(colors, SHADES, 1, 3 * SHADES, QImage.Format.Format_RGB888).copy()
