"""A line of text over a thin bar: how far a task has come."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

BAR = 3.0  # pixels high
WIDEST = 420  # pixels


class ProgressLine(QWidget):
    """Right-aligned text over a bar from 0 to 1, painted by hand so that nothing moves."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = [""]
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(32)
        self.setMaximumWidth(WIDEST)

    @property
    def text(self) -> str:
        """The longest of the texts that fits, or the shortest."""
        measure = self.fontMetrics().horizontalAdvance
        return next((t for t in self._texts if measure(t) <= self.width()), self._texts[-1])

    def show_progress(self, texts: list[str], share: float) -> None:
        """texts go from the longest to the shortest; share is 0 to 1."""
        if (texts, share) != (self._texts, self._share):
            self._texts, self._share = texts, share
            self.setAccessibleName(texts[0])
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter = QPainter(self)
        painter.setPen(QColor(tokens.text))
        room = self.rect().adjusted(0, 0, 0, -int(2 * BAR))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, align, self.text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, self.height() - BAR - 1, self.width(), BAR)
        for width, color in ((1.0, tokens.line), (self._share, tokens.accent)):
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(QRectF(0, bar.y(), bar.width() * width, BAR), BAR / 2, BAR / 2)
